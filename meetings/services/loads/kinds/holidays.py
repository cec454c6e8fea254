"""Writing holidays: one that was only expected on some day moves to the day that was read."""

from collections.abc import Mapping, Sequence
from typing import Any

from meetings.exchange.kinds.holidays import day_of, is_read
from meetings.exchange.kinds.sources import source_of
from meetings.exchange.tables.checks import folded
from meetings.exchange.tables.columns import Place, TypedRow
from meetings.models import Holiday
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.said_once import said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

KEY = ("on", "name")
OBSERVED = "(observed)"


def write_holidays(bringing: Bringing, rows: Sequence[TypedRow], _known: Known) -> Steps[None]:
    """By day and name, or else by what is on record under another day or spelling."""
    meant = holidays_meant(rows, list(Holiday.objects.order_by("on", "pk")))
    wanted = said_once(bringing, [_holiday(row, meant) for row in rows], key=KEY)
    yield from bringing.bring(Holiday, wanted, key=KEY, stored=Holiday.objects.order_by())


def _holiday(row: TypedRow, meant: Mapping[Place, Holiday]) -> Wanted:
    on, name, known = day_of(row), row.values["name"], meant.get(row.place)
    kind = {"kind": row.values["kind"]} if row.has("kind") else {}
    return Wanted(
        place=row.place,
        values={"on": on, "name": name, "verified": is_read(row), **kind},
        label=f"{on} {name}",
        along=source_of(row),
        known_as={"on": known.on, "name": known.name} if known else {},
    )


def holidays_meant(rows: Sequence[TypedRow], on_record: Sequence[Holiday]) -> dict[Place, Holiday]:
    """The holidays on record that rows mean though they give another day or write the name in another way.

    Whoever prepares a year knows Eid al-Fitr to a day or two, and the circular gives the day. Were that one kept
    beside the expected one, the house would be closed twice. A day that was read never moves.
    """
    known = {(holiday.on, holiday.name) for holiday in on_record}
    exact = {(day_of(row), row.values["name"]) for row in rows}
    others = [holiday for holiday in on_record if (holiday.on, holiday.name) not in exact]
    meant: dict[Place, Holiday] = {}
    for same in (_on_its_day, _expected_in_its_year):
        taken = {holiday.pk for holiday in meant.values()}
        found = _alone_under(same, [holiday for holiday in others if holiday.pk not in taken])
        for row in rows:
            day = day_of(row)
            if day and row.place not in meant and (day, row.values["name"]) not in known:
                holiday = found.pop(same(Holiday(on=day, name=row.values["name"], verified=False)), None)
                meant |= {row.place: holiday} if holiday else {}
    return meant


def _alone_under(same: Any, holidays: Sequence[Holiday]) -> dict[Any, Holiday]:
    """Each holiday by what it is known by, where no other is known by the same."""
    found: dict[Any, list[Holiday]] = {}
    for holiday in holidays:
        found.setdefault(same(holiday), []).append(holiday)
    return {key: rows[0] for key, rows in found.items() if key and len(rows) == 1}


def _on_its_day(holiday: Holiday) -> tuple[Any, ...]:
    return holiday.on, _plain(holiday.name)


def _expected_in_its_year(holiday: Holiday) -> tuple[Any, ...]:
    return () if holiday.verified else (holiday.on.year, _plain(holiday.name))


def _plain(name: str) -> str:
    """A name without what two lists write differently."""
    return folded(name.replace(OBSERVED, "").replace("-", " "))
