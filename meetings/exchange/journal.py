"""The line of the Journal for an entry: time, meeting, room, items with their documents, and notes.

After the Journal's own entries: "7964th meeting", "Consultations of the whole (closed)", "Closed meeting" with a note
that contributors are invited. What is not on record is left as a blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext

from meetings.exchange.item_titles import BLANK, named, numbered, official_item
from meetings.exchange.wording_values import clock, weekday
from meetings.models.labels import FORMATS
from meetings.planning.invitees import Meeting
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import FORMAL_MEETINGS, EntryStatus, Format, Openness, StartKind


@dataclass(frozen=True, slots=True)
class EntryToPrint:
    """An entry with what its papers need besides: the missions' full names, and documents on record.

    ``documents`` are symbols: those on the entry, else those of the reports of the occasions it serves.
    ``meeting`` says what it is to those who might be invited.
    """

    entry: EntryFact
    missions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line: each field as the Journal prints it."""

    day: str
    time: str
    what: str
    room: str
    items: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, to be copied: day; time, meeting, room; then the items, numbered, and the notes."""
        head = ", ".join((self.time, self.what, self.room))
        items = [f"{number}. {item}" for number, item in enumerate(self.items, start=1)]
        notes = [gettext("Note: %(text)s") % {"text": note} for note in self.notes]
        return "\n".join((self.day, head, *items, *notes))


def journal_lines(given: EntryToPrint) -> tuple[JournalLine, ...]:
    """A line for each sitting, in order; one with blanks for an entry that has no day yet."""
    sittings: Sequence[SittingFact | None] = given.entry.sittings or (None,)
    what, items, notes = _what(given), _items(given), _notes(given)
    return tuple(
        JournalLine(
            day=weekday(sitting.on) if sitting else BLANK,
            time=_time(sitting) if sitting else BLANK,
            what=_resumed(what, sitting),
            room=(sitting.room if sitting else "") or BLANK,
            items=items,
            notes=notes,
        )
        for sitting in sittings
    )


def _time(sitting: SittingFact) -> str:
    """A time, a half of the day, or after the meeting before, as the Journal says it."""
    if sitting.starts_at:
        return clock(sitting.starts_at)
    words = {
        StartKind.MORNING: gettext("Morning"),
        StartKind.AFTERNOON: gettext("Afternoon"),
        StartKind.AFTER_PREVIOUS: gettext("Following the adjournment of the meeting before"),
    }
    return words.get(sitting.start_kind, BLANK)


def _what(given: EntryToPrint) -> str:
    """The meeting: by its number where the Council numbers it; closed ones say so."""
    entry = given.entry
    if entry.format is Format.CONSULTATIONS:
        return gettext("Consultations of the whole (closed)")
    if entry.format in FORMAL_MEETINGS:
        text = gettext("%(number)s meeting") % {"number": numbered(entry.meeting_number)}
        return _closed(text, entry)
    if entry.format is Format.SUBSIDIARY_BODY:
        kind = gettext("Closed meeting") if _is_closed(entry) else gettext("Open meeting")
        return gettext("%(body)s: %(kind)s") % {"body": entry.title, "kind": kind}
    return _closed(str(FORMATS[entry.format]), entry)


def _closed(text: str, entry: EntryFact) -> str:
    return gettext("%(meeting)s (closed)") % {"meeting": text} if _is_closed(entry) else text


def _is_closed(entry: EntryFact) -> bool:
    return entry.openness is Openness.CLOSED


def _resumed(what: str, sitting: SittingFact | None) -> str:
    if sitting is None or not sitting.resumption:
        return what
    return gettext("%(meeting)s (resumption %(number)d)") % {"meeting": what, "number": sitting.resumption}


def _items(given: EntryToPrint) -> tuple[str, ...]:
    """The items with their documents; a formal meeting adopts its agenda first."""
    entry = given.entry
    if given.meeting is Meeting.WITH_CONTRIBUTORS:
        items: tuple[str, ...] = (official_item(entry.agenda, given.missions),)
    elif entry.format is Format.SUBSIDIARY_BODY:
        items = entry.agenda
    else:
        items = entry.agenda or (entry.title,)
    if items and given.documents:
        words = {"item": items[0], "documents": get_text_list(list(given.documents), gettext("and"))}
        items = (gettext("%(item)s (%(documents)s)") % words, *items[1:])
    return (gettext("Adoption of the agenda"), *items) if entry.format in FORMAL_MEETINGS else items


def _notes(given: EntryToPrint) -> tuple[str, ...]:
    """Who is invited, what the programme says in a footnote, and whether it is off."""
    entry, said = given.entry, []
    if entry.status is EntryStatus.POSTPONED:
        said.append(gettext("Postponed."))
    elif entry.status is EntryStatus.CANCELLED:
        said.append(gettext("Cancelled."))
    if given.meeting is Meeting.WITH_CONTRIBUTORS:
        text = gettext("The countries contributing troops and police to %(missions)s are invited.")
        said.append(text % {"missions": named(given.missions)})
    elif given.meeting is Meeting.WORKING_GROUP:
        said.append(gettext("The troop- and police-contributing countries concerned are invited."))
    return (*said, *([entry.footnote] if entry.footnote else []))
