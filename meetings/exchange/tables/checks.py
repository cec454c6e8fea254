"""What the cells of a file must agree on with the world: names that are on record, and days that have come."""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Column, Kind, Names, Problem, TypedRow
from meetings.exchange.tables.day_fields import MonthEndField
from meetings.rules.months import first_of

OnRecord = Mapping[Names, Mapping[str, str]]
"""For each sort of name, what it stands for (an acronym, an alpha-3 code, a symbol) by the name, folded."""

NEAR_ENOUGH: Final = 0.7

MOST_SUGGESTIONS: Final = 500
"""Names that are not on record for which one like them is looked for: each takes a millisecond or two."""


def folded(name: str) -> str:
    """A name without the differences that do not matter when names are compared."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return " ".join("".join(letters).casefold().split())


def resolved(kind: Kind, rows: Iterable[TypedRow], on_record: OnRecord) -> Iterator[TypedRow | Problem]:
    """The rows with every name as it is on record; and a problem in place of each that is not found there."""
    naming = [column for column in kind.columns if column.names]
    near = _Near(on_record)
    for row in rows:
        found = dict(row.values)
        problems: list[Problem] = []
        for column in naming:
            main = column.stands_in_for
            if main and row.has(main, column.name):
                _compare(row, column, found[main], on_record, problems)
            elif row.has(column.name):
                found[main or column.name] = _resolve(row, column, near, problems)
            if main:
                found.pop(column.name, None)
        yield from problems or (replace(row, values=found),)


def ahead(kind: Kind, rows: Iterable[TypedRow], today: date) -> Iterator[Problem]:
    """Days that have come by their nature and yet lie ahead: a slip in the year, or a plan taken for a fact.

    A month is named by its last day, before it is over.
    """
    for column in kind.columns:
        of_a_month = isinstance(column.field, MonthEndField)
        for row in rows if column.past else ():
            day = row.get(column.name)
            if day and (first_of(day) if of_a_month else day) > today:
                message = gettext("This day has not come yet.")
                yield Problem(row.place.sheet, row.place.row, column.name, day.isoformat(), message)


def _compare(row: TypedRow, column: Column, meant: str, on_record: OnRecord, problems: list[Problem]) -> None:
    """Of two columns that name one thing, the second need not be known, but it may not name another thing."""
    names, name = on_record[column.names] if column.names else {}, row.values[column.name]
    known = names.get(folded(name))
    if known and known != meant and meant in names.values():
        message = gettext("This names another than “%(main)s”, which says %(meant)s.")
        said = message % {"main": column.stands_in_for, "meant": meant}
        problems.append(Problem(row.place.sheet, row.place.row, column.name, name, said))


class _Near:
    """The names on record, and for one that is not there the one most like it. A file may hold one mistake often."""

    def __init__(self, on_record: OnRecord) -> None:
        self.on_record = on_record
        self._found: dict[tuple[Names, str], str] = {}

    def like(self, sort: Names, name: str) -> str:
        """What is meant, perhaps; empty where nothing is like it, or too many were asked for."""
        key = sort, folded(name)
        if key not in self._found and len(self._found) < MOST_SUGGESTIONS:
            names = self.on_record[sort]
            near = difflib.get_close_matches(key[1], names, n=1, cutoff=NEAR_ENOUGH)
            self._found[key] = names[near[0]] if near else ""
        return self._found.get(key, "")


def _resolve(row: TypedRow, column: Column, near: _Near, problems: list[Problem]) -> Any:
    value, sort = row.values[column.name], column.names or Names.MISSION
    many = isinstance(value, tuple)
    found = []
    for name in value if many else (value,):
        known = near.on_record[sort].get(folded(name))
        if known is None:
            message = _unknown(sort, near.like(sort, name))
            problems.append(Problem(row.place.sheet, row.place.row, column.name, name, message))
        else:
            found.append(known)
    if many:
        return tuple(dict.fromkeys(found))
    return found[0] if found else value


def _unknown(sort: Names, near: str) -> str:
    what = {
        Names.MISSION: gettext("No mission of that name is on record."),
        Names.COUNTRY: gettext("No State of that name is on record."),
        Names.DECISION: gettext("No decision of that symbol is on record. Load the mandates first."),
        Names.ROOM: gettext("No room of that name is on record."),
    }[sort]
    if not near:
        return what
    return gettext("%(what)s Is %(near)s meant?") % {"what": what, "near": near}
