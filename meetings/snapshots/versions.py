"""The versions of a month: what is said of each in one query, and the contents of some in another."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from meetings.models import ProgrammeVersion, User
from meetings.models.frozen import ENTRIES_ALONE, thaw
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact

Content = dict[str, Any]
Entries = tuple[EntryFact, ...]
Pair = tuple[int | None, int]
"""The numbers of a version and of the one it is compared with; ``None`` before the first."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What is known of a version without reading what it holds.

    ``by`` is the name of who published it, for planners and admins only; empty for the software itself.
    """

    number: int
    title_kind: str
    withdraws: bool
    published_at: datetime
    note: str
    digest: str
    is_sample: bool
    by: str

    @property
    def title(self) -> str:
        """A programme, or a plan of work that members did not agree on."""
        return str(ProgrammeVersion.Title(self.title_kind).label)


def versions_of(month: date) -> tuple[VersionLine, ...]:
    """All versions of a month, the latest first: one query, however many there are; none of a draft."""
    rows = ProgrammeVersion.objects.filter(programme__month=month).order_by("-number")
    rows = rows.select_related("programme", "published_by").defer("content")
    return tuple(_line(row) for row in rows)


def version_numbered(month: date, number: int) -> ProgrammeVersion | None:
    """One version with all it holds, and its month: one query."""
    rows = ProgrammeVersion.objects.filter(programme__month=month, number=number)
    return rows.select_related("programme").first()


def contents_of(month: date, numbers: Collection[int]) -> Mapping[int, PublishedMonth]:
    """What some versions of a month hold, by number: one query, or none where none is asked for."""
    if not numbers:
        return {}
    rows = ProgrammeVersion.objects.filter(programme__month=month, number__in=numbers)
    return {number: thaw(content) for number, content in rows.values_list("number", "content")}


def differing_entries(month: date, pairs: Collection[Pair]) -> Iterator[tuple[Pair, Entries, Entries]]:
    """Of pairs of versions of a month, only those entries that are not the same in both: one query.

    Facts are made of these alone: of thirty versions, nearly all of each is as it was in the one before.

    Args:
        pairs: the numbers of two versions; without the first, all of the second is new.
    """
    numbers = {number for pair in pairs for number in pair if number is not None}
    rows = ProgrammeVersion.objects.filter(programme__month=month, number__in=numbers)
    contents: dict[int | None, Content] = dict(rows.values_list("number", "content"))
    entries = {number: _by_uid(content) for number, content in contents.items()} | {None: {}}
    for pair in pairs:
        before, after = (entries[number] for number in pair)
        differ = [uid for uid in {**before, **after} if before.get(uid) != after.get(uid)]
        yield pair, _facts(before, differ), _facts(after, differ)


def _by_uid(content: Content) -> Mapping[str, Content]:
    """Entries as data; whether one is marked as revised tells of the version before, not of the entry."""
    return {entry["uid"]: {**entry, "revised": False} for entry in content["entries"]}


def _facts(entries: Mapping[str, Content], uids: Iterable[str]) -> Entries:
    own = [entries[uid] for uid in uids if uid in entries]
    return thaw({"form": ENTRIES_ALONE, "entries": own}).entries


def _line(row: ProgrammeVersion) -> VersionLine:
    return VersionLine(
        number=row.number,
        title_kind=row.title_kind,
        withdraws=row.withdraws,
        published_at=row.published_at,
        note=row.note,
        digest=row.digest,
        is_sample=row.programme.is_sample,
        by=_name(row.published_by),
    )


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""
