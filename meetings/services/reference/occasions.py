"""Renewal cycles as occasions, with their reports and steps."""

from meetings.exchange.reference.chains import Entries, OccasionData, StepData, occasions, reports
from meetings.models import Occasion, Report, Step
from meetings.services.reference.loading import Loading, shared_values
from meetings.services.reference.writing import bring_links_up_to_date, bring_up_to_date

PREFIX = "cycle:"
"""What the keys of occasions begin with that stand for a row of cycles.csv."""


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
    rows = [shared_values(report, Report) for report in by_key.values()]
    key = ["symbol", "title"]
    stored = bring_up_to_date(rows, Report.objects.order_by("pk"), key=key, tally=loading.tally)
    keys = {name: stored[report.symbol, report.title].pk for name, report in by_key.items()}
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


def _write_steps(loading: Loading, wanted: list[OccasionData], ours: dict[str, int]) -> None:
    """One step of each kind an occasion has; further ones that a planner added stay."""
    rows = [
        _step_values(loading, ours[occasion.key], step, occasion.source_url)
        for occasion in wanted
        for step in occasion.steps
    ]
    loaded = Step.objects.filter(occasion__import_key__startswith=PREFIX).order_by("pk")
    bring_up_to_date(rows, loaded, key=["occasion_id", "kind"], tally=loading.tally)


def _step_values(loading: Loading, occasion: int, step: StepData, source_url: str) -> dict[str, object]:
    return {
        **shared_values(step, Step),
        "occasion_id": occasion,
        "entry_id": loading.entry_keys[step.entry] if step.entry else None,
        "source_url": source_url,
    }
