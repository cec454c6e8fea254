"""Writing who sits on the Council, and who presides it."""

from collections.abc import Mapping, Sequence

from meetings.exchange.kinds import presidencies
from meetings.exchange.kinds.members import kind_of
from meetings.exchange.kinds.sources import source_of, verified_of
from meetings.exchange.tables.columns import TypedRow
from meetings.models import CouncilTerm, Country, Presidency
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.said_once import said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

TERM_KEY = ("country_id", "begins")


def names_of_states() -> dict[str, str]:
    """The English name of each State by its code: one query. What is kept for all readers is said in English."""
    return dict(Country.objects.values_list("iso3", "name_en"))


def write_terms(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Permanent seats and elected terms, by State and first day."""
    names = names_of_states()
    wanted = said_once(bringing, [_term(row, known, names) for row in rows], key=TERM_KEY)
    yield from bringing.bring(CouncilTerm, wanted, key=TERM_KEY, stored=CouncilTerm.objects.order_by())


def _term(row: TypedRow, known: Known, names: Mapping[str, str]) -> Wanted:
    state, begins, ends = row.values["iso3"], row.get("begins"), row.get("ends")
    group = {"regional_group": row.values["regional_group"]} if row.has("regional_group") else {}
    return Wanted(
        place=row.place,
        values={
            "country_id": known.countries[state],
            "kind": kind_of(row),
            "begins": begins,
            "ends": ends,
            **group,
            **verified_of(row),
        },
        label=f"{names[state]} {begins.year}-{ends.year}" if begins and ends else names[state],
        along=source_of(row),
    )


def write_presidencies(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Presidencies, by month."""
    names = names_of_states()
    wanted = said_once(bringing, [_presidency(row, known, names) for row in rows], key=["month"])
    yield from bringing.bring(Presidency, wanted, key=["month"], stored=Presidency.objects.order_by())


def _presidency(row: TypedRow, known: Known, names: Mapping[str, str]) -> Wanted:
    month, state = presidencies.first_day_of(row), presidencies.state_of(row)
    return Wanted(
        place=row.place,
        values={
            "month": month,
            "country_id": known.countries[state],
            "verified": presidencies.is_read(row),
        },
        label=f"{month:%Y-%m} {names[state]}",
        along=source_of(row),
    )
