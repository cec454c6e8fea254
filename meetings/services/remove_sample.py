"""Taking the sample plan away again."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from meetings.models import Entry, Occasion, Programme, ProgrammeVersion, Report, User
from meetings.services.audit import record
from meetings.services.reference.sample import NOTE


@transaction.atomic
def remove_sample(*, actor: User | None, now: datetime) -> int:
    """Delete the sample's months with all that is in them, its occasions and its reports; the audit trail stays.

    Args:
        actor: who asked for it; ``None`` for the software itself.
        now: an aware instant, kept in the audit trail.

    Returns:
        How many months were taken away.
    """
    programmes = Programme.objects.filter(is_sample=True)
    Occasion.objects.filter(is_sample=True).delete()
    Report.objects.filter(symbol="", source_note=NOTE).delete()
    Entry.objects.filter(programme__in=programmes).delete()
    # Versions are never changed or deleted, and their own manager refuses; a sample's were never real.
    QuerySet(ProgrammeVersion).filter(programme__in=programmes).delete()
    months = [str(programme) for programme in programmes]
    programmes.delete()
    if months:
        record(action="remove sample plan", subject=", ".join(months), actor=actor, now=now)
    return len(months)
