"""One invitation, locked, and only if it still is as the planner saw it."""

from meetings.models import Invitation
from meetings.services.locking import lock_entry


class AnswerChanged(Exception):
    """Somebody answered or withdrew it since the planner saw it; ``row`` is how it stands now."""

    def __init__(self, row: Invitation) -> None:
        super().__init__(str(row))
        self.row = row


def seen_of(row: Invitation) -> str:
    """What a planner sees of an answer, as it goes out with the page and comes back with the decision."""
    return f"{row.answer} {row.decided_on or ''}".strip()


def lock_invitation(*, pk: int, seen: str) -> Invitation:
    """The invitation, its entry locked until the transaction ends. Called inside a transaction.

    Args:
        seen: what ``seen_of`` gave for the planner's page.

    Raises:
        Invitation.DoesNotExist: it was removed meanwhile.
        AnswerChanged: it was answered meanwhile.
    """
    lock_entry(pk=Invitation.objects.values_list("entry", flat=True).get(pk=pk), seen=None)
    row = Invitation.objects.select_related("country", "entry").get(pk=pk)
    if seen_of(row) != seen:
        raise AnswerChanged(row)
    return row
