"""Writing reports, and what decisions asked to be reported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from meetings.exchange.kinds.reports import DAYS, ISSUED, NAMED_BY
from meetings.exchange.kinds.sources import source_of
from meetings.exchange.reference.reporting import when_due
from meetings.exchange.tables.columns import TypedRow
from meetings.models import Report, ReportRequirement
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.said_once import note_other, said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

LONGEST_TITLE = 250
REQUIREMENT_KEY = ("mission_id", "decision_id", "wording")


UNDATED: Final = {"due_on": None, "within": None, "every": None, "unit": ""}
"""The columns that date a requirement, as they are where none of them does."""


def write_requirements(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Each phrase of each row, by mission, decision and wording."""
    wanted = [one for row in rows for one in _requirements(row, known)]
    yield from bringing.bring(
        ReportRequirement,
        said_once(bringing, wanted, key=REQUIREMENT_KEY, may_repeat=True),
        key=REQUIREMENT_KEY,
        stored=ReportRequirement.objects.order_by(),
    )


def _requirements(row: TypedRow, known: Known) -> Iterator[Wanted]:
    mission, decision = row.values["mission"], row.values["decision"]
    dated = {name: row.values[name] for name in UNDATED if row.has(name)}
    said = {name: row.values[name] for name in ("kind", "jointly_with") if row.has(name)}
    for phrase in row.values["wording"]:
        yield Wanted(
            place=row.place,
            values={
                "mission_id": known.missions[mission],
                "decision_id": known.decisions[decision],
                "wording": phrase,
                **_all_of_it(dated or when_due(phrase) or {}),
                **said,
            },
            label=f"{mission}, {decision}: {phrase}",
            along=source_of(row),
        )


def _all_of_it(dated: Mapping[str, Any]) -> Mapping[str, Any]:
    """A requirement is dated in one way: another takes the place of the one on record."""
    return {**UNDATED, **dated} if dated else {}


def write_reports(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Those on record by what names them, then those that are new."""
    on_record = _OnRecord.read()
    spoken = [_Said.of(row, known) for row in rows if any(row.has(name) for name in NAMED_BY)]
    merged = _merged(bringing, spoken, on_record)
    there = [one.wanted(on_record.requirements, pk=pk) for pk, one in merged if pk]
    yield from bringing.bring(Report, there, key=["id"], stored=Report.objects.order_by())
    fresh = [one.wanted(on_record.requirements, pk=None) for pk, one in merged if not pk]
    yield from bringing.bring(Report, fresh, key=["symbol", "title", "due_on"], stored=Report.objects.none())


@dataclass(slots=True)
class _Said:
    """What a file says of one report, in one row or in several: ``decision`` is the symbol of who asked for it."""

    row: TypedRow
    values: dict[str, Any]
    missions: frozenset[int]
    decision: str

    @classmethod
    def of(cls, row: TypedRow, known: Known) -> "_Said":
        values = {name: row.values[name] for name in ("symbol", "title", "kind", *DAYS) if row.has(name)}
        if row.has("report_date"):
            issued = row.get("report_date_kind") == ISSUED
            values.setdefault("circulated_on" if issued else "document_on", row.values["report_date"])
        missions = frozenset(known.missions[name] for name in row.values["missions"])
        return cls(row, values, missions, row.get("asked_by", ""))

    def wanted(
        self, requirements: Mapping[tuple[str, int], list[tuple[int, date | None]]], pk: int | None
    ) -> Wanted:
        values = {**self.values, "id": pk} if pk else {"symbol": "", "due_on": None, **self.values}
        if not pk:
            values.setdefault("title", self._name_without_a_symbol())
        if requirement := self._requirement(requirements):
            values["requirement_id"] = requirement
        label = (
            self.values.get("symbol") or self.values.get("title") or ", ".join(self.row.values["missions"])
        )
        return Wanted(self.row.place, values, label, members=self.missions, along=source_of(self.row))

    def _name_without_a_symbol(self) -> str:
        """As the reference data calls a report whose symbol was not read; else by the day it is due."""
        if self.values.get("symbol") or self.values.get("title"):
            return ""
        if on := self.row.get("report_date"):
            return f"{self.row.values['missions'][0]}: report of {on}, symbol not read"
        due = f": report due on {self.values['due_on']}"
        return ", ".join(self.row.values["missions"])[: LONGEST_TITLE - len(due)] + due

    @property
    def name(self) -> Any:
        """By which rows of a file are known to be about the same report, where it is not on record."""
        if symbol := self.values.get("symbol"):
            return symbol
        said = tuple(sorted(map(str, self.values.items())))
        return said if self.values.get("title") else (said, self.missions)

    def _requirement(
        self, requirements: Mapping[tuple[str, int], list[tuple[int, date | None]]]
    ) -> int | None:
        """The one by whose words it is due, or the only one there is."""
        asked = [one for mission in self.missions for one in requirements.get((self.decision, mission), [])]
        due = [pk for pk, day in asked if day and day == self.values.get("due_on")]
        if len(due) == 1 or len(asked) == 1:
            return due[0] if due else asked[0][0]
        return None


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """The reports on record by what names them, with their missions; and the requirements by who asked."""

    by_symbol: Mapping[str, int]
    waiting: Mapping[tuple[str, Any], int]
    missions: Mapping[int, frozenset[int]]
    requirements: Mapping[tuple[str, int], list[tuple[int, date | None]]]

    @classmethod
    def read(cls) -> "_OnRecord":
        """Three queries."""
        by_symbol: dict[str, int] = {}
        waiting: dict[tuple[str, Any], int] = {}
        missions: dict[int, frozenset[int]] = {}
        for report in Report.objects.order_by("pk").prefetch_related("missions"):
            missions[report.pk] = frozenset(mission.pk for mission in report.missions.all())
            if report.symbol:
                by_symbol.setdefault(report.symbol, report.pk)
            else:
                for name in _names(
                    report.title,
                    report.due_on,
                    report.document_on or report.circulated_on,
                    missions[report.pk],
                ):
                    waiting.setdefault(name, report.pk)
        requirements: dict[tuple[str, int], list[tuple[int, date | None]]] = {}
        asked = ReportRequirement.objects.order_by("pk")
        for pk, symbol, mission, due_on in asked.values_list("pk", "decision__symbol", "mission", "due_on"):
            requirements.setdefault((symbol, mission), []).append((pk, due_on))
        return cls(by_symbol, waiting, missions, requirements)

    def find(self, said: _Said) -> int | None:
        """The report a row is about: by its symbol, else one that waits for a symbol and was due, or dated, so."""
        symbol: str = said.values.get("symbol", "")
        if symbol in self.by_symbol:
            return self.by_symbol[symbol]
        dated = said.values.get("document_on") or said.values.get("circulated_on")
        names = _names(said.values.get("title", ""), said.values.get("due_on"), dated, said.missions)
        return next((self.waiting[name] for name in names if name in self.waiting), None)


def _names(
    title: str, due_on: date | None, document_on: date | None, missions: Iterable[int]
) -> Iterator[tuple[str, Any]]:
    """By what a report without a symbol is known: its title, or the day it was due or is dated, with its mission."""
    if title:
        yield "title", title
    for what, day in (("due", due_on), ("dated", document_on)):
        for mission in sorted(missions) if day else ():
            yield what, (mission, day)


def _merged(
    bringing: Bringing, spoken: Iterable[_Said], on_record: _OnRecord
) -> list[tuple[int | None, _Said]]:
    """Rows about the same report as one; its missions are those of all of them and those it had."""
    found: dict[Any, tuple[int | None, _Said]] = {}
    for said in spoken:
        pk = on_record.find(said)
        if pk in found and _two_symbols(found[pk][1], said):
            pk = None  # what waits for a symbol gets one of them; the other is a report of its own
        name = pk or said.name
        if name in found:
            _join(bringing, found[name][1], said)
        else:
            said.missions |= on_record.missions.get(pk or 0, frozenset())
            found[name] = (pk, said)
    return list(found.values())


def _two_symbols(one: _Said, other: _Said) -> bool:
    symbols = {said.values["symbol"] for said in (one, other) if "symbol" in said.values}
    return len(symbols) > 1


def _join(bringing: Bringing, first: _Said, said: _Said) -> None:
    """Take what another row says of the same report; where it says otherwise, that is a problem."""
    for column, value in said.values.items():
        if first.values.get(column, value) != value:
            note_other(bringing, said.row.place, first.row.place, column, str(value))
    first.values = {**said.values, **first.values}
    first.missions |= said.missions
