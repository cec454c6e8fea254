"""Which open occasion a decision concludes: the cases of practice, and what must hold for any record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.renewals import LAPSE, Conclusion, concluded_by, conclusions
from meetings.rules.facts import MandateFact, OccasionFact, StepFact
from meetings.rules.vocabulary import MandateAction, MandateKind, OccasionKind, StepKind
from tests.rules.chains import chain

T, C, A = StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION

ROLLOVER, TERMINATION = MandateAction.TECHNICAL_ROLLOVER, MandateAction.TERMINATION


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def decided(symbol: str, on: str | None, ends: str | None, **fields: object) -> MandateFact:
    """What a decision set for MINUSCA."""
    given = {"mission": "MINUSCA", "has_contributors": True, **fields}
    return MandateFact(decision=symbol, decided_on=day(on), ends=day(ends), **given)  # type: ignore[arg-type]


def occasion(end: str | None, uid: str = "", **fields: object) -> OccasionFact:
    """An open occasion about an end; it is called by that, unless it has a uid."""
    return chain(end=end, uid=uid or end, mission="MINUSCA", **fields)  # type: ignore[arg-type]


def names(mandate: MandateFact, mandates: list[MandateFact], *occasions: OccasionFact) -> str | None:
    found = concluded_by(mandate, mandates, occasions)
    return found.uid if found else None


BEFORE = decided("2387", "2017-11-15", "2018-11-15")
"""What stood when the Council came to decide in November 2018."""


class TestWhichOne:
    @pytest.mark.parametrize(
        ("on", "ends", "fields"),
        [
            ("2018-11-15", "2018-12-15", {"action": ROLLOVER}),  # MINUSCA as it was: a month, to gain time
            ("2018-11-15", "2019-11-15", {}),
            ("2018-03-01", "2019-11-15", {"action": MandateAction.CHANGE}),
            ("2018-11-20", "2019-11-15", {}),  # late: the mandate had lapsed
            ("2018-11-10", "2019-06-30", {"kind": MandateKind.FINAL_EXTENSION}),
            ("2018-11-10", None, {"kind": MandateKind.OPEN_ENDED}),
            ("2018-06-01", "2018-08-31", {"action": TERMINATION}),  # brings the end forward
            ("2018-11-15", "2018-11-15", {"action": TERMINATION}),
            ("2018-11-15", None, {"action": TERMINATION}),
        ],
    )
    def test_the_one_about_the_end_that_stood(self, on, ends, fields):
        new = decided("2448", on, ends, **fields)
        assert names(new, [BEFORE, new], occasion("2018-11-15")) == "2018-11-15"

    @pytest.mark.parametrize(
        ("on", "ends", "fields"),
        [
            (None, "2019-11-15", {}),  # no day on which it was decided
            ("2018-11-15", None, {}),  # nobody read to which end
            ("2018-03-01", "2018-11-15", {"action": MandateAction.CHANGE}),  # the end stayed
            ("2018-03-01", "2018-06-30", {}),  # shorter and no termination: of something else
            ("2019-11-14", "2020-11-15", {}),  # a year late: decisions are missing in between
            ("2016-11-15", "2017-11-15", {}),  # older than what set the end
            ("2016-11-15", "2017-03-31", {"action": TERMINATION}),
            ("2017-11-15", "2019-11-15", {}),  # of the day on which the end was set
            ("2018-11-15", "2019-11-15", {"mission": "UNDOF"}),
            ("2018-10-15", "2018-10-31", {"strand": "Force Brigade"}),
        ],
    )
    def test_none_where_it_is_about_something_else_or_not_known(self, on, ends, fields):
        new = decided("2448", on, ends, **fields)
        assert names(new, [BEFORE, new], occasion("2018-11-15")) is None

    def test_a_lapse_of_thirty_days_is_still_about_the_end(self):
        for late, found in ((LAPSE.days, "2018-11-15"), (LAPSE.days + 1, None)):
            on = (date(2018, 11, 15) + timedelta(days=late)).isoformat()
            new = decided("2448", on, "2019-11-15")
            assert names(new, [BEFORE, new], occasion("2018-11-15")) == found

    @pytest.mark.parametrize(
        "kind", sorted(set(OccasionKind) - {OccasionKind.RENEWAL, OccasionKind.COMPLETION})
    )
    def test_other_reasons_are_left_to_planners(self, kind):
        new = decided("2448", "2018-11-15", "2019-11-15")
        assert names(new, [BEFORE, new], occasion("2018-11-15", kind=kind)) is None
        both = (
            occasion("2018-11-15", "change", kind=kind),
            occasion("2018-11-15", "completion", kind="completion"),
        )
        assert names(new, [BEFORE, new], *both) == "completion"

    def test_what_is_concluded_stays_as_it_is_and_no_other_is_taken_for_it(self):
        new = decided("2448", "2018-11-15", "2019-11-15")
        by_hand = occasion("2018-11-15", concluded=True)
        assert names(new, [BEFORE, new], by_hand, occasion("2018-11-30")) is None

    def test_of_several_open_ones_the_one_whose_turn_it_is(self):
        new = decided("2448", "2018-11-15", "2018-12-15", action=ROLLOVER)
        later = decided("2552", "2019-11-15", "2020-11-15")
        three = occasion("2017-11-15"), occasion("2018-11-15"), occasion("2019-11-15")
        assert names(new, [BEFORE, new, later], *three) == "2018-11-15"

    def test_an_end_set_again_since_is_not_for_an_older_decision(self):
        older = decided("2416", "2018-05-15", "2019-05-15")
        again = decided("2430", "2018-06-15", "2018-11-15", action=TERMINATION)
        assert names(older, [BEFORE, older, again], occasion("2018-11-15")) is None

    def test_what_has_no_day_came_before_a_decision_that_moved_its_end_on(self):
        undated = decided("", None, "2018-11-15")
        new = decided("2448", "2018-11-15", "2019-11-15")
        assert names(new, [undated, new], occasion("2018-11-15")) == "2018-11-15"
        # A termination may be older than it.
        ended = decided("2448", "2012-11-15", "2012-12-31", action=TERMINATION)
        assert names(ended, [undated, ended], occasion("2018-11-15")) is None


class TestStrands:
    """UNISFA: the force, and the border mechanism whose ends came a month earlier."""

    FORCE = decided("2469", "2019-05-14", "2019-11-15")
    BORDER = decided("2465", "2019-04-12", "2019-10-15", strand="border")

    def test_each_decision_is_about_the_end_of_its_own(self):
        new = decided("2492", "2019-10-15", "2019-11-15", strand="border")
        open_ones = occasion("2019-10-15"), occasion("2019-11-15")
        assert names(new, [self.FORCE, self.BORDER, new], *open_ones) == "2019-10-15"
        assert names(new, [self.FORCE, self.BORDER, new], open_ones[1]) is None

    def test_one_occasion_for_two_that_end_on_one_day_is_decided_with_either(self):
        border = decided("2492", "2019-10-15", "2019-11-15", strand="border")
        new = decided("2497", "2019-11-14", "2020-05-15")
        assert names(new, [self.FORCE, border, new], occasion("2019-11-15")) == "2019-11-15"


class TestAnEndOnlyWrittenDown:
    """Occasions whose mandate nobody put on record."""

    @pytest.mark.parametrize("end", ["2018-10-16", "2018-11-15", "2019-02-13"])
    def test_it_is_found_near_the_day_of_the_decision(self, end):
        new = decided("2448", "2018-11-15", "2019-11-15")
        assert names(new, [new], occasion(end)) == end

    @pytest.mark.parametrize("end", ["2018-10-15", "2019-02-14", "2019-11-15", None])
    def test_but_not_farther_off(self, end):
        new = decided("2448", "2018-11-15", "2019-11-15")
        assert names(new, [new], occasion(end, "there")) is None

    def test_the_nearest_counts(self):
        new = decided("2448", "2018-11-15", "2019-11-15")
        assert names(new, [new], occasion("2018-12-31"), occasion("2018-11-10"), occasion("2018-11-30")) == (
            "2018-11-10"
        )
        old = decided("2387", "2017-11-15", "2018-12-30")
        assert names(new, [old, new], occasion("2018-12-31"), occasion("2018-11-10")) == "2018-12-31"

    def test_an_end_on_record_belongs_to_its_own_mandate(self):
        new = decided("2448", "2018-11-15", "2019-11-15")
        other = decided("2430", "2018-06-15", "2018-12-15", strand="border")
        assert names(new, [new, other], occasion("2018-12-15")) is None

    def test_a_decision_that_concluded_one_does_not_conclude_another(self):
        new = decided("2448", "2018-11-15", "2019-11-15")
        done = occasion("2018-11-15", decision="2448", concluded=True)
        assert names(new, [new], done, occasion("2018-11-30")) is None


class TestConclusions:
    def test_with_the_real_dates(self):
        new = decided("2448", "2018-11-15", "2018-12-15", action=ROLLOVER)
        planned = chain(
            meeting="2018-10-30",
            consultations="2018-11-08",
            end="2018-11-15",
            mission="MINUSCA",
        )
        placed = replace(planned, steps=(*planned.steps, StepFact(A, date(2018, 11, 13), "line")))
        assert conclusions([new], [BEFORE, new], [placed]) == (
            Conclusion(
                occasion="occasion",
                mission="MINUSCA",
                decision="2448",
                decided_on=date(2018, 11, 15),
                ended=date(2018, 11, 15),
                new_end=date(2018, 12, 15),
                technical_rollover=True,
                heard_on=date(2018, 10, 30),
                overtaken=(),
            ),
        )

    def test_what_was_to_prepare_it_and_stands_after_it_is_named(self):
        new = decided("2448", "2018-11-15", "2018-12-15", action=ROLLOVER)
        planned = chain(
            meeting="2018-11-16",
            consultations="2018-11-15",
            adoption="2018-11-30",
            end="2018-11-15",
            mission="MINUSCA",
        )
        (found,) = conclusions([new], [BEFORE, new], [planned])
        assert ([step.kind for step in found.overtaken], found.heard_on) == ([T], None)

    @pytest.mark.parametrize("order", [1, -1])
    def test_two_phases_of_one_decision_conclude_once_and_set_the_last_end(self, order):
        old = decided("2710", "2023-11-15", "2024-12-31")
        first = decided("2753", "2024-10-30", "2025-10-31", kind=MandateKind.TRANSITION)
        second = decided("2753", "2024-10-30", "2026-10-31", kind=MandateKind.TRANSITION)
        phases = [first, second][::order]
        open_ones = [occasion("2024-12-31"), occasion("2024-12-30", "written")][::order]
        (found,) = conclusions(phases, [old, *phases], open_ones)
        assert (found.occasion, found.new_end) == ("2024-12-31", date(2026, 10, 31))

    def test_two_strands_renewed_by_one_decision_conclude_one_each(self):
        border = decided("2465", "2018-04-12", "2018-10-15", strand="border")
        new = [
            decided("2448", "2018-10-14", "2019-11-15"),
            decided("2448", "2018-10-14", "2019-04-15", strand="border"),
        ]
        open_ones = occasion("2018-11-15"), occasion("2018-10-15")
        found = conclusions(new, [BEFORE, border, *new], open_ones)
        assert {(one.occasion, one.new_end) for one in found} == {
            ("2018-11-15", date(2019, 11, 15)),
            ("2018-10-15", date(2019, 4, 15)),
        }

    def test_a_rollover_and_the_renewal_after_it_conclude_their_own(self):
        rollover = decided("2446", "2018-11-15", "2018-12-15", action=ROLLOVER)
        renewal = decided("2448", "2018-12-13", "2019-11-15")
        open_ones = occasion("2018-12-15"), occasion("2018-11-15")
        found = conclusions([renewal, rollover], [renewal, rollover, BEFORE], open_ones)
        assert [(one.occasion, one.decision) for one in found] == [
            ("2018-11-15", "2446"),
            ("2018-12-15", "2448"),
        ]

    def test_a_history_of_twenty_years_leaves_what_is_planned_now_alone(self):
        years = range(2005, 2025)
        history = [decided(str(year), f"{year}-11-14", f"{year + 1}-11-15") for year in years]
        assert conclusions(history, history, [occasion("2025-11-15")]) == ()
        ended = replace(history[3], action=TERMINATION, ends=None)
        assert conclusions([ended], [*history[:3], ended, *history[4:]], [occasion("2025-11-15")]) == ()


days = st.sampled_from([date(2018, 1, 1) + timedelta(days=20 * number) for number in range(24)])
"""Few days, so that many of them meet; some lie farther apart than a lapse."""

mostly_days = st.one_of(*[days] * 9, st.none())


@st.composite
def mandates(draw: st.DrawFn) -> MandateFact:
    kind = draw(st.sampled_from([MandateKind.FIXED] * 5 + list(MandateKind)))
    return MandateFact(
        mission=draw(st.sampled_from(["MINUSCA"] * 4 + ["UNDOF"])),
        decision=draw(st.sampled_from(["1", "2", "3", "4"])),
        decided_on=draw(mostly_days),
        ends=None if kind is MandateKind.OPEN_ENDED else draw(mostly_days),
        begins=draw(st.none() | days),
        kind=kind,
        action=draw(st.sampled_from([MandateAction.RENEWAL, ROLLOVER, TERMINATION, *MandateAction])),
        strand=draw(st.sampled_from(["", "", "", "border"])),
        has_contributors=True,
    )


@st.composite
def occasions(draw: st.DrawFn, ends: list[date]) -> list[OccasionFact]:
    """Most of them about an end on record."""
    on_record = st.sampled_from(ends) if ends else days
    chosen = draw(st.lists(on_record | on_record | days | st.none(), min_size=1, max_size=8))
    return [
        OccasionFact(
            uid=str(number),
            mission=draw(st.sampled_from(["MINUSCA"] * 4 + ["UNDOF"])),
            kind=draw(st.sampled_from([OccasionKind.RENEWAL, OccasionKind.COMPLETION, OccasionKind.CHANGE])),
            mandate_end=end,
            concluded=draw(st.sampled_from([False, False, True])),
            steps=tuple(StepFact(kind, draw(days)) for kind in draw(st.sets(st.sampled_from([T, C, A])))),
        )
        for number, end in enumerate(chosen)
    ]


@st.composite
def records(draw: st.DrawFn) -> tuple[list[MandateFact], list[OccasionFact]]:
    on_record = draw(st.lists(mandates(), min_size=2, max_size=8))
    return on_record, draw(occasions([mandate.ends for mandate in on_record if mandate.ends]))


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(record, random):
    on_record, open_ones = record
    shuffled = random.sample(on_record, len(on_record))
    others = random.sample(open_ones, len(open_ones))
    assert conclusions(on_record, on_record, open_ones) == conclusions(shuffled, shuffled, others)


@given(records())
def test_only_what_is_open_is_concluded_once_by_a_later_decision_about_its_end(record):
    on_record, there = record
    by_uid = {one.uid: one for one in there}
    found = conclusions(on_record, on_record, there)
    assert len({one.occasion for one in found}) == len(found)
    for one in found:
        about = by_uid[one.occasion]
        assert not about.concluded
        assert (about.mission, about.mandate_end) == (one.mission, one.ended)
        assert about.kind is not OccasionKind.CHANGE
        assert one.decided_on - one.ended <= LAPSE
        set_then = [
            mandate.decided_on
            for mandate in on_record
            if (mandate.mission, mandate.ends) == (one.mission, one.ended)
            and mandate.decided_on
            and mandate.decision != one.decision
        ]
        assert all(day < one.decided_on for day in set_then)


@given(records())
def test_the_dates_it_is_closed_with_are_those_of_the_decision(record):
    on_record, there = record
    by_uid = {one.uid: one for one in there}
    for one in conclusions(on_record, on_record, there):
        assert one.heard_on in (None, by_uid[one.occasion].on(T))
        assert one.heard_on is None or one.heard_on <= one.decided_on
        assert all(step.on > one.decided_on for step in one.overtaken)


@given(records())
def test_a_second_time_nothing_is_left_to_conclude(record):
    """Where each decision has one day, as on record."""
    on_record, there = record
    on_record = [
        replace(mandate, decided_on=date(2018, 1, 1) + timedelta(days=90 * int(mandate.decision)))
        for mandate in on_record
    ]
    done = {one.occasion: one.decision for one in conclusions(on_record, on_record, there)}
    after = [
        replace(one, concluded=True, decision=done[one.uid]) if one.uid in done else one for one in there
    ]
    assert conclusions(on_record, on_record, after) == ()
