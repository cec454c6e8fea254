"""The row a planner works on, locked, and only if it still is as the planner saw it."""

from collections.abc import Iterable

from meetings.models import Entry, Occasion, Programme
from meetings.services.first_state import keep_first_state
from meetings.services.refusals import Stale


def lock_entry(*, pk: int, seen: int | None) -> Entry:
    """The entry with its programme, locked until the transaction ends.

    Every change of an entry or of its sittings goes through here and then raises its revision, so that two who
    saw the same state cannot both write. What it was before anybody changed it goes on record here. Called
    inside a transaction.

    Args:
        seen: the revision the planner saw; ``None`` where the change does not rest on it, such as one more
            party to be invited.

    Raises:
        Entry.DoesNotExist: it was removed meanwhile.
        Stale: it was changed meanwhile.
    """
    entry = Entry.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(pk=pk)
    if seen is not None and entry.revision != seen:
        raise Stale(entry)
    keep_first_state(entry)
    return entry


def lock_occasion(*, pk: int, seen: int | None) -> Occasion:
    """The occasion with its mission and mandate, locked until the transaction ends.

    Args:
        seen: the revision the planner saw; ``None`` where the change does not rest on what was seen, such as
            one more step.

    Raises:
        Occasion.DoesNotExist: it was removed meanwhile.
        Stale: it was changed meanwhile.
    """
    rows = Occasion.objects.select_for_update(no_key=True, of=("self",))
    occasion = rows.select_related("mission", "mandate").get(pk=pk)
    if seen is not None and occasion.revision != seen:
        raise Stale(occasion)
    keep_first_state(occasion)
    return occasion


def lock_programme(*, pk: int) -> Programme:
    """The month, locked until the transaction ends.

    Raises:
        Programme.DoesNotExist: there is no such month.
    """
    programme = Programme.objects.select_for_update(no_key=True).get(pk=pk)
    keep_first_state(programme)
    return programme


def lock_those_there(noun: type[Entry] | type[Occasion], pks: Iterable[int]) -> set[int]:
    """Lock those of several entries or occasions that still are there, in one order; return their keys."""
    lock = lock_entry if noun is Entry else lock_occasion
    there = list(noun._default_manager.filter(pk__in=pks).order_by("pk").values_list("pk", flat=True))
    for pk in there:
        lock(pk=pk, seen=None)
    return set(there)
