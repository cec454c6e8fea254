"""All that a month's page says, gathered once for the calendar, the list and the print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext

from meetings.models import ProgrammeVersion
from meetings.permissions import Reader, Sight, sight_of
from meetings.rules.facts import EntryFact, OccasionFact
from meetings.rules.margin import MarginKind
from meetings.rules.months import last_of, page_after, page_before
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.snapshots.months import MonthSnapshot, month_snapshot
from meetings.views.month_findings import MonthFindings, concerned, month_findings
from meetings.views.month_grid import Line, MarginNote, MonthGrid, month_grid


@dataclass(frozen=True)
class MonthPage:
    """A month, laid out, with its findings where the reader has any.

    ``occasions`` names the occasions this reader may open, by uid.
    """

    snapshot: MonthSnapshot
    grid: MonthGrid
    sight: Sight
    occasions: dict[str, str]
    findings: MonthFindings | None = None

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


def month_page(reader: Reader, month: date, today: date, *, findings: bool) -> MonthPage:
    """Gather a month for one reader: two queries when it is published, six when it is the record.

    Four more, with ``findings``, for a reader whom occasions concern, and of a published month only: what was
    held is judged on the pages of the occasions and of the practice.
    """
    snapshot = month_snapshot(month)
    sight = sight_of(reader)
    facts: tuple[OccasionFact, ...] = ()
    if findings and sight.restricted and snapshot.version is not None:
        facts = concerned(snapshot, sight, today)
    return MonthPage(
        snapshot=snapshot,
        grid=month_grid(month, _shown(snapshot), snapshot.margin, today),
        sight=sight,
        occasions=_openable(snapshot, facts, sight),
        findings=month_findings(snapshot, facts, sight, today) if facts else None,
    )


def _shown(snapshot: MonthSnapshot) -> list[EntryFact]:
    """The month's entries, and those of its neighbours that sit on in it."""
    first, last = snapshot.month, last_of(snapshot.month)
    tails = (
        entry
        for entry in snapshot.published.values()
        if entry.month != first and any(first <= sitting.on <= last for sitting in entry.sittings)
    )
    return [*snapshot.entries, *tails]


def _openable(snapshot: MonthSnapshot, facts: Iterable[OccasionFact], sight: Sight) -> dict[str, str]:
    """Labels of the occasions a reader may open. A planner may open all, also those of the record, whose
    labels were not fetched."""
    known = {fact.uid: fact.label for fact in facts}
    if not sight.drafts:
        return known
    served = (uid for entry in snapshot.entries for uid in entry.occasions)
    return dict.fromkeys(served, gettext("occasion")) | known
