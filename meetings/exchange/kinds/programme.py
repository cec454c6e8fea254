"""The plan of a month: its entries line by line, as a programme of work prints them."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.held import FORMAT_WORDS, LONGEST_TITLE
from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.reference.later import DOCUMENT, NOT_STATED
from meetings.exchange.reference.months import BASES, FILE_NAME, OTHER_FORMATS, Basis
from meetings.exchange.reference.months import NOT_STATED as NO_ITEM
from meetings.exchange.tables.checks import folded
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, Place, TypedRow
from meetings.exchange.tables.fields import (
    ClockField,
    DayField,
    ListField,
    MissionField,
    MonthField,
    RecordField,
    StartField,
    TextField,
    WordField,
)
from meetings.models.labels import FORMATS, OPENNESS, STATUSES
from meetings.rules.months import FIRST_YEAR, first_of
from meetings.rules.vocabulary import OFF, EntryStatus, Format, Openness, StartKind

PRINTED_ROOMS: Final[Mapping[str, str]] = {
    "sc chamber": "Security Council Chamber",
    "security council": "Security Council (Chamber or Consultations Room)",
}
"""What programmes and the Journal print for a room, where that is none of its names."""

PLANNED_STATUSES: Final = (EntryStatus.TENTATIVE, EntryStatus.CONFIRMED, *sorted(OFF))
STATUS_WORDS: Final = {
    **dict.fromkeys(PLANNED_STATUSES, ()),
    EntryStatus.TENTATIVE: ("planned", "provisional", "TBC"),
    EntryStatus.CANCELLED: ("canceled", "called off"),
}
STATUS_BY_BASIS: Final = {Basis.HELD: EntryStatus.HELD, Basis.JOURNAL: EntryStatus.CONFIRMED}
"""What the Journal of the day announces is settled; what was held is a fact. A plan only says that it is one."""

SAID_AS_IT_IS: Final = (
    "agenda",
    "convener",
    "level",
    "briefers",
    "footnote",
    "documents",
    "outcome",
    "vote",
    "source_url",
)
"""Columns whose values go into the entry unchanged."""


class RoomField(TextField):
    """A room by its name, its short name, or as programmes print it. Looked up later."""

    def _set(self, text: str) -> str:
        name = super()._set(text)
        return PRINTED_ROOMS.get(folded(name), name)


COLUMNS: Final = (
    Column(
        "date",
        DayField(
            since=FIRST_YEAR,
            label=_("day"),
            required=False,
            help_text=_("The day it is planned for; empty as long as it has none."),
        ),
        ("on", "planned for", "planned on"),
        example=date(2027, 1, 20),
    ),
    Column(
        "month",
        MonthField(
            since=FIRST_YEAR,
            label=_("month"),
            required=False,
            help_text=_("The month, for an entry without a day; or name the sheet or the file after it."),
        ),
        ("programme", "month of programme", "programme of work"),
    ),
    Column(
        "time",
        StartField(
            label=_("start"),
            required=False,
            help_text=_("The time, or AM, PM, Followed By, TBC: as the programme prints it."),
        ),
        ("starts at", "start time", "hour"),
        example=(StartKind.EXACT, time(10)),
    ),
    Column(
        "ends",
        ClockField(
            label=_("end"),
            required=False,
            help_text=_("When the sitting ends, where it starts at a set time."),
        ),
        ("until", "ends at", "end time"),
    ),
    Column(
        "room",
        RoomField(label=_("room"), required=False, help_text=_("A room by its name, or its short name.")),
        ("place", "venue"),
        example="Security Council Chamber",
        names=Names.ROOM,
    ),
    Column(
        "format",
        WordField(
            FORMAT_WORDS,
            labels=FORMATS,
            label=_("format"),
            required=False,
            help_text=_("What it is; a meeting, where left out."),
        ),
        ("type", "type of meeting", "kind"),
        example=Format.BRIEFING,
    ),
    Column(
        "title",
        TextField(
            longest=LONGEST_TITLE, label=_("title"), help_text=_("The item, as the programme prints it.")
        ),
        ("item", "topic", "subject", "agenda item"),
        example="The situation in Cyprus",
    ),
    Column(
        "missions",
        ListField(
            of=MissionField(),
            label=_("missions"),
            required=False,
            help_text=_("The missions it is about, with a semicolon between them."),
        ),
        ("mission", "operation", "peace operation"),
        example=("UNFICYP",),
        names=Names.MISSION,
    ),
    Column(
        "status",
        WordField(
            STATUS_WORDS,
            labels={status: STATUSES[status] for status in PLANNED_STATUSES},
            label=_("status"),
            required=False,
            help_text=_("Tentative where left out. A confirmed entry holds its room."),
        ),
        ("state",),
        example=EntryStatus.TENTATIVE,
    ),
    Column(
        "openness",
        WordField(
            {Openness.PUBLIC: ("open",), Openness.CLOSED: ("private", "yes")},
            labels=OPENNESS,
            label=_("openness"),
            required=False,
            help_text=_("Where left out, by the format: consultations and private meetings are closed."),
        ),
        ("closed", "open or closed", "public or closed"),
    ),
    Column(
        "agenda",
        TextField(lines=True, label=_("agenda"), required=False, help_text=_("One item a line.")),
        ("agenda items", "items"),
    ),
    Column(
        "convener",
        TextField(longest=120, label=_("convened by"), required=False, help_text=_("Who convenes it.")),
        ("convened by", "organiser", "organizer", "hosted by"),
    ),
    Column(
        "level",
        TextField(longest=60, label=_("level"), required=False, help_text=_("As ministerial.")),
        ("level of participation",),
    ),
    Column(
        "briefers",
        TextField(lines=True, label=_("briefers"), required=False, help_text=_("Who briefs.")),
        ("briefer", "speakers"),
    ),
    Column(
        "footnote",
        TextField(
            lines=True, label=_("footnote"), required=False, help_text=_("What the programme prints below.")
        ),
        ("footnotes", "note", "notes", "remark", "remarks"),
    ),
    Column(
        "documents",
        TextField(longest=250, label=_("documents"), required=False, help_text=_("As S/2027/15.")),
        ("papers", "documentation", "reports"),
    ),
    Column(
        "record",
        RecordField(
            label=_("meeting record"),
            required=False,
            help_text=_("The number of the meeting, once it has one, as S/PV.10250."),
        ),
        ("document", "pv", "meeting number", "meeting no.", "mtg"),
    ),
    Column(
        "outcome",
        TextField(longest=120, label=_("outcome"), required=False, help_text=_("Of what was held already.")),
        ("decision", "resolution"),
    ),
    Column(
        "vote",
        TextField(longest=30, label=_("vote"), required=False, help_text=_("Of what was held already.")),
        ("voting",),
    ),
    Column(
        "basis",
        WordField(
            {basis: tuple(word for word, meant in BASES.items() if meant is basis) for basis in Basis},
            label=_("what it rests on"),
            required=False,
            help_text=_("Held, journal or planned; planned where left out."),
        ),
    ),
    SOURCE[1],
)


def check(row: TypedRow) -> Iterator[Complaint]:
    """What the columns of one row must agree on."""
    yield from _when(row)
    kind, starts = row.get("time", (None, None))
    if row.has("ends") and row.has("time"):
        if kind is not StartKind.EXACT:
            yield "ends", gettext("An end needs a start at a set time.")
        elif row.values["ends"] <= starts:
            yield "ends", gettext("It ends before it starts.")
    if row.has("basis", "status") and row.values["basis"] is Basis.HELD:
        yield "status", gettext("What was held has no other status.")


def _when(row: TypedRow) -> Iterator[Complaint]:
    if not row.has("date"):
        for column in ("time", "ends", "room"):
            if row.has(column):
                yield column, gettext("An entry without a day has neither time nor room: give the day.")
        return
    day = row.values["date"]
    if row.has("month") and row.values["month"] != first_of(day):
        month = f"{row.values['month']:%Y-%m}"
        said = gettext("The day (%(day)s) is not in %(month)s.")
        yield "month", said % {"day": day.isoformat(), "month": month}


def month_of(row: TypedRow, file_name: str) -> date | None:
    """The month of a row: that of its day, else the one it names, else the one its sheet or file is named after."""
    if row.has("date"):
        return first_of(row.values["date"])
    named: date | None = row.get("month")
    return named or _named_after(row.place, file_name)


def _named_after(place: Place, file_name: str) -> date | None:
    field = MonthField(since=FIRST_YEAR, required=False)
    for name in (place.sheet, file_name):
        if found := FILE_NAME.match(name):
            month: date | None = field.clean(found[0])
            return month
    return None


def entry_values(row: TypedRow) -> dict[str, Any]:
    """What the row says of its entry, as columns of it."""
    said = {name: row.values[name] for name in SAID_AS_IT_IS if row.has(name)}
    said["title"] = title_of(row)
    if row.has("record"):
        said["meeting_number"] = row.values["record"]
    known = {"format": format_of(row), "openness": _openness(row), "status": _status(row)}
    said |= {name: value for name, value in known.items() if value}
    if "documents" not in said and (found := DOCUMENT.search(row.get("footnote", ""))):
        said["documents"] = found[1]
    return said


def title_of(row: TypedRow) -> str:
    """The title; "(not stated)" is none."""
    title: str = row.values["title"]
    return NOT_STATED if title == NO_ITEM else title


def format_of(row: TypedRow) -> Format | None:
    """The format as far as the row states it; of one that is "other", the title may tell which."""
    format_: Format | None = row.get("format")
    if format_ is not Format.OTHER:
        return format_
    begins = (found for words, found in OTHER_FORMATS.items() if title_of(row).startswith(words))
    return next(begins, Format.OTHER)


def _openness(row: TypedRow) -> Openness | None:
    """Remarks begin with "closed" where it is."""
    said: Openness | None = row.get("openness")
    if said is None and folded(row.get("footnote", "")).startswith("closed"):
        return Openness.CLOSED
    return said


def _status(row: TypedRow) -> EntryStatus | None:
    basis: Basis | None = row.get("basis")
    said: EntryStatus | None = row.get("status")
    return said or (STATUS_BY_BASIS.get(basis) if basis else None)


PROGRAMME: Final = Kind(
    name="programme",
    title=_("Plan of a month"),
    about=_(
        "The entries of one month or several, dated or not. Entries that the file does not name stay as they are."
    ),
    columns=COLUMNS,
    check=check,
    ignored=("week", "weekday", "day of week", "no.", "number", "uid"),
)
