"""Renewal cycles as occasions, with their reports and steps."""

from collections.abc import Collection
from typing import Any

from meetings.exchange.reference.chains import Entries, OccasionData, ReportData, StepData, occasions, reports
from meetings.models import Occasion, Report, Step
from meetings.services.reference.loading import Loading, shared_values
from meetings.services.reference.writing import bring_links_up_to_date, bring_up_to_date

PREFIX = "cycle:"
"""What the keys of occasions begin with that stand for a row of cycles.csv."""


PLACE = ("occasion_id", "kind", "entry_id", "on")
"""What a step stands for: what it is, and on which entry or day."""


def write_occasions(loading: Loading) -> None:
    """One concluded occasion for each cycle; made in file order, so that their primary keys follow it."""
    wanted = list(occasions(loading.reference.cycles, loading.decided, Entries(loading.entries)))
    stored = bring_up_to_date(
        [_occasion_values(loading, occasion) for occasion in wanted],
        Occasion.objects.filter(import_key__startswith=PREFIX),
        key=["import_key"],
        tally=loading.tally,
    )
    ours = {occasion.key: stored[(occasion.key,)].pk for occasion in wanted}
    _write_reports(loading, wanted, ours)
    _write_steps(loading, wanted, ours)


def _occasion_values(loading: Loading, occasion: OccasionData) -> dict[str, object]:
    return {
        **shared_values(occasion, Occasion),
        "import_key": occasion.key,
        "mission_id": loading.missions[occasion.mission],
        "mandate_id": loading.mandates[occasion.mandate] if occasion.mandate else None,
        "decision_id": loading.decisions[occasion.decision] if occasion.decision else None,
        "report_kind": occasion.report_kind or "",
        "concluded": True,
    }


def _write_reports(loading: Loading, wanted: list[OccasionData], ours: dict[str, int]) -> None:
    """Reports, by symbol, or by the title that stands in for one; with their missions and occasions."""
    by_key = reports(loading.reference.cycles)
    keys = _stored_reports(loading, by_key.values())
    about = [
        (keys[name], loading.missions[mission])
        for name, report in by_key.items()
        for mission in report.missions
    ]
    owned = set(keys.values())
    bring_links_up_to_date(Report.missions.through, about, owned=owned, tally=loading.tally)
    used = [(ours[occasion.key], keys[occasion.report]) for occasion in wanted if occasion.report]
    through = Occasion.reports.through
    bring_links_up_to_date(through, used, owned=set(ours.values()), tally=loading.tally)


def _stored_reports(loading: Loading, wanted: Collection[ReportData]) -> dict[str, int]:
    """Primary keys by symbol or title. The one that does not name a report is left to the planners,
    who may give a title to a known symbol, or the symbol that was not read.
    """
    keys: dict[str, int] = {}
    for name, other in (("symbol", "title"), ("title", "symbol")):
        rows = [shared_values(report, Report) for report in wanted if getattr(report, name)]
        named = Report.objects.exclude(**{name: ""}).order_by("pk")
        stored = bring_up_to_date(
            [_without(row, other) for row in rows], named, key=[name], tally=loading.tally
        )
        keys |= {row[name]: stored[row[name],].pk for row in rows}
    return keys


def _without(row: dict[str, Any], column: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != column}


def _write_steps(loading: Loading, wanted: list[OccasionData], ours: dict[str, int]) -> None:
    """One step of each kind an occasion has; further ones that a planner added stay."""
    rows = [
        _step_values(loading, ours[occasion.key], step, occasion.source_url)
        for occasion in wanted
        for step in occasion.steps
    ]
    loaded = Step.objects.filter(occasion__import_key__startswith=PREFIX).order_by("pk")
    # Where planners moved our step elsewhere and put one of their own in its place, that one is known for ours.
    placed = set(loaded.values_list(*PLACE))
    in_place = [row for row in rows if _place(row) in placed]
    others = [row for row in rows if _place(row) not in placed]
    bring_up_to_date(in_place, loaded, key=PLACE, tally=loading.tally)
    bring_up_to_date(others, loaded, key=["occasion_id", "kind"], tally=loading.tally)


def _place(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[column] for column in PLACE)


def _step_values(loading: Loading, occasion: int, step: StepData, source_url: str) -> dict[str, object]:
    return {
        **shared_values(step, Step),
        "occasion_id": occasion,
        "entry_id": loading.entry_keys[step.entry] if step.entry else None,
        "source_url": source_url,
    }
