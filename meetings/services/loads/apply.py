"""Applying what was previewed, or leaving it: whole, once, and only as it was seen."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.reading import read_table
from meetings.models import Load, LoadLine, User
from meetings.models.history import Change
from meetings.services.audit import changing
from meetings.services.loads.lines import digest_of
from meetings.services.loads.preview import (
    Outcome,
    lock_loading,
    look_up,
    read_rows,
    rehearse,
    save_lines,
    save_preview,
    summary_of,
    write_rows,
)
from meetings.services.loads.steps import Steps
from meetings.services.refusals import Refused


class Moved(Refused):
    """What is on record has changed since the preview, so that the file would do something else now."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "What is on record has changed since this was shown. Look at it again before applying it."
            )
        )


def apply_load(
    *,
    load: Load,
    take: Collection[int] = frozenset(),
    actor: User | None,
    now: datetime,
    today: date,
    request: UUID | None = None,
) -> Steps[Load]:
    """Write what was previewed, in one transaction; of two who apply it at once, one does.

    Args:
        take: the keys of lines in conflict that are decided for the file; all others stay as people set them.
        now: an aware instant.
        today: the day in New York.

    Raises:
        Refused: the load was applied, left or taken back already, or its file cannot be used.
        Moved: the preview is no longer what would happen; ``preview_again`` makes a new one.
    """
    kind = KINDS[load.kind]
    # The file never changes: it is read before anything is locked.
    reading = yield from read_table(kind, load.file_name, bytes(load.file.content), sheet=load.sheet)
    with changing(
        action="apply load", subject=load, actor=actor, now=now, request=request or uuid4()
    ) as change:
        locked = lock_load(load)
        refuse_unless(locked, Load.State.PREVIEWED)
        chosen = locked.lines.filter(pk__in=take, outcome=LoadLine.Outcome.CONFLICT)
        keys = {(line.sheet, line.row, line.noun) for line in chosen}
        yield from look_up(kind, reading)
        if reading.problems:
            raise Moved
        if keys:
            # What is decided for the file may move more than was shown, such as an occasion whose end it is.
            shown = yield from rehearse(kind, locked.file_name, reading.rows, change, today)
            _refuse_other(shown, locked)
        outcome = yield from write_rows(kind, locked.file_name, reading.rows, keys, today)
        if keys and outcome.problems:
            raise Refused(outcome.problems[0].message)
        if not keys:
            _refuse_other(outcome, locked)
        _keep_result(locked, outcome, change)
    return locked


def preview_again(*, load: Load, actor: User | None, now: datetime, today: date) -> Steps[Load]:
    """Rehearse a file anew, after what is on record has changed; its load stays to be applied or left.

    Raises:
        Refused: the load was applied, left or taken back already.
    """
    refuse_unless(load, Load.State.PREVIEWED)
    kind = KINDS[load.kind]
    reading = yield from read_rows(kind, load.file_name, bytes(load.file.content), load.sheet)
    outcome = Outcome([], [], [], {})
    if not reading.problems:
        outcome = yield from rehearse(kind, load.file_name, reading.rows, Change(actor=actor, now=now), today)
    with changing(action="preview load again", subject=load, actor=actor, now=now):
        locked = lock_load(load)
        refuse_unless(locked, Load.State.PREVIEWED)
        save_preview(locked, reading, outcome)
    return locked


def leave_load(*, load: Load, actor: User | None, now: datetime) -> Load:
    """Decide against a load. It stays in the history with its preview.

    Raises:
        Refused: it was applied, left or taken back already.
    """
    with changing(action="leave load", subject=load, actor=actor, now=now):
        locked = lock_load(load)
        refuse_unless(locked, Load.State.PREVIEWED)
        locked.state, locked.decided_by, locked.decided_at = Load.State.LEFT, actor, now
        locked.save()
    return locked


def lock_load(load: Load) -> Load:
    """The load, locked until the transaction ends; and all loading with it (see ``lock_loading``)."""
    lock_loading()
    return Load.objects.select_for_update(no_key=True).get(pk=load.pk)


def refuse_unless(load: Load, *states: Load.State) -> None:
    """Raises ``Refused`` where the load is in none of these states."""
    if load.state not in states:
        said = gettext("This file is no longer to be decided about: it was %(state)s.")
        raise Refused(said % {"state": load.get_state_display()})


def _refuse_other(outcome: Outcome, load: Load) -> None:
    """Raises ``Moved`` where a file does anything else than its preview says."""
    if outcome.problems or digest_of(outcome.lines) != load.digest:
        raise Moved


def _keep_result(load: Load, outcome: Outcome, change: Change) -> None:
    load.state, load.decided_by, load.decided_at = Load.State.APPLIED, change.actor, change.now
    load.request = change.request
    load.summary = summary_of(outcome.lines, outcome.unchanged)
    load.effects = outcome.effects
    load.save()
    load.lines.all().delete()
    save_lines(load, outcome.lines, written=True)
