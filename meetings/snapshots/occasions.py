"""Occasions as facts, with only the dates their reader may know."""

from collections.abc import Iterable, Mapping
from datetime import date

from meetings.models import Occasion, Paper, Report, Step
from meetings.rules.facts import DateBasis, EntryFact, OccasionFact, PaperFact, ReportFact, StepFact
from meetings.rules.vocabulary import (
    OFF,
    EntryStatus,
    Format,
    OccasionKind,
    PaperKind,
    ReportKind,
    StepKind,
)

Published = Mapping[str, EntryFact]
"""Entries of the latest published versions, by uid."""


def occasion_facts(
    occasions: Iterable[Occasion], published: Published | None = None
) -> tuple[OccasionFact, ...]:
    """Facts of occasions fetched ``with_parts``.

    Args:
        published: for a reader who sees no drafts, what was published; a step that is neither
            published nor held is then left out, and a published one has its published day.
    """
    return tuple(occasion_fact(occasion, published) for occasion in occasions)


def occasion_fact(occasion: Occasion, published: Published | None = None) -> OccasionFact:
    """One occasion with its reports, steps and checklist."""
    steps = (_step_fact(step, occasion, published) for step in occasion.steps.all())
    return OccasionFact(
        uid=str(occasion.uid),
        mission=occasion.mission.acronym,
        kind=OccasionKind(occasion.kind),
        label=occasion.label,
        urgent=occasion.urgent,
        urgent_reason=occasion.urgent_reason,
        report_kind=ReportKind(occasion.report_kind) if occasion.report_kind else None,
        reports=tuple(_report_fact(report) for report in occasion.reports.all()),
        steps=tuple(step for step in steps if step),
        papers=tuple(_paper_fact(paper) for paper in occasion.papers.all()),
        mandate_end=occasion.mandate.ends if occasion.mandate else occasion.mandate_end,
        mandate_end_verified=occasion.mandate.verified if occasion.mandate else occasion.verified,
        new_end=occasion.new_end,  # type: ignore[attr-defined]
        decision=occasion.decision.symbol if occasion.decision else "",
        concluded=occasion.concluded,
        verified=occasion.verified,
    )


def _step_fact(step: Step, occasion: Occasion, published: Published | None) -> StepFact | None:
    """The step as its reader may know it: as it stands, or as it was held or published."""
    entry = step.entry
    if entry is None:
        known = published is None or occasion.concluded
        return _dated(step, step.day, held=occasion.concluded) if known else None  # type: ignore[attr-defined]
    if published is None or entry.status == EntryStatus.HELD:
        held = entry.status == EntryStatus.HELD
        day = None if entry.status in OFF else step.day  # type: ignore[attr-defined]
        return _dated(step, day, held=held, format=Format(entry.format))
    line = published.get(str(entry.uid))
    return _dated(step, line.on, held=False, format=line.format) if line and line.counts else None


def _dated(step: Step, day: date | None, *, held: bool, format: Format | None = None) -> StepFact | None:
    """The fact of a step that has a day; an undated line of the programme gives none."""
    if day is None:
        return None
    return StepFact(
        kind=StepKind(step.kind),
        on=day,
        entry=str(step.entry.uid) if step.entry else "",
        format=format,
        basis=DateBasis.ON_RECORD if held else DateBasis.PLANNED,
        verified=step.verified,
        note=step.note,
    )


def _report_fact(report: Report) -> ReportFact:
    return ReportFact(
        symbol=report.symbol,
        kind=ReportKind(report.kind),
        due_on=report.due_on,
        advance_on=report.advance_on,
        signed_on=report.signed_on,
        document_on=report.document_on,
        circulated_on=report.circulated_on,
        verified=report.verified,
    )


def _paper_fact(paper: Paper) -> PaperFact:
    return PaperFact(
        kind=PaperKind(paper.kind),
        due_on=paper.due_on,
        done_on=paper.done_on,
        symbol=paper.symbol,
        not_needed=paper.not_needed,
    )
