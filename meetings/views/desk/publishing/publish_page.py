"""All that the page before the button says, gathered once."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from meetings.exchange.wording_changes import ShownChange, count_text, shown_changes
from meetings.models import Programme, User
from meetings.planning.diff import Change
from meetings.services.notices import Message
from meetings.services.publishing.coming_version import ComingVersion, coming_version
from meetings.snapshots.planned_elsewhere import PlannedElsewhere, planned_unseen
from meetings.views.desk.desk_groups import DeskFinding
from meetings.views.desk.desk_page import DeskPage, desk_page
from meetings.views.desk.publishing.changed_days import ChangedMonth, changed_month
from meetings.views.desk.publishing.telling import Recipient, TellingPage, telling_of
from meetings.views.desk.publishing.waiting_reasons import (
    BY_SUBJECT,
    WaitingGroup,
    answered_findings,
    waiting_groups,
)

MOST_REMEMBERED = 1500
"""So many changes a page remembers to have shown: more than any month has."""


@dataclass(frozen=True)
class PublishPage:
    """A month on its way to its next version. ``ticked`` are findings for which a reason was being written."""

    desk: DeskPage
    coming: ComingVersion
    telling: TellingPage
    ticked: Collection[str]

    @property
    def month(self) -> date:
        return self.desk.month

    @property
    def programme(self) -> Programme:
        return self.coming.programme

    @cached_property
    def waiting(self) -> tuple[WaitingGroup, ...]:
        return tuple(waiting_groups(self.desk.findings, self.ticked))

    @cached_property
    def waiting_count(self) -> int:
        return sum(len(group.findings) for group in self.waiting)

    @property
    def is_by_rule(self) -> bool:
        """Whether so much waits that it stands rule by rule."""
        return self.waiting_count > BY_SUBJECT

    @cached_property
    def answered(self) -> tuple[DeskFinding, ...]:
        return answered_findings(self.desk.findings)

    @property
    def is_first(self) -> bool:
        return self.coming.latest is None

    @property
    def is_news(self) -> bool:
        """Whether a reader would see any difference, under the title that follows from the stage."""
        return self.coming.changes_anything(self.coming.title_kind)

    @property
    def not_adopted(self) -> bool:
        """Whether nobody has noted that members adopted it, or that they did not agree."""
        programme = self.programme
        return programme.adopted_on is None and programme.state != Programme.State.NOT_AGREED

    @property
    def entry_count(self) -> int:
        return len(self.coming.content.entries)

    @cached_property
    def changes(self) -> tuple[ShownChange, ...]:
        """What it changes, in words; of a first version everything is new, and nothing is listed."""
        return () if self.is_first else self._shown(self.coming.changes)

    @property
    def counts(self) -> list[str]:
        """How many changes of each kind: "2 moved"."""
        numbers = Counter(change.kind for change in self.changes)
        return [count_text(kind, number) for kind, number in numbers.items()]

    @cached_property
    def unseen_elsewhere(self) -> tuple[PlannedElsewhere, ...]:
        """What readers miss here and find nowhere, until another month is published."""
        return planned_unseen(self.coming.month.elsewhere)

    @cached_property
    def calendar(self) -> ChangedMonth:
        return changed_month(self.month, self.changes, self.coming.content.entries)

    @property
    def remembered(self) -> str:
        """The changes that this page shows, for the next request to tell what is new since."""
        return " ".join(list(self.coming.by_token)[:MOST_REMEMBERED])

    @cached_property
    def recipient(self) -> Recipient | None:
        """Whose notice is shown as an example."""
        return self.telling.recipient(None)

    @cached_property
    def message(self) -> Message | None:
        """What is written to them."""
        return self.telling.message(self.recipient) if self.recipient else None

    def since(self, tokens: Collection[str]) -> tuple[ShownChange, ...]:
        """The changes that were not among those that an earlier page showed."""
        return self._shown(change for token, change in self.coming.by_token.items() if token not in tokens)

    def _shown(self, changes: Iterable[Change]) -> tuple[ShownChange, ...]:
        return shown_changes(changes, left=self.coming.content.left)


def publish_page(
    actor: User, programme: Programme, today: date, now: datetime, *, ticked: Collection[str] = ()
) -> PublishPage:
    """The month before the button, as this officer finds it: a fixed number of queries, whatever it holds."""
    coming = coming_version(programme)
    return PublishPage(
        desk=desk_page(actor, programme.month, today),
        coming=coming,
        telling=telling_of(coming, today, now),
        ticked=ticked,
    )
