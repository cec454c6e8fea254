"""A month as its planners work on it: thirteen queries, however much it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from meetings.models import (
    AuditRecord,
    Justification,
    Mandate,
    Occasion,
    Paper,
    Programme,
    ProgrammeVersion,
    User,
)
from meetings.planning.to_place import window
from meetings.rules.facts import (
    EntryFact,
    HolidayFact,
    MandateFact,
    OccasionFact,
    PaperFact,
    PlanFacts,
    ProgrammeFact,
    SittingFact,
    official_days,
)
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.months import last_of, month_before
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.drafts import SittingKey, read_drafts
from meetings.snapshots.latest import OF_VERSION, LatestVersion
from meetings.snapshots.mandates import mandate_keys
from meetings.snapshots.margin import holidays_in, margin
from meetings.snapshots.months import LOOK_AHEAD
from meetings.snapshots.occasions import occasion_facts, paper_fact

STEP_FIELDS = ("pk", "action", "subject")


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step a planner may take back: the key of its record, and what was done to what."""

    pk: int
    action: str
    subject: str


@dataclass(frozen=True, slots=True)
class DeskSnapshot:
    """The working draft of a month with its neighbours, and all that the rules want to know about it.

    ``programme`` is the month's row, none where nobody has begun it. ``entries`` are those of the three months;
    ``sittings`` has the keys of their sittings, and ``mandates`` those of the mandates of every open mission.
    ``occasions`` are those that bear on the month, and the open ones whose mandate ends in the days looked at.
    ``latest`` is what was published of the month last.
    """

    month: date
    today: date
    programme: Programme | None
    entries: tuple[EntryFact, ...]
    sittings: Mapping[SittingKey, int]
    margin: tuple[MarginLine, ...]
    occasions: tuple[OccasionFact, ...]
    mandates: Mapping[MandateFact, int]
    papers: tuple[PaperFact, ...]
    justifications: tuple[Justification, ...]
    last_step: LastStep | None
    latest: LatestVersion | None

    @property
    def holidays(self) -> tuple[HolidayFact, ...]:
        return holidays_in(self.margin)

    @property
    def calendar(self) -> WorkingDays:
        return WorkingDays(official_days(self.holidays))

    @property
    def presidency(self) -> MarginLine | None:
        lines = (line for line in self.margin if line.kind is MarginKind.PRESIDENCY)
        return next((line for line in lines if line.on == self.month), None)

    @property
    def plan(self) -> PlanFacts:
        """What the rules are told: the drafts as they stand, and the month itself once somebody began it."""
        programme = self.programme
        return PlanFacts(
            month=self.month,
            today=self.today,
            entries=self.entries,
            occasions=self.occasions,
            mandates=tuple(self.mandates),
            holidays=self.holidays,
            programme=ProgrammeFact(self.month, programme.adopted_on, self.papers) if programme else None,
        )

    def sitting_key(self, entry: EntryFact, sitting: SittingFact | None) -> int | None:
        """The key of a sitting; none for an entry without a day."""
        return self.sittings[entry.uid, sitting.on, sitting.resumption] if sitting else None


def desk_snapshot(month: date, today: date, actor: User) -> DeskSnapshot:
    """The desk of a month, as this planner finds it."""
    rows = _with_latest_of(month, _with_last_step(Programme.objects.around(month), actor))
    around = {row.month: row for row in rows}
    programme = around.get(month)
    drafts = read_drafts(around.values())
    reaches = max(window(month, today)[1], last_of(month) + LOOK_AHEAD)
    occasions = list(_occasions(month, today).in_order().with_parts())  # type: ignore[attr-defined]
    return DeskSnapshot(
        month=month,
        today=today,
        programme=programme,
        entries=drafts.entries,
        sittings=drafts.sittings,
        margin=margin(month_before(month) - LOOK_AHEAD, reaches),
        occasions=occasion_facts(occasions),
        mandates=mandate_keys(_mandates(today)),
        papers=tuple(map(paper_fact, Paper.objects.filter(programme=programme))) if programme else (),
        justifications=tuple(_justifications(programme, around.values(), occasions)),
        last_step=_last_step(programme),
        latest=_latest(programme),
    )


def _with_last_step(programmes: QuerySet[Programme], actor: User) -> QuerySet[Programme]:
    """Adds what the planner did last in each month, without a query of its own."""
    steps = AuditRecord.objects.steps_of(actor, OuterRef("pk"))  # type: ignore[arg-type]
    found: dict[str, Any] = {f"step_{name}": Subquery(steps.values(name)[:1]) for name in STEP_FIELDS}
    return programmes.annotate(**found)


def _last_step(programme: Programme | None) -> LastStep | None:
    pk, action, subject = (getattr(programme, f"step_{name}", None) for name in STEP_FIELDS)
    return LastStep(pk, action or "", subject or "") if pk else None


def _with_latest_of(month: date, programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Adds the latest version of this month alone, without a query of its own; its content stays text."""
    versions = ProgrammeVersion.objects.filter(programme=OuterRef("pk"), programme__month=month)
    latest = versions.annotate(text=Cast("content", TextField())).order_by("-number")
    found = {f"version_{name}": Subquery(latest.values(name)[:1]) for name in (*OF_VERSION, "text")}
    return programmes.annotate(**found)


def _latest(programme: Programme | None) -> LatestVersion | None:
    if programme is None or getattr(programme, "version_number", None) is None:
        return None
    return LatestVersion(*(getattr(programme, f"version_{name}") for name in (*OF_VERSION, "text")))


def _occasions(month: date, today: date) -> QuerySet[Occasion]:
    """Those that bear on the month; and those still open that end in the days looked at, or have no end."""
    bearing = Occasion.objects.bearing_on(month, last_of(month)).values("pk")
    ahead = Q(end__range=(min(today, month), window(month, today)[1])) | Q(end__isnull=True)
    return Occasion.objects.with_end().filter(Q(pk__in=bearing) | Q(concluded=False) & ahead)


def _mandates(today: date) -> QuerySet[Mandate]:
    """Every mandate of every mission that is open, since L3 and L5 ask for a mission's last one."""
    still_open = Q(mission__closed_on__isnull=True) | Q(mission__closed_on__gt=today)
    return Mandate.objects.filter(still_open)


def _justifications(
    programme: Programme | None, around: Iterable[Programme], occasions: Iterable[Occasion]
) -> QuerySet[Justification]:
    """The reasons given for anything that this desk shows."""
    of_month = Q(programme=programme) if programme else Q(pk__in=())
    given = of_month | Q(occasion__in=occasions) | Q(entry__programme__in=around)
    return Justification.objects.filter(given).select_related("given_by", "occasion", "entry")
