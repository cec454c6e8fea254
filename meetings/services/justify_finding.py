"""Answering a finding with a written reason."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Entry, Justification, Occasion, Programme, User
from meetings.rules.findings import Finding, SubjectKind
from meetings.services.audit import changing
from meetings.services.locking import lock_programme
from meetings.services.refusals import Refused
from meetings.snapshots.justifications import kept_dates


def justify_finding(
    *,
    programme: Programme,
    finding: Finding,
    reason: str,
    actor: User,
    now: datetime,
    request: UUID | None = None,
) -> Justification:
    """Keep why a finding is accepted, with the dates it was given for: it lapses when they change.

    A finding about an occasion or an entry keeps its reasons there; any other is answered in the programme of the
    month. The month is locked, so that a button pressed twice keeps one reason.

    Args:
        programme: the month on whose desk it is given, and can be undone.
        finding: as the rules answer now.
        now: an aware instant.

    Raises:
        Refused: the occasion or the entry was removed meanwhile.
    """
    subject = f"{finding.rule}: {reason}"
    with transaction.atomic():
        lock_programme(pk=programme.pk)
        about = {"rule": finding.rule, "detail": finding.detail, **_owner(finding, programme)}
        same = Justification.objects.filter(**about, reason=reason, given_by=actor)
        known = next((row for row in same if row.stands_for(kept_dates(finding))), None)
        if known:
            return known
        with changing(
            action="justify finding",
            subject=subject,
            actor=actor,
            now=now,
            request=request,
            programme=programme,
        ):
            return Justification.objects.create(
                **about, reason=reason, given_by=actor, given_at=now, dates=kept_dates(finding)
            )


def _owner(finding: Finding, programme: Programme) -> dict[str, Any]:
    """Where the reason is kept."""
    try:
        if finding.subject_kind is SubjectKind.OCCASION:
            return {"occasion": Occasion.objects.get(uid=finding.subject)}
        if finding.subject_kind is SubjectKind.ENTRY:
            return {"entry": Entry.objects.get(uid=finding.subject)}
    except (Occasion.DoesNotExist, Entry.DoesNotExist) as error:
        raise Refused(gettext("What this was about was removed meanwhile."), "reason") from error
    return {"programme": programme, "subject": finding.subject}
