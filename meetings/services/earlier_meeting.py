"""The meeting with contributors before a technical rollover: on record for the new end, counted if a planner says so.

A technical rollover moves the end with no change of substance, to gain time. What contributors said before it was
said about the same mandate; whether it will do for the new end is for a planner to say (domain decision 8).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from meetings.models import Decision, Entry, Mandate, Occasion, Paper, Programme, Step
from meetings.rules.vocabulary import OFF, EntryStatus, MandateAction, PaperKind, StepKind
from meetings.services.locking import lock_entry

ROLLOVERS_IN_A_ROW: Final = 5
"""More than there ever were: so far back a meeting is looked for."""

OF_THE_MEETING: Final = (
    PaperKind.CONTRIBUTORS_INPUT,
    PaperKind.INFORMAL_PAPER,
    PaperKind.FORECAST_MENTION,
    PaperKind.JOURNAL_NOTICE,
    PaperKind.BACKGROUND_PAPER,
    PaperKind.FACT_SHEET,
    PaperKind.FIELD_BRIEFER,
    PaperKind.REPRESENTATIVE_PRESENT,
    PaperKind.SUMMARY,
    PaperKind.COMMUNIQUE,
)
"""Lines of the checklist that are about the meeting itself; the others are about what is still to come."""


@dataclass(frozen=True, slots=True)
class EarlierMeeting:
    """A meeting with contributors that was held before a technical rollover, and the decision that made it."""

    step: Step
    day: date
    decision: Decision

    @property
    def note(self) -> str:
        """What an occasion for the new end says of it. Notes are data, in English, as names are."""
        return (
            f"Contributors were heard on {self.day.day} {self.day:%B %Y}, "
            f"before the technical rollover ({self.decision.symbol})."
        )


def meeting_before_rollover(mandate: Mandate, today: date) -> EarlierMeeting | None:
    """The last meeting on the occasion that a technical rollover decided; ``None`` for any other mandate.

    Of several rollovers in a row, the first may be the only one before which contributors were heard.
    """
    current: Mandate | None = mandate
    for _ in range(ROLLOVERS_IN_A_ROW):
        if current is None or current.action != MandateAction.TECHNICAL_ROLLOVER or current.decision is None:
            return None
        if found := _meeting_heard(current, current.decision, today):
            return found
        current = _rolled_over(current, current.decision)
    return None


def count_meeting(occasion: Occasion, earlier: EarlierMeeting) -> None:
    """Let the earlier meeting stand as that of a saved occasion: its line of the programme, else its day.

    Its invitation and what its checklist says of it come along, so that nothing is asked for a second time.
    """
    note = (
        f"Heard before the technical rollover ({earlier.decision.symbol}); counted for the new end as well."
    )
    before, entry = earlier.step.occasion, earlier.step.entry
    place = {"entry": _lock_to_change(entry)} if entry else {"on": earlier.day}
    Step.objects.create(occasion=occasion, kind=StepKind.CONTRIBUTORS, note=note, **place)
    for invited in before.steps.filter(kind=StepKind.INVITATION, on__isnull=False):
        Step.objects.create(occasion=occasion, kind=invited.kind, on=invited.on, note=invited.note)
    for line in before.papers.filter(kind__in=OF_THE_MEETING):
        said = {name: getattr(line, name) for name in ("due_on", "done_on", "not_needed", "symbol", "note")}
        Paper.objects.create(occasion=occasion, kind=line.kind, **said)


def _lock_to_change(entry: Entry) -> Entry:
    """The line, locked; who has it open would else save it without its new step."""
    locked = lock_entry(pk=entry.pk, seen=None)
    if locked.status != EntryStatus.HELD and locked.programme.state != Programme.State.RECORD:
        locked.revision += 1
        locked.save(update_fields=["revision"])
    return locked


def _meeting_heard(mandate: Mandate, decision: Decision, today: date) -> EarlierMeeting | None:
    last = min(day for day in (decision.adopted_on, today) if day)
    steps = Step.objects.dated().filter(
        occasion__in=_decided_by(mandate, decision), kind=StepKind.CONTRIBUTORS
    )
    placed = [(step, step.day) for step in steps.exclude(entry__status__in=OFF).order_by("-pk")]  # type: ignore[attr-defined]
    held = [EarlierMeeting(step, day, decision) for step, day in placed if day and day <= last]
    return max(held, key=lambda earlier: earlier.day, default=None)


def _rolled_over(mandate: Mandate, decision: Decision) -> Mandate | None:
    """The mandate about whose end the rollover was decided, as far as an occasion tells."""
    occasions = (
        _decided_by(mandate, decision).filter(mandate__isnull=False).select_related("mandate__decision")
    )
    decided = occasions.order_by("pk").first()
    return decided.mandate if decided else None


def _decided_by(mandate: Mandate, decision: Decision) -> QuerySet[Occasion]:
    """The occasions of the mission that the decision concluded."""
    return Occasion.objects.filter(mission=mandate.mission, decision=decision, concluded=True)
