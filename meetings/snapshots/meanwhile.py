"""What others did to an entry while somebody looked at an older state of it."""

from meetings.models import AuditRecord, Entry
from meetings.models.history import records


def changed_meanwhile(entry: Entry, seen: int) -> list[AuditRecord]:
    """The uses of a service that changed an entry since a revision was seen, the earliest first.

    Args:
        seen: the revision somebody saw.
    """
    since = records(Entry).filter(id=entry.pk, revision__gt=seen)
    made = AuditRecord.objects.filter(request__in=since.values("request"))
    return list(made.select_related("actor").order_by("pk"))
