"""Decisions and mandates from a table: what each row means, and what it must not undo."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.templates import template
from meetings.models import Decision, Mandate
from meetings.rules.vocabulary import MandateAction, MandateKind
from tests.factories import DecisionFactory, MandateFactory, MissionFactory
from tests.services.loads.files import FIXTURES, lines, loaded, outcomes, previewed, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def force():
    return MissionFactory(acronym="UNFICYP", name_en="United Nations Peacekeeping Force in Cyprus")


@pytest.fixture
def standing(force):
    decision = DecisionFactory(symbol="S/RES/2771 (2025)", adopted_on=date(2025, 1, 31))
    return MandateFactory(mission=force, decision=decision, ends=date(2026, 1, 31))


def test_a_renewal_is_a_decision_and_a_mandate(force):
    loaded(
        "mandates",
        "Mission,Resolution,Adopted,Action,Mandate end,Vote,Title\n"
        "UNFICYP,2815 (2026),28 January 2026,renewal,31 January 2027,15-0-0,Cyprus\n",
    )
    mandate = Mandate.objects.get()
    decision = mandate.decision
    assert (mandate.mission, mandate.ends, mandate.action, mandate.kind, mandate.verified) == (
        force,
        date(2027, 1, 31),
        MandateAction.RENEWAL,
        MandateKind.FIXED,
        True,
    )
    assert (decision.symbol, decision.adopted_on, decision.title) == (
        "S/RES/2815 (2026)",
        date(2026, 1, 28),
        "Cyprus",
    )
    assert (decision.kind, decision.votes_for, decision.votes_against, decision.abstentions) == (
        Decision.Kind.RESOLUTION,
        15,
        0,
        0,
    )


def test_the_year_of_a_bare_number_is_that_of_its_adoption(force):
    loaded("mandates", "mission,resolution,adopted,new_expiry\nUNFICYP,2815,2026-01-28,2027-01-31\n")
    assert Decision.objects.get().symbol == "S/RES/2815 (2026)"


def test_a_bare_number_that_is_on_record_needs_no_day(standing):
    load = loaded("mandates", "mission,resolution,new_expiry\nUNFICYP,2771,2026-01-31\n")
    assert lines(load) == []


def test_a_bare_number_that_is_not_on_record_is_named(force):
    load = previewed("mandates", "mission,resolution,new_expiry\nUNFICYP,2815,2027-01-31\n")
    said = "Give its year, as S/RES/2815 (2027), or the day of adoption."
    assert problems(load) == [(2, "resolution", said)]


def test_one_decision_on_two_missions_is_made_once(force):
    MissionFactory(acronym="UNDOF")
    load = loaded(
        "mandates",
        "mission,decision,adopted,end\n"
        "UNFICYP,S/RES/2815 (2026),2026-01-28,2027-01-31\n"
        "UNDOF,S/RES/2815 (2026),2026-01-28,2026-07-31\n",
    )
    assert outcomes(load) == [
        ("new", "decision", "S/RES/2815 (2026)"),
        ("new", "mandate", "UNFICYP S/RES/2815 (2026) 2027-01-31"),
        ("new", "mandate", "UNDOF S/RES/2815 (2026) 2026-07-31"),
    ]


def test_an_exchange_of_letters_is_a_decision_too(force):
    loaded("mandates", "mission,decision,adopted,end\nUNFICYP,S/2026/71,2026-01-28,2027-01-31\n")
    assert Decision.objects.get().kind == Decision.Kind.LETTERS


def test_an_extension_says_less_than_a_rollover_on_record(standing):
    Mandate.objects.update(action=MandateAction.TECHNICAL_ROLLOVER)
    load = loaded("mandates", "mission,resolution,action,end\nUNFICYP,2771,extension,2026-01-31\n")
    assert lines(load) == []
    assert Mandate.objects.get().action == MandateAction.TECHNICAL_ROLLOVER


def test_a_final_extension_is_a_kind_of_mandate(force):
    loaded("mandates", "mission,decision,action,end\nUNFICYP,S/RES/2815 (2026),final extension,2027-01-31\n")
    mandate = Mandate.objects.get()
    assert (mandate.action, mandate.kind) == (MandateAction.RENEWAL, MandateKind.FINAL_EXTENSION)


def test_a_mandate_that_becomes_open_ended_loses_its_last_day(standing):
    loaded("mandates", "mission,resolution,kind\nUNFICYP,2771,open-ended\n")
    mandate = Mandate.objects.get()
    assert (mandate.kind, mandate.ends) == (MandateKind.OPEN_ENDED, None)


def test_an_end_before_what_stands_on_record_is_said_in_words(standing):
    Mandate.objects.update(begins=date(2025, 2, 1))
    load = previewed("mandates", "mission,resolution,end\nUNFICYP,2771,2025-01-31\n")
    assert problems(load) == [(2, "", "The mandate would end before it begins.")]


def test_a_row_that_names_no_phase_speaks_of_the_first(standing):
    standing.strand = "Border mechanism"
    standing.save()
    load = loaded("mandates", "mission,resolution,end\nUNFICYP,2771,2026-02-28\n")
    assert outcomes(load) == [
        ("changed", "mandate", "UNFICYP (Border mechanism) S/RES/2771 (2025) 2026-02-28")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "UNFICYP,2771,,2026-03-31,",
        "UNFICYP,2771,2026-03-31,,year inferred from the next renewal",
    ],
)
def test_an_end_that_was_not_read_leaves_one_that_was(standing, row):
    load = loaded("mandates", f"mission,resolution,new_expiry,recalled_expiry,expiry_read_from\n{row}\n")
    assert lines(load) == []
    assert Mandate.objects.get().ends == date(2026, 1, 31)


def test_an_end_that_was_not_read_stands_where_there_is_no_other(force):
    loaded("mandates", "mission,decision,recalled_expiry\nUNFICYP,S/RES/2815 (2026),2027-01-31\n")
    mandate = Mandate.objects.get()
    assert (mandate.ends, mandate.verified) == (date(2027, 1, 31), False)


def test_an_empty_cell_erases_nothing(standing):
    load = loaded("mandates", "mission,resolution,adopted,end,title\nUNFICYP,2771,2025-01-31,,\n")
    assert lines(load) == []
    assert Mandate.objects.get().ends == date(2026, 1, 31)


COMPLAINTS = {
    "adopted,end|2026-01-28,2025-12-31": (
        "end",
        "The mandate ends before it begins: 2026-01-28 comes first.",
    ),
    "adopted|2025-01-28": ("adopted", "S/RES/2815 (2026) was not adopted in 2025."),
    "kind,end|open-ended,2027-01-31": ("end", "An open-ended mandate has no last day."),
    "yes,no|15,0": ("yes", "A vote has three numbers: for, against and abstaining."),
    "yes,no,abstentions|12,3,1": ("yes", "The Council has 15 members."),
    "vote,yes,no,abstentions|15-0-0,14,0,1": ("vote", "The vote and its three numbers differ."),
    "adopted,tcc_meeting_date|2026-01-28,2026-01-29": (
        "tcc_meeting_date",
        "This is later than the decision of 2026-01-28.",
    ),
}


@pytest.mark.parametrize("case", COMPLAINTS)
def test_what_does_not_go_together_is_named_at_its_column(force, case):
    headings, values = case.split("|")
    load = previewed("mandates", f"mission,decision,{headings}\nUNFICYP,S/RES/2815 (2026),{values}\n")
    assert problems(load) == [(2, *COMPLAINTS[case])]


def test_a_mission_that_is_misspelt_is_asked_about(force):
    load = previewed("mandates", "mission,decision\nUNFYCIP,S/RES/2815 (2026)\n")
    said = "No mission of that name is on record. Is UNFICYP meant?"
    assert problems(load) == [(2, "mission", said)]


def test_what_is_adopted_has_been_adopted(force):
    text = "mission,decision,adopted\nUNFICYP,S/RES/2815 (2026),{}\n"
    assert problems(previewed("mandates", text.format("2026-11-22"))) == []
    load = previewed("mandates", text.format("2026-11-23"))
    assert problems(load) == [(2, "adopted", "This day has not come yet.")]


def test_the_history_on_record_loads_as_it_is(db, reference):
    """What differs is what the reference data took from elsewhere: five ends read in another source."""
    file = FIXTURES / "mandate_history.csv"
    load = previewed("mandates", file.read_bytes(), name=file.name)
    assert (problems(load), load.summary["unchanged"]) == ([], 779)
    assert [line[:2] for line in lines(load)] == [("changed", "mandate")] * 5


def test_rows_are_written_by_the_hundred(force):
    """A database takes so many values at once, and SQLite fewer than others: some rows share one query."""
    spent = []
    for first, last in ((0, 1), (1, 201)):
        text = "mission,decision,end\n" + "".join(
            f"UNFICYP,S/RES/{3000 + number} (2026),2027-01-31\n" for number in range(first, last)
        )
        with CaptureQueriesContext(connection) as queries:
            loaded("mandates", text)
        spent.append(len(queries))
    assert spent[1] - spent[0] < 200 // 4


def test_a_mandate_that_stands_there_twice_in_two_spellings_is_named(force):
    load = previewed(
        "mandates",
        "mission,decision,adopted,end\n"
        "UNFICYP,S/RES/2815 (2026),2026-01-28,2027-01-31\n"
        "United Nations Peacekeeping Force in Cyprus,2815,2026-01-28,2027-12-31\n",
    )
    said = "The same is in the file already, written in another way: see row 2."
    assert problems(load) == [(3, "", said)]
    assert not Mandate.objects.exists()


@pytest.mark.parametrize(
    ("heading", "value"), [("adopted", "2026-01-29"), ("votes_for", "13"), ("abstentions", "1")]
)
def test_two_rows_say_the_same_of_their_decision(force, heading, value):
    MissionFactory(acronym="UNDOF")
    MissionFactory(acronym="UNSMIL")
    told = {"adopted": "2026-01-28", "votes_for": "14", "votes_against": "0", "abstentions": "0"}
    load = previewed(
        "mandates",
        f"mission,decision,end,{','.join(told)}\n"
        "UNSMIL,S/RES/2815 (2026),2026-07-31,,,,\n"
        f"UNFICYP,S/RES/2815 (2026),2027-01-31,{','.join(told.values())}\n"
        f"UNDOF,S/RES/2815 (2026),2026-12-31,{','.join((told | {heading: value}).values())}\n",
    )
    assert problems(load) == [(4, heading, "The file says something else of the same in row 3.")]
    assert not Decision.objects.exists()


def test_a_forgotten_example_is_pointed_at(force):
    load = previewed("mandates", template(KINDS["mandates"], "csv"))
    said = "Row 2 is the example of the template. Take it out if it is not meant."
    assert (problems(load), load.reading["notices"]) == ([], [said])
