"""What a loaded decision means for occasions: the one it decided is closed, and one whose end was corrected follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from meetings.exchange.tables.columns import Place, Progress, TypedRow
from meetings.models import Decision, LoadLine, Mandate, Occasion, Step
from meetings.planning.renewals import Conclusion, conclusions
from meetings.rules.facts import MandateFact
from meetings.rules.vocabulary import OccasionKind, StepKind
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.lines import Line
from meetings.services.loads.steps import Steps
from meetings.services.locking import lock_occasion
from meetings.services.open_occasion import suggested_label
from meetings.snapshots.mandates import mandate_keys
from meetings.snapshots.occasions import occasion_facts

HELD_ON: Final[Mapping[StepKind, str]] = {
    StepKind.CONTRIBUTORS: "met_contributors_on",
    StepKind.CONSULTATIONS: "consultations_on",
}
"""The columns that say when a step before the decision was really held."""

LastDays = Mapping[int, MandateFact]
"""Mandates by key, as they stood at one moment."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A row of the file with the mandate it speaks of."""

    row: TypedRow
    mandate: MandateFact


def last_days() -> LastDays:
    """All mandates on record, as they stand now: one query."""
    return {pk: fact for fact, pk in mandate_keys(Mandate.objects.order_by()).items()}


def follow_up(
    bringing: Bringing, rows: Sequence[TypedRow], spoken: Sequence[int], before: LastDays
) -> Steps[None]:
    """Conclude what the new decisions decided; let open occasions follow an end that was corrected.

    Args:
        rows: of the file.
        spoken: the key of the mandate that each row speaks of.
        before: the mandates as they stood before the file was written.
    """
    yield Progress(gettext("Looking at occasions"))
    after = last_days()
    said = {pk: _Spoken(row, after[pk]) for pk, row in zip(spoken, rows, strict=True)}
    corrected = [pk for pk in said if pk in before and before[pk].ends and before[pk].ends != after[pk].ends]
    for pk in corrected:
        _follow_correction(bringing, pk, before[pk], said[pk])
    new = [one for pk, one in said.items() if pk not in before or (one.mandate.ends and not before[pk].ends)]
    if new:
        _conclude_all(bringing, new, after.values())


def _follow_correction(bringing: Bringing, pk: int, before: MandateFact, said: _Spoken) -> None:
    """Open occasions at the end that was wrong: a name made from its month, and an end of their own, follow.

    Those that point to the mandate have its new end by themselves. Their revision moves on, so that a planner who
    has one open is told.
    """
    at_its_end = Q(mandate=pk) | Q(mandate=None, mandate_end=before.ends)
    for key in _locked(Occasion.objects.filter(at_its_end, mission__acronym=before.mission)):
        occasion = lock_occasion(pk=key, seen=None)
        changes = {"end": (_iso(before.ends), _iso(said.mandate.ends))}
        if occasion.mandate is None:
            occasion.mandate_end, occasion.mandate_id = None, pk
        if label := _new_label(occasion, before, said.mandate):
            changes["label"] = (occasion.label, label)
            occasion.label = label
        _save(occasion)
        bringing.lines.append(_line(said.row.place, LoadLine.Outcome.CHANGED, occasion, changes))


def _new_label(occasion: Occasion, before: MandateFact, after: MandateFact) -> str:
    """The name for the new end, where the old one was made from the old end and not by hand; else nothing."""
    if before.ends is None or after.ends is None:
        return ""
    made = [
        suggested_label(occasion.mission, OccasionKind(occasion.kind), end, after.strand)
        for end in (before.ends, after.ends)
    ]
    return made[1] if occasion.label == made[0] != made[1] else ""


def _conclude_all(bringing: Bringing, new: Sequence[_Spoken], mandates: Iterable[MandateFact]) -> None:
    occasions = Occasion.objects.filter(mission__acronym__in={one.mandate.mission for one in new})
    _locked(occasions)
    there = occasion_facts(occasions.order_by("pk").with_parts())
    found = conclusions((one.mandate for one in new), mandates, there)
    said = {(one.mandate.mission, one.mandate.decision): one.row for one in reversed(new)}
    decisions = dict(
        Decision.objects.filter(symbol__in={one.decision for one in found}).values_list("symbol", "pk")
    )
    keys = dict(Occasion.objects.filter(uid__in=[one.occasion for one in found]).values_list("uid", "pk"))
    by_uid = {str(uid): pk for uid, pk in keys.items()}
    for conclusion in sorted(found, key=lambda one: by_uid[one.occasion]):
        row = said[conclusion.mission, conclusion.decision]
        _conclude(bringing, by_uid[conclusion.occasion], decisions[conclusion.decision], conclusion, row)


def _locked(occasions: QuerySet[Occasion]) -> list[int]:
    """The keys of those that are open, locked first, so that nobody concludes one before it is looked at."""
    still_open = occasions.filter(concluded=False).order_by("pk")
    return [row.pk for row in still_open.select_for_update(no_key=True, of=("self",))]


def _conclude(
    bringing: Bringing, occasion_pk: int, decision_pk: int, conclusion: Conclusion, row: TypedRow
) -> None:
    """Close the occasion with its real dates; what contributors were heard on stays where it is."""
    occasion = lock_occasion(pk=occasion_pk, seen=None)
    changes = {
        "decision": ("", conclusion.decision),
        "new_end": ("", _iso(conclusion.new_end)),
    }
    occasion.concluded, occasion.decision_id = True, decision_pk
    occasion.technical_rollover |= conclusion.technical_rollover
    if note := _note(conclusion):
        occasion.notes = "\n".join(filter(None, (occasion.notes, note)))
        changes["notes"] = ("", note)
    _save(occasion)
    held = {StepKind.ADOPTION: conclusion.decided_on}
    held |= {kind: row.values[column] for kind, column in HELD_ON.items() if row.has(column)}
    for kind, day in held.items():
        planned = _put_on(occasion, kind, day)
        if planned is not None:
            changes[str(kind)] = (planned, day.isoformat())
    for step in conclusion.overtaken:
        if step.kind not in held:
            changes[f"overtaken {step.kind}"] = (step.on.isoformat(), "")
    bringing.lines.append(_line(row.place, LoadLine.Outcome.CLOSED, occasion, changes))


def _note(conclusion: Conclusion) -> str:
    """After a technical rollover the earlier meeting stays on record, and may count for the new end (decision 8).

    Notes are data, in English, as names of occasions are.
    """
    if not conclusion.technical_rollover:
        return ""
    until = f" until {_in_words(conclusion.new_end)}" if conclusion.new_end else ""
    heard = (
        f"the meeting with contributors of {_in_words(conclusion.heard_on)} stays on record"
        if conclusion.heard_on
        else "no meeting with contributors is on record before it"
    )
    return f"Technical rollover by {conclusion.decision}{until}: {heard}."


def _put_on(occasion: Occasion, kind: StepKind, day: date) -> str | None:
    """Let a step have its real day, if it has not; gives the day it had, or "" where it had none.

    A line of the programme that was planned for another day stays there; it is no longer this step.
    """
    steps = Step.objects.dated().filter(occasion=occasion, kind=kind).order_by("pk")
    days = [step.day for step in steps]  # type: ignore[attr-defined]  # annotated
    if day in days:
        return None
    for step in steps:
        step.delete()
    planned = min(filter(None, days), default=None)
    note = f"Planned for {_in_words(planned)}." if planned else ""
    Step.objects.create(occasion=occasion, kind=kind, on=day, note=note)
    return _iso(planned)


def _save(occasion: Occasion) -> None:
    occasion.revision += 1
    occasion.save()


def _line(
    place: Place, outcome: LoadLine.Outcome, occasion: Occasion, changes: dict[str, tuple[str, str]]
) -> Line:
    return Line(place, outcome, Occasion, occasion.label, changes, instance=occasion)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
