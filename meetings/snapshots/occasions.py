"""Occasions as facts, with only the dates their reader may know."""

from collections.abc import Iterable, Iterator, Mapping
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
    return OccasionFact(
        uid=str(occasion.uid),
        mission=occasion.mission.acronym,
        kind=OccasionKind(occasion.kind),
        label=occasion.label,
        urgent=occasion.urgent,
        urgent_reason=occasion.urgent_reason,
        report_kind=ReportKind(occasion.report_kind) if occasion.report_kind else None,
        reports=tuple(report_fact(report) for report in occasion.reports.all()),
        steps=_steps(occasion, published),
        papers=tuple(paper_fact(paper) for paper in occasion.papers.all()),
        mandate_end=occasion.mandate.ends if occasion.mandate else occasion.mandate_end,
        mandate_end_verified=occasion.mandate.verified if occasion.mandate else occasion.verified,
        new_end=occasion.new_end,  # type: ignore[attr-defined]
        decision=occasion.decision.symbol if occasion.decision else "",
        concluded=occasion.concluded,
        verified=occasion.verified,
    )


def _steps(occasion: Occasion, published: Published | None) -> tuple[StepFact, ...]:
    """The steps as their reader may know them: as they stand, or as they were held or published."""
    rows = list(occasion.steps.all())
    known = [_step_fact(step, occasion) for step in rows if published is None or _is_held(step, occasion)]
    steps = [step for step in known if step]
    if published is not None:
        held = {step.entry for step in steps}
        steps += [step for step in _steps_published(occasion, rows, published) if step.entry not in held]
    return tuple(steps)


def _is_held(step: Step, occasion: Occasion) -> bool:
    """Whether its day is public record: it was held, or is a bare day of an occasion that is concluded."""
    return step.entry.status == EntryStatus.HELD if step.entry else occasion.concluded


def _step_fact(step: Step, occasion: Occasion) -> StepFact | None:
    """The step as it stands."""
    entry, day = step.entry, step.day  # type: ignore[attr-defined]
    if entry is None:
        return _dated(step, day, held=occasion.concluded)
    on = None if entry.status in OFF else day
    return _dated(step, on, held=entry.status == EntryStatus.HELD, form=Format(entry.format))


def _steps_published(occasion: Occasion, rows: Iterable[Step], published: Published) -> Iterator[StepFact]:
    """What the versions say: which lines serve the occasion, as which step, is published with their days.

    A line that is joined to it or taken from it since is news for the next version.
    """
    uid = str(occasion.uid)
    verified = {(step.kind, str(step.entry.uid)): step.verified for step in rows if step.entry}
    for line in published.values():
        for kind, served in zip(line.steps, line.occasions, strict=True):
            if served == uid and line.counts and line.on:
                known = verified.get((kind, line.uid), line.verified)
                yield StepFact(kind, line.on, line.uid, line.format, DateBasis.PLANNED, known)


def _dated(step: Step, day: date | None, *, held: bool, form: Format | None = None) -> StepFact | None:
    """The fact of a step that has a day; an undated line of the programme gives none."""
    if day is None:
        return None
    return StepFact(
        kind=StepKind(step.kind),
        on=day,
        entry=str(step.entry.uid) if step.entry else "",
        format=form,
        basis=DateBasis.ON_RECORD if held else DateBasis.PLANNED,
        verified=step.verified,
        note=step.note,
    )


def report_fact(report: Report) -> ReportFact:
    """One report and the dates it is known by."""
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


def paper_fact(paper: Paper) -> PaperFact:
    """One line of a checklist."""
    return PaperFact(
        kind=PaperKind(paper.kind),
        due_on=paper.due_on,
        done_on=paper.done_on,
        symbol=paper.symbol,
        not_needed=paper.not_needed,
    )
