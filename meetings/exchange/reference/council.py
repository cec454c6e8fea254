"""members.csv, presidencies.csv, holidays.csv and rooms.csv: the Council, its house and its year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.countries import plain
from meetings.exchange.reference.table import YEARS, YES_OR_NO, Place, Row, Table

MEMBERS = ("country", "iso3", "kind", "term_start", "term_end", "regional_group", "note", "source_url")
PRESIDENCIES = ("year", "month", "country", "iso3", "basis", "source_url", "country_by_rule", "note")
HOLIDAYS = ("year", "date", "name", "kind", "basis", "source_url", "note", "recalled_date")
ROOMS = ("name", "short_name", "shared", "also_printed_as")

GROUPS = (
    "african",
    "asia_pacific",
    "eastern_european",
    "latin_american_caribbean",
    "western_european_others",
)
SEATS = {"permanent": "permanent", "elected": "elected"}
HOLIDAY_KINDS = {"official": "official", "floating (each staff member picks one)": "floating"}
HOLIDAY_BASES = {"read": True, "not read": False, "indirect (an empty Journal day)": False}


@dataclass(frozen=True, slots=True)
class TermRow:
    """A permanent seat, or one elected term with its first and last day."""

    place: Place
    country: str
    kind: str
    begins: date | None
    ends: date | None
    regional_group: str
    source_url: str
    source_note: str


@dataclass(frozen=True, slots=True)
class PresidencyRow:
    """Who presides a month; *verified* where it was read, else by the alphabetical rule alone."""

    place: Place
    month: date
    country: str
    verified: bool
    source_url: str
    source_note: str


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday at Headquarters; *verified* where the day itself was read."""

    place: Place
    on: date
    name: str
    kind: str
    verified: bool
    source_url: str
    source_note: str


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A place to meet, and how else sources print its name."""

    place: Place
    name: str
    short_name: str
    shared: bool
    also_printed_as: tuple[str, ...]


def read_terms(table: Table, countries: Collection[str]) -> tuple[TermRow, ...]:
    """Read who sits on the Council when."""
    return tuple(_term(table, row, countries) for row in table.rows())


def _term(table: Table, row: Row, countries: Collection[str]) -> TermRow:
    kind = row.choice("kind", SEATS)
    elected = kind == "elected"
    begins = row.required_day("term_start") if elected else None
    ends = row.required_day("term_end") if elected else None
    if row.sound and begins and ends and ends <= begins:
        row.fail("term_end", f"a day after the term begins (expected later than {begins})")
    country = row.known("iso3", countries, "a State of countries.csv")
    table.once(row, "iso3", country, begins)
    return TermRow(
        place=row.place,
        country=country,
        kind=kind,
        begins=begins,
        ends=ends,
        regional_group=row.choice("regional_group", {group: group for group in GROUPS}),
        source_url=row.text("source_url"),
        source_note=row.text("note"),
    )


def read_presidencies(
    table: Table, countries: Collection[str], codes: Mapping[str, str]
) -> tuple[PresidencyRow, ...]:
    """Read who presides each month.

    Args:
        codes: alpha-3 codes by English name, for months known by the rule alone.
    """
    return tuple(_presidency(table, row, countries, codes) for row in table.rows())


def _presidency(
    table: Table, row: Row, countries: Collection[str], codes: Mapping[str, str]
) -> PresidencyRow:
    read = row.choice("basis", {"read": True, "rule only": False})
    year, number = row.required_number("year"), row.required_number("month")
    if year not in YEARS:
        row.fail("year", f"a year of our time (expected {YEARS[0]} to {YEARS[-1]})")
        year = YEARS[0]
    if not 1 <= number <= 12:  # noqa: PLR2004
        row.fail("month", "a month (expected 1 to 12)")
        number = 1
    table.once(row, "month", year, number)
    if read:
        country = row.known("iso3", countries, "a State of countries.csv")
    else:
        country = codes.get(plain(row.text("country_by_rule")), "")
        if not country:
            row.fail("country_by_rule", "the name of a State of countries.csv")
    month = date(year, number, 1)
    return PresidencyRow(row.place, month, country, read, row.text("source_url"), row.text("note"))


def read_holidays(table: Table) -> tuple[HolidayRow, ...]:
    """Read the holidays; where the day was not read, the recalled one stands in for it."""
    return tuple(_holiday(table, row) for row in table.rows())


def _holiday(table: Table, row: Row) -> HolidayRow:
    day = row.day("date")
    on = day or row.required_day("recalled_date")
    if row.sound and row.text("year") != f"{on:%Y}":
        row.fail("year", f"the year of its day (expected {on:%Y})")
    table.once(row, "name", on, row.text("name"))
    return HolidayRow(
        place=row.place,
        on=on,
        name=row.text("name", required=True, longest=80),
        kind=row.choice("kind", HOLIDAY_KINDS),
        verified=row.choice("basis", HOLIDAY_BASES) and day is not None,
        source_url=row.text("source_url"),
        source_note=row.text("note"),
    )


def read_rooms(table: Table) -> tuple[RoomRow, ...]:
    """Read the rooms."""
    rooms = []
    for row in table.rows():
        name = row.text("name", required=True, longest=100)
        table.once(row, "name", name)
        short_name, shared = row.text("short_name", longest=30), row.choice("shared", YES_OR_NO)
        others = tuple(filter(None, row.text("also_printed_as").split(" | ")))
        rooms.append(RoomRow(row.place, name, short_name, shared, others))
    return tuple(rooms)


def room_names(rooms: Collection[RoomRow]) -> dict[str, str]:
    """Each room's name by all the names sources print."""
    return {printed: room.name for room in rooms for printed in (room.name, *room.also_printed_as)}
