"""Writing what each State gives to each mission at the end of a month."""

from collections.abc import Mapping, Sequence

from meetings.exchange.kinds.contributions import counts_of
from meetings.exchange.kinds.sources import source_of, verified_of
from meetings.exchange.tables.columns import TypedRow
from meetings.models import Contribution
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.council import names_of_states
from meetings.services.loads.kinds.said_once import said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

KEY = ("mission_id", "country_id", "as_of")


def write_contributions(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """By mission, State and month. Months that the file does not speak of stay as they are."""
    names = names_of_states()
    wanted = said_once(bringing, [_contribution(row, known, names) for row in rows], key=KEY)
    stored = Contribution.objects.filter(as_of__in={one.values["as_of"] for one in wanted})
    yield from bringing.bring(Contribution, wanted, key=KEY, stored=stored.order_by())


def _contribution(row: TypedRow, known: Known, names: Mapping[str, str]) -> Wanted:
    mission, state, as_of = (row.values[name] for name in ("mission", "iso3", "as_of"))
    return Wanted(
        place=row.place,
        values={
            "mission_id": known.missions[mission],
            "country_id": known.countries[state],
            "as_of": as_of,
            **counts_of(row),
            **verified_of(row),
        },
        label=f"{mission}, {names[state]}, {as_of:%Y-%m}",
        along=source_of(row),
    )
