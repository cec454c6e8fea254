"""Meetings the Council held: what the record says of each sitting."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.reference.held import (
    HeldRow,
    clean,
    outcomes_in,
    press_release_in,
    remarks_in_brackets,
)
from meetings.exchange.reference.table import Place
from meetings.exchange.tables.checks import folded
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import (
    DayField,
    ListField,
    MissionField,
    NumberField,
    RecordField,
    StartField,
    TextField,
    WordField,
    YesNoField,
)
from meetings.models.labels import FORMATS
from meetings.rules.months import FIRST_YEAR
from meetings.rules.vocabulary import Format, StartKind

FORMAT_WORDS: Final[Mapping[Format, tuple[str, ...]]] = {
    **dict.fromkeys(FORMATS, ()),
    Format.MEETING: ("presidential statement", "public meeting"),
    Format.ADOPTION: ("vote", "vote without adoption"),
    Format.TCC_MEETING: ("TCC/PCC meeting", "TCC meeting", "PCC meeting"),
    Format.VIDEOCONFERENCE: ("VTC", "video conference"),
    Format.CONSULTATIONS: ("consultations of the whole",),
}

PRINTED: Final = {
    Format.ADOPTION: "adoption",
    Format.TCC_MEETING: "TCC/PCC meeting",
    Format.PRIVATE_MEETING: "private meeting",
    Format.VIDEOCONFERENCE: "videoconference",
}
"""The formats that the library's tables know, in their words."""

OR: Final = re.compile(r"\s+or\s+")
RESUMPTION: Final = re.compile(r"\bresumption (\d{1,2})\b")
OF_CONTRIBUTORS: Final = re.compile(r"(stated|mission inferred)\b", re.IGNORECASE)
"""How a list of meetings with contributors says where it has the mission from."""

NOT_HELD: Final = re.compile(r"planned|announced|scheduled|UN Journal", re.IGNORECASE)
"""How a list of meetings marks those of which it is only known that they were to be."""

UNDERSTOOD: Final = re.compile(
    r"held by videoconference.*|presidential statement|vote without adoption|closed meeting"
    r"|resumption \d+|press release .*"
)
"""Remarks that say what other columns hold."""

LONGEST_TITLE: Final = 300


class AboutField(ListField):
    """Missions a meeting was about; "MONUSCO or UNDOF" where it is not known which of two."""

    def _parted(self, text: str) -> list[str]:
        return super()._parted(OR.sub(";", text))


_VERIFIED, _SOURCE_URL, _NOTE = SOURCE

COLUMNS: Final = (
    Column(
        "date",
        DayField(since=FIRST_YEAR, label=_("day"), help_text=_("The day of the sitting.")),
        ("on", "meeting date", "date of meeting", "held on"),
        example=date(2026, 1, 29),
    ),
    Column(
        "record",
        RecordField(
            label=_("meeting record"),
            required=False,
            help_text=_("By which the meeting is known, as S/PV.7964; a videoconference may have none."),
        ),
        ("pv", "document", "meeting number", "meeting", "meeting no.", "mtg", "séance"),
        example="S/PV.10090",
    ),
    Column(
        "resumption",
        NumberField(
            most=99,
            label=_("resumption"),
            required=False,
            help_text=_("1 for the first sitting after the meeting was suspended, 2 for the next."),
        ),
        ("resumed", "part"),
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
        "room",
        TextField(label=_("room"), required=False, help_text=_("A room by its name.")),
        ("place", "venue"),
        names=Names.ROOM,
    ),
    Column(
        "format",
        WordField(
            FORMAT_WORDS,
            labels=FORMATS,
            label=_("format"),
            required=False,
            help_text=_("What the meeting was; a meeting, where left out."),
        ),
        ("format_from_outcome", "type", "type of meeting", "kind"),
        example=Format.ADOPTION,
    ),
    Column(
        "closed",
        YesNoField(label=_("closed"), required=False, help_text=_("Whether it was closed to the public.")),
        ("private", "closed meeting"),
    ),
    Column(
        "topic",
        TextField(
            longest=LONGEST_TITLE,
            label=_("topic"),
            required=False,
            help_text=_("The item on the agenda; of a meeting with contributors, the mission will do."),
        ),
        ("item", "title", "subject", "agenda item", "agenda"),
        example="The situation in Cyprus",
    ),
    Column(
        "mission",
        AboutField(
            of=MissionField(),
            label=_("missions"),
            required=False,
            help_text=_("The missions it was about, with a semicolon between them."),
        ),
        ("missions", "operation", "peace operation"),
        example=("UNFICYP",),
        names=Names.MISSION,
    ),
    Column(
        "outcome",
        TextField(
            longest=120,
            label=_("outcome"),
            required=False,
            help_text=_("What it decided, as S/RES/2815 (2026) or S/PRST/2026/1."),
        ),
        ("decision", "resolution", "action", "résultat"),
        example="S/RES/2815 (2026)",
    ),
    Column(
        "vote",
        TextField(
            longest=30,
            label=_("vote"),
            required=False,
            help_text=_("For, against, abstaining: 15-0-0; or in words."),
        ),
        ("voting",),
        example="15-0-0",
    ),
    Column(
        "press_release",
        TextField(label=_("press release"), required=False, help_text=_("As SC/14920.")),
        ("press", "communiqué"),
        example="SC/16250",
    ),
    Column(
        "basis",
        TextField(
            label=_("what it rests on"),
            required=False,
            help_text=_("A row that was only planned or announced says so here, and is passed over."),
        ),
    ),
    Column(
        "note",
        TextField(label=_("note"), required=False, help_text=_("A remark to keep with the row.")),
        ("notes", "remark", "remarks", "footnotes", "source_note", "note on the source"),
    ),
    _VERIFIED,
    _SOURCE_URL,
)


def check(row: TypedRow) -> Iterator[Complaint]:
    """What the columns of one row must agree on."""
    if was_held(row) and not row.has("topic") and not (row.has("mission") and with_contributors(row)):
        yield "topic", gettext("Give the topic; or the mission, for a meeting with contributors.")
    if row.get("resumption") and not row.has("record"):
        yield "record", gettext("A resumption belongs to a meeting with a record number.")


def was_held(row: TypedRow) -> bool:
    """Whether the row speaks of a meeting that took place, and not of one that was only to be."""
    return not NOT_HELD.match(row.get("basis", ""))


def with_contributors(row: TypedRow) -> bool:
    """Whether it was a meeting with contributors, by its format or by the list that it stands in."""
    said: Format | None = row.get("format")
    if said:
        return said is Format.TCC_MEETING
    return bool(OF_CONTRIBUTORS.match(row.get("basis", "")))


def stated_format(row: TypedRow) -> Format | None:
    """The format as far as the row states it: in its column, in a remark, or by the list that it stands in."""
    if with_contributors(row):
        return Format.TCC_MEETING
    if "presidential statement" in _remarks(row):
        return Format.MEETING
    found: Format | None = row.get("format")
    return Format.VIDEOCONFERENCE if not found and by_videoconference(row) else found


def stated_openness(row: TypedRow) -> bool | None:
    """Whether the row says that the meeting was closed, or open; ``None`` where it says nothing of it."""
    if "closed meeting" in _remarks(row) or "closed" in remarks_in_brackets(row.get("topic", "")):
        return True
    said: bool | None = row.get("closed")
    return said


def by_videoconference(row: TypedRow) -> bool:
    """Whether a remark says that it was held by videoconference."""
    return "held by videoconference" in _remarks(row)


def stated_outcome(row: TypedRow) -> str:
    """The symbols of what it decided, or what else the row says came of it."""
    said: str = row.get("outcome", "")
    return " ".join(outcomes_in(said, row.values["date"])) or said


def resumption(row: TypedRow) -> int:
    """The number of the resumption, 0 for the first sitting."""
    found = RESUMPTION.search(_remarks(row))
    return int(row.get("resumption") or (found[1] if found else 0))


def held_row(row: TypedRow) -> HeldRow:
    """The row as the library's tables have it, cleaned as theirs are; but for its missions, which may be several."""
    return HeldRow(
        place=Place(row.place.sheet, row.place.row),
        on=row.values["date"],
        record=row.get("record", ""),
        resumption=resumption(row),
        closed=bool(stated_openness(row)),
        format=PRINTED.get(stated_format(row) or Format.MEETING, ""),
        topic=clean(row.get("topic", "")),
        mission="",
        outcomes=outcomes_in(row.get("outcome", ""), row.values["date"]),
        vote=row.get("vote", ""),
        press_release=press_release_in(row.get("press_release", "") or row.get("note", "")),
        by_videoconference=by_videoconference(row),
    )


def source_of_meeting(row: TypedRow) -> dict[str, Any]:
    """What the row says of its source. Remarks that are understood are not kept as text."""
    said = {name: row.values[name] for name in ("verified", "source_url") if row.has(name)}
    if row.has("note") and not _is_understood(_remarks(row)):
        said["source_note"] = row.values["note"]
    if "inferred" in row.get("basis", ""):
        said["verified"] = False
        said["source_note"] = f"{row.values['basis'][:1].upper()}{row.values['basis'][1:]}."
    return said


def _is_understood(remarks: str) -> bool:
    return all(UNDERSTOOD.fullmatch(part.strip()) for part in remarks.split(";"))


def _remarks(row: TypedRow) -> str:
    return folded(row.get("note", ""))


HELD: Final = Kind(
    name="held",
    title=_("Held meetings"),
    about=_(
        "Meetings of the Council as they were held: what was planned becomes a fact, all else goes on record."
    ),
    columns=COLUMNS,
    check=check,
    ignored=("meeting coverage", "record url", "president", "presidency"),
)
