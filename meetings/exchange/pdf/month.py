"""The month as the sheet on the wall: a version of its programme, A4 landscape.

What a person before it wants to find out, in this order: which month this is, and whether it is the latest word
(version, day, "withdrawn"); what is on which day, and at what time; what of it is closed, tentative, revised or
off; which mandates end and which reports are due; what may still be taken up. Last, that all of it is provisional.

Made of the version alone, so that the same version is the same sheet on any later day: what lapsed since it was
published is nothing it could know.
"""

from dataclasses import replace
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from meetings.exchange.pdf.compiling import compile_document
from meetings.exchange.pdf.month_lines import UsualRooms, day_cell, entry_lines, usual_rooms
from meetings.exchange.wording_standing import provisional_text
from meetings.exchange.wording_values import clock
from meetings.exchange.wording_whens import month_text
from meetings.exchange.written_days import day_in_full, written_day
from meetings.models import ProgrammeVersion
from meetings.models.labels import START_KINDS
from meetings.planning.month_grid import WORKING_WEEK, MonthGrid, month_grid
from meetings.planning.published import PublishedMonth
from meetings.rules.margin import PresidencyFact
from meetings.rules.vocabulary import StartKind

TEMPLATE: Final = "month"
HALVES: Final = (StartKind.MORNING, StartKind.AFTERNOON, StartKind.UNSET)


def month_document(version: ProgrammeVersion) -> bytes:
    """A version of a month as a PDF in the active language.

    Args:
        version: with its programme, so that nothing more is fetched.
    """
    language = get_language() or "en"
    return compile_document(
        TEMPLATE, _sheet(version, language), language=language, made_at=version.published_at
    )


def _sheet(version: ProgrammeVersion, language: str) -> dict[str, Any]:
    """All the words of the sheet, in the order in which they stand on it."""
    month = _shown(version)
    first = version.programme.month
    grid = month_grid(first, month.entries, month.margin or (), today=first)
    rooms = usual_rooms(line for day in grid.days for line in day.lines)
    return {
        **_names(version),
        "president": _president(month.presidency, language),
        "note": version.note,
        "sample": gettext("Sample: made up to show the software") if version.programme.is_sample else "",
        "withdrawn": _withdrawn() if version.withdraws else "",
        "gutter": gettext("Week"),
        "continued": gettext("continued"),
        "halves": {half.name.lower(): str(START_KINDS[half]) for half in HALVES},
        "weekdays": _columns(grid),
        "weeks": [[day_cell(day, rooms) for day in week.days] for week in grid.weeks],
        "sections": _sections(grid, rooms),
        "standing": _standing(month, rooms),
    }


def _shown(version: ProgrammeVersion) -> PublishedMonth:
    """What was published. Of a withdrawn month the sheet says once that all of it is revised."""
    month = version.published
    if not version.withdraws:
        return month
    return replace(month, entries=tuple(replace(entry, revised=False) for entry in month.entries))


def _names(version: ProgrammeVersion) -> dict[str, str]:
    """What the sheet is called: at its head, at the head of its later pages, and by whoever opens the file."""
    kind = str(ProgrammeVersion.Title(version.title_kind).label)
    month = month_text(version.programme.month)
    words = {"kind": kind, "month": month, "number": version.number}
    return {
        "organ": gettext("Security Council"),
        "kind": kind,
        "month": month,
        "title": gettext("%(kind)s: %(month)s, version %(number)s") % words,
        "version": _version(version),
        "foot": _version(version),
    }


def _version(version: ProgrammeVersion) -> str:
    at = timezone.localtime(version.published_at)
    words = {"number": version.number, "on": day_in_full(at.date()), "at": clock(at.time())}
    return gettext("Version %(number)s, published %(on)s, %(at)s in New York") % words


def _president(presidency: PresidencyFact | None, language: str) -> dict[str, str] | None:
    if presidency is None:
        return None
    return {
        "label": pgettext("of the Council", "President"),
        "name": presidency.names.get(language) or presidency.names.get("en", presidency.country),
        "mark": "" if presidency.verified else gettext("by rotation, not verified"),
    }


def _withdrawn() -> str:
    """What must be seen before anything else is believed."""
    return gettext("Withdrawn: nothing of this month stands as it was published.")


def _columns(grid: MonthGrid) -> list[dict[str, Any]]:
    """The days of the week, and how wide each is: of a weekend mostly the margin is used."""
    with_lines = {day.on.weekday() for day in grid.days if day.lines}
    return [
        {
            "name": written_day(on, "l"),
            "share": 1 if on.weekday() in WORKING_WEEK else 0.7 if on.weekday() in with_lines else 0.4,
        }
        for on in grid.weekdays
    ]


def _sections(grid: MonthGrid, rooms: UsualRooms) -> list[dict[str, Any]]:
    """What stands below the weeks: no line of the programme is ever lost from its sheet."""
    return [
        section
        for section in (
            {"heading": gettext("May be taken up, no date set"), "lines": entry_lines(grid.undated, rooms)},
            {
                "heading": gettext("On days of other months"),
                "lines": entry_lines(grid.elsewhere, rooms, with_day=True),
            },
            {
                "heading": gettext("Notes"),
                "notes": [{"number": str(note.number), "text": note.text} for note in grid.footnotes],
            },
        )
        if section.get("lines") or section.get("notes")
    ]


def _rooms_said_once(rooms: UsualRooms) -> list[str]:
    """Where a meeting is that names no room."""
    said = {
        "meetings": gettext("Meetings of the Council that name no room: %(room)s."),
        "consultations": gettext("Consultations that name no room: %(room)s."),
    }
    return [words % {"room": rooms[kind]} for kind, words in said.items() if kind in rooms]


def _standing(month: PublishedMonth, rooms: UsualRooms) -> list[str]:
    """What holds for the whole sheet: first that it is provisional."""
    unverified = gettext("not verified: recalled, computed or inferred, and not read in a source.")
    return [provisional_text(), *_rooms_said_once(rooms), *([unverified] if _has_unverified(month) else [])]


def _has_unverified(month: PublishedMonth) -> bool:
    """Whether the legend of the mark is needed."""
    entries, margin = (all(one.verified for one in some) for some in (month.entries, month.margin or ()))
    president = month.presidency is None or month.presidency.verified
    return not (entries and margin and president)
