"""All that the desk shows of a month, gathered once for the page and for the parts that a change sends again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_lazy

from meetings.models import Programme, User
from meetings.planning.published import next_version
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.months import last_of, page_after, page_before
from meetings.snapshots.desk import DeskSnapshot, LastStep, desk_snapshot
from meetings.views.desk.desk_findings import DeskFindings, desk_findings
from meetings.views.desk.desk_lines import DeskGrid, desk_grid
from meetings.views.desk.desk_marks import marks_of, week_loads
from meetings.views.desk.desk_to_place import ToPlace, to_place

ACTIONS = {
    "add entry": gettext_lazy("add"),
    "edit entry": gettext_lazy("change"),
    "move entry": gettext_lazy("move"),
    "remove entry": gettext_lazy("remove"),
    "restore entry": gettext_lazy("restore"),
    "copy entries": gettext_lazy("copy from"),
    "accept proposals": gettext_lazy("accept the proposals for"),
    "place step": gettext_lazy("place"),
    "take recommended days": gettext_lazy("take the recommended days of"),
    "open occasion": gettext_lazy("open the occasion"),
    "justify finding": gettext_lazy("reason for"),
    "justify findings": gettext_lazy("reason for"),
    "withdraw reason": gettext_lazy("withdraw the reason for"),
}
"""What a service did, as the button that undoes it says it before the thing it was done to."""


@dataclass(frozen=True)
class DeskPage:
    """A month as working draft. What it shows is worked out when it is asked for, and once."""

    snapshot: DeskSnapshot

    @property
    def month(self) -> date:
        return self.snapshot.month

    @property
    def programme(self) -> Programme | None:
        return self.snapshot.programme

    @property
    def is_begun(self) -> bool:
        """Whether there is a draft to work on."""
        return self.programme is not None

    @property
    def is_record(self) -> bool:
        """Whether only what was held is known of it: nothing is planned here any more."""
        return self.programme is not None and self.programme.state == Programme.State.RECORD

    @property
    def before(self) -> date | None:
        return page_before(self.month)

    @property
    def after(self) -> date | None:
        return page_after(self.month)

    @property
    def entry_count(self) -> int:
        return sum(entry.month == self.month for entry in self.snapshot.entries)

    @property
    def last_step(self) -> LastStep | None:
        """What this planner did last here, and may take back; its action in the reader's language."""
        step = self.snapshot.last_step
        return replace(step, action=str(ACTIONS.get(step.action, step.action))) if step else None

    @property
    def stands(self) -> bool:
        """Whether a version stands published that was not withdrawn."""
        return self.snapshot.latest is not None and not self.snapshot.latest.withdraws

    @cached_property
    def changes_since(self) -> int:
        """How many entries differ from what stands published."""
        latest = self.snapshot.latest
        if latest is None:
            return 0
        own = {entry.uid: entry for entry in self.snapshot.entries if entry.month == self.month}
        elsewhere = [entry.uid for entry in self.snapshot.entries if entry.uid not in own]
        last, at = latest.published, latest.published_at
        coming = next_version(own.values(), last=last, elsewhere=elsewhere, sequences={}, now=at)
        return sum(entry.revised for entry in coming.entries)

    @cached_property
    def findings(self) -> DeskFindings:
        return desk_findings(self.snapshot)

    @cached_property
    def grid(self) -> DeskGrid:
        marks = marks_of(self.findings, self.snapshot.occasions)
        return desk_grid(self.snapshot, marks, week_loads(self.findings))

    @cached_property
    def to_place(self) -> ToPlace:
        return to_place(self.snapshot)

    @cached_property
    def occasions(self) -> Mapping[str, str]:
        """The labels of the occasions that entries serve, by uid."""
        return {occasion.uid: occasion.label for occasion in self.snapshot.occasions}

    @cached_property
    def mandates_ending(self) -> list[MarginLine]:
        return self._due(MarginKind.MANDATE_END)

    @cached_property
    def reports_due(self) -> list[MarginLine]:
        return self._due(MarginKind.REPORT_DUE)

    def _due(self, kind: MarginKind) -> list[MarginLine]:
        last = last_of(self.month)
        return [line for line in self.snapshot.margin if line.kind is kind and self.month <= line.on <= last]


def desk_page(reader: User, month: date, today: date) -> DeskPage:
    """The desk of a month for one planner: thirteen queries, however much it holds."""
    return DeskPage(desk_snapshot(month, today, reader))
