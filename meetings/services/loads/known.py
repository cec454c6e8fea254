"""The names on record that files use, and the keys of their rows: four queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.exchange.reference.countries import short_names
from meetings.exchange.tables.checks import OnRecord, folded
from meetings.exchange.tables.columns import Names
from meetings.models import Country, Decision, Mission, Room
from meetings.models.countries import NAME_FIELDS


@dataclass(frozen=True, slots=True)
class Known:
    """Keys of rows by what names them: acronym, alpha-3 code, symbol, the room's name."""

    missions: Mapping[str, int]
    countries: Mapping[str, int]
    decisions: Mapping[str, int]
    rooms: Mapping[str, int]
    names: OnRecord


def read_names() -> Known:
    """What stands on record now."""
    missions = list(Mission.objects.all())
    countries = list(Country.objects.all())
    decisions = dict(Decision.objects.order_by("symbol").values_list("symbol", "pk"))
    rooms = list(Room.objects.all())
    return Known(
        missions={row.acronym: row.pk for row in missions},
        countries={row.iso3: row.pk for row in countries},
        decisions=decisions,
        rooms={row.name: row.pk for row in rooms},
        names={
            Names.MISSION: _by_name(
                (row.acronym, (row.name_en, row.name_fr, row.acronym_fr)) for row in missions
            ),
            Names.COUNTRY: _by_name(
                (
                    row.iso3,
                    (
                        *short_names(row.iso2),
                        *(getattr(row, name) for name in NAME_FIELDS.values()),
                        row.iso2,
                    ),
                )
                for row in countries
            ),
            Names.DECISION: _by_name((symbol, _ways_to_write(symbol)) for symbol in decisions),
            Names.ROOM: _by_name((row.name, (row.short_name,)) for row in rooms),
        },
    )


def _by_name(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """What each name stands for. Of two rows that share one, it is that of the row whose own name it is."""
    rows = list(named)
    also = {folded(name): own for own, names in rows for name in names if name}
    return also | {folded(own): own for own, _names in rows}


def _ways_to_write(symbol: str) -> tuple[str, ...]:
    """A resolution is written with its symbol, without "S/RES/", or by its number alone."""
    number = symbol.removeprefix("S/RES/")
    return number.split(" ")[0], number
