"""What changed between two published versions of a month: keyed on each entry's uid, never on its place."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from meetings.api.answers import frozen
from meetings.api.entries import Entry
from meetings.api.fields import Clock, Month, Record
from meetings.api.operations import found
from meetings.api.versions import Number
from meetings.planning.diff import Change, ChangeKind, FieldChange, difference
from meetings.rules.vocabulary import StartKind
from meetings.snapshots.versions import contents_of, versions_of

router = Router(tags=["months"])


class Start(Record):
    """When a sitting starts, New York time."""

    on: date
    """The day, in New York."""
    start_kind: StartKind
    """How the start is given."""
    starts_at: Clock | None
    """The time, where the start is exact."""
    resumption: int = Field(ge=0)
    """0 for the first sitting of a meeting, 1 for its first resumption, and so on."""


class ChangedField(Record):
    """One thing that is said otherwise."""

    name: str = Field(examples=["when"])
    """A field of the entry; or, of its sittings together, ``when``, ``rooms`` or ``ends``."""
    before: str | list[Start] | list[str | None]
    """``when`` lists starts, ``ends`` times of day or none by sitting; what is a list of an entry is a list here."""
    after: str | list[Start] | list[str | None]
    """The same, as it is now."""


class ChangedEntry(Record):
    """What became of one entry."""

    kind: ChangeKind
    """What matters most of it."""
    uid: str
    """The entry, by its uid."""
    before: Entry | None
    """As it was; none where it is new."""
    after: Entry | None
    """As it is; none where it is there no more."""
    fields: list[ChangedField]
    """All that is said otherwise, of an entry that is in both."""


class Difference(Record):
    """What changed from one version of a month to another."""

    month: Month
    from_version: int | None = Field(examples=[1])
    """None: from nothing, before the first was published."""
    to_version: int = Field(examples=[2])
    """The version that came of it."""
    changes: list[ChangedEntry]
    """By day. An entry that is the same in both is not mentioned."""


class Between(BaseModel):
    """Which versions are compared."""

    from_: Number | None = Field(
        None, alias="from", description="Where from; left out, the one before ``to``."
    )
    to: Number | None = Field(None, description="Where to; left out, the latest.")


@router.get(
    "/months/{month}/differences",
    response=found(Difference),
    operation_id="differences",
    summary=gettext_noop("What changed between two versions of a month"),
)
def differences(request: HttpRequest, month: Path[Month], between: Query[Between]) -> HttpResponse:
    """Left out, ``from`` is the version before ``to``, and ``to`` the latest. The first is compared with nothing.

    What came first may stand second: then the answer says what would lead back.
    """
    digests = {line.number: line.digest for line in versions_of(month)}
    earlier, later = _compared(digests, between)
    made_of = ["differences", month, earlier, later, digests.get(earlier), digests[later]]
    return frozen(request, made_of, lambda: _difference(month, earlier, later))


def _compared(known: Iterable[int], between: Between) -> tuple[int, int]:
    """The numbers of the two; 0 stands for nothing. Raises ``Http404`` where one of them was never published."""
    numbers = {0, *known}
    later = between.to or max(numbers)
    earlier = later - 1 if between.from_ is None else between.from_
    if not later or not {earlier, later} <= numbers:
        raise Http404
    return earlier, later


def _difference(month: date, earlier: int, later: int) -> Difference:
    contents = contents_of(month, {earlier, later} - {0})
    before = contents[earlier].entries if earlier else ()
    changes = difference(before, contents[later].entries)
    return Difference(
        month=month,
        from_version=earlier or None,
        to_version=later,
        changes=[_changed(change) for change in changes],
    )


def _changed(change: Change) -> ChangedEntry:
    return ChangedEntry(
        kind=change.kind,
        uid=change.uid,
        before=Entry.model_validate(change.before) if change.before else None,
        after=Entry.model_validate(change.after) if change.after else None,
        fields=[_field(field) for field in change.fields],
    )


def _field(field: FieldChange) -> ChangedField:
    read = _starts if field.name == "when" else _plain
    return ChangedField(name=field.name, before=read(field.before), after=read(field.after))


def _starts(starts: Iterable[Any]) -> Any:
    return [
        Start(on=on, start_kind=StartKind(kind), starts_at=at, resumption=resumption)
        for on, kind, at, resumption in starts
    ]


def _plain(value: Any) -> Any:
    """A text, or a list of texts: a month as 2026-12, a time as 15:00."""
    match value:
        case tuple():
            return [None if part is None else _plain(part) for part in value]
        case date():
            return f"{value:%Y-%m}"
        case time():
            return f"{value:%H:%M}"
    return str(value)
