"""Writing the plan of a month, or of several."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.exchange.kinds.programme import entry_values, month_of
from meetings.exchange.reference.entries import openness
from meetings.exchange.tables.columns import Problem, TypedRow
from meetings.models import Entry, Mission, Programme
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.months import bring_months, lock_entries
from meetings.services.loads.kinds.plan_matching import Planned, find_planned, key_for, planned_in
from meetings.services.loads.kinds.sittings import Brought, Said, bring_sittings, taken_off_by_hand
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Line, Wanted
from meetings.services.loads.steps import Steps


def write_programme(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """The entries of the file, in months that are begun where they are not; entries it does not name stay.

    What was held is no matter of a plan any more: a line about it changes nothing.
    """
    plan = planned_in(_in_their_months(bringing, rows))
    _refuse_closed_missions(bringing, plan)
    months = {planned.month: planned.place for planned in reversed(plan)}
    if bringing.problems:
        return
    programmes = yield from bring_months(bringing, months, Programme.State.DRAFT)
    find_planned(plan, lock_entries(months))
    open_ones = list(_still_planned(bringing, plan))
    wanted = [_wanted(planned, -number, programmes, known) for number, planned in enumerate(open_ones, 1)]
    stored = [planned.entry for planned in open_ones if planned.entry]
    standing = yield from bringing.bring(Entry, wanted, key=["id"], stored=stored)
    lines = {id(line.instance): line for line in bringing.lines if line.noun is Entry and line.is_new}
    taken_off = taken_off_by_hand(
        [one.entry.pk for one in open_ones if one.entry and one.on and not one.known]
    )
    brought = [
        _brought(planned, standing[one.known_as["id"],], known, lines, taken_off)
        for planned, one in zip(open_ones, wanted, strict=True)
    ]
    yield from bring_sittings(bringing, brought)


def _in_their_months(bringing: Bringing, rows: Iterable[TypedRow]) -> Iterator[tuple[date, TypedRow]]:
    """The rows with their months; a problem for each that has none, or whose month is on record."""
    found = [(month_of(row, bringing.file_name), row) for row in rows]
    on_record = set(
        Programme.objects.filter(
            month__in={month for month, _row in found if month}, state=Programme.State.RECORD
        ).values_list("month", flat=True)
    )
    for month, row in found:
        if month is None:
            said = gettext("Give the day or the month; or name the sheet or the file after it, as 2026-12.")
            bringing.problems.append(Problem(row.place.sheet, row.place.row, "month", "", said))
        elif month in on_record:
            bringing.problems.append(_on_record(row, month))
        else:
            yield month, row


def _on_record(row: TypedRow, month: date) -> Problem:
    said = gettext("%(month)s is on record; nothing is planned in it.")
    column, value = ("date", row.values["date"]) if row.has("date") else ("month", f"{month:%Y-%m}")
    words = said % {"month": date_format(month, "F Y")}
    return Problem(row.place.sheet, row.place.row, column, str(value), words)


def _refuse_closed_missions(bringing: Bringing, plan: Iterable[Planned]) -> None:
    """A problem for each row that plans a meeting about a mission that is closed by then."""
    closed = {row.acronym: row for row in Mission.objects.filter(closed_on__isnull=False)}
    for planned in plan:
        day = planned.on or planned.month
        for name in sorted((planned.missions or frozenset()) & closed.keys()):
            if closed[name].is_closed_on(day):
                said = gettext("The mission was closed by then.")
                place = planned.place
                bringing.problems.append(Problem(place.sheet, place.row, "missions", name, said))


def _still_planned(bringing: Bringing, plan: Iterable[Planned]) -> Iterator[Planned]:
    for planned in plan:
        if planned.entry and planned.entry.status == EntryStatus.HELD:
            bringing.unchanged += [row.place for row in planned.rows]
        else:
            yield planned


def _wanted(planned: Planned, number: int, programmes: Mapping[date, int], known: Known) -> Wanted:
    """What the plan says of an entry, by its key; by ``number`` where there is none yet."""
    values, new = entry_values(planned.row), {}
    if planned.entry is None:
        format_ = Format(values.setdefault("format", Format.MEETING))
        values.setdefault("openness", openness(format_))
        new = {"import_key": key_for(planned), "programme_id": programmes[planned.month]}
    members = (
        None if planned.missions is None else frozenset(known.missions[name] for name in planned.missions)
    )
    return Wanted(
        place=planned.place,
        values={name: value for name, value in values.items() if name != "source_url"},
        label=planned.label,
        members=members,
        new=new,
        along={"source_url": values["source_url"]} if "source_url" in values else {},
        known_as={"id": planned.entry.pk if planned.entry else number},
    )


def _brought(
    planned: Planned, entry: Any, known: Known, lines: Mapping[int, Line], taken_off: set[int]
) -> Brought:
    dated = [row for row in planned.rows if row.has("date")]
    return Brought(
        place=planned.place,
        entry=entry,
        label=planned.label,
        said=[
            Said(row.place, row.values["date"], number, _sitting_values(row, known))
            for number, row in enumerate(dated)
        ],
        known=planned.known,
        line=lines.get(id(entry)),
        taken_off=entry.pk in taken_off,
    )


def _sitting_values(row: TypedRow, known: Known) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if row.has("time"):
        said["start_kind"], said["starts_at"] = row.values["time"]
        if said["start_kind"] is not StartKind.EXACT:
            said["ends_at"] = None
    if row.has("ends"):
        said["ends_at"] = row.values["ends"]
    if row.has("room"):
        said["room_id"] = known.rooms[row.values["room"]]
    return said
