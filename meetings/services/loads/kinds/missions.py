"""Writing missions, and who holds the pen on them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from meetings.exchange.kinds.missions import RECALLED_TEXTS
from meetings.exchange.kinds.sources import source_of, verified_of
from meetings.exchange.reference.missions import note_with, recalled_closing
from meetings.exchange.tables.columns import Problem, TypedRow
from meetings.models import Mission, Penholding
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.said_once import said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

PLAIN = (
    "name_en",
    "acronym_fr",
    "name_fr",
    "kind",
    "area",
    "region",
    "host_city",
    "agenda_item",
    "established_on",
    "established_by",
    "closed_on",
    "interval_seen",
)
VERIFIED_ONE_BY_ONE = frozenset({*RECALLED_TEXTS, "region", "host_countries", "agenda_item", "closed_on"})
"""Fields that a mission may have recalled while the rest of it was read."""

NEEDED = ("name_en", "kind")
PEN_KEY = ("mission_id", "begins")


def write_missions(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Missions by acronym with their host countries, then those who draft on them."""
    on_record = {mission.acronym: mission for mission in Mission.objects.order_by()}
    usable = [row for row in rows if _can_stand(bringing, row, on_record)]
    wanted = [_mission(row, on_record.get(row.values["acronym"]), known) for row in usable]
    stored = yield from bringing.bring(
        Mission,
        said_once(bringing, wanted, key=["acronym"]),
        key=["acronym"],
        stored=Mission.objects.order_by(),
    )
    keys = {acronym: mission.pk for (acronym,), mission in stored.items()}
    undated = Penholding.objects.filter(begins=None).order_by()
    read = set(undated.filter(verified=True).values_list("mission_id", flat=True))
    pens = [pen for row in usable if (pen := _penholding(row, keys[row.values["acronym"]], read, known))]
    yield from bringing.bring(Penholding, pens, key=PEN_KEY, stored=undated)


def _can_stand(bringing: Bringing, row: TypedRow, on_record: Mapping[str, Mission]) -> bool:
    """A mission that is not on record yet needs more than its acronym."""
    missing = [] if row.values["acronym"] in on_record else [name for name in NEEDED if not row.has(name)]
    for name in missing:
        message = gettext("This mission is not on record yet, so it needs a value here.")
        bringing.problems.append(Problem(row.place.sheet, row.place.row, name, "", message))
    return not missing


def _mission(row: TypedRow, stored: Mission | None, known: Known) -> Wanted:
    recalled = {name: value for name, value in _recalled(row).items() if _may_fill(stored, name)}
    values = {name: row.values[name] for name in PLAIN if row.has(name)} | recalled
    if "closed_on" in values:
        values["closed_on"], values["closed_as_printed"] = values["closed_on"]
    before = set(stored.unverified_fields) if stored else set()
    unverified = before.difference(name for name in VERIFIED_ONE_BY_ONE if row.has(name)) | recalled.keys()
    if unverified != before:
        values["unverified_fields"] = sorted(unverified)
    hosts = row.get("host_countries")
    acronym = row.values["acronym"]
    return Wanted(
        place=row.place,
        values={"acronym": acronym, **values, **verified_of(row)},
        label=acronym,
        members=None if hosts is None else frozenset(known.countries[host] for host in hosts),
        along=_source(row),
    )


def _recalled(row: TypedRow) -> dict[str, Any]:
    """What was recalled of fields for which the row holds nothing that was read."""
    recalled: dict[str, Any] = {name: row.get(f"recalled_{name}") for name in RECALLED_TEXTS}
    recalled["closed_on"] = recalled_closing(row.get("recalled_other", ""))
    return {name: value for name, value in recalled.items() if value and not row.has(name)}


def _may_fill(stored: Mission | None, name: str) -> bool:
    """What was recalled never takes the place of what was read."""
    return stored is None or not getattr(stored, name) or name in stored.unverified_fields


def _source(row: TypedRow) -> dict[str, Any]:
    note = note_with(row.get("source_note", ""), row.get("recalled_other", ""))
    return {**source_of(row), **({"source_note": note} if note else {})}


def _penholding(row: TypedRow, mission: int | None, read: Collection[int], known: Known) -> Wanted | None:
    """The files give no days, so it is the one undated row of the mission."""
    verified = row.has("penholders")
    names = row.get("penholders", row.get("recalled_penholders"))
    if names is None or mission is None or (mission in read and not verified):
        return None
    return Wanted(
        place=row.place,
        values={"mission_id": mission, "begins": None, "verified": verified},
        label=row.values["acronym"],
        members=frozenset(known.countries[name] for name in names),
        along={"source_url": row.get("source_url", "")} if verified and row.has("source_url") else {},
    )
