"""Which of two values stands where a file and a person differ: kept with the preview until it is applied."""

import json
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from meetings.models import Load, LoadLine, User
from meetings.services.audit import changing
from meetings.services.loads.apply import lock_load, refuse_unless

Choices = frozenset[tuple[str, int, str, str]]
"""What was decided for the file: sheet, row, noun, and what it changes."""


def choose_for_file(
    *,
    load: Load,
    shown: Collection[int],
    take: Collection[int],
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> None:
    """Decide some lines in conflict for the file, and the others that were shown for what people set.

    Lines that were not shown stay as they were decided before.

    Args:
        shown: the keys of lines that somebody looked at.
        take: the keys of those among them whose value is taken from the file.
        now: an aware instant.

    Raises:
        Refused: the load was applied, left or taken back already.
    """
    conflicts = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT, pk__in=shown)
    before = dict(conflicts.values_list("pk", "take_file"))
    differing = {pk for pk, taken in before.items() if taken != (pk in take)}
    if not differing:
        return
    with changing(action="choose in load", subject=load, actor=actor, now=now, request=request):
        locked = lock_load(load)
        refuse_unless(locked, Load.State.PREVIEWED)
        lines = locked.lines.filter(pk__in=differing)
        lines.filter(pk__in=set(take) & differing).update(take_file=True)
        lines.filter(pk__in=differing - set(take)).update(take_file=False)


def keys_taken(load: Load) -> frozenset[int]:
    """The keys of lines that are decided for the file."""
    taken = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT, take_file=True)
    return frozenset(taken.values_list("pk", flat=True))


def choices_of(load: Load) -> Choices:
    """What is decided for the file, in a form that outlives the lines."""
    return frozenset(_as_choice(line) for line in load.lines.filter(take_file=True))


def choose_same(*, load: Load, choices: Choices, actor: User | None, now: datetime) -> None:
    """Decide lines for the file again, after a new preview, where they would do what they did before.

    Raises:
        Refused: the load was applied, left or taken back already.
    """
    conflicts = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT)
    same = {line.pk for line in conflicts if _as_choice(line) in choices} if choices else set()
    choose_for_file(load=load, shown=same, take=same, actor=actor, now=now)


def _as_choice(line: LoadLine) -> tuple[str, int, str, str]:
    return line.sheet, line.row, line.noun, json.dumps(line.changes, sort_keys=True)
