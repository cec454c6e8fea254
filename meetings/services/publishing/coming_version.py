"""The next version of a month before it is written: what it would hold, and what that changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import Final

from meetings.models import Programme, ProgrammeVersion
from meetings.models.frozen import digest_of, freeze
from meetings.planning.diff import Change, difference
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.services.publishing.write_version import version_to_come
from meetings.snapshots.to_publish import ToPublish, to_publish

NO_INSTANT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""In place of the instant of publishing, which nobody knows while the page is looked at."""


@dataclass(frozen=True)
class ComingVersion:
    """What would be published now, beside what was published last (``latest``, without its content)."""

    programme: Programme
    month: ToPublish
    latest: ProgrammeVersion | None

    @property
    def number(self) -> int:
        return self.latest.number + 1 if self.latest else 1

    @property
    def stands(self) -> bool:
        """Whether a version stands published that was not withdrawn."""
        return self.latest is not None and not self.latest.withdraws

    @cached_property
    def content(self) -> PublishedMonth:
        """What the version would hold; what changes in it bears ``NO_INSTANT``."""
        return version_to_come(self.month, NO_INSTANT)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What it changes of the last version; of a first one everything is new."""
        return difference(self.month.last.entries if self.month.last else (), self.content.entries)

    @cached_property
    def by_token(self) -> Mapping[str, Change]:
        """Its changes, each by what tells it from any other, so that a page can be asked which of them it showed."""
        return {_token(change): change for change in self.changes}

    @cached_property
    def withdrawing(self) -> tuple[PublishedMonth, tuple[Change, ...]]:
        """What a version would hold that withdraws the month, and what that changes of the last one."""
        nothing = version_to_come(self.month, NO_INSTANT, withdraws=True)
        return nothing, difference(self.month.last.entries if self.month.last else (), nothing.entries)

    @cached_property
    def margin_differs(self) -> bool:
        """Whether mandate ends, reports due or holidays beside the days differ from what was published."""
        last = self.month.last
        return last is not None and last.margin is not None and last.margin != self.content.margin

    @cached_property
    def presidency_differs(self) -> bool:
        last = self.month.last
        return last is not None and last.margin is not None and last.presidency != self.content.presidency

    @property
    def title_kind(self) -> str:
        """The title that follows from how far the month has come."""
        not_agreed = self.programme.state == Programme.State.NOT_AGREED
        return ProgrammeVersion.Title.PLAN if not_agreed else ProgrammeVersion.Title.PROGRAMME

    def changes_anything(self, title_kind: str) -> bool:
        """Whether a reader would see any difference to what stands published, under this title."""
        if self.latest is None or self.latest.withdraws or self.latest.title_kind != title_kind:
            return True
        return bool(self.changes) or self.margin_differs or self.presidency_differs

    @cached_property
    def fingerprint(self) -> str:
        """The same as long as the same would be published under the same number.

        Edits that nobody outside would see, such as of an internal note, raise an entry's revision and change
        nothing here; nor does it that the agenda went out.
        """
        entries = tuple(map(_as_read, self.content.entries))
        return f"{self.number}-{digest_of(freeze(replace(self.content, entries=entries)))}"

    def was_overtaken(self, fingerprint: str) -> bool:
        """Whether the number in an earlier fingerprint was taken since; of what is no fingerprint, it was not."""
        number = fingerprint.partition("-")[0]
        return number.isdecimal() and int(number) < self.number


def _token(change: Change) -> str:
    sides = (side and _as_read(side) for side in (change.before, change.after))
    return sha256(repr((change.kind, *sides)).encode()).hexdigest()[:12]


def _as_read(entry: EntryFact) -> EntryFact:
    """Without what the rules alone are told (N22), and how often it was edited."""
    return replace(entry, revision=0, agenda_sent_on=None, called_in_urgency=False)


def coming_version(programme: Programme) -> ComingVersion:
    """Gather it: nine queries, however much the month holds."""
    latest = programme.versions.defer("content").select_related("published_by").order_by("-number").first()
    return ComingVersion(programme, to_publish(programme), latest)
