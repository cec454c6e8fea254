"""A kind of table with nothing of its own: each row is a report, known by its symbol, for tests of what all share."""

from collections.abc import Iterator
from datetime import datetime

from meetings.exchange.tables.columns import Column, Kind
from meetings.exchange.tables.fields import DayField, TextField
from meetings.models import Mission, Report
from meetings.models.history import Change, recorded_as
from meetings.services.first_state import keep_first_state
from meetings.services.loads.lines import Wanted
from tests.services.loads.files import NOW

PLAIN = Kind(
    name="plain",
    title="Plain",
    about="Reports, by their symbol.",
    columns=(
        Column("symbol", TextField(label="symbol")),
        Column("title", TextField(label="title", required=False)),
        Column("due_on", DayField(label="due on", required=False)),
        Column("missions", TextField(label="missions", required=False)),
    ),
    key=("symbol",),
    bears_on_findings=False,
)


def write_plain(bringing, rows, known):
    wanted = [_report(row, known) for row in rows]
    yield from bringing.bring(Report, wanted, key=["symbol"], stored=Report.objects.order_by())


def _report(row, known) -> Wanted:
    values = {name: row.values[name] for name in ("symbol", "title", "due_on") if row.has(name)}
    members = frozenset(_named(row, known)) if row.has("missions") else None
    return Wanted(row.place, values, row.values["symbol"], members=members)


def _named(row, known) -> Iterator[int]:
    return (known.missions[name] for name in row.values["missions"].split() if name != "none")


def table(*rows, **named):
    """A file: each row as a mapping, in the order of the columns; ``named`` is one row more."""
    rows = [*rows, *([named] if named else [])]
    names = [column.name for column in PLAIN.columns]
    lines = [",".join(str(row.get(name, "")) for name in names) for row in rows]
    return "\n".join([",".join(names), *lines]) + "\n"


def by_hand(actor, row, *, at: datetime = NOW, missions=None, **values):
    """What a person changes in a row: as the pages do it, the first state goes on record before that."""
    with recorded_as(Change(actor=actor, now=at)):
        keep_first_state(row)
        row.refresh_from_db()
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        if missions is not None:
            row.missions.set(Mission.objects.filter(acronym__in=missions))
    return row


def made_by_hand(actor, *, missions=(), **values):
    """A report that a person puts on record."""
    with recorded_as(Change(actor=actor, now=NOW)):
        report = Report.objects.create(**values)
        report.missions.set(Mission.objects.filter(acronym__in=missions))
    return report


def reports():
    """All reports: title, day and missions, by symbol."""
    return {
        row.symbol: (row.title, row.due_on, {mission.acronym for mission in row.missions.all()})
        for row in Report.objects.prefetch_related("missions")
    }
