"""The table of mandate and reporting cycles as a document."""

from dataclasses import replace
from datetime import date

from django.utils import translation

from meetings.exchange.reporting_cycles import cycles_document, cycles_pdf
from meetings.planning.by_region import MissionFact
from meetings.planning.reporting_cycles import CyclesFacts, twelve_months
from meetings.planning.reports_due import ExpectedReport, RequestFact, Unit
from meetings.rules.facts import MandateFact, ReportFact
from meetings.rules.vocabulary import MandateKind, ReportKind
from tests.exchange.pdfs import A4, fonts_not_embedded, text_of, texts_of_pages, told

TODAY = date(2026, 11, 22)
FORCE = MissionFact("FORCE", "United Nations Force", "europe", "The situation in Freedonia")
BEFORE = MandateFact("FORCE", "S/RES/1 (2025)", date(2025, 6, 27), date(2025, 12, 31))
NOW = MandateFact("FORCE", "S/RES/2 (2025)", date(2025, 12, 29), date(2026, 12, 31))
ASKED = RequestFact(
    "FORCE", "S/RES/2 (2025)", date(2025, 12, 29), wording="every six months", every=6, unit=Unit.MONTHS
)


def document(*mandates, missions=(FORCE,), **facts):
    return cycles_document(CyclesFacts(missions, mandates, **facts), TODAY, twelve_months(TODAY))


def row(*mandates, **facts):
    ((found,),) = [part.rows for part in document(*mandates, **facts).parts]
    return [[(line.text, line.mark) for line in cell.lines] for cell in found.cells]


def test_a_row_has_the_mandate_its_cycle_what_is_asked_on_which_basis_and_what_is_next():
    assert row(BEFORE, NOW, requests=(ASKED,)) == [
        [("31 December 2026", "")],
        [("12 months", "")],
        [("written report, every six months", "")],
        [("S/RES/2 (2025) of 29 December 2025", "")],
        [("29 December 2026", "worked out")],
    ]


def test_a_request_of_before_the_mandate_that_runs_is_not_known_to_stand():
    older = replace(
        ASKED, decision="S/RES/1 (2025)", decided_on=date(2025, 6, 27), jointly_with="the African Union"
    )
    assert row(BEFORE, NOW, requests=(older,))[2:] == [
        [("written report, every six months, jointly with the African Union", "not known to stand")],
        [("S/RES/2 (2025) of 29 December 2025", ""), ("S/RES/1 (2025)", "")],
        [],
    ]


def test_oral_reports_and_letters_are_called_so():
    kinds = [replace(ASKED, kind=kind) for kind in (ReportKind.ORAL, ReportKind.LETTER)]
    assert [text for text, _mark in row(NOW, requests=kinds)[2]] == [
        "oral report, every six months",
        "letter, every six months",
    ]


def test_ends_say_what_is_known_of_them():
    recalled = replace(NOW, verified=False)
    assert row(recalled)[0] == [("31 December 2026", "not verified")]
    assert row(BEFORE)[0] == [("31 December 2025; no later decision is on record", "")]
    assert row(replace(NOW, kind=MandateKind.OPEN_ENDED, ends=None))[0] == [("without an end", "")]
    assert row(replace(NOW, kind=MandateKind.FINAL_EXTENSION))[0] == [
        ("31 December 2026; no renewal is foreseen", "")
    ]
    assert row(replace(NOW, strand="Border"))[0] == [("Border: 31 December 2026", "")]
    assert row()[0] == [("not on record", "")]


def test_the_monthly_cycle():
    out = ExpectedReport(
        ("FORCE",), ReportFact("S/2026/9", due_on=date(2027, 1, 5)), asked_by="S/RES/2 (2025)"
    )
    months = [
        (one.month, *([line.text for line in cell.lines] for cell in one.cells))
        for one in document(NOW, expected=(out,)).months
    ]
    assert months[:3] == [
        ("November 2026", [], []),
        ("December 2026", ["31 December: FORCE (S/RES/2 (2025))"], []),
        ("January 2027", [], ["5 January: FORCE, Report of the Secretary-General S/2026/9 (S/RES/2 (2025))"]),
    ]
    assert len(months) == 12


def test_the_head_the_abbreviations_and_the_legend():
    found = document(NOW, missions=(replace(FORCE, unverified=frozenset({"region"})),))
    assert (found.title, found.day) == ("Mandate and reporting cycles", "As of 22 November 2026")
    assert found.abbreviations == (("FORCE", "United Nations Force"),)
    assert found.legend == (
        "Current missions only. Days are days in New York.",
        "The regions are our own grouping; not read in a source.",
    )


def test_in_a_language_from_right_to_left_a_symbol_keeps_its_brackets_where_they_belong():
    with translation.override("ar"):
        ((text, _mark),) = row(NOW)[3]
    assert text.startswith("\u2066S/RES/2 (2025)\u2069 ")


def test_without_a_mission_it_says_so():
    assert document(missions=()).nothing == "No mission is on record."


def test_the_pdf_says_what_the_page_says():
    found = document(BEFORE, NOW, requests=(ASKED,))
    content = cycles_pdf(found)
    said = text_of(content)
    shown = [
        found.day,
        *found.heads,
        *found.months_heads,
        found.abbreviations_title,
        *found.legend,
        "United Nations Force",
    ]
    assert [text for text in shown if text not in said] == []
    assert told(content) == {"tagged": True, "language": "en", "title": found.title, "paper": A4}
    assert fonts_not_embedded(content) == set()


def test_a_long_table_repeats_its_head_and_numbers_its_pages():
    missions = tuple(replace(FORCE, acronym=f"M-{number}") for number in range(120))
    pages = texts_of_pages(cycles_pdf(document(missions=missions)))
    assert len([text for text in pages if "Next report due" in text]) > 1
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, start=1))
