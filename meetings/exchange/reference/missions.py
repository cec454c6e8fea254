"""missions.csv and areas.csv: the peace operations, with where they are and who holds the pen on them."""

import re
from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.countries import plain
from meetings.exchange.reference.table import Place, Row, Table, day_in_words

RECALLED = {
    "acronym_fr": "recalled_acronym_fr",
    "name_fr": "recalled_name_fr",
    "host_city": "recalled_host_city",
}
"""Fields that a recalled value may fill where none was read."""

LONGEST = {"acronym_fr": 20, "name_fr": 250, "host_city": 100}

COLUMNS = (
    "acronym",
    "name_en",
    "kind",
    "area",
    "established_by",
    "established_date",
    "closed_date",
    "current_expiry",
    "renewing_resolution",
    "mandate_kind",
    "renewal_interval_seen",
    "penholder",
    "recalled_penholder",
    "recalled_other",
    "note",
    "source_url",
    *RECALLED,
    *RECALLED.values(),
)
AREAS = ("area", "region", "host_countries", "agenda_item")

KINDS = {
    "peacekeeping operation": "peacekeeping",
    "special political mission": "political",
    "other (General Assembly mission)": "other",
    "other (support office)": "other",
}
REGIONS = ("africa", "americas", "asia_middle_east", "europe")
MANDATE_KINDS = (
    "",
    "fixed term",
    "fixed term (final extension)",
    "fixed term (two-phase transition)",
    "open-ended",
)
RECALLED_CLOSING = re.compile(r"closed ((?:\d{1,2}/)?(\d{1,2} [A-Z][a-z]{2,8} \d{4}))")


@dataclass(frozen=True, slots=True)
class AreaRow:
    """What follows from where a mission is."""

    place: Place
    area: str
    region: str
    host_countries: tuple[str, ...]
    agenda_item: str


@dataclass(frozen=True, slots=True)
class MissionRow:
    """One mission. ``unverified_fields`` names the fields whose value was recalled or follows from the area.

    ``penholders`` is ``None`` where nothing is known, and empty where it is known that there is none.
    """

    place: Place
    acronym: str
    name_en: str
    acronym_fr: str
    name_fr: str
    kind: str
    area: str
    region: str
    agenda_item: str
    host_countries: tuple[str, ...]
    host_city: str
    established_on: date | None
    established_by: str
    closed_on: date | None
    closed_as_printed: str
    interval_seen: str
    unverified_fields: tuple[str, ...]
    verified: bool
    source_url: str
    source_note: str
    penholders: tuple[str, ...] | None
    penholders_verified: bool
    current_end: date | None
    renewed_by: str
    mandate_kind: str


def read_areas(table: Table, countries: Collection[str]) -> dict[str, AreaRow]:
    """Read the areas, by name."""
    areas = {}
    for row in table.rows():
        hosts = tuple(row.text("host_countries").split())
        for host in hosts:
            if host not in countries:
                row.fail("host_countries", "a State of countries.csv", host)
        area, region = (
            row.text("area", required=True, longest=100),
            row.choice("region", {name: name for name in REGIONS}),
        )
        table.once(row, "area", area)
        areas[area] = AreaRow(row.place, area, region, hosts, row.text("agenda_item", longest=250))
    return areas


def read_missions(
    table: Table, areas: Mapping[str, AreaRow], codes: Mapping[str, str]
) -> tuple[MissionRow, ...]:
    """Read the missions.

    Args:
        codes: alpha-3 codes by English name, for those who hold the pen.
    """
    return tuple(_mission(table, row, areas, codes) for row in table.rows())


def _mission(table: Table, row: Row, areas: Mapping[str, AreaRow], codes: Mapping[str, str]) -> MissionRow:
    acronym = row.shaped("acronym", "[A-Z]{4,20}", "an acronym (expected capital letters)")
    table.once(row, "acronym", acronym)
    area = areas.get(row.known("area", areas, "an area of areas.csv"), AreaRow(row.place, "", "", (), ""))
    filled = {name: _filled(row, name) for name in RECALLED}
    closed_on, closed_as_printed, closing_recalled = _closing(row)
    unverified = {field for field in RECALLED if filled[field] and not row.text(field)}
    unverified |= {field for field in ("region", "host_countries", "agenda_item") if getattr(area, field)}
    unverified |= {"closed_on"} if closing_recalled else set()
    established_on = row.day("established_date")
    if established_on and closed_on and closed_on < established_on:
        row.fail("closed_date", f"a day on which it was open (expected {established_on} or later)")
    return MissionRow(
        place=row.place,
        acronym=acronym,
        name_en=row.text("name_en", required=True, longest=200),
        kind=row.choice("kind", KINDS),
        area=area.area,
        region=area.region,
        agenda_item=area.agenda_item,
        host_countries=area.host_countries,
        established_on=established_on,
        established_by=row.text("established_by", longest=60),
        closed_on=closed_on,
        closed_as_printed=closed_as_printed,
        interval_seen=row.text("renewal_interval_seen", longest=250),
        unverified_fields=tuple(sorted(unverified)),
        verified=bool(row.text("source_url")),
        source_url=row.text("source_url"),
        source_note=note_with(row.text("note"), row.text("recalled_other")),
        penholders=_penholders(row, codes),
        penholders_verified=bool(row.text("penholder")),
        current_end=row.day("current_expiry"),
        renewed_by=row.shaped(
            "renewing_resolution",
            r"\d+ \(\d{4}\)",
            'a resolution (expected as in "2808 (2025)")',
            required=False,
        ),
        mandate_kind=row.choice("mandate_kind", {kind: kind for kind in MANDATE_KINDS}),
        **filled,
    )


def _filled(row: Row, name: str) -> str:
    """What was read, or else what was recalled."""
    column = name if row.text(name) else RECALLED[name]
    return row.text(column, longest=LONGEST[name])


def _closing(row: Row) -> tuple[date | None, str, bool]:
    """The last day (of the month, where only that is known), as printed, and whether it was only recalled."""
    printed = row.text("closed_date")
    if re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", printed):
        year, month = map(int, printed.split("-"))
        return date(year, month, monthrange(year, month)[1]), printed, False
    recalled = recalled_closing(row.text("recalled_other"))
    if printed or not recalled:
        return row.day("closed_date"), printed, False
    if not recalled[0]:
        row.fail("recalled_other", "a day that exists", recalled[1])
    return (*recalled, True)


def recalled_closing(remark: str) -> tuple[date | None, str] | None:
    """What a remark such as "closed 25/26 September 2017" says: the last day, ``None`` where there is no such day,
    and the date as printed. Nothing where it speaks of no closing.
    """
    found = RECALLED_CLOSING.search(remark)
    return (day_in_words(found[2]), found[1]) if found else None


def note_with(note: str, recalled: str) -> str:
    """A note on the source, followed by what was recalled beside it."""
    return " ".join(filter(None, (note, recalled and f"Recalled, not read: {recalled}.")))


def _penholders(row: Row, codes: Mapping[str, str]) -> tuple[str, ...] | None:
    column = "penholder" if row.text("penholder") else "recalled_penholder"
    names = row.text(column).removesuffix(" (joint)")
    if names in {"", "none"}:
        return () if names else None
    for name in names.split(" and "):
        if plain(name) not in codes:
            row.fail(column, "the name of a State of countries.csv", name)
    return tuple(codes.get(plain(name), "") for name in names.split(" and "))
