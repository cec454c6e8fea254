"""What several files say about one thing, put together: the real files, no database."""

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest

from meetings.exchange.reference.agreement import disagreements
from meetings.exchange.reference.countries import NAMES
from meetings.exchange.reference.decisions import Decided, put_together
from meetings.exchange.reference.entries import EntryData
from meetings.exchange.reference.folder import Reference, read_reference
from meetings.exchange.reference.programme import all_entries, all_months
from meetings.rules.vocabulary import EntryStatus, Format, MandateAction, MandateKind, Openness, StartKind

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(FIXTURES)


@pytest.fixture(scope="module")
def decided(reference: Reference) -> Decided:
    return put_together(reference)


@pytest.fixture(scope="module")
def entries(reference: Reference, decided: Decided) -> tuple[EntryData, ...]:
    return all_entries(reference, decided)


@pytest.fixture(scope="module")
def by_key(entries: tuple[EntryData, ...]) -> dict[str, EntryData]:
    return {entry.key: entry for entry in entries}


def test_every_row_is_read(reference: Reference) -> None:
    assert {name: len(getattr(reference, name)) for name in Reference.__dataclass_fields__} == {
        "countries": 195,
        "terms": 106,
        "presidencies": 228,
        "holidays": 60,
        "rooms": 15,
        "missions": 61,
        "contributions": 3427,
        "history": 784,
        "mandate_details": 10,
        "requirements": 278,
        "cycles": 262,
        "held": 5330,
        "contributors_meetings": 248,
        "months": 324,
        "plans_held": 36,
        "recurring": 21,
    }
    assert list(disagreements(reference)) == []


def test_every_state_has_a_name_in_each_official_language(reference: Reference) -> None:
    for column in NAMES:
        names = [getattr(country, column) for country in reference.countries]
        assert all(names)
        assert len(set(names)) == 195
    assert sum(country.member_state for country in reference.countries) == 193


@pytest.mark.parametrize(
    ("iso3", "names"),
    [
        ("MLI", ("مالي", "马里", "Mali", "Mali", "Мали", "Malí")),
        ("BEN", ("بنن", "贝宁", "Benin", "Bénin", "Бенин", "Benin")),
        ("LBR", ("ليبريا", "利比里亚", "Liberia", "Libéria", "Либерия", "Liberia")),
        (
            "COD",
            (
                "جمهورية الكونغو الديمقراطية",
                "刚果民主共和国",
                "Democratic Republic of the Congo",
                "République démocratique du Congo",
                "Демократическая Республика Конго",
                "República Democrática del Congo",
            ),
        ),
        ("URY", ("أوروغواي", "乌拉圭", "Uruguay", "Uruguay", "Уругвай", "Uruguay")),
        ("TUR", ("تركيا", "土耳其", "Türkiye", "Türkiye", "Турция", "Türkiye")),
    ],
)
def test_official_names(reference: Reference, iso3: str, names: tuple[str, ...]) -> None:
    (country,) = (country for country in reference.countries if country.iso3 == iso3)
    assert tuple(getattr(country, column) for column in NAMES) == names


def test_decisions_and_mandates(decided: Decided) -> None:
    assert (len(decided.decisions), len(decided.mandates)) == (787, 797)
    assert len({mandate.key for mandate in decided.mandates}) == 797
    assert Counter(mandate.kind for mandate in decided.mandates) == {
        MandateKind.FIXED: 783,
        MandateKind.OPEN_ENDED: 5,
        MandateKind.FINAL_EXTENSION: 5,
        MandateKind.TRANSITION: 2,
        MandateKind.DRAWDOWN: 2,
    }
    assert Counter(mandate.action for mandate in decided.mandates) == {
        MandateAction.RENEWAL: 670,
        MandateAction.OTHER: 53,
        MandateAction.CREATION: 43,
        MandateAction.TECHNICAL_ROLLOVER: 21,
        MandateAction.TERMINATION: 5,
        MandateAction.CHANGE: 4,
        MandateAction.TRANSFER: 1,
    }
    # Its adoption was not read; BINUH's is the only one of which not even the day is known.
    assert [d.symbol for d in decided.decisions.values() if not d.adopted_on] == ["S/RES/2814 (2026)"]


@pytest.mark.parametrize(
    ("mission", "decision", "ends", "verified"),
    [
        ("MONUSCO", "S/RES/2808 (2025)", date(2026, 12, 20), True),
        ("BINUH", "S/RES/2814 (2026)", date(2027, 1, 31), True),
        # The day is derived in missions.csv, not printed.
        ("UNAMA", "S/RES/2818 (2026)", date(2026, 6, 17), False),
        # Read in cycles.csv, and recalled as the 14th in the history: what was read counts.
        ("MINUSCA", "S/RES/2446 (2018)", date(2018, 12, 15), True),
        # The title prints 13 August; the end is recalled.
        ("UNIFIL", "S/RES/2695 (2023)", date(2024, 8, 31), False),
        ("MINURSO", "S/RES/2756 (2024)", date(2025, 10, 31), False),
        # Not listed in the history.
        ("UNOMIG", "S/RES/1752 (2007)", date(2007, 10, 15), True),
        ("MONUSCO", "S/RES/1925 (2010)", date(2011, 6, 30), True),
    ],
)
def test_ends_of_mandates(decided: Decided, mission: str, decision: str, ends: date, verified: bool) -> None:
    (mandate,) = (m for m in decided.mandates if (m.mission, m.decision) == (mission, decision))
    assert (mandate.ends, mandate.verified) == (ends, verified)


def test_what_another_file_says_is_kept(decided: Decided) -> None:
    (mandate,) = (m for m in decided.mandates if m.decision == "S/RES/2446 (2018)")
    assert mandate.source_note == "Otherwise 2018-12-14 (recalled, not read)."
    assert decided.decisions["S/RES/1839 (2008)"].source_note == "The title in the source begins with 1838."


def test_two_strands_at_once(decided: Decided) -> None:
    strands = Counter(m.strand for m in decided.mandates if m.mission == "UNISFA")
    assert strands == {"": 30, "Joint Border Verification and Monitoring Mechanism": 5}
    assert not any(m.verified for m in decided.mandates if m.strand)


def test_the_record_has_each_meeting_once(entries: tuple[EntryData, ...]) -> None:
    assert (len(entries), sum(len(entry.sittings) for entry in entries)) == (5213, 5467)
    numbers = [entry.meeting_number for entry in entries if entry.meeting_number]
    assert len(numbers) == len(set(numbers))
    outcomes = Counter(outcome for entry in entries for outcome in entry.outcomes)
    assert {outcome for outcome, times in outcomes.items() if times > 1} == set()


def test_what_is_held_was_read_as_held(entries: tuple[EntryData, ...]) -> None:
    assert Counter(entry.status for entry in entries) == {EntryStatus.HELD: 5188, EntryStatus.TENTATIVE: 25}
    undated = [entry for entry in entries if not entry.sittings]
    assert Counter(entry.month for entry in undated) == {
        date(2018, 11, 1): 1,
        date(2019, 11, 1): 2,
        date(2020, 1, 1): 3,
        date(2024, 11, 1): 8,
    }
    assert {entry.status for entry in undated} == {EntryStatus.TENTATIVE}


def test_every_month_is_there(entries: tuple[EntryData, ...]) -> None:
    months = list(all_months(entries))
    assert (months[0], months[-1], len(months)) == (date(2000, 1, 1), date(2026, 10, 1), 322)


def test_a_meeting_with_contributors(by_key: dict[str, EntryData]) -> None:
    entry = by_key["record:S/PV.8662"]
    assert (entry.title, entry.missions) == ("Meeting with contributors: MINUSCA", ("MINUSCA",))
    assert entry.agenda.endswith("annex II, sections A and B - Central African Republic")
    assert (entry.format, entry.openness) == (Format.TCC_MEETING, Openness.CLOSED)
    # The record took it for UNDOF, both being in Syria.
    assert by_key["record:S/PV.6803"].missions == ("UNSMIS",)
    assert by_key["record:S/PV.10061"].missions == ("MONUSCO", "UNDOF")
    assert not by_key["record:S/PV.10061"].verified


def test_a_resumed_meeting_has_several_sittings(by_key: dict[str, EntryData]) -> None:
    days = [(sitting.on, sitting.resumption) for sitting in by_key["record:S/PV.8699"].sittings]
    assert days == [(date(2020, 1, 9), 0), (date(2020, 1, 10), 1), (date(2020, 1, 13), 2)]
    # One sitting, two outcomes, on two lines of the table.
    both = by_key["record:S/PV.7348"]
    assert (len(both.sittings), both.outcome) == (1, "S/RES/2194 (2014) S/RES/2193 (2014)")
    assert both.vote == "15-0-0; 14-0-1"


def test_topics_are_cleaned(by_key: dict[str, EntryData], entries: tuple[EntryData, ...]) -> None:
    closed = by_key["unnumbered:2020-03-30:1"]
    assert closed.title == "Non-proliferation/Democratic People's Republic of Korea"
    assert closed.openness is Openness.CLOSED
    assert closed.sittings[0].room == "Videoconference"
    assert not [
        entry.title for entry in entries if "[" in entry.title or "â" in entry.title or "  " in entry.title
    ]


def test_outcomes_of_2021_are_matched_and_marked(by_key: dict[str, EntryData]) -> None:
    entry = by_key["record:S/PV.8845"]
    assert (entry.outcome, entry.vote, entry.missions) == ("S/RES/2591 (2021)", "15-0-0", ("UNIFIL",))
    assert (entry.format, entry.verified) == (Format.ADOPTION, False)
    # Two meetings on the Middle East that day: it is not known which adopted resolution 2613.
    assert {by_key[f"record:S/PV.{number}"].outcome for number in (8938, 8940)} == {""}


def test_the_journal_of_a_day(by_key: dict[str, EntryData], entries: tuple[EntryData, ...]) -> None:
    day = date(2026, 4, 14)
    sittings = sorted(
        (sitting.position, sitting.start_kind, sitting.starts_at, sitting.room)
        for entry in entries
        for sitting in entry.sittings
        if sitting.on == day
    )
    either = "Security Council (Chamber or Consultations Room)"
    assert sittings == [
        (0, StartKind.EXACT, time(10), "Security Council Chamber"),
        (1, StartKind.AFTER_PREVIOUS, None, "Security Council Chamber"),
        (2, StartKind.AFTER_PREVIOUS, None, either),
        (3, StartKind.EXACT, time(15, 30), either),
    ]
    # Journal, press and cycles speak of one briefing.
    briefing = by_key["2026-04_journal.csv:13"]
    assert (briefing.meeting_number, briefing.status) == ("S/PV.10139", EntryStatus.HELD)
