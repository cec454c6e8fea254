"""The planning phase around a technical assessment mission (G1-G5)."""

from meetings.rules.case import Case
from meetings.rules.findings import Finding, Reason, Result
from meetings.rules.gaps import in_order
from meetings.rules.registry import decides
from meetings.rules.vocabulary import OccasionKind, StepKind

_STEPS = frozenset(
    {
        StepKind.SECRETARIAT_BEFORE,
        StepKind.BRIEFING_BEFORE,
        StepKind.ASSESSMENT,
        StepKind.SECRETARIAT_AFTER,
        StepKind.BRIEFING_AFTER,
    }
)


def _no_assessment(case: Case) -> bool:
    """Whether nothing is being assessed: no new operation is planned and none of the phase's steps is placed."""
    return case.occasion.kind is not OccasionKind.PLANNING and _STEPS.isdisjoint(case.dates)


def _ordered(case: Case, rule_id: str, first: StepKind, then: StepKind) -> Finding:
    if _no_assessment(case):
        return case.finding(rule_id, Result.NOT_APPLICABLE, reason=Reason.NO_ASSESSMENT)
    # It is easier to move a meeting in New York than the journey it hangs on.
    return in_order(case, rule_id, first, then, move_then=first is StepKind.ASSESSMENT)


def _placed(case: Case, rule_id: str, step: StepKind, beside: StepKind) -> Finding:
    """Whether a step has a date. The source sets it beside another step and gives no number of days."""
    if _no_assessment(case):
        return case.finding(rule_id, Result.NOT_APPLICABLE, reason=Reason.NO_ASSESSMENT)
    dates = case.dated(step) if step is beside else case.dated(step, beside)
    if step in case.dates:
        return case.finding(rule_id, Result.MET, dates=dates)
    return case.finding(rule_id, Result.UNKNOWN, dates=dates, reason=Reason.NOT_PLACED)


@decides("G1")
def contributors_met_before_assessment(case: Case) -> Finding:
    """``meet1 < TAM`` (S/2009/659, attachments I (2) and II, row 1)."""
    return _ordered(case, "G1", StepKind.SECRETARIAT_BEFORE, StepKind.ASSESSMENT)


@decides("G2")
def assessment_placed(case: Case) -> Finding:
    """The technical assessment mission has a date (attachment II)."""
    return _placed(case, "G2", StepKind.ASSESSMENT, StepKind.ASSESSMENT)


@decides("G3")
def members_briefed_before(case: Case) -> Finding:
    """The Secretariat briefs members beside the assessment mission (attachment II)."""
    return _placed(case, "G3", StepKind.BRIEFING_BEFORE, StepKind.ASSESSMENT)


@decides("G4")
def contributors_met_after_assessment(case: Case) -> Finding:
    """``meet2 > TAM`` (S/2009/659, attachments I (2) and II)."""
    return _ordered(case, "G4", StepKind.ASSESSMENT, StepKind.SECRETARIAT_AFTER)


@decides("G5")
def members_briefed_after(case: Case) -> Finding:
    """The Secretariat briefs members beside its second meeting with contributors (attachment II)."""
    return _placed(case, "G5", StepKind.BRIEFING_AFTER, StepKind.SECRETARIAT_AFTER)
