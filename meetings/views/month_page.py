"""All that a month's page says, gathered once for the calendar, the list and the print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext

from meetings.models import ProgrammeVersion
from meetings.permissions import Sight
from meetings.planning.month_grid import Line, MarginNote, MonthGrid, month_grid
from meetings.rules.facts import EntryFact
from meetings.rules.margin import MarginKind
from meetings.rules.months import last_of, page_after, page_before
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.snapshots.months import MonthSnapshot


@dataclass(frozen=True)
class MonthPage:
    """A month, laid out; ``occasions`` names those that its entries lead to, by uid."""

    snapshot: MonthSnapshot
    grid: MonthGrid
    occasions: Mapping[str, str] = field(default_factory=dict)

    @property
    def month(self) -> date:
        return self.snapshot.month

    @property
    def is_empty(self) -> bool:
        """Whether nobody may see anything here: nothing was published and nothing is on record."""
        return not self.snapshot.entries and self.snapshot.version is None

    @property
    def is_record(self) -> bool:
        return self.snapshot.version is None

    @property
    def title(self) -> str:
        """What this is: a programme, a plan of work that members did not agree on, or the record."""
        if self.is_record:
            return gettext("Record of meetings held")
        return str(ProgrammeVersion.Title(self.snapshot.title_kind).label)

    @property
    def before(self) -> date | None:
        return page_before(self.month)

    @property
    def after(self) -> date | None:
        return page_after(self.month)

    @cached_property
    def entry_count(self) -> int:
        return len(self.snapshot.entries)

    @cached_property
    def revised_count(self) -> int:
        """How many of its entries this version revised (S/2006/507, 40); none in a first version."""
        return sum(entry.revised for entry in self.snapshot.entries)

    @property
    def is_plan_of_work(self) -> bool:
        """Whether members did not agree on a programme, so that this is the presidency's own plan."""
        return self.snapshot.title_kind == ProgrammeVersion.Title.PLAN

    @cached_property
    def mandates_ending(self) -> list[MarginNote]:
        return self._margin(MarginKind.MANDATE_END)

    @cached_property
    def reports_due(self) -> list[MarginNote]:
        return self._margin(MarginKind.REPORT_DUE)

    @cached_property
    def contributors_heard(self) -> list[Line]:
        """The meetings with contributors that are on, day by day."""
        lines = (line for day in self.grid.days for line in day.lines)
        return [line for line in lines if line.entry.format is Format.TCC_MEETING and line.entry.counts]

    @cached_property
    def has_unverified(self) -> bool:
        """Whether the legend of the mark is needed."""
        notes = [note for day in self.grid.days for note in day.margin]
        presidency = self.snapshot.presidency
        return (
            any(not note.line.verified for note in notes)
            or any(not entry.verified for entry in self.snapshot.entries)
            or bool(presidency and not presidency.verified)
        )

    @cached_property
    def has_planned(self) -> bool:
        """Whether some entries were only planned: in a record, they are not known to have been held."""
        return any(entry.status is EntryStatus.TENTATIVE for entry in self.snapshot.entries)

    def _margin(self, kind: MarginKind) -> list[MarginNote]:
        return [note for day in self.grid.days for note in day.margin if note.line.kind is kind]


def month_page_of(snapshot: MonthSnapshot, today: date, *, sight: Sight | None = None) -> MonthPage:
    """Lay a month out, as it stands or as one of its versions has it.

    A published month is the same page for every reader, so nothing of it may depend on one. Of the record, a reader
    of drafts (``sight``) also finds the way to the occasions; those of a published month have a page of their own,
    by reader (``meetings.views.month_standing``).
    """
    opens = sight is not None and sight.drafts and snapshot.version is None
    return MonthPage(
        snapshot=snapshot,
        grid=month_grid(snapshot.month, _shown(snapshot), snapshot.margin, today),
        occasions=_all_served(snapshot) if opens else {},
    )


def _shown(snapshot: MonthSnapshot) -> list[EntryFact]:
    """The month's entries, and those of its neighbours that sit on in it: rather than postponed, if they left it."""
    first, last = snapshot.month, last_of(snapshot.month)
    tails = {
        uid: entry
        for uid, entry in snapshot.published.items()
        if entry.month != first and any(first <= sitting.on <= last for sitting in entry.sittings)
    }
    return [*(entry for entry in snapshot.entries if entry.uid not in tails), *tails.values()]


def _all_served(snapshot: MonthSnapshot) -> dict[str, str]:
    """The occasions that entries of the record serve, by uid; their labels were not fetched."""
    served = (uid for entry in snapshot.entries for uid in entry.occasions)
    return dict.fromkeys(served, gettext("occasion"))
