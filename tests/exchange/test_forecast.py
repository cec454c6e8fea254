"""The forecast as a document: its head, its lines in words, and its PDF (N7, N12, N13; S/2006/507, 37-39)."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from meetings.exchange.forecast import forecast_document, forecast_pdf, journal_notice
from meetings.planning.by_region import MissionFact
from meetings.planning.forecast import ForecastFacts, UsualBusiness
from meetings.planning.reports_due import ExpectedReport, RequestFact, Unit
from meetings.rules.facts import EntryFact, MandateFact, ReportFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, MandateKind, ReportKind
from tests.exchange.pdfs import A4, fonts_not_embedded, text_of, texts_of_pages, told

DECEMBER = date(2026, 12, 1)
TODAY = date(2026, 11, 22)
FORCE = MissionFact(
    "FORCE",
    "United Nations Force",
    "europe",
    "The situation in Freedonia",
    founded_by="186 (1964)",
    founded_on=date(1964, 3, 4),
)
RUNNING = MandateFact("FORCE", "S/RES/1 (2025)", date(2025, 12, 19), date(2026, 12, 20))
MEETING = EntryFact(
    "t", DECEMBER, Format.TCC_MEETING, "Meeting with contributors: FORCE", missions=("FORCE",),
    sittings=(SittingFact(date(2026, 12, 2)),), status=EntryStatus.CONFIRMED,
)  # fmt: skip


def document(today=TODAY, **facts):
    options = {name: facts.pop(name) for name in ("draft", "sample", "has_meetings") if name in facts}
    return forecast_document(ForecastFacts(DECEMBER, **({"missions": (FORCE,)} | facts)), today, **options)


def lines(**facts):
    return [
        (line.text, line.mark)
        for part in document(**facts).parts
        for item in part.items
        for line in item.lines
    ]


def test_n13_the_head_says_what_it_is_not():
    found = document()
    assert (
        found.title == "Tentative forecast of the programme of work of the Security Council for December 2026"
    )
    assert found.day == "22 November 2026"
    assert found.standing == "For information only/Not an official document"


def test_n13_the_disclaimer_says_all_four_things():
    """By whom and for whom; under earlier decisions; that being listed implies nothing; that events decide."""
    said = " ".join(document().disclaimer)
    assert said == (
        "This forecast was prepared by the Secretariat for the President of the Council. "
        "It covers matters that the Council may take up in the month under decisions it has already made. "
        "That a matter is listed, or is not, implies nothing about it. "
        "The actual programme will depend on events and on the views of the members of the Council."
    )


def test_n7_a_mission_has_its_founding_decision_its_mandate_its_report_and_its_meetings():
    asked = RequestFact(
        "FORCE", "S/RES/1 (2025)", date(2025, 12, 19), wording="every 6 months", every=6, unit=Unit.MONTHS
    )
    assert lines(mandates=(RUNNING,), requests=(asked,), entries=(MEETING,)) == [
        ("Founding decision: 186 (1964), 4 March 1964.", ""),
        (
            "Mandate until 20 December 2026, by S/RES/1 (2025) of 19 December 2025. "
            "A decision is expected before it ends.",
            "",
        ),
        (
            "Report of the Secretary-General, by about 19 December 2026. "
            "Asked for by S/RES/1 (2025): “every 6 months”.",
            "worked out",
        ),
        ("Wednesday 2 December: Meeting with contributors", ""),
    ]


BY = "by S/RES/1 (2025) of 19 December 2025."
NO_LATER = "No later decision is on record."
NOT_ASKED = "The decision that asked for it is not on record."


@pytest.mark.parametrize(
    ("mandate", "text"),
    [
        (
            {"kind": MandateKind.FINAL_EXTENSION},
            f"Mandate until 20 December 2026, {BY} No renewal is foreseen after it.",
        ),
        ({"kind": MandateKind.OPEN_ENDED, "ends": None}, f"Mandate without an end, {BY}"),
        ({"kind": MandateKind.OPEN_ENDED, "ends": None, "decision": ""}, "Mandate without an end."),
        ({"ends": date(2026, 11, 1)}, f"Mandate ended on 1 November 2026, {BY} {NO_LATER}"),
        ({"ends": date(2026, 11, 1), "decision": ""}, f"Mandate ended on 1 November 2026. {NO_LATER}"),
        (
            {"ends": date(2027, 3, 1), "decided_on": None, "strand": "Border"},
            "Border: Mandate until 1 March 2027, by S/RES/1 (2025).",
        ),
        ({"ends": None, "decision": ""}, "The end of the mandate is not on record."),
    ],
)
def test_what_is_said_of_a_mandate(mandate, text):
    found = lines(mandates=(replace(RUNNING, **mandate),), entries=(MEETING,))
    assert found[1] == (text, "")


@pytest.mark.parametrize(
    ("report", "about", "text"),
    [
        ({}, {}, f"Report of the Secretary-General, by 5 December 2026. {NOT_ASKED}"),
        (
            {"symbol": "S/2026/9"},
            {"asked_by": "S/RES/1 (2025)"},
            "Report of the Secretary-General S/2026/9, by 5 December 2026. Asked for by S/RES/1 (2025).",
        ),
        (
            {"kind": "oral", "circulated_on": date(2026, 12, 4)},
            {},
            f"Oral report, by 5 December 2026. {NOT_ASKED} Issued on 4 December 2026.",
        ),
        ({}, {"title": "FORCE: review"}, f"FORCE: review, by 5 December 2026. {NOT_ASKED}"),
    ],
)
def test_what_is_said_of_a_report(report, about, text):
    values = {"due_on": date(2026, 12, 5), **report}
    values["kind"] = ReportKind(values.get("kind", "written"))
    expected = ExpectedReport(("FORCE",), ReportFact(**values), **about)
    assert lines(expected=(expected,))[1:] == [(text, "")]


def test_what_was_not_read_is_marked():
    recalled = replace(FORCE, unverified=frozenset({"established_by", "region"}))
    found = document(missions=(recalled,), mandates=(replace(RUNNING, verified=False),))
    assert [line.mark for line in found.parts[0].items[0].lines] == ["not verified", "not verified"]
    assert [row.mark for row in found.dates] == ["not verified"]
    assert found.legend == ("The regions are our own grouping; not read in a source.",)


def test_a_meeting_says_its_title_only_where_that_says_more():
    briefing = replace(MEETING, format=Format.BRIEFING, status=EntryStatus.TENTATIVE)
    same = replace(briefing, uid="u", title="The situation in freedonia")
    undated = replace(briefing, uid="v", title="Elections", sittings=())
    assert [text for text, _mark in lines(entries=(briefing, same, undated))[1:]] == [
        "Wednesday 2 December: Briefing, Meeting with contributors: FORCE (tentative)",
        "Wednesday 2 December: Briefing (tentative)",
        "Day not set: Briefing, Elections (tentative)",
    ]


def test_the_notable_dates_name_what_falls_due_and_the_document_that_asks():
    expected = ExpectedReport(("FORCE",), ReportFact(due_on=date(2026, 12, 5)), asked_by="S/RES/1 (2025)")
    adoption = replace(MEETING, uid="a", format=Format.ADOPTION, sittings=(SittingFact(date(2026, 12, 18)),))
    found = document(mandates=(RUNNING,), expected=(expected,), entries=(adoption, MEETING))
    assert [(row.day, row.what, row.document) for row in found.dates] == [
        ("Wednesday 2 December", "Meeting with contributors: FORCE", "S/RES/1353 (2001)"),
        ("Saturday 5 December", "Report of the Secretary-General (FORCE)", "S/RES/1 (2025)"),
        ("Friday 18 December", "Adoption foreseen: FORCE", ""),
        ("Sunday 20 December", "Mandate ends: FORCE", "S/RES/1 (2025)"),
    ]


def test_a_month_with_nothing_says_so():
    found = document(today=date(2020, 1, 1), has_meetings=False)
    assert found.nothing == "Nothing on record falls due in December 2026, and no meeting is known."
    assert (found.parts, found.notes) == ((), ())


def test_a_month_without_a_programme_says_that_meetings_are_not_listed():
    found = document(mandates=(RUNNING,), has_meetings=False)
    assert found.notes == (
        "No programme of this month is published yet, so no meetings are listed: only what falls due.",
    )
    assert document(mandates=(RUNNING,)).notes == ()


def test_a_meeting_about_no_mission_is_told_by_its_title():
    found = document(entries=(replace(MEETING, missions=()),))
    assert [row.what for row in found.dates] == ["Meeting with contributors: FORCE"]


def test_a_draft_is_headed_as_such():
    usual = UsualBusiness("The situation in Sylvania", Format.BRIEFING, date(2026, 12, 8))
    found = document(draft=True, sample=True, usual=(usual,))
    assert found.draft == "From the working draft. For planners only: not published, not to be passed on."
    assert found.sample == "Sample: made up to show the software"
    assert [line.text for line in found.usual] == [
        "The situation in Sylvania (Briefing), usually on Tuesday 8 December"
    ]
    assert (document().draft, document().sample) == ("", "")


def test_n14_the_notice_for_the_journal():
    assert journal_notice(DECEMBER) == (
        "The tentative forecast of the programme of work of the Security Council for December 2026 has been issued. "
        "Copies are available to delegations from [date]."
    )


def test_the_pdf_says_what_the_page_says():
    found = document(mandates=(RUNNING,), entries=(MEETING, replace(MEETING, uid="o", missions=())))
    content = forecast_pdf(found)
    said = text_of(content)
    shown = [
        found.standing,
        found.day,
        *(line.text for part in found.parts for item in part.items for line in item.lines),
    ]
    shown += [found.others_title, found.dates_title, *(row.what for row in found.dates)]
    assert [text for text in shown if text not in said] == []
    assert told(content) == {"tagged": True, "language": "en", "title": found.title, "paper": A4}
    assert fonts_not_embedded(content) == set()


def test_a_long_pdf_numbers_its_pages_and_repeats_its_heads():
    reports = tuple(
        ExpectedReport(
            (f"M-{number}",), ReportFact(f"S/2026/{number}", due_on=date(2026, 12, number % 28 + 1))
        )
        for number in range(120)
    )
    missions = tuple(MissionFact(f"M-{number}") for number in range(120))
    pages = texts_of_pages(forecast_pdf(document(missions=missions, expected=reports)))
    tables = [text for text in pages if "Requesting document" in text]
    assert len(tables) > 1
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, start=1))


HOSTILE = '#eval("1") $x$ *b* _i_ @cite <tag> \\ \u202e مرحبا 安理会 \x00'


def test_hostile_text_is_only_text_in_the_pdf():
    titled = replace(MEETING, format=Format.BRIEFING, title=HOSTILE, missions=("FORCE", HOSTILE))
    said = text_of(forecast_pdf(document(entries=(titled,))))
    assert '#eval("1") $x$ *b* _i_ @cite <tag>' in said


def test_in_arabic_the_pdf_says_so():
    with translation.override("ar"):
        assert told(forecast_pdf(document(entries=(MEETING,))))["language"] == "ar"
