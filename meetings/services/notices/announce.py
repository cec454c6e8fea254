"""Keeping a message for each who is told, in the transaction that publishes: no version without its notices."""

from datetime import date, datetime

from meetings.models import Notice, ProgrammeVersion
from meetings.planning.diff import Change, difference
from meetings.planning.timetable import NEW_YORK
from meetings.services.notices.audience import Told, who_is_told
from meetings.services.notices.writing import CalendarFiles, Publication, notice_for

AT_ONCE = 100
"""Rows written by one query: each holds a calendar file."""


def announce(version: ProgrammeVersion, *, now: datetime, today: date | None = None) -> int:
    """Make a notice for each person whom a new version tells anything; return how many.

    Called inside the transaction that wrote the version, of a first version and of a withdrawal too. Nothing is
    sent here.

    Args:
        version: just written.
        now: an aware instant, kept with each notice.
        today: a day in New York, that of ``now`` where none is given; what passed before it is no news.
    """
    day = today or now.astimezone(NEW_YORK).date()
    telling = who_is_told(changes_of(version), today=day)
    publication = Publication.of(version)
    files = CalendarFiles(publication)
    rows = [_row(told, version, publication, files, now) for told in telling.told]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def changes_of(version: ProgrammeVersion) -> tuple[Change, ...]:
    """What a version changed against the one before it; all of a first one is new."""
    earlier = version.programme.versions.filter(number__lt=version.number).order_by("-number").first()
    return difference(earlier.entries if earlier else (), version.entries)


def _row(
    told: Told, version: ProgrammeVersion, publication: Publication, files: CalendarFiles, now: datetime
) -> Notice:
    message = notice_for(told.user, told.changes, publication, files=files)
    return Notice(
        user=told.user,
        version=version,
        kind=Notice.Kind.VERSION,
        language=message.language,
        to=told.user.email,
        subject=message.subject,
        body=message.body,
        calendar=message.calendar,
        created_at=now,
    )
