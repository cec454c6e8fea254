"""A month with two planners, and what each of them may do there: for tests of undo, restore and history."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from meetings.models import AuditRecord, Entry, Occasion, Programme, User
from meetings.rules.facts import EntryFact
from meetings.rules.vocabulary import EntryStatus, Format, StartKind, StepKind
from meetings.services.add_entry import add_entry
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import EntryContent, SittingContent, StepContent, content_of
from meetings.services.move_entry import move_entry
from meetings.services.remove_entry import remove_entry
from meetings.snapshots.entries import entry_fact
from tests.factories import MissionFactory, OccasionFactory, ProgrammeFactory, RoomFactory, UserFactory

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
THIRD, FOURTH, NINTH = date(2026, 12, 3), date(2026, 12, 4), date(2026, 12, 9)


def sitting(on: date, begins: int | None = None, room: str = "") -> SittingContent:
    """A sitting that day; with an hour, it starts then."""
    if begins is None:
        return SittingContent(on=on, room=room)
    return SittingContent(on=on, start_kind=StartKind.EXACT, starts_at=time(begins), room=room)


@dataclass
class Desk:
    """December 2026, with a mission, an occasion and two rooms; each step is taken a minute after the last."""

    programme: Programme
    occasion: Occasion
    planner: User
    other: User
    minutes: int = 0

    @classmethod
    def begun(cls) -> "Desk":
        for room in ("Chamber", "Consultations Room"):
            RoomFactory(name=room)
        mission = MissionFactory(acronym="MONUSCO")
        MissionFactory(acronym="UNMISS")
        occasion = OccasionFactory(mission=mission, label="MONUSCO renewal")
        people = [UserFactory(username=name) for name in ("ola", "kim")]
        return cls(ProgrammeFactory(), occasion, *people)

    def at(self) -> datetime:
        self.minutes += 1
        return NOW + timedelta(minutes=self.minutes)

    def acting(self, by: User | None = None) -> dict[str, Any]:
        return {"actor": by or self.planner, "now": self.at()}

    def add(self, title: str = "Cyprus", by: User | None = None, **said: Any) -> Entry:
        content = EntryContent(**{"format": Format.BRIEFING, "title": title, **said})
        return add_entry(programme=self.programme, content=content, **self.acting(by))

    def add_meeting(self) -> Entry:
        """A confirmed meeting with contributors on the 3rd at 10 a.m. in the chamber."""
        return self.add(
            "Meeting with contributors",
            format=Format.TCC_MEETING,
            status=EntryStatus.CONFIRMED,
            missions=("MONUSCO",),
            sittings=(sitting(THIRD, 10, "Chamber"),),
            steps=(StepContent(self.occasion.uid, StepKind.CONTRIBUTORS),),
        )

    def edit(self, entry: Entry, by: User | None = None, **said: Any) -> Entry:
        row = Entry.objects.with_parts().get(pk=entry.pk)
        content = content_of(row)
        changed = {name: getattr(content, name) for name in content.__dataclass_fields__} | said
        return edit_entry(entry=row, content=EntryContent(**changed), seen=row.revision, **self.acting(by))

    def move(self, entry: Entry, on: date | None, by: User | None = None) -> Entry:
        row = Entry.objects.get(pk=entry.pk)
        first = row.sittings.first()
        return move_entry(entry=row, sitting=first, on=on, start=None, seen=row.revision, **self.acting(by))

    def remove(self, entry: Entry, by: User | None = None) -> None:
        row = Entry.objects.get(pk=entry.pk)
        remove_entry(entry=row, seen=row.revision, **self.acting(by))

    def steps(self, by: User | None = None) -> list[AuditRecord]:
        return list(AuditRecord.objects.steps_of(by or self.planner, self.programme))


def facts_of(entry: Entry) -> EntryFact | None:
    """All that is said of an entry, but for its revision; nothing of one that is gone."""
    row = Entry.objects.with_parts().filter(pk=entry.pk).first()
    if row is None:
        return None
    row.revision = 1
    return entry_fact(row)
