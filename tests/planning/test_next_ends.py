"""What follows at the end that a decision sets: an occasion of which kind, or none, and why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.next_ends import RULE, NoNext, kind_at_end, next_ends
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.guideline import rule
from meetings.rules.mandates import ends_not_taken_up, standing_by_strand
from meetings.rules.vocabulary import MandateAction, MandateKind, OccasionKind

TODAY = date(2026, 11, 22)
END = date(2027, 12, 20)
BEFORE = date(2026, 12, 20)


def mandate(ends: date | None = END, **fields: object) -> MandateFact:
    """What a decision of today set for MONUSCO."""
    given = {"mission": "MONUSCO", "decision": "new", "decided_on": TODAY, "has_contributors": True} | fields
    return MandateFact(ends=ends, **given)  # type: ignore[arg-type]


def old(ends: date | None = BEFORE, **fields: object) -> MandateFact:
    return mandate(ends, **{"decision": "old", "decided_on": date(2025, 12, 19), **fields})


def occasion(end: date, *, concluded: bool = False) -> OccasionFact:
    return OccasionFact("there", "MONUSCO", mandate_end=end, concluded=concluded)


def follows(
    new: MandateFact, *others: MandateFact, occasions: tuple[OccasionFact, ...] = ()
) -> OccasionKind | NoNext | None:
    """The kind proposed, else why there is none."""
    (found,) = next_ends([new], [new, *others], occasions, TODAY)
    assert (found.kind is None) == (found.none_because is not None)
    return found.kind or found.none_because


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (MandateKind.FIXED, OccasionKind.RENEWAL),
        (MandateKind.TRANSITION, OccasionKind.RENEWAL),
        (MandateKind.FINAL_EXTENSION, OccasionKind.COMPLETION),
        (MandateKind.DRAWDOWN, OccasionKind.COMPLETION),
    ],
)
def test_a_new_end_wants_the_next_occasion(kind, reason):
    assert follows(mandate(kind=kind), old()) is kind_at_end(kind) is reason


def test_so_does_the_end_of_a_rollover():
    assert follows(mandate(date(2027, 1, 20), action=MandateAction.TECHNICAL_ROLLOVER), old()) == "renewal"


def test_an_occasion_for_another_end_is_none_for_this():
    assert follows(mandate(), old(), occasions=(occasion(BEFORE, concluded=True),)) == "renewal"


@pytest.mark.parametrize(
    ("new", "because"),
    [
        (mandate(action=MandateAction.TERMINATION), NoNext.TERMINATED),
        (mandate(None, action=MandateAction.TERMINATION), NoNext.TERMINATED),
        (mandate(date(2026, 11, 30), action=MandateAction.TERMINATION), NoNext.TERMINATED),
        (mandate(None, kind=MandateKind.OPEN_ENDED), NoNext.OPEN_ENDED),
        (mandate(None), NoNext.END_NOT_READ),
        (mandate(has_contributors=False), NoNext.NO_CONTRIBUTORS),
        (mandate(mission_closed_on=TODAY), NoNext.MISSION_CLOSED),
        (old(date(2026, 6, 20), decided_on=date(2025, 1, 1)), NoNext.ANOTHER_END_STANDS),
    ],
)
def test_none_is_proposed_without_need_and_it_says_why(new, because):
    assert follows(new, old()) is because


@pytest.mark.parametrize("concluded", [False, True])
def test_an_end_that_has_its_occasion_gets_no_other(concluded):
    there = occasion(END, concluded=concluded)
    assert follows(mandate(), old(), occasions=(there,)) is NoNext.HAS_OCCASION


def test_an_end_that_has_passed_gets_none():
    passed, today = mandate(date(2026, 11, 21), decided_on=date(2026, 5, 1)), mandate(TODAY)
    assert (follows(passed), follows(today)) == (NoNext.PASSED, OccasionKind.RENEWAL)


def test_what_was_terminated_since_gets_none():
    last = mandate(None, decision="end", decided_on=date(2026, 12, 1), action=MandateAction.TERMINATION)
    assert follows(mandate(), last) is NoNext.TERMINATED
    brought_forward = mandate(
        date(2027, 3, 1), decision="end", decided_on=date(2026, 12, 1), action=MandateAction.TERMINATION
    )
    assert follows(mandate(), brought_forward) is NoNext.ANOTHER_END_STANDS


def test_of_two_phases_the_last_end_is_what_the_council_comes_back_to():
    first, second = mandate(date(2026, 12, 31)), mandate(END)
    found = next_ends([second, first], [first, second], (), TODAY)
    assert [(one.mandate.ends, one.kind, one.none_because) for one in found] == [
        (date(2026, 12, 31), None, NoNext.ANOTHER_END_STANDS),
        (END, OccasionKind.RENEWAL, None),
    ]


def test_of_two_strands_each_has_its_own_end_and_one_day_has_one_occasion():
    main, brigade = mandate(), mandate(strand="Force Brigade", kind=MandateKind.DRAWDOWN)
    for new in ([main, brigade], [brigade, main]):
        found = next_ends(new, new, (), TODAY)
        assert [(one.mandate.strand, one.kind, one.none_because) for one in found] == [
            ("", OccasionKind.RENEWAL, None),
            ("Force Brigade", None, NoNext.HAS_OCCASION),
        ]
    earlier = mandate(date(2027, 6, 30), strand="Force Brigade")
    found = next_ends([main, earlier], [main, earlier], (), TODAY)
    assert [one.kind for one in found] == ["renewal", "renewal"]


def test_a_history_of_twenty_years_wants_one_occasion():
    history = [
        old(date(year + 1, 12, 20), decided_on=date(year, 12, 19), decision=str(year))
        for year in range(2006, 2026)
    ]
    found = next_ends(history, history, (), TODAY)
    assert [one.mandate.ends for one in found if one.kind] == [BEFORE]
    assert {one.none_because for one in found if not one.kind} == {NoNext.ANOTHER_END_STANDS}


def test_the_rule_behind_it_has_its_paragraph():
    assert "74 (a)" in rule(RULE).also


days = st.sampled_from([date(2026, month, 20) for month in range(1, 13)] + [END])


@st.composite
def mandates(draw: st.DrawFn) -> MandateFact:
    kind = draw(st.sampled_from(MandateKind))
    return MandateFact(
        mission=draw(st.sampled_from(["MONUSCO", "UNDOF"])),
        decision=draw(st.sampled_from("123")),
        decided_on=draw(st.none() | days),
        ends=None if kind is MandateKind.OPEN_ENDED else draw(st.none() | days),
        kind=kind,
        action=draw(st.sampled_from(MandateAction)),
        strand=draw(st.sampled_from(["", "Force Brigade"])),
        mission_closed_on=draw(st.none() | st.none() | days),
        has_contributors=draw(st.booleans()),
    )


occasions = st.builds(
    OccasionFact,
    st.just("there"),
    st.sampled_from(["MONUSCO", "UNDOF"]),
    mandate_end=days,
    concluded=st.booleans(),
)


@given(st.lists(mandates(), max_size=8), st.lists(occasions, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows, there, random):
    shuffled = random.sample(rows, len(rows))
    assert {
        (one.mandate.mission, one.mandate.ends, one.kind)
        for one in next_ends(rows, rows, there, TODAY)
        if one.kind
    } == {
        (one.mandate.mission, one.mandate.ends, one.kind)
        for one in next_ends(shuffled, shuffled, there, TODAY)
        if one.kind
    }


@given(st.lists(mandates(), max_size=8), st.lists(occasions, max_size=3))
def test_what_is_proposed_is_what_l5_would_miss_each_end_once(rows, there):
    found = next_ends(rows, rows, there, TODAY)
    proposed = [(one.mandate.mission, one.mandate.ends) for one in found if one.kind]
    missed = {(one.mission, one.ends) for one in ends_not_taken_up(rows, there, TODAY, date.max)}
    assert sorted(proposed, key=str) == sorted(missed, key=str)
    assert all((one.kind is None) == (one.none_because is not None) for one in found)


@given(st.lists(mandates(), max_size=8))
def test_a_termination_never_proposes(rows):
    found = next_ends(rows, rows, (), TODAY)
    assert all(one.kind is None for one in found if one.mandate.action is MandateAction.TERMINATION)
    ended = {key for key, stands in standing_by_strand(rows).items() if stands.for_good}
    assert all(one.kind is None for one in found if (one.mandate.mission, one.mandate.strand) in ended)
