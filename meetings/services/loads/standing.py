"""All that is planned at one moment, and what the rules find of it: thirteen queries, however much that is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db.models import Q, QuerySet

from meetings.models import Holiday, Justification, Mandate, Occasion, Paper, Programme
from meetings.rules.engine import check_plan
from meetings.rules.facts import (
    EntryFact,
    HolidayFact,
    MandateFact,
    OccasionFact,
    PlanFacts,
    ProgrammeFact,
    official_days,
)
from meetings.rules.findings import Finding, SubjectKind
from meetings.rules.months import first_of, month_after, month_before
from meetings.rules.vocabulary import WeekRule
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.drafts import read_drafts
from meetings.snapshots.justifications import MONTH, Key, kept_dates, key_of_finding, key_of_reason
from meetings.snapshots.mandates import mandate_keys
from meetings.snapshots.occasions import occasion_facts, paper_fact

ABOUT_MANDATES = frozenset({SubjectKind.MISSION, SubjectKind.MANDATE})
"""What L3 and L5 speak of."""


@dataclass(frozen=True)
class Standing:
    """What is planned at one moment.

    ``occasions`` are the open ones, with those that were open before a load concluded them; ``taken_up`` also
    those concluded ones whose mandate's end is still to come. ``mandates`` are those of every mission that is open,
    with their keys. ``entries`` are those of all ``months`` being planned and of their neighbours.
    """

    today: date
    occasions: tuple[OccasionFact, ...] = ()
    taken_up: tuple[OccasionFact, ...] = ()
    mandates: Mapping[MandateFact, int] = field(default_factory=dict)
    holidays: tuple[HolidayFact, ...] = ()
    months: tuple[ProgrammeFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    reasons: tuple[Justification, ...] = ()

    @property
    def open(self) -> frozenset[str]:
        """The uids of the open occasions."""
        return frozenset(one.uid for one in self.occasions if not one.concluded)

    @property
    def calendar(self) -> WorkingDays:
        return WorkingDays(official_days(self.holidays))

    @cached_property
    def of_occasions(self) -> Mapping[str, list[Finding]]:
        """What is found of each occasion, by its uid."""
        found: dict[str, list[Finding]] = {one.uid: [] for one in self.occasions}
        for finding in self._across_months:
            if finding.subject_kind is SubjectKind.OCCASION and finding.subject in found:
                found[finding.subject].append(finding)
        return found

    @cached_property
    def of_mandates(self) -> Sequence[Finding]:
        """What L3 and L5 find of missions and their mandates."""
        return [finding for finding in self._across_months if finding.subject_kind in ABOUT_MANDATES]

    @cached_property
    def of_months(self) -> Mapping[date, list[Finding]]:
        """What is found of the entries, days and weeks of each month, and of the month itself."""
        return {month.month: self._found_of(month) for month in self.months}

    @cached_property
    def reasons_that_stand(self) -> Mapping[int, Justification]:
        """The justifications given for just what is found now, by key."""
        return {row.pk: row for row in self.reasons if any(map(row.stands_for, self._dates_of(row)))}

    def finds(self, row: Justification) -> bool:
        """Whether what a reason was given for is found at all, with whatever dates."""
        return bool(self._dates_of(row))

    def _dates_of(self, row: Justification) -> list[dict[str, str]]:
        month = row.programme.month if row.programme else None
        return [kept_dates(found) for found in self._by_key.get((month, key_of_reason(row)), ())]

    @cached_property
    def _by_key(self) -> Mapping[tuple[date | None, Key], list[Finding]]:
        """All findings by what a reason for them is found by; what is answered in a month, with that month."""
        found: dict[tuple[date | None, Key], list[Finding]] = defaultdict(list)
        months = [month.month for month in self.months]
        for finding in self._across_months:
            key = key_of_finding(finding)
            for month in months if key[1] == MONTH else [None]:
                found[month, key].append(finding)
        for month, findings in self.of_months.items():
            for finding in findings:
                key = key_of_finding(finding)
                found[month if key[1] == MONTH else None, key].append(finding)
        return found

    @cached_property
    def _across_months(self) -> Sequence[Finding]:
        """What is found of occasions and of mandates, which belong to no one month's entries."""
        plan = PlanFacts(
            month=first_of(self.today),
            today=self.today,
            occasions=self.taken_up,
            mandates=tuple(self.mandates),
            holidays=self.holidays,
        )
        about = {SubjectKind.OCCASION, *ABOUT_MANDATES}
        return [finding for finding in check_plan(plan, _week_rule()) if finding.subject_kind in about]

    def _found_of(self, programme: ProgrammeFact) -> list[Finding]:
        month = programme.month
        near = {month_before(month), month, month_after(month)}
        plan = PlanFacts(
            month=month,
            today=self.today,
            entries=tuple(entry for entry in self.entries if entry.month in near),
            holidays=self.holidays,
            programme=programme,
        )
        return [finding for finding in check_plan(plan, _week_rule()) if finding.month in (None, month)]


def standing(today: date, since: Standing | None = None) -> Standing:
    """What is planned now.

    Args:
        today: the day in New York.
        since: what was planned before; occasions that were open then are told of, even if they are concluded now.
    """
    before = since.open if since else frozenset()
    programmes = list(Programme.objects.filter(month__gte=month_before(first_of(today))))
    planned = [row for row in programmes if _is_planned(row, today)]
    taken_up = occasion_facts(_occasions(today, before))
    return Standing(
        today=today,
        occasions=tuple(one for one in taken_up if not one.concluded or one.uid in before),
        taken_up=taken_up,
        mandates=mandate_keys(_mandates(today)),
        holidays=_holidays(),
        months=_months(planned),
        entries=read_drafts(programmes).entries,
        reasons=tuple(_reasons(planned, before)),
    )


def _week_rule() -> WeekRule:
    return WeekRule(settings.WEEK_RULE)


def _is_planned(row: Programme, today: date) -> bool:
    return row.state != Programme.State.RECORD and row.month >= first_of(today)


def _occasions(today: date, before: Collection[str]) -> QuerySet[Occasion]:
    """Those that are open, or were; and those that take up an end that is still to come."""
    rows = Occasion.objects.with_end().filter(Q(concluded=False) | Q(uid__in=before) | Q(end__gte=today))
    return rows.in_order().with_parts()


def _mandates(today: date) -> QuerySet[Mandate]:
    """Every mandate of every mission that is open, since L3 and L5 ask for a mission's last one."""
    still_open = Q(mission__closed_on__isnull=True) | Q(mission__closed_on__gt=today)
    return Mandate.objects.filter(still_open).order_by()


def _holidays() -> tuple[HolidayFact, ...]:
    official = Holiday.objects.filter(kind=Holiday.Kind.OFFICIAL).order_by("on", "pk")
    return tuple(
        HolidayFact(on=on, name=name, verified=verified)
        for on, name, verified in official.values_list("on", "name", "verified")
    )


def _months(planned: Iterable[Programme]) -> tuple[ProgrammeFact, ...]:
    papers: dict[int, list[Paper]] = defaultdict(list)
    rows = list(planned)
    for paper in Paper.objects.filter(programme__in=rows):
        papers[paper.programme_id or 0].append(paper)
    return tuple(
        ProgrammeFact(row.month, row.adopted_on, tuple(map(paper_fact, papers[row.pk])))
        for row in sorted(rows, key=lambda row: row.month)
    )


def _reasons(planned: Collection[Programme], before: Collection[str]) -> QuerySet[Justification]:
    """Those given for anything that is planned."""
    of_occasions = Q(occasion__concluded=False) | Q(occasion__uid__in=before)
    of_months = Q(programme__in=planned) | Q(entry__programme__in=planned)
    rows = Justification.objects.filter(of_occasions | of_months).order_by("pk")
    return rows.select_related("given_by", "occasion", "entry", "programme")
