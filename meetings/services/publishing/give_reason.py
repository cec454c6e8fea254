"""One reason for several findings at once."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from meetings.models import Justification, Programme, User
from meetings.rules.findings import Finding
from meetings.services.audit import changing
from meetings.services.justify_finding import justify_finding


class _NothingNew(Exception):
    """All of it was given before: no step is left that could be taken back."""


def give_reason(
    *,
    programme: Programme,
    findings: Sequence[Finding],
    reason: str,
    actor: User,
    now: datetime,
    request: UUID | None = None,
) -> tuple[Justification, ...]:
    """Keep one reason with each of several findings, and with the dates of each: all of them or none.

    It is one step of the planner, taken back as a whole. A reason that stands in the same words is not given twice.

    Args:
        programme: the month on whose desk it is given.
        findings: as the rules answer now.
        now: an aware instant.

    Raises:
        Refused: an occasion or an entry among them was removed meanwhile.
    """
    given: tuple[Justification, ...] = ()
    with (
        suppress(_NothingNew),
        changing(
            action="justify findings",
            subject=f"{', '.join(dict.fromkeys(finding.rule for finding in findings))}: {reason}",
            actor=actor,
            now=now,
            request=request,
            programme=programme,
        ),
    ):
        given = tuple(
            justify_finding(programme=programme, finding=finding, reason=reason, actor=actor, now=now)
            for finding in findings
        )
        if all(row.given_at != now for row in given):
            raise _NothingNew
    return given
