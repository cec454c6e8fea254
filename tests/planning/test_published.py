"""The next version of a month: what stays, what is marked, and whose sequence rises, over any life of any months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from meetings.planning.diff import ChangeKind, difference
from meetings.planning.published import CalendarMark, PublishedMonth, next_version
from meetings.planning.timetable import timetable
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import OFF, EntryStatus, Format, StartKind
from tests.planning.drawn_months import DECEMBER, UIDS, entries, months

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
JANUARY = date(2027, 1, 1)
MONDAY = SittingFact(DECEMBER.replace(day=7), StartKind.EXACT, time(10))
TUESDAY = replace(MONDAY, on=DECEMBER.replace(day=8))
LIBYA = EntryFact("libya", DECEMBER, Format.BRIEFING, "Libya", sittings=(MONDAY,))
YEMEN = replace(LIBYA, uid="yemen", title="Yemen")
CANCELLED, POSTPONED = EntryStatus.CANCELLED, EntryStatus.POSTPONED


def version(
    *live: EntryFact,
    last: PublishedMonth | None = None,
    elsewhere: Iterable[str] = (),
    sequences: Mapping[str, int] | None = None,
    now: datetime = NOW,
    withdraws: bool = False,
) -> PublishedMonth:
    """The next version, the sequences being those of the version before where none are given."""
    known = {uid: mark.sequence for uid, mark in last.marks.items()} if last else {}
    return next_version(
        live,
        last=last,
        elsewhere=frozenset(elsewhere),
        sequences=known if sequences is None else sequences,
        now=now,
        withdraws=withdraws,
    )


def kinds(before: PublishedMonth, after: PublishedMonth) -> dict[str, ChangeKind]:
    return {change.uid: change.kind for change in difference(before.entries, after.entries)}


def test_the_first_version_marks_nothing_as_revised_and_counts_from_nought() -> None:
    assert version(LIBYA, YEMEN) == PublishedMonth(
        entries=(LIBYA, YEMEN), marks=dict.fromkeys(("libya", "yemen"), CalendarMark(0, NOW))
    )


def test_a_revision_marks_what_differs_from_the_version_before() -> None:
    first = version(LIBYA, YEMEN)
    moved = replace(LIBYA, sittings=(TUESDAY,))
    second = version(moved, YEMEN, last=first, now=LATER)
    assert second.entries == (replace(moved, revised=True), YEMEN)
    assert second.marks == {"libya": CalendarMark(1, LATER), "yemen": CalendarMark(0, NOW)}
    third = version(moved, YEMEN, last=second, now=LATER)
    assert (third.entries, third.marks) == ((moved, YEMEN), second.marks)


def test_what_is_planned_no_more_is_cancelled_once_and_stays() -> None:
    first = version(LIBYA, YEMEN)
    second = version(YEMEN, last=first, now=LATER)
    third = version(YEMEN, last=second, now=LATER + timedelta(days=1))
    assert second.entries == (YEMEN, replace(LIBYA, status=CANCELLED, revised=True))
    assert third.entries == (YEMEN, replace(LIBYA, status=CANCELLED))
    assert third.marks == second.marks == {"libya": CalendarMark(1, LATER), "yemen": CalendarMark(0, NOW)}


def test_what_is_planned_in_another_month_is_postponed_here_and_its_new_day_is_not_told() -> None:
    first = version(LIBYA)
    second = version(last=first, elsewhere=["libya"], now=LATER)
    assert second.entries == (replace(LIBYA, status=POSTPONED, revised=True),)
    assert (second.left, first.left) == (frozenset({"libya"}), frozenset())
    assert version(last=second, elsewhere=["libya"]).entries == (replace(LIBYA, status=POSTPONED),)


def test_what_comes_back_from_another_month_is_on_again() -> None:
    first = version(LIBYA)
    second = version(last=first, elsewhere=["libya"])
    third = version(replace(LIBYA, sittings=(TUESDAY,)), last=second)
    assert (kinds(second, third), third.left) == ({"libya": ChangeKind.RESTORED}, frozenset())
    assert third.marks["libya"].sequence == 2


def test_what_left_and_was_then_dropped_there_stays_postponed_here() -> None:
    """Where it stands, and whether at all, is for the other month to say from then on."""
    second = version(last=version(LIBYA), elsewhere=["libya"])
    third = version(last=second, now=LATER)
    assert (kinds(second, third), third.left, third.marks) == ({}, second.left, second.marks)


def test_a_withdrawn_month_is_all_cancelled_and_published_again_all_on_again() -> None:
    first = version(LIBYA, YEMEN)
    withdrawn = version(LIBYA, YEMEN, last=first, withdraws=True, now=LATER)
    again = version(LIBYA, YEMEN, last=withdrawn, now=LATER)
    assert [entry.status for entry in withdrawn.entries] == [CANCELLED, CANCELLED]
    assert kinds(first, withdrawn) == dict.fromkeys(("libya", "yemen"), ChangeKind.CANCELLED)
    assert kinds(withdrawn, again) == dict.fromkeys(("libya", "yemen"), ChangeKind.RESTORED)
    assert {entry.revised for entry in again.entries} == {True}
    assert [month.marks["libya"].sequence for month in (first, withdrawn, again)] == [0, 1, 2]


def test_a_withdrawn_month_cancels_what_was_already_moved_to_another_on_the_desk() -> None:
    """It was not told that it moves, so it is told what is known: here it stands no more."""
    withdrawn = version(last=version(LIBYA), elsewhere=["libya"], withdraws=True)
    assert [entry.status for entry in withdrawn.entries] == [CANCELLED]


def test_a_version_of_before_marks_were_kept_gets_them_without_raising_what_stands() -> None:
    """Its entries count as published once, with sequence 0."""
    old = PublishedMonth(entries=(LIBYA, YEMEN))
    moved = replace(LIBYA, sittings=(TUESDAY,))
    month = version(moved, YEMEN, last=old, sequences={"libya": 0, "yemen": 0}, now=LATER)
    assert month.marks == {"libya": CalendarMark(1, LATER), "yemen": CalendarMark(0, LATER)}


def test_an_entry_that_was_published_in_another_month_goes_on_from_its_sequence_there() -> None:
    month = version(replace(LIBYA, month=JANUARY), sequences={"libya": 4})
    assert month.marks == {"libya": CalendarMark(5, NOW)}


def test_the_same_uid_twice_stands_once_as_its_last() -> None:
    assert version(replace(LIBYA, title="Haiti"), LIBYA).entries == (LIBYA,)


# What holds of any two months


@given(months, months, st.frozensets(st.sampled_from(UIDS)))
def test_nothing_published_is_lost_and_nothing_comes_twice(
    before: tuple[EntryFact, ...], live: tuple[EntryFact, ...], elsewhere: frozenset[str]
) -> None:
    month = version(*live, last=version(*before), elsewhere=elsewhere)
    uids = [entry.uid for entry in month.entries]
    assert sorted(uids) == sorted({entry.uid for entry in (*before, *live)})
    assert uids[: len(live)] == [entry.uid for entry in live]
    assert month.marks.keys() == set(uids)
    assert month.left == {uid for uid in uids[len(live) :] if uid in elsewhere}
    assert {entry.status for entry in month.entries[len(live) :]} <= OFF


@given(months, months)
def test_the_revised_are_exactly_those_that_differ(
    before: tuple[EntryFact, ...], live: tuple[EntryFact, ...]
) -> None:
    first = version(*before)
    second = version(*live, last=first)
    revised = {entry.uid for entry in second.entries if entry.revised}
    assert revised == kinds(first, second).keys()
    assert not any(entry.revised for entry in first.entries)


# Any life of two months between which entries move


@dataclass
class Life:
    """What became of a month so far."""

    planned: dict[str, EntryFact] = field(default_factory=dict)
    versions: list[PublishedMonth] = field(default_factory=list)

    @property
    def last(self) -> PublishedMonth | None:
        return self.versions[-1] if self.versions else None


class Publishing(RuleBasedStateMachine):
    """Two months on the desk, planned, published and withdrawn in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.months = {DECEMBER: Life(), JANUARY: Life()}
        self.highest: dict[str, int] = {}
        self.now = NOW

    @rule(month=st.sampled_from([DECEMBER, JANUARY]), entry=entries())
    def plan(self, month: date, entry: EntryFact) -> None:
        """New here, said otherwise, or moved here from the other month: an entry is in one month at a time."""
        for life in self.months.values():
            life.planned.pop(entry.uid, None)
        self.months[month].planned[entry.uid] = replace(entry, month=month)

    @rule(uid=st.sampled_from(UIDS))
    def drop(self, uid: str) -> None:
        for life in self.months.values():
            life.planned.pop(uid, None)

    @rule(month=st.sampled_from([DECEMBER, JANUARY]), withdraws=st.booleans())
    def publish(self, month: date, withdraws: bool) -> None:
        self.now += timedelta(minutes=1)
        life = self.months[month]
        before = life.last
        after = version(
            *life.planned.values(),
            last=before,
            elsewhere=self._planned_elsewhere(month),
            sequences=self._sequences(),
            now=self.now,
            withdraws=withdraws and before is not None,
        )
        stands = {} if withdraws and before is not None else life.planned
        self._sequences_rise_with_each_change_and_never_otherwise(before, after, stands)
        self._what_is_off_and_not_planned_is_told_once(before, after, life.planned)
        life.versions.append(after)

    def _planned_elsewhere(self, month: date) -> set[str]:
        return {uid for other, life in self.months.items() if other != month for uid in life.planned}

    def _sequences(self) -> dict[str, int]:
        """As they are gathered for a version: of the latest version of every month."""
        found: dict[str, int] = {}
        for life in self.months.values():
            for uid, mark in life.last.marks.items() if life.last else ():
                found[uid] = max(found.get(uid, 0), mark.sequence)
        return found

    def _sequences_rise_with_each_change_and_never_otherwise(
        self, before: PublishedMonth | None, after: PublishedMonth, stands: Mapping[str, Any]
    ) -> None:
        """A calendar is told anew of what differs, of what only stands at another time since it follows a sitting
        that moved, and of what came back or left for another month."""
        old = before or PublishedMonth(entries=())
        differs = {change.uid for change in difference(old.entries, after.entries)}
        was, now = timetable(old.entries), timetable(after.entries)
        for uid, mark in after.marks.items():
            overtaken = uid in stands and old.marks.get(uid, mark).sequence < self.highest.get(uid, -1)
            left = (uid in old.left) != (uid in after.left)
            if uid in differs or was.get(uid) != now.get(uid) or overtaken or left:
                assert mark == CalendarMark(self.highest.get(uid, -1) + 1, self.now)
                self.highest[uid] = mark.sequence
            else:
                assert mark == old.marks[uid]

    def _what_is_off_and_not_planned_is_told_once(
        self, before: PublishedMonth | None, after: PublishedMonth, planned: Mapping[str, Any]
    ) -> None:
        """What was cancelled or put off stays as it was, unless it goes to another month after all."""
        for entry in before.entries if before else ():
            now = next(one for one in after.entries if one.uid == entry.uid)
            if entry.uid not in planned and not entry.counts and entry.uid not in after.left:
                assert now == replace(entry, revised=False)

    @invariant()
    def nothing_published_is_ever_lost(self) -> None:
        for life in self.months.values():
            seen = {entry.uid for month in life.versions for entry in month.entries}
            assert seen == {entry.uid for entry in (life.last.entries if life.last else ())}


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
