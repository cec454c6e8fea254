"""A published month as a table: a row a sitting, under the headings by which the plan of a month is read back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.programme import COLUMNS as LOADED
from meetings.exchange.reference.months import Basis
from meetings.exchange.tables.columns import Column
from meetings.exchange.tables.fields import TextField
from meetings.exchange.tables.writing import add_table, bytes_of, in_xlsx, title_of_sheet, write_csv
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, StartKind

NOT_PUBLIC: Final = frozenset({"source_url"})
"""What a plan may say where it is loaded, and nobody is shown."""


def _as_written(column: Column) -> Column:
    """A month stands there as 2026-12, which no reader takes for its first day."""
    return replace(column, field=TextField(label=column.field.label)) if column.name == "month" else column


COLUMNS: Final[Sequence[Column]] = (
    *(_as_written(column) for column in LOADED if column.name not in NOT_PUBLIC),
    Column("uid", TextField(label=_("entry")), example="5b1c1f0e-6a55-4a2e-9c1a-0c6f4f0a7d11"),
)
"""The columns of the plan of a month, and the entry's uid, by which its sittings and versions belong together."""

SAID_AS_IT_IS: Final = (
    "uid",
    "title",
    "format",
    "missions",
    "openness",
    "convener",
    "level",
    "briefers",
    "footnote",
    "documents",
    "outcome",
    "vote",
)
ABOUT_SHEET: Final = "About"
ABOUT_WIDTHS: Final = {"A": 24, "B": 90}


def month_csv(entries: Iterable[EntryFact]) -> bytes:
    """A month as CSV in UTF-8, in the order of the entries; times are New York's."""
    return write_csv(COLUMNS, rows_of(entries))


def month_xlsx(month: date, entries: Iterable[EntryFact], about: Iterable[tuple[str, str]]) -> bytes:
    """The same as a workbook, with a second sheet that says what it is.

    Args:
        month: the first day of the month; the first sheet is named after it.
        about: what to say of it, each with its name, in the reader's language. None of these names may be that
            of a column that every plan must have, or the sheet would be read as a plan.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    add_table(book.create_sheet(title_of_sheet(f"{month:%Y-%m}")), COLUMNS, rows_of(entries))
    _add_about(book.create_sheet(ABOUT_SHEET), about)
    return bytes_of(book)


def rows_of(entries: Iterable[EntryFact]) -> Iterator[Mapping[str, Any]]:
    """A row a sitting, by day and start as the entry has them; one for an entry without a day."""
    for entry in entries:
        for sitting in entry.sittings or (None,):
            row = {**_entry(entry), **_when(entry, sitting)}
            yield {name: value for name, value in row.items() if value not in ("", ())}


def _entry(entry: EntryFact) -> dict[str, Any]:
    """What holds for all sittings. What was held is no status of a plan: there it is what the line rests on."""
    held = entry.status is EntryStatus.HELD
    return {
        **{name: getattr(entry, name) for name in SAID_AS_IT_IS},
        "agenda": "\n".join(entry.agenda),
        "record": entry.meeting_number,
        "status": None if held else entry.status,
        "basis": Basis.HELD if held else None,
    }


def _when(entry: EntryFact, sitting: SittingFact | None) -> dict[str, Any]:
    """A sitting in the month after counts in that month, as when it is read back."""
    if sitting is None:
        return {"month": f"{entry.month:%Y-%m}"}
    return {
        "date": sitting.on,
        "month": f"{sitting.on:%Y-%m}",
        "time": (sitting.start_kind, sitting.starts_at),
        "ends": sitting.ends_at if sitting.start_kind is StartKind.EXACT else None,
        "room": sitting.room,
    }


def _add_about(sheet: Any, about: Iterable[tuple[str, str]]) -> None:
    """``sheet`` is a write-only one, still empty."""
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for letter, width in ABOUT_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for name, said in about:
        sheet.append([in_xlsx(sheet, name, bold=True, wrapped=True), in_xlsx(sheet, said, wrapped=True)])
