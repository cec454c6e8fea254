"""What stands in a day of the month's sheet, in words: its margin and its entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.translation import gettext, pgettext

from meetings.exchange.wording_values import clock
from meetings.exchange.wording_whens import day_text
from meetings.models.labels import FORMATS, NARROW_FORMATS, OPENNESS, START_KINDS, STATUSES, format_family
from meetings.planning.month_grid import WORKING_WEEK, Day, Line, MarginNote
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import MarginKind
from meetings.rules.vocabulary import FORMAL_MEETINGS, EntryStatus, Format, Openness, StartKind

UsualRooms = Mapping[str, str]
"""The room in which each kind of meeting mostly is, by the kind's name; said once, it need not stand at each."""

KINDS_WITH_A_ROOM: Final = {"meetings": FORMAL_MEETINGS, "consultations": frozenset({Format.CONSULTATIONS})}
ENOUGH_TO_SAY_ONCE: Final = 3


def usual_rooms(lines: Iterable[Line]) -> UsualRooms:
    """The rooms that need not stand at each entry: one for the Council's meetings, one for its consultations.

    There is none for a kind of which some sitting has no room yet, or a reader would take the usual one for it.
    """
    rooms: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.sitting and (kind := _kind_with_a_room(line.entry.format)):
            rooms[kind].append(line.sitting.room)
    most = {kind: Counter(named).most_common(1)[0] for kind, named in rooms.items() if all(named)}
    return {kind: room for kind, (room, times) in most.items() if times >= ENOUGH_TO_SAY_ONCE}


def day_cell(day: Day, rooms: UsualRooms) -> dict[str, Any] | None:
    """One cell; ``None`` for a day of another month."""
    if not day.in_month:
        return None
    return {
        "number": str(day.on.day),
        "narrow": day.on.weekday() not in WORKING_WEEK,
        "closed": day.is_closed,
        "margin": [_margin(note) for note in day.margin],
        "morning": entry_lines(day.morning, rooms),
        "afternoon": entry_lines(day.afternoon, rooms),
        "unset": entry_lines(day.unset, rooms),
    }


def entry_lines(lines: Iterable[Line], rooms: UsualRooms, *, with_day: bool = False) -> list[dict[str, Any]]:
    """Entries as they stand one after the other; ``with_day`` where they do not stand under their date.

    What follows an entry of the same title is said with it, as the Secretariat prints it: a briefing, followed by
    consultations.
    """
    shown: list[dict[str, Any]] = []
    for line in lines:
        entry = _entry(line, rooms, with_day=with_day)
        if shown and line.follows and _says_the_same(shown[-1], entry):
            shown[-1] = _followed_by(shown[-1], entry)
        else:
            shown.append(entry)
    return shown


def _entry(line: Line, rooms: UsualRooms, *, with_day: bool) -> dict[str, Any]:
    entry = line.entry
    return {
        "day": day_text(line.sitting.on) if with_day and line.sitting else "",
        "kinds": [_kind(line)],
        "title": entry.title,
        "off": not entry.counts,
        "note": str(line.note or ""),
        "statuses": _statuses(line),
        "agenda": _agenda(entry),
        "outcome": ", ".join(part for part in (entry.outcome, entry.vote) if part),
        "about": [part for part in (entry.documents, _room(line, rooms)) if part],
    }


def _kind(line: Line) -> dict[str, str]:
    """When it starts and what it is."""
    closed = line.entry.openness is Openness.CLOSED
    return {
        "start": _start(line.sitting),
        "family": format_family(line.entry.format),
        "format": str(NARROW_FORMATS.get(line.entry.format, FORMATS[line.entry.format])),
        "closed": f"({OPENNESS[Openness.CLOSED]})" if closed else "",
    }


def _says_the_same(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return all(before[name] == after[name] for name in ("day", "title", "off", "note", "statuses", "outcome"))


def _followed_by(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    both = {name: list(dict.fromkeys(before[name] + after[name])) for name in ("agenda", "about")}
    return {**before, **both, "kinds": before["kinds"] + after["kinds"]}


def _room(line: Line, rooms: UsualRooms) -> str:
    """The room, unless it is the usual one."""
    room = line.sitting.room if line.sitting else ""
    return "" if room == rooms.get(_kind_with_a_room(line.entry.format)) else room


def _kind_with_a_room(word: Format) -> str:
    return next((kind for kind, formats in KINDS_WITH_A_ROOM.items() if word in formats), "")


def _start(sitting: SittingFact | None) -> str:
    """A time, a half of the day, or that it follows the sitting before it; nothing where none is set."""
    if sitting is None or (sitting.start_kind is StartKind.UNSET and sitting.starts_at is None):
        return ""
    if sitting.start_kind is not StartKind.AFTER_PREVIOUS and sitting.starts_at is not None:
        return clock(sitting.starts_at)
    return str(START_KINDS[sitting.start_kind])


def _statuses(line: Line) -> list[dict[str, Any]]:
    """The marks behind a title, in words; what is not certain yet has a broken frame."""
    entry = line.entry
    tentative = entry.status is EntryStatus.TENTATIVE
    marks = [
        (tentative or not entry.counts, str(STATUSES[entry.status])),
        (line.sits_again, gettext("resumed")),
        (entry.revised, gettext("revised")),
        (not entry.verified, gettext("not verified")),
    ]
    return [
        {"word": word, "dashed": tentative and place == 0, "sure": place < len(marks) - 1}
        for place, (shown, word) in enumerate(marks)
        if shown
    ]


def _agenda(entry: EntryFact) -> list[str]:
    """The items that say more than the title. That of a meeting with contributors is always the same."""
    if entry.format is Format.TCC_MEETING:
        return []
    title = entry.title.casefold()
    return [item for item in entry.agenda if item.casefold() not in title and title not in item.casefold()]


def _margin(note: MarginNote) -> dict[str, str]:
    line = note.line
    return {
        "kind": line.kind.value,
        "before": f"{gettext('Report due')}:" if line.kind is MarginKind.REPORT_DUE else "",
        "what": line.what,
        "after": _end(note) if line.kind is MarginKind.MANDATE_END else "",
        "detail": line.detail,
        "mark": "" if line.verified else gettext("not verified"),
    }


def _end(note: MarginNote) -> str:
    if note.lapsed:
        return gettext("mandate end passed; no later decision recorded")
    return pgettext("after a mission's name", "mandate ends")
