"""What the next version of a month is made from: its entries as planned, and what was published before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.models import Entry, Presidency, Programme
from meetings.models.countries import NAME_FIELDS
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.rules.margin import MarginKind, MarginLine, PresidencyFact
from meetings.rules.months import last_of
from meetings.snapshots.drafts import read_drafts
from meetings.snapshots.latest import latest_near
from meetings.snapshots.margin import margin


@dataclass(frozen=True, slots=True)
class ToPublish:
    """A month on its way to its next version.

    ``elsewhere`` names entries of the last version that are planned in another month now; ``sequences`` has the
    highest sequence under which each entry was published, in whichever month.
    """

    live: tuple[EntryFact, ...]
    last: PublishedMonth | None
    elsewhere: frozenset[str]
    sequences: Mapping[str, int]
    margin: tuple[MarginLine, ...]
    presidency: PresidencyFact | None


def to_publish(programme: Programme) -> ToPublish:
    """Gather it: eight queries, however much the month holds."""
    published = {month: version for _at, month, version in latest_near(programme.month)}
    last = published.get(programme.month)
    return ToPublish(
        live=read_drafts([programme]).entries,
        last=last,
        elsewhere=_elsewhere(programme, last),
        sequences=_sequences(published.values()),
        margin=_beside(programme.month),
        presidency=_presidency(programme.month),
    )


def _elsewhere(programme: Programme, last: PublishedMonth | None) -> frozenset[str]:
    known = [entry.uid for entry in last.entries] if last else []
    rows = Entry.objects.filter(uid__in=known).exclude(programme=programme)
    return frozenset(str(uid) for uid in rows.values_list("uid", flat=True))


def _sequences(published: Iterable[PublishedMonth]) -> Mapping[str, int]:
    """A version of before marks were kept counts as the first time its entries were published."""
    highest: dict[str, int] = {}
    for month in published:
        for entry in month.entries:
            mark = month.marks.get(entry.uid)
            highest[entry.uid] = max(highest.get(entry.uid, 0), mark.sequence if mark else 0)
    return highest


def _beside(month: date) -> tuple[MarginLine, ...]:
    lines = margin(month, last_of(month))
    return tuple(line for line in lines if line.kind is not MarginKind.PRESIDENCY)


def _presidency(month: date) -> PresidencyFact | None:
    row = Presidency.objects.filter(month=month).select_related("country").first()
    if row is None:
        return None
    names = {language: getattr(row.country, field) for language, field in NAME_FIELDS.items()}
    return PresidencyFact(row.country.iso3, names, row.verified)
