"""The planners' deadlines as an iCalendar file: whole days, each with the history of its row for a sequence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from icalendar import Event

from meetings.exchange.ical import all_day, new_calendar, new_event, plain_text
from meetings.exchange.wording_values import about
from meetings.exchange.wording_whens import month_text
from meetings.models.labels import PAPER_KINDS, Label
from meetings.rules.vocabulary import PaperKind
from meetings.snapshots.deadlines import Deadline, DeadlineKind

BEFORE_RECORDS: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a row counts as changed of which nothing is on record: earlier than any change that may come."""

TITLES: Final[Mapping[DeadlineKind, Label]] = {
    DeadlineKind.MANDATE_END: _("Mandate ends"),
    DeadlineKind.REPORT_DUE: _("Report due"),
    DeadlineKind.REPORT_ASKED: _("Report due"),
    DeadlineKind.PAPER_DUE: _("Paper due"),
}


def deadline_calendar(deadlines: Iterable[Deadline], *, name: str) -> bytes:
    """One VEVENT a deadline, in the active language and in the order given; what is met or gone, cancelled.

    Args:
        name: what the calendar is called in the reader's program.
    """
    calendar = new_calendar(name)
    for deadline in deadlines:
        calendar.add_component(_event(deadline))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline) -> Event:
    uid = f"{deadline.kind.replace('_', '-')}-{deadline.key}"
    changed_at = deadline.changed_at or BEFORE_RECORDS
    event = new_event(uid, deadline.changes, changed_at, access="CONFIDENTIAL")
    all_day(event, deadline.on)
    event.add("status", "CONFIRMED" if deadline.stands else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("summary", plain_text(_summary(deadline)))
    event.add("categories", [str(TITLES[deadline.kind]), *map(plain_text, deadline.missions)])
    if description := "\n".join(_description(deadline)):
        event.add("description", plain_text(description))
    if deadline.missions:
        event.add("url", settings.SITE_URL + reverse("mission", args=[deadline.missions[0]]))
    return event


def _summary(deadline: Deadline) -> str:
    """What is due, and of whom."""
    title = TITLES[deadline.kind]
    if deadline.kind is DeadlineKind.PAPER_DUE and deadline.what:
        title = PAPER_KINDS[PaperKind(deadline.what)]
    of = deadline.about or ", ".join(deadline.missions)
    if deadline.month and not of:
        of = month_text(deadline.month)
    text = about(str(title), of) if of else str(title)
    return text if deadline.stands else about(gettext("No longer due"), text)


def _description(deadline: Deadline) -> Iterator[str]:
    if deadline.kind is DeadlineKind.PAPER_DUE:
        yield str(TITLES[deadline.kind])
        yield from [", ".join(deadline.missions)] if deadline.missions else []
    elif deadline.what:
        yield deadline.what
