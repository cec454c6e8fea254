"""Bringing back an earlier state of an occasion, or one that was removed, as a change of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from meetings.models import Entry, Occasion, Step, User
from meetings.rules.vocabulary import OccasionKind
from meetings.services.audit import changing
from meetings.services.locking import lock_occasion, lock_those_there
from meetings.services.occasion_values import OccasionValues, check_only_one, lock_mission
from meetings.services.put_back import Target, lock_place_of, put_back
from meetings.services.refusals import Stale
from meetings.services.restore_entry import state_to_restore
from meetings.snapshots.history import State, read_trail
from meetings.snapshots.records import Record


@dataclass(frozen=True, slots=True)
class RestoredOccasion:
    """The occasion as it stands now, and the steps that could not come back since their entry is gone."""

    occasion: Occasion
    left_out: tuple[Record, ...]


def restore_occasion(
    *, pk: int, state: UUID, seen: int | None, actor: User, now: datetime, request: UUID | None = None
) -> RestoredOccasion:
    """Put an occasion back as it was after an earlier change: its fields, reports and steps.

    The entries that carry its steps stay where they are: each has a history of its own.

    Args:
        pk: the occasion's key, which it keeps when it is removed.
        state: the request whose change left it as it is to be.
        seen: the revision the planner saw; ``None`` who saw it removed.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Occasion.DoesNotExist: it was removed meanwhile.
        Stale: it was changed, or brought back, meanwhile.
        AlreadyOpen: the Council's decision at its end has another occasion by now.
        Refused: no such state is on record, or something that belongs to it is gone.
    """
    trail = read_trail(Occasion, pk)
    wanted = state_to_restore(trail, state)
    with changing(action="restore occasion", subject=trail.name, actor=actor, now=now, request=request):
        entries = _lock(pk, wanted, seen)
        rows = [row for row in wanted.values() if row.noun in (Occasion, Step) or seen is None]
        left_out = [
            row for row in rows if row.noun is Step and row.values["entry_id"] not in {None, *entries}
        ]
        back = [Target(row.noun, row.pk, row) for row in rows if row not in left_out]
        now_there = Step.objects.filter(occasion=pk)
        put_back([*back, *(Target(Step, row.pk, None) for row in now_there if (Step, row.pk) not in wanted)])
        occasion = Occasion.objects.select_related("mission", "mandate").get(pk=pk)
        _refuse_second(occasion)
    return RestoredOccasion(occasion, tuple(left_out))


def _refuse_second(occasion: Occasion) -> None:
    """Raises ``AlreadyOpen`` where another occasion was opened for the same end meanwhile."""
    values = OccasionValues(
        kind=OccasionKind(occasion.kind),
        label=occasion.label,
        mandate=occasion.mandate,
        mandate_end=occasion.mandate_end,
    )
    check_only_one(lock_mission(occasion.mission), values, but=occasion)


def _lock(pk: int, wanted: State, seen: int | None) -> set[int]:
    """Lock the occasion, then the entries that carry its steps; return the keys of those that are there."""
    if seen is not None:
        lock_occasion(pk=pk, seen=seen)
    else:
        lock_place_of(Occasion, [wanted[Occasion, pk]])
        if back := Occasion.objects.filter(pk=pk).first():
            raise Stale(back)
    pks = {record.values["entry_id"] for record in wanted.values() if record.noun is Step} - {None}
    pks |= set(Step.objects.filter(occasion=pk, entry__isnull=False).values_list("entry", flat=True))
    return lock_those_there(Entry, pks)
