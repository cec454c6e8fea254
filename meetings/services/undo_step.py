"""Taking a planner's step back: every row it touched is put back to what it was, as a change of its own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext

from meetings.models import AuditRecord, Entry, Occasion, Programme, User
from meetings.models.history import records
from meetings.services.audit import changing
from meetings.services.locking import lock_entry, lock_occasion
from meetings.services.put_back import Target, lock_place_of, put_back
from meetings.services.refusals import Refused
from meetings.services.remove_entry import was_published
from meetings.snapshots.records import CHILDREN, Key, Noun, Record, Touched, state_of, touched_by

PARENTS: Final[Mapping[Noun, tuple[str, Callable[..., object]]]] = {
    Occasion: ("occasion_id", lock_occasion),
    Entry: ("entry_id", lock_entry),
}
NAMES: Final[Mapping[Noun, str]] = {Entry: "title", Occasion: "label", Programme: "month"}


def undo_step(*, step: AuditRecord, actor: User, now: datetime, request: UUID | None = None) -> AuditRecord:
    """Take back one of the actor's last twenty steps in a month.

    What others changed since stays; a row that this step changed must still be as the step left it. A row of which
    it only raised the revision is left alone.

    Args:
        step: one of ``AuditRecord.objects.steps_of(actor, programme)``.
        now: an aware instant.
        request: the id of the request this is part of.

    Returns:
        The record of the undoing, which cannot itself be undone.

    Raises:
        Refused: the step is not the actor's to take back, was taken back already, or what it changed was changed
            again since.
        RoomTaken: another confirmed sitting holds a room that would be needed again.
    """
    with changing(
        action="undo step", subject=step.subject, actor=actor, now=now, request=request,
        programme=step.programme, undoes=step,
    ):  # fmt: skip
        _claim(step, actor)
        touched = [row for row in touched_by(step.request) if row.changed and not _begins_a_month(row)]
        _refuse_unknown(touched)
        _lock_parents(touched)
        _refuse_changed(touched)
        _refuse_parts_of_others(touched)
        _refuse_published(touched)
        put_back(Target(row.noun, row.pk, row.before) for row in touched)
    return AuditRecord.objects.get(undoes=step)


def _claim(step: AuditRecord, actor: User) -> None:
    """The step itself is locked first: of two who press at once, the second finds it taken back.

    Raises:
        Refused: it was taken back, is somebody else's, or lies too far back.
    """
    locked = AuditRecord.objects.select_for_update(no_key=True, of=("self",)).get(pk=step.pk)
    if AuditRecord.objects.filter(undoes=locked).exists():
        raise Refused(gettext("This step was taken back already."))
    if locked.programme is None or locked.pk not in _reach(actor, locked.programme):
        raise Refused(gettext("Only your own last steps in this month can be taken back."))


def _reach(actor: User, programme: Programme) -> set[int]:
    return set(AuditRecord.objects.steps_of(actor, programme).values_list("pk", flat=True))


def _begins_a_month(row: Touched) -> bool:
    """A month that was begun for the step stays begun: others may have placed something in it."""
    return row.noun is Programme and row.before is None


def _refuse_unknown(touched: Collection[Touched]) -> None:
    if not touched:
        raise Refused(gettext("There is nothing to take back."))
    if not all(row.is_known for row in touched):
        raise Refused(gettext("What stood there before is not on record."))


def _lock_parents(touched: Collection[Touched]) -> None:
    """Every occasion and entry that a row is or hangs on, in the one order in which all services lock."""
    rows = [record for row in touched for record in (row.before, row.after) if record]
    removed = [row.before for row in touched if row.before and not row.after]
    for noun, (column, lock) in PARENTS.items():
        lock_place_of(noun, removed)
        pks = {row.pk if row.noun is noun else row.values.get(column) or 0 for row in rows} - {0}
        for pk in sorted(pks):
            # One that is gone needs no lock: what hung on it is gone as well, and that is found out below.
            with suppress(ObjectDoesNotExist):
                lock(pk=pk, seen=None)


def _refuse_changed(touched: Iterable[Touched]) -> None:
    """Raises ``Refused`` where somebody changed, since, what the step had changed."""
    for row in touched:
        live = row.noun._default_manager.filter(pk=row.pk).first()
        if state_of(live) != (row.after.state if row.after else None):
            raise Refused(_changed_since(row.last))


def _refuse_parts_of_others(touched: Iterable[Touched]) -> None:
    """Raises ``Refused`` where a row the step added, and that would go, has got parts that it did not add."""
    going = {row.key: row for row in touched if row.before is None}
    for row in going.values():
        column, parts = CHILDREN.get(row.noun, ("", ()))
        for part in parts:
            pks = set(part._default_manager.filter(**{column: row.pk}).values_list("pk", flat=True))
            others = {pk for pk in pks if (part, pk) not in going}
            if others:
                raise Refused(_changed_since(row.last, by=(part, min(others))))


def _refuse_published(touched: Iterable[Touched]) -> None:
    """Raises ``Refused`` where an entry that the step added was published since: it stays visible."""
    added = [row.pk for row in touched if row.noun is Entry and row.before is None]
    for entry in Entry.objects.filter(pk__in=added):
        if was_published(entry):
            raise Refused(gettext("This was published. It can be cancelled or postponed, and stays visible."))


def _changed_since(record: Record, by: Key | None = None) -> str:
    """Who changed it last, in a sentence about the entry, occasion or month that the row belongs to.

    ``by``: the row that was put there, where it is not this one that was changed.
    """
    noun, pk = _owner(record)
    owner, last = _last(noun, pk), _last(*(by or record.key))
    who = last.history_user if last else None
    said = gettext("“%(what)s” was changed since by %(who)s; see its history.")
    return said % {
        "what": getattr(owner, NAMES[noun]) if owner else noun._meta.verbose_name,
        "who": (who.get_full_name() or who.username) if who else gettext("somebody"),
    }


def _last(noun: Noun, pk: int) -> Any:
    """The last record of a row, which may be gone."""
    return records(noun).filter(id=pk).order_by("-history_id").first()


def _owner(record: Record) -> Key:
    """The entry, occasion or month that a row hangs on, or that it is."""
    if record.noun in CHILDREN:
        return record.key
    hangs_on = (
        (noun, record.values.get(column)) for noun, (column, _parts) in reversed(list(CHILDREN.items()))
    )
    return next((noun, pk) for noun, pk in hangs_on if pk)
