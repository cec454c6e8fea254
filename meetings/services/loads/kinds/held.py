"""Writing meetings that were held: what was planned becomes a fact, all else goes on record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext

from meetings.exchange.kinds.held import by_videoconference, resumption, source_of_meeting, was_held
from meetings.exchange.reference.entries import OFFICIAL_ITEM, openness
from meetings.exchange.reference.record import VIDEOCONFERENCE
from meetings.exchange.tables.columns import Problem, TypedRow
from meetings.models import Entry, Mandate, Mission, Programme, Sitting
from meetings.rules.months import first_of
from meetings.rules.vocabulary import EntryStatus, Format, Openness
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.held_matching import Meeting, find_entries, is_of_the_record, meetings_in
from meetings.services.loads.kinds.months import ROWS_AT_A_TIME, bring_months, lock_entries, lock_numbered
from meetings.services.loads.kinds.sittings import Brought, Said, bring_sittings
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Line, Wanted
from meetings.services.loads.steps import Steps

AS_HELD: Final = frozenset({"status", "meeting_number", "outcome", "vote", "press_release"})
"""What the record knows of a meeting, whatever was planned."""

NAMED_AT_MOST: Final = 10

LIKENESS: Final[tuple[Callable[[Said, Sitting], bool], ...]] = (
    lambda said, row: row.on == said.on and row.resumption == said.resumption,
    lambda said, row: row.on == said.on and not said.resumption,
    lambda said, row: row.resumption == said.resumption,
)
"""Which sitting on record is which: of its day and number, then of its day, then of its number on another day."""


def write_held(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Entries by their meeting record, with a sitting for each row; see ``held_matching`` for those without one.

    Some thousand rows at a time, month by month, so that a record of twenty years takes no more memory than it must.
    """
    by_month = _by_month(_of_the_past(bringing, _held(bringing, rows)))
    months = {month: own[0].place for month, own in by_month.items()}
    programmes = yield from bring_months(bringing, months, Programme.State.RECORD)
    missions_of = _missions_of()
    for some in _some_months(by_month):
        yield from _write_meetings(bringing, list(meetings_in(some, missions_of)), programmes, known)


def _by_month(rows: Iterable[TypedRow]) -> dict[date, list[TypedRow]]:
    """The rows by month; all of one meeting record in the month in which it began."""
    begun: dict[str, date] = {}
    found: dict[date, list[TypedRow]] = {}
    for row in rows:
        month = first_of(row.values["date"])
        if row.has("record"):
            month = begun.setdefault(row.values["record"], month)
        found.setdefault(month, []).append(row)
    return found


def _some_months(by_month: Mapping[date, list[TypedRow]]) -> Iterator[list[TypedRow]]:
    """The rows of as many months as make some thousand of them."""
    some: list[TypedRow] = []
    for month in sorted(by_month):
        some += by_month[month]
        if len(some) >= ROWS_AT_A_TIME:
            yield some
            some = []
    if some:
        yield some


def _write_meetings(
    bringing: Bringing, meetings: Sequence[Meeting], programmes: Mapping[date, int], known: Known
) -> Steps[None]:
    """Their entries first, then the sittings of these."""
    entries = _entries_on_record({first_of(meeting.on) for meeting in meetings}, meetings)
    found = find_entries(meetings, entries)
    writing = _Writing(known, programmes, _official_items(meetings), {entry.import_key for entry in entries})
    wanted = [
        writing.wanted(meeting, found.get(meeting.key), -number) for number, meeting in enumerate(meetings, 1)
    ]
    standing = yield from bringing.bring(Entry, wanted, key=["id"], stored=list(found.values()))
    lines = {id(line.instance): line for line in bringing.lines if line.noun is Entry and line.is_new}
    for meeting in meetings:
        bringing.unchanged += [
            row.place for row in meeting.rows[1:]
        ]  # printed twice, or told by their own line
    brought = [
        _brought(meeting, standing[one.known_as["id"],], found.get(meeting.key), known, lines)
        for meeting, one in zip(meetings, wanted, strict=True)
    ]
    yield from bring_sittings(bringing, brought)


def _held(bringing: Bringing, rows: Iterable[TypedRow]) -> Iterator[TypedRow]:
    """Rows that speak of a meeting only as planned or announced are passed over, with a word about it."""
    passed = []
    for row in rows:
        if was_held(row):
            yield row
        else:
            passed.append(str(row.place.row))
    if passed:
        numbers = ", ".join(passed[:NAMED_AT_MOST]) + (" …" if len(passed) > NAMED_AT_MOST else "")
        said = gettext(
            "Rows that say of a meeting only that it was planned or announced were passed over: %(rows)s."
        )
        bringing.notices.append(said % {"rows": numbers})


def _of_the_past(bringing: Bringing, rows: Iterable[TypedRow]) -> Iterator[TypedRow]:
    """Nothing was held after the day of the load."""
    for row in rows:
        day: date = row.values["date"]
        if day <= bringing.today:
            yield row
            continue
        said = gettext("This day is yet to come: nothing was held on it.")
        bringing.problems.append(Problem(row.place.sheet, row.place.row, "date", day.isoformat(), said))


def _missions_of() -> dict[str, tuple[str, ...]]:
    """The missions that each decision on record is about."""
    found: dict[str, list[str]] = {}
    rows = Mandate.objects.filter(decision__isnull=False).order_by("pk")
    for symbol, mission in rows.values_list("decision__symbol", "mission__acronym"):
        found.setdefault(symbol, []).append(mission)
    return {symbol: tuple(dict.fromkeys(missions)) for symbol, missions in found.items()}


def _official_items(meetings: Iterable[Meeting]) -> dict[str, str]:
    """The official names of missions whose contributors were heard under an item that the file does not give."""
    named = {mission for meeting in meetings if not meeting.data.agenda for mission in meeting.missions}
    names = Mission.objects.filter(acronym__in=named).values_list("acronym", "name_en") if named else ()
    return dict(names)


def _entries_on_record(months: Iterable[date], meetings: Iterable[Meeting]) -> list[Entry]:
    """Those of the months, and those of other months that bear one of the numbers."""
    entries = lock_entries(months)
    known = {entry.meeting_number for entry in entries}
    numbers = {meeting.data.meeting_number for meeting in meetings} - known - {""}
    return entries + lock_numbered(sorted(numbers))


class _Writing:
    """Words meetings as rows wanted. ``keys`` are those that entries have already."""

    def __init__(
        self,
        known: Known,
        programmes: Mapping[date, int],
        names: Mapping[str, str],
        keys: set[str | None],
    ) -> None:
        self.known = known
        self.programmes = programmes
        self.names = names
        self.keys = keys

    def wanted(self, meeting: Meeting, entry: Entry | None, number: int) -> Wanted:
        """What the file says of the meeting's entry, by its key; by ``number`` where there is none yet."""
        new = self._new(meeting) if entry is None else {}
        return Wanted(
            place=meeting.place,
            values={**_as_held(meeting), **(_as_called(meeting, self._agenda(meeting), entry))},
            label=meeting.label,
            members=self._members(meeting, entry),
            new=new,
            along=_source(meeting),
            certain=AS_HELD if entry and entry.status != EntryStatus.HELD else frozenset(),
            known_as={"id": entry.pk if entry else number},
        )

    def _new(self, meeting: Meeting) -> dict[str, Any]:
        key = meeting.key if meeting.key not in self.keys else None
        return {
            "import_key": key,
            "programme_id": self.programmes[first_of(meeting.on)],
            "verified": meeting.data.verified,
            "source_note": meeting.data.source_note,
        }

    def _agenda(self, meeting: Meeting) -> str:
        if meeting.data.agenda or meeting.data.format is not Format.TCC_MEETING:
            return meeting.data.agenda
        return OFFICIAL_ITEM.format(" or ".join(self.names[name] for name in sorted(meeting.missions)))

    def _members(self, meeting: Meeting, entry: Entry | None) -> frozenset[int] | None:
        """The missions. One of two that it may have been about, or that its decision adds, is no other mission."""
        wanted = frozenset(self.known.missions[name] for name in meeting.data.missions)
        if entry is None:
            return wanted
        named = {self.known.missions[name] for name in meeting.missions}
        there = {mission.pk for mission in entry.missions.all()}
        return wanted if is_of_the_record(entry) and not named <= there else None


def _as_held(meeting: Meeting) -> dict[str, Any]:
    """What it is known by, and what came of it."""
    data = meeting.data
    said = {name: getattr(data, name) for name in AS_HELD - {"status"} if getattr(data, name)}
    return {"status": EntryStatus.HELD, **said}


def _as_called(meeting: Meeting, agenda: str, entry: Entry | None) -> dict[str, Any]:
    """How it is called. What planners called it stays, as do their agenda and format."""
    data, closed = meeting.data, meeting.is_closed
    if entry is None:
        title = data.title if meeting.missions or data.format is not Format.TCC_MEETING else data.agenda
        said = {"format": data.format, "title": title[:300], "agenda": agenda, "openness": data.openness}
        return {name: value for name, value in said.items() if value}
    if not is_of_the_record(entry):
        return {"openness": Openness.CLOSED} if closed else {}
    called: dict[str, Any] = {"agenda": data.agenda} if data.agenda else {}
    if data.agenda and data.format is not Format.TCC_MEETING and entry.format != Format.TCC_MEETING:
        called["title"] = data.title[:300]
    if meeting.stated_format:
        called["format"] = meeting.stated_format
    if closed is not None:
        called["openness"] = openness(Format(called.get("format", entry.format)), said_to_be_closed=closed)
    return called


def _source(meeting: Meeting) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for row in meeting.rows:
        said = {**source_of_meeting(row), **said}
    return said


def _brought(
    meeting: Meeting, standing: Any, entry: Entry | None, known: Known, lines: Mapping[int, Line]
) -> Brought:
    """The entry with what the file says of its sittings: one a day and resumption, though printed twice."""
    spoken: dict[tuple[date, int], Said] = {}
    for row in meeting.rows:
        place = (row.values["date"], resumption(row))
        spoken.setdefault(place, Said(row.place, *place, _sitting_values(row, meeting, entry, known)))
    said = list(spoken.values())
    return Brought(
        place=meeting.place,
        entry=standing,
        label=meeting.label,
        said=said,
        known=_same_sittings(said, list(entry.sittings.all()) if entry else []),
        line=lines.get(id(standing)),
    )


def _sitting_values(row: TypedRow, meeting: Meeting, entry: Entry | None, known: Known) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if row.has("time"):
        said["start_kind"], said["starts_at"] = row.values["time"]
    by_video = by_videoconference(row) or (
        entry is None and meeting.data.sittings[0].room == VIDEOCONFERENCE and not row.has("room")
    )
    room = known.rooms.get(VIDEOCONFERENCE if by_video else row.get("room", ""))
    return {**said, "room_id": room} if room else said


def _same_sittings(said: Sequence[Said], rows: list[Sitting]) -> dict[int, Sitting]:
    """A resumption is never taken for another sitting of its day: a file may hold it alone."""
    found: dict[int, Sitting] = {}
    for alike in LIKENESS:
        for number, one in enumerate(said):
            row = None if number in found else next((row for row in rows if alike(one, row)), None)
            if row is not None:
                found[number] = row
                rows.remove(row)
    return found
