"""countries.csv: the States, with the official short names of the United Nations where CLDR has others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from meetings.exchange.reference.table import Place, Row, Table

NAMES = {
    "name_ar": Locale("ar"),
    "name_zh": Locale("zh", script="Hans"),
    "name_en": Locale("en"),
    "name_fr": Locale("fr"),
    "name_ru": Locale("ru"),
    "name_es": Locale("es"),
}
"""Each column of names with the language it is in. An empty cell means: as in CLDR."""

COLUMNS = ("iso3", "member_state", *NAMES)

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One State, ready to be stored."""

    place: Place
    iso3: str
    iso2: str
    member_state: bool
    name_ar: str
    name_zh: str
    name_en: str
    name_fr: str
    name_ru: str
    name_es: str


def read_countries(table: Table) -> tuple[CountryRow, ...]:
    """Read the States, each name from the file or else from CLDR."""
    return tuple(_country(table, row) for row in table.rows())


def _country(table: Table, row: Row) -> CountryRow:
    iso3 = row.shaped("iso3", "[A-Z]{3}", "an ISO 3166 alpha-3 code (expected three capital letters)")
    table.once(row, "iso3", iso3)
    iso2 = alpha_2(iso3)
    if not iso2:
        row.fail("iso3", "the code of a State in CLDR")
    names = {
        column: row.text(column, longest=LONGEST_NAME) or locale.territories.get(iso2, iso3)
        for column, locale in NAMES.items()
    }
    member_state = row.choice("member_state", {"yes": True, "no": False})
    return CountryRow(row.place, iso3, iso2, member_state, **names)


def alpha_2(iso3: str) -> str:
    """The alpha-2 code that CLDR gives for an alpha-3 code; empty where it knows none."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    return next((code for code in aliases.get(iso3, []) if len(code) == 2), "")  # noqa: PLR2004


def codes_by_name(countries: Iterable[CountryRow]) -> dict[str, str]:
    """Alpha-3 code by English name: the official one, and the shorter one that most sources print."""
    codes = {}
    for country in countries:
        codes[plain(NAMES["name_en"].territories.get(country.iso2, ""))] = country.iso3
        codes[plain(country.name_en)] = country.iso3
    return codes


def short_names(iso2: str) -> tuple[str, ...]:
    """The shorter names of a State in the official languages, which most tables print; none for an unknown code."""
    return tuple(name for locale in NAMES.values() if (name := locale.territories.get(iso2)))


def plain(name: str) -> str:
    """A name without the differences that do not matter when names are compared."""
    return name.replace("’", "'").casefold().strip()
