"""Writing a version: what left for another month, what is frozen with it, and what went before it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from meetings.models import Entry, Mandate, Programme, ProgrammeVersion, Sitting
from meetings.models.frozen import freeze
from meetings.planning.diff import ChangeKind, difference
from meetings.planning.published import CalendarMark
from meetings.rules.vocabulary import EntryStatus
from meetings.services.publishing.write_version import next_number, version_to_come, write_version
from meetings.snapshots.published import published_entries
from meetings.snapshots.to_publish import to_publish
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    PresidencyFactory,
    ProgrammeFactory,
    ProgrammeVersionFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
FOURTH, NEW_DAY = date(2026, 12, 4), date(2027, 1, 19)


def write(month: date, hours: int = 0, **options: Any) -> ProgrammeVersion:
    """The next version of a month, so many hours after the first; read back from the database."""
    programme = Programme.objects.get(month=month)
    version = write_version(
        programme=programme,
        number=next_number(programme),
        actor=None,
        now=NOW + timedelta(hours=hours),
        title_kind="programme",
        note="",
        **options,
    )
    return ProgrammeVersion.objects.get(pk=version.pk)


def to_january(entry: Entry) -> None:
    """What the desk does with an entry that is moved to a day of another month."""
    ProgrammeFactory(month=JANUARY)
    Entry.objects.filter(pk=entry.pk).update(programme=Programme.objects.get(month=JANUARY))
    Sitting.objects.filter(entry=entry).update(on=NEW_DAY)


def kinds(before: ProgrammeVersion, after: ProgrammeVersion) -> dict[str, ChangeKind]:
    return {change.uid: change.kind for change in difference(before.entries, after.entries)}


@pytest.fixture
def entry() -> Entry:
    return EntryFactory(on=FOURTH, title="Libya", sitting__starts_at=time(10))


def test_what_moved_on_the_desk_to_a_month_not_published_is_postponed_here_and_its_new_day_is_nowhere(
    entry: Entry,
) -> None:
    first = write(DECEMBER)
    to_january(entry)
    second = write(DECEMBER, hours=1)
    (left,) = second.entries
    assert (left.status, left.on, left.revised) == (EntryStatus.POSTPONED, FOURTH, True)
    assert second.published.left == {str(entry.uid)}
    assert kinds(first, second) == {str(entry.uid): ChangeKind.CANCELLED}
    assert NEW_DAY.isoformat() not in str(second.content)
    assert "2027" not in str(second.content)


def test_once_published_there_it_is_new_there_under_a_higher_sequence_and_stands_there_alone(
    entry: Entry,
) -> None:
    uid = str(entry.uid)
    write(DECEMBER)
    to_january(entry)
    left = write(DECEMBER, hours=1)
    there = write(JANUARY, hours=2)
    assert kinds(left, there) == {uid: ChangeKind.RESTORED}
    assert [version.published.marks[uid].sequence for version in (left, there)] == [1, 2]
    assert there.entries[0].revised is False  # it is the first version of its month
    assert {one.uid: one.on for one in published_entries(DECEMBER, NEW_DAY).values()} == {uid: NEW_DAY}


def test_published_there_first_it_stands_there_and_is_postponed_here_afterwards(entry: Entry) -> None:
    uid = str(entry.uid)
    write(DECEMBER)
    to_january(entry)
    there, left = write(JANUARY, hours=1), write(DECEMBER, hours=2)
    assert [version.published.marks[uid].sequence for version in (there, left)] == [1, 2]
    assert (left.entries[0].status, left.entries[0].on) == (EntryStatus.POSTPONED, FOURTH)
    assert {one.uid: one.on for one in published_entries(DECEMBER, NEW_DAY).values()} == {uid: NEW_DAY}


def test_what_comes_back_is_on_again_under_a_sequence_nobody_has_seen(entry: Entry) -> None:
    uid = str(entry.uid)
    write(DECEMBER)
    to_january(entry)
    left = write(DECEMBER, hours=1)
    write(JANUARY, hours=2)
    Entry.objects.update(programme=Programme.objects.get(month=DECEMBER))
    Sitting.objects.update(on=date(2026, 12, 11))
    back = write(DECEMBER, hours=3)
    assert kinds(left, back) == {uid: ChangeKind.RESTORED}
    assert back.published.marks[uid] == CalendarMark(3, NOW + timedelta(hours=3))
    assert back.published.left == frozenset()


def test_a_withdrawn_month_is_cancelled_and_published_again_on_again(entry: Entry) -> None:
    uid = str(entry.uid)
    first, withdrawn, again = write(DECEMBER), write(DECEMBER, 1, withdraws=True), write(DECEMBER, 2)
    assert [version.withdraws for version in (first, withdrawn, again)] == [False, True, False]
    assert kinds(first, withdrawn) == {uid: ChangeKind.CANCELLED}
    assert kinds(withdrawn, again) == {uid: ChangeKind.RESTORED}
    assert kinds(first, again) == {}


def test_margin_and_presidency_stay_as_they_were_whatever_the_database_says_later() -> None:
    ProgrammeFactory()
    mandate = MandateFactory(mission=MissionFactory(acronym="FORCE"), ends=date(2026, 12, 20))
    holiday = HolidayFactory(on=date(2026, 12, 25), name="Christmas Day")
    greece = CountryFactory(name_en="Greece")
    presidency = PresidencyFactory(month=DECEMBER, country=greece)
    version = write(DECEMBER)
    before = version.published
    assert [line.what for line in before.margin or ()] == ["FORCE", "Christmas Day"]
    assert before.presidency
    assert before.presidency.names["en"] == "Greece"

    Mandate.objects.filter(pk=mandate.pk).update(ends=date(2027, 6, 30))
    holiday.delete()
    greece.name_en = "Hellas"
    greece.save()
    presidency.delete()
    version.refresh_from_db()
    assert version.published == before
    later = write(DECEMBER, hours=1).published
    assert (later.margin, later.presidency) == ((), None)


def test_after_a_version_of_entries_alone_what_stands_is_neither_revised_nor_raised(entry: Entry) -> None:
    moves = EntryFactory(on=FOURTH, title="Yemen")
    content = freeze(version_to_come(to_publish(entry.programme), NOW))
    alone = {"form": 1, "entries": content["entries"]}
    ProgrammeVersionFactory(programme=entry.programme, number=1, content=alone)
    Sitting.objects.filter(entry=moves).update(on=date(2026, 12, 8))
    later = write(DECEMBER, hours=1)
    now = NOW + timedelta(hours=1)
    assert later.published.marks == {
        str(entry.uid): CalendarMark(0, now),
        str(moves.uid): CalendarMark(1, now),
    }
    assert {one.title: one.revised for one in later.entries} == {"Libya": False, "Yemen": True}
    assert later.published.margin == ()
