"""Writing down whom the parties send, for all that changed at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from meetings.models import Entry, Invitation, User
from meetings.planning.attendance import Attendance
from meetings.services.audit import changing
from meetings.services.locking import lock_entry


@dataclass(frozen=True, slots=True)
class AttendanceEdit:
    """Whom one party sends. ``seen`` is what was kept of it when the planner's page was made."""

    pk: int
    seen: str
    attendance: Attendance

    @property
    def touched(self) -> bool:
        return self.attendance != Attendance.read(self.seen)


class AttendanceChanged(Exception):
    """Others wrote it down for some of the parties meanwhile; ``rows`` are these as they stand now."""

    def __init__(self, rows: Iterable[Invitation]) -> None:
        self.rows = {row.pk: row for row in rows}
        super().__init__(", ".join(map(str, self.rows.values())))


def set_attendance(
    *,
    entry: Entry,
    edits: Iterable[AttendanceEdit],
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> int:
    """Write down whom the parties send, for those the planner changed: all of them or none.

    A party that left the list meanwhile is passed over. Where nothing changed, nothing is recorded.

    Args:
        now: an aware instant.
        request: the id of the request this is part of.

    Returns:
        How many were written.

    Raises:
        AttendanceChanged: somebody else wrote down another attendance for one of them meanwhile.
    """
    with transaction.atomic():
        locked = lock_entry(pk=entry.pk, seen=None)
        rows = {row.pk: row for row in locked.invitations.select_related("country")}
        wanted = [
            (rows[edit.pk], edit)
            for edit in edits
            if edit.touched and edit.pk in rows and rows[edit.pk].attendance != str(edit.attendance)
        ]
        if stale := [row for row, edit in wanted if row.attendance != edit.seen]:
            raise AttendanceChanged(stale)
        if wanted:
            with changing(action="set attendance", subject=locked, actor=actor, now=now, request=request):
                for row, edit in wanted:
                    row.attendance = str(edit.attendance)
                    row.save()
    return len(wanted)
