"""A loaded decision closes the occasion that decided it; a corrected end takes its occasion along."""

from datetime import date

import pytest

from meetings.models import Occasion, Step
from meetings.rules.vocabulary import EntryStatus, Format, OccasionKind, StepKind
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
)
from tests.services.loads.files import lines, loaded, outcomes, previewed

pytestmark = pytest.mark.django_db

HEARD, PLANNED, ADOPTED = date(2026, 10, 12), date(2026, 10, 29), date(2026, 10, 28)
END, NEXT = date(2026, 10, 31), date(2027, 10, 31)
RENEWAL = f"mission,decision,adopted,action,end\nUNSMIL,S/RES/2830 (2026),{ADOPTED},{{}},{{}}\n"


@pytest.fixture
def mission():
    return MissionFactory(acronym="UNSMIL")


@pytest.fixture
def mandate(mission):
    decision = DecisionFactory(symbol="S/RES/2797 (2025)", adopted_on=date(2025, 10, 31))
    return MandateFactory(mission=mission, decision=decision, ends=END)


@pytest.fixture
def heard(mission):
    return EntryFactory(on=HEARD, format=Format.TCC_MEETING, status=EntryStatus.HELD, missions=[mission])


@pytest.fixture
def planned(mission):
    return EntryFactory(on=PLANNED, format=Format.ADOPTION, missions=[mission])


@pytest.fixture
def occasion(mission, mandate, heard, planned):
    steps = {StepKind.CONTRIBUTORS: heard, StepKind.ADOPTION: planned}
    return OccasionFactory(mission=mission, mandate=mandate, label="UNSMIL 2026-10 renewal", steps=steps)


def steps_of(occasion):
    """Kind, day and the entry that carries it, of each step."""
    rows = Step.objects.dated().filter(occasion=occasion).order_by("kind")
    return [(step.kind, step.day, step.entry) for step in rows]


def test_a_renewal_closes_the_occasion_with_its_real_dates(occasion, heard):
    load = loaded("mandates", RENEWAL.format("renewal", NEXT))
    occasion.refresh_from_db()
    assert (occasion.concluded, occasion.decision.symbol, occasion.technical_rollover, occasion.revision) == (
        True,
        "S/RES/2830 (2026)",
        False,
        2,
    )
    assert steps_of(occasion) == [("A", ADOPTED, None), ("T", HEARD, heard)]
    assert lines(load)[-1] == (
        "closed",
        "occasion",
        "UNSMIL 2026-10 renewal",
        {
            "decision": ("", "S/RES/2830 (2026)"),
            "new_end": ("", "2027-10-31"),
            "A": ("2026-10-29", "2026-10-28"),
        },
    )


def test_an_adoption_that_nobody_planned_is_told_as_well(occasion, planned):
    planned.delete()
    load = loaded("mandates", RENEWAL.format("renewal", NEXT))
    assert lines(load)[-1][3]["A"] == ("", "2026-10-28")
    assert [step for step in steps_of(occasion) if step[0] == "A"] == [("A", ADOPTED, None)]


def test_the_line_that_was_planned_for_another_day_stays_on_the_programme(occasion, planned):
    loaded("mandates", RENEWAL.format("renewal", NEXT))
    planned.refresh_from_db()
    assert (planned.status, planned.sittings.get().on, planned.steps.count()) == ("tentative", PLANNED, 0)


def test_an_adoption_on_its_planned_day_keeps_the_line_that_carries_it(occasion, planned):
    text = RENEWAL.replace(str(ADOPTED), str(PLANNED)).format("renewal", NEXT)
    loaded("mandates", text)
    assert [step for step in steps_of(occasion) if step[0] == "A"] == [("A", PLANNED, planned)]


def test_the_real_days_of_meeting_and_consultations_are_taken_from_the_table(occasion, heard):
    loaded(
        "mandates",
        "mission,resolution,adoption_date,new_expiry,tcc_meeting_date,consultations_date\n"
        f"UNSMIL,2830,{ADOPTED},{NEXT},2026-10-13,2026-10-21\n",
    )
    assert steps_of(occasion) == [
        ("A", ADOPTED, None),
        ("C", date(2026, 10, 21), None),
        ("T", date(2026, 10, 13), None),
    ]


def test_the_preview_closes_nothing(occasion):
    load = previewed("mandates", RENEWAL.format("renewal", NEXT))
    occasion.refresh_from_db()
    assert (occasion.concluded, occasion.revision, occasion.steps.count()) == (False, 1, 2)
    assert outcomes(load)[-1] == ("closed", "occasion", "UNSMIL 2026-10 renewal")


def test_the_second_time_nothing_is_closed(occasion):
    loaded("mandates", RENEWAL.format("renewal", NEXT))
    assert lines(loaded("mandates", RENEWAL.format("renewal", NEXT))) == []


def test_a_technical_rollover_keeps_the_earlier_meeting_on_record_with_a_note(occasion, heard):
    loaded("mandates", RENEWAL.format("technical rollover", "2026-12-15"))
    occasion.refresh_from_db()
    assert (occasion.concluded, occasion.technical_rollover) == (True, True)
    assert occasion.notes == (
        "Technical rollover by S/RES/2830 (2026) until 15 December 2026: "
        "the meeting with contributors of 12 October 2026 stays on record."
    )
    assert ("T", HEARD, heard) in steps_of(occasion)


def test_a_renewal_proposes_the_next_occasion(occasion):
    load = loaded("mandates", RENEWAL.format("renewal", NEXT))
    assert [(one["mission"], one["end"]) for one in load.effects["proposed"]] == [("UNSMIL", "2027-10-31")]


def test_a_termination_closes_it_and_proposes_none(occasion):
    load = loaded("mandates", RENEWAL.format("termination", "2026-12-31"))
    occasion.refresh_from_db()
    assert (occasion.concluded, load.effects["proposed"]) == (True, [])


def test_the_history_of_another_mission_closes_nothing(occasion):
    MissionFactory(acronym="UNDOF")
    loaded("mandates", RENEWAL.replace("UNSMIL", "UNDOF").format("renewal", NEXT))
    occasion.refresh_from_db()
    assert occasion.concluded is False


CORRECTION = "mission,resolution,end\nUNSMIL,2797,2026-11-30\n"


def test_a_corrected_end_takes_its_occasion_along(occasion, mandate):
    load = loaded("mandates", CORRECTION)
    occasion.refresh_from_db()
    mandate.refresh_from_db()
    assert (mandate.ends, occasion.label, occasion.revision, occasion.concluded) == (
        date(2026, 11, 30),
        "UNSMIL 2026-11 renewal",
        2,
        False,
    )
    assert lines(load) == [
        (
            "changed",
            "mandate",
            "UNSMIL S/RES/2797 (2025) 2026-11-30",
            {"ends": ("2026-10-31", "2026-11-30")},
        ),
        (
            "changed",
            "occasion",
            "UNSMIL 2026-11 renewal",
            {
                "end": ("2026-10-31", "2026-11-30"),
                "label": ("UNSMIL 2026-10 renewal", "UNSMIL 2026-11 renewal"),
            },
        ),
    ]


def test_a_name_that_was_given_by_hand_stays(occasion):
    Occasion.objects.filter(pk=occasion.pk).update(label="Libya in autumn")
    loaded("mandates", CORRECTION)
    occasion.refresh_from_db()
    assert occasion.label == "Libya in autumn"


def test_an_occasion_with_an_end_of_its_own_gets_the_mandate_that_has_it(mission, mandate):
    occasion = OccasionFactory(mission=mission, mandate_end=END, kind=OccasionKind.RENEWAL)
    loaded("mandates", CORRECTION)
    occasion.refresh_from_db()
    assert (occasion.mandate, occasion.mandate_end) == (mandate, None)
