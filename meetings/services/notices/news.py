"""What of a difference is news to anybody: not what passed, and not what was never on."""

from collections.abc import Iterable
from datetime import date

from meetings.planning.diff import Change, ChangeKind
from meetings.rules.facts import EntryFact
from meetings.rules.months import month_after
from meetings.rules.vocabulary import EntryStatus


def news(changes: Iterable[Change], today: date) -> tuple[Change, ...]:
    """The changes of what is still ahead, in the order given.

    Args:
        changes: as ``difference`` gives them.
        today: a day in New York. An entry that sits today is still ahead; one that was moved from a day to come
            to one that passed is, too, since somebody still waits for it.
    """
    return tuple(change for change in changes if _was_ever_on(change) and _is_ahead(change, today))


def missions_of(change: Change) -> frozenset[str]:
    """The acronyms of the missions that an entry is about, or was."""
    return frozenset(
        mission for entry in (change.before, change.after) if entry for mission in entry.missions
    )


def ends_before(entry: EntryFact, today: date) -> bool:
    """Whether an entry's last day passed; one without a day passes with its month."""
    last = max((sitting.on for sitting in entry.sittings), default=None)
    return last < today if last else month_after(entry.month) <= today


def _was_ever_on(change: Change) -> bool:
    """What is new and cancelled or put off at once was never waited for."""
    return change.kind is not ChangeKind.ADDED or change.entry.counts


def _is_ahead(change: Change, today: date) -> bool:
    if change.after and change.after.status is EntryStatus.HELD:
        return False
    return any(not ends_before(entry, today) for entry in (change.before, change.after) if entry)
