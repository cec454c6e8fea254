"""Writing the next version of a month: the one place where a version comes into being."""

from dataclasses import replace
from datetime import datetime

from meetings.models import Programme, ProgrammeVersion, User
from meetings.models.frozen import freeze
from meetings.planning.published import PublishedMonth, next_version
from meetings.snapshots.to_publish import ToPublish, to_publish


def write_version(
    *,
    programme: Programme,
    number: int,
    actor: User | None,
    now: datetime,
    title_kind: str,
    note: str,
    withdraws: bool = False,
    month: ToPublish | None = None,
) -> ProgrammeVersion:
    """Freeze a month as its next version, inside the caller's transaction.

    Args:
        programme: locked by the caller, so that two who publish at once get two numbers.
        number: the next one of this month.
        now: an aware instant, kept with the version and with each entry that changed.
        title_kind: *programme*, or *plan* where members did not agree (a plan of work).
        note: in words, what this version is.
        withdraws: nothing of the month stands any more.
        month: what is frozen; gathered here where the caller has not.
    """
    gathered = month or to_publish(programme)
    return ProgrammeVersion.objects.create(
        programme=programme,
        number=number,
        title_kind=title_kind,
        withdraws=withdraws,
        content=freeze(version_to_come(gathered, now, withdraws=withdraws)),
        published_at=now,
        published_by=actor,
        note=note,
    )


def next_number(programme: Programme) -> int:
    """The number of a month's next version; of a month that the caller locked, it stays the next one."""
    return (programme.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def version_to_come(month: ToPublish, now: datetime, *, withdraws: bool = False) -> PublishedMonth:
    """What the next version would hold, if it were published at ``now`` (an aware instant)."""
    entries = next_version(
        month.live,
        last=month.last,
        elsewhere=month.elsewhere,
        sequences=month.sequences,
        now=now,
        withdraws=withdraws,
    )
    return replace(entries, margin=month.margin, presidency=month.presidency)
