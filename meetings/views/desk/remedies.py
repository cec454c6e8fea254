"""What a planner can press to mend a finding: a button that moves or places, or a link to where a date is set."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from meetings.exchange.wording import STEP_NAMES, day_label
from meetings.rules.facts import EntryFact, OccasionFact, StepFact
from meetings.rules.findings import Finding, Mend, SubjectKind
from meetings.rules.guideline import rule
from meetings.rules.rule import DecidedBy
from meetings.rules.vocabulary import EntryStatus, StepKind
from meetings.snapshots.desk import DeskSnapshot
from meetings.views.addresses import address_of

ABOUT_MANDATES = "L5"
"""The rule that misses an occasion: the desk offers to open one among what is to place."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button where there are ``fields`` to send, else a link. ``on`` is the day it leads to, if to one."""

    words: str
    address: str
    fields: dict[str, str] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Remedies:
    """Finds the remedy of each finding of one desk."""

    snapshot: DeskSnapshot
    entries: dict[str, EntryFact]
    occasions: dict[str, OccasionFact]

    @classmethod
    def of(cls, snapshot: DeskSnapshot) -> "Remedies":
        entries = {entry.uid: entry for entry in snapshot.entries}
        return cls(snapshot, entries, {occasion.uid: occasion for occasion in snapshot.occasions})

    def find(self, finding: Finding) -> Remedy | None:
        """None where nothing can be moved, and nothing set, that would mend it."""
        if finding.mend:
            return self._mend(finding, finding.mend)
        if finding.rule == ABOUT_MANDATES:
            return Remedy(gettext("Open an occasion"), "#desk-to-place")
        if finding.subject_kind is SubjectKind.ENTRY and finding.subject in self.entries:
            return Remedy(gettext("Change the entry"), address_of("entry_edit", finding.subject))
        if finding.subject_kind is SubjectKind.OCCASION and _is_ticked(finding):
            return Remedy(gettext("Papers"), address_of("occasion_papers", finding.subject))
        if finding.subject_kind is SubjectKind.MONTH and _is_ticked(finding):
            return Remedy(gettext("Papers of the month"), reverse("month_papers", args=[self.snapshot.month]))
        return None

    def _mend(self, finding: Finding, mend: Mend) -> Remedy | None:
        if mend.step is None:
            entry = self.entries.get(finding.subject)
            return self._move(entry, _day_of(finding), mend.on, gettext("the entry")) if entry else None
        occasion = self.occasions.get(finding.subject)
        if occasion is None:
            return None
        if mend.step is StepKind.REPORT:
            words = gettext("Set the report's date") + f" ({day_label(mend.on)})"
            return Remedy(words, address_of("occasion_reports", occasion.uid), on=mend.on)
        placed = occasion.step(mend.step)
        return self._move_step(occasion, placed, mend) if placed else place(occasion, mend.step, mend.on)

    def _move_step(self, occasion: OccasionFact, placed: StepFact, mend: Mend) -> Remedy:
        entry = self.entries.get(placed.entry)
        if entry is None:
            words = gettext("Change the day of %(step)s") % {"step": STEP_NAMES[placed.kind]}
            return Remedy(words, address_of("occasion_edit", occasion.uid), on=mend.on)
        return self._move(entry, placed.on, mend.on, str(STEP_NAMES[placed.kind]))

    def _move(self, entry: EntryFact, standing: date | None, on: date, name: str) -> Remedy:
        """Moves the sitting that stands on that day; where there is none, its own page asks which."""
        words = gettext("Move %(what)s to %(day)s") % {"what": name, "day": day_label(on)}
        address = address_of("entry_move", entry.uid)
        sitting = next((sitting for sitting in entry.sittings if sitting.on == standing), None)
        if sitting is None or entry.status is EntryStatus.HELD:
            return Remedy(words, address, on=on)
        fields = {
            "sitting": str(self.snapshot.sitting_key(entry, sitting)),
            "revision": str(entry.revision),
            "on": on.isoformat(),
        }
        return Remedy(words, address, fields, on)


def place(occasion: OccasionFact, kind: StepKind, on: date) -> Remedy:
    """The button that places a step of an occasion on a day."""
    words = gettext("Place %(step)s on %(day)s") % {"step": STEP_NAMES[kind], "day": day_label(on)}
    fields = {"step": kind.value, "on": on.isoformat()}
    return Remedy(words, address_of("step_place", occasion.uid), fields, on)


def _day_of(finding: Finding) -> date | None:
    """The day on which the entry itself stands, among the dates its finding compared."""
    return next((day for label, day in finding.dates if label == finding.subject), None)


def _is_ticked(finding: Finding) -> bool:
    return rule(finding.rule).decided_by is DecidedBy.RECORDED
