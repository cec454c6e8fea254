"""Which entry on record a held meeting is: by its number, else by what was planned or recorded for its day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from meetings.exchange.kinds.held import held_row, stated_format, stated_openness, stated_outcome
from meetings.exchange.reference.entries import DOCUMENT, EntryData, openness
from meetings.exchange.reference.record import meeting_entry, rows_by_meeting
from meetings.exchange.tables.checks import folded
from meetings.exchange.tables.columns import Place, TypedRow
from meetings.models import Entry
from meetings.rules.vocabulary import CLOSED_BY_NATURE, FORMAL_MEETINGS, OFF, EntryStatus, Format

OF_THE_RECORD: Final = ("record:", "unnumbered:")
"""How the keys of entries begin that stand there by the record of what was held, and not by any plan."""

IN_PUBLIC: Final = FORMAL_MEETINGS - CLOSED_BY_NATURE | {Format.VIDEOCONFERENCE}
UNSPECIFIC: Final = frozenset({Format.MEETING, Format.VIDEOCONFERENCE})
"""What the record calls a meeting of which it says no more; a plan knows it as a briefing, a debate, and so on."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting as a file has it: its rows, one a sitting, and what the record makes of them."""

    key: str
    rows: tuple[TypedRow, ...]
    data: EntryData
    missions: frozenset[str]
    """Those the rows name. The data may have more: those its decisions are about."""

    @property
    def place(self) -> Place:
        return self.rows[0].place

    @property
    def on(self) -> date:
        """The day of its first row."""
        day: date = self.rows[0].values["date"]
        return day

    @property
    def label(self) -> str:
        """What a reader knows it by, in every language."""
        parts = (self.data.meeting_number, self.on.isoformat(), self.data.title)
        return " ".join(filter(None, parts))

    @property
    def stated_format(self) -> Format | None:
        """The format as far as the rows state it."""
        return self.data.format if any(stated_format(row) for row in self.rows) else None

    @property
    def is_closed(self) -> bool | None:
        """Whether the rows say that it was closed, or open; ``None`` where they say nothing of it."""
        said = [closed for row in self.rows if (closed := stated_openness(row)) is not None]
        return any(said) if said else None


def meetings_in(rows: Sequence[TypedRow], missions_of: Mapping[str, tuple[str, ...]]) -> Iterator[Meeting]:
    """The meetings of a file, in its order.

    Args:
        rows: of meetings that were held.
        missions_of: the missions that a decision is about, by its symbol.
    """
    typed = {(row.place.sheet, row.place.row): row for row in rows}
    for key, sittings in rows_by_meeting(held_row(row) for row in rows).items():
        own = tuple(typed[one.place.file, one.place.line] for one in sittings)
        named = tuple(dict.fromkeys(mission for row in own for mission in row.get("mission", ())))
        data = _as_stated(meeting_entry(key, sittings, named, missions_of), own)
        yield Meeting(key, own, data, frozenset(named))


def _as_stated(data: EntryData, rows: Iterable[TypedRow]) -> EntryData:
    """With a format that the library's tables do not know, and an outcome that is no document."""
    formats = (found for row in rows if (found := stated_format(row)))
    if data.format in UNSPECIFIC:
        format_ = next((found for found in formats if found not in UNSPECIFIC), data.format)
        closed = any(stated_openness(row) for row in rows)
        data = replace(data, format=format_, openness=openness(format_, said_to_be_closed=closed))
    outcomes = dict.fromkeys(filter(None, map(stated_outcome, rows)))
    return data if data.outcome else replace(data, outcome="; ".join(outcomes)[:120])


def is_of_the_record(entry: Entry) -> bool:
    """Whether an entry stands there by the record, so that the record may say what it is called."""
    return (entry.import_key or "").startswith(OF_THE_RECORD)


def find_entries(meetings: Sequence[Meeting], entries: Sequence[Entry]) -> dict[str, Entry]:
    """The entry that each meeting is, by the meeting's key; meetings that are new are left out.

    Args:
        entries: with their sittings and missions, in one order.
    """
    numbered: dict[str, Entry] = {}
    for entry in entries:
        if entry.meeting_number:
            numbered.setdefault(entry.meeting_number, entry)
    found = {
        meeting.key: numbered[meeting.data.meeting_number]
        for meeting in meetings
        if meeting.data.meeting_number in numbered
    }
    _Search(entries, found).run([meeting for meeting in meetings if meeting.key not in found])
    return found


class _Search:
    """Finds entries without a number, likeness by likeness, the closest first. None is taken twice."""

    def __init__(self, entries: Iterable[Entry], found: dict[str, Entry]) -> None:
        self.found = found
        self.taken = {entry.pk for entry in found.values()}
        self.free: dict[date, list[Entry]] = {}
        for entry in entries:
            if not entry.meeting_number and entry.status not in OFF:
                for day in {sitting.on for sitting in entry.sittings.all()}:
                    self.free.setdefault(day, []).append(entry)

    def run(self, meetings: Iterable[Meeting]) -> None:
        waiting = list(meetings)
        for alike, several in LIKENESS:
            waiting = [meeting for meeting in waiting if not self._take(meeting, alike, several)]

    def _take(self, meeting: Meeting, alike: "Likeness", several: bool) -> bool:
        """Where several are alike, the first is taken only if it does not matter which."""
        free = (entry for entry in self.free.get(meeting.on, ()) if entry.pk not in self.taken)
        there = [entry for entry in free if alike(meeting, entry)]
        if there and (several or len(there) == 1):
            self.found[meeting.key] = there[0]
            self.taken.add(there[0].pk)
            return True
        return False


Likeness = Callable[[Meeting, Entry], bool]


def _is_the_same_record(meeting: Meeting, entry: Entry) -> bool:
    """Meetings without a number are known by day, topic, and what they decided."""
    return _has_the_topic(meeting, entry) and meeting.data.outcome == entry.outcome


def _is_a_like_record(meeting: Meeting, entry: Entry) -> bool:
    return _has_the_topic(meeting, entry) and meeting.data.format == entry.format


def _has_the_topic(meeting: Meeting, entry: Entry) -> bool:
    """Of a record without a number: that of its day and topic."""
    if meeting.data.meeting_number or entry.status != EntryStatus.HELD:
        return False
    return folded(meeting.data.title) == folded(entry.title) or (
        bool(meeting.data.agenda) and folded(meeting.data.agenda) == folded(entry.agenda)
    )


def _decided_the_same(meeting: Meeting, entry: Entry) -> bool:
    return not {*meeting.data.outcomes}.isdisjoint(DOCUMENT.findall(entry.outcome))


def _was_planned_so(meeting: Meeting, entry: Entry) -> bool:
    return not is_of_the_record(entry) and meeting.data.format == entry.format and _is_about(meeting, entry)


def _may_have_been_planned_so(meeting: Meeting, entry: Entry) -> bool:
    return not is_of_the_record(entry) and _is_compatible(meeting, entry) and _is_about(meeting, entry)


def _is_compatible(meeting: Meeting, entry: Entry) -> bool:
    """Whether what was planned may be what the record calls a meeting, a closed one, or an adoption."""
    if meeting.data.format is Format.MEETING and meeting.is_closed:
        return entry.format in FORMAL_MEETINGS & CLOSED_BY_NATURE
    if meeting.data.format in UNSPECIFIC:
        return entry.format in IN_PUBLIC
    return meeting.data.format in IN_PUBLIC and entry.format in UNSPECIFIC


def _is_about(meeting: Meeting, entry: Entry) -> bool:
    """The same mission; where the record names none, the same item, or that of the entry's mission."""
    missions = list(entry.missions.all())
    named = meeting.missions or frozenset(meeting.data.missions)
    if named and missions:
        return not named.isdisjoint(mission.acronym for mission in missions)
    items = (entry.title, *entry.agenda.splitlines(), *(mission.agenda_item for mission in missions))
    topics = {folded(topic) for topic in meeting.data.agenda.splitlines()}
    return not topics.isdisjoint(folded(item) for item in items if item)


LIKENESS: Final[tuple[tuple[Likeness, bool], ...]] = (
    (_is_the_same_record, True),
    (_is_a_like_record, True),
    (_has_the_topic, True),
    (_decided_the_same, False),
    (_was_planned_so, False),
    (_may_have_been_planned_so, False),
)
"""Each with whether the first of several will do."""
