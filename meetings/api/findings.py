"""What the guideline and the Council's notes say: of one occasion, and of a published month."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from meetings import clock
from meetings.api.answers import live
from meetings.api.fields import Month, Record
from meetings.api.months import fetch_public
from meetings.api.operations import found
from meetings.api.paging import Page, Paging, page_of
from meetings.exchange.wording import mend_sentence, sentence
from meetings.permissions import Reader, occasions_of_month, sight_of
from meetings.rules.engine import check_plan
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding as FindingFact
from meetings.rules.findings import Reason, Result, Severity, SubjectKind, Unit
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.snapshots.months import MonthSnapshot, month_around, with_holidays
from meetings.snapshots.standing_reasons import is_of_month

router = Router(tags=["findings"])


class NamedDay(Record):
    """One of the days that a rule compared."""

    what: str = Field(examples=["T"])
    """A step or a paper of an occasion, or the uid of an entry."""
    on: date
    """The day, in New York."""


class Mend(Record):
    """The nearest day that would mend a finding."""

    step: StepKind | None
    """The step to move; none: the entry itself."""
    on: date
    """The day, in New York."""


class Finding(Record):
    """One rule's answer about one subject."""

    rule: str = Field(examples=["G13"])
    """The rule's id in the catalogue."""
    result: Result
    """The answer itself. Codes of gaps run from best to worst."""
    severity: Severity
    """How loudly it speaks."""
    met: bool
    """Whether it adds to the met ones of a count such as "11 of 13 met"."""
    judged: bool
    """Whether it adds to the whole of such a count."""
    subject_kind: SubjectKind
    """What kind of thing the subject is."""
    subject: str
    """A uid, a mission, or a month, week (its Monday) or day."""
    days: int | None = Field(examples=[5])
    """How many days were found, in ``unit``; of what was done late, how many days late."""
    wanted: int | None = Field(examples=[7])
    """How many count as met, in ``unit``."""
    unit: Unit
    """Calendar days, or working days of Headquarters."""
    dates: list[NamedDay]
    """What was compared."""
    reason: Reason
    """Why the answer is what it is, as a code; empty where the days say it."""
    planned: bool
    """Whether a due date stood in for a day that is not known yet."""
    to_adoption: int | None
    """Calendar days from the meeting to the adoption, where no consultations are known."""
    month: Month | None
    """The month it counts in."""
    mend: Mend | None
    """The nearest day that would mend it; none where there is none to offer."""
    sentence: str
    """All of it in one line, in the language of the answer."""
    mend_sentence: str
    """The mend in one line; empty where there is none to offer."""


class MonthFinding(Finding):
    """A finding about what bears on a month."""

    about: str = Field(examples=["UNFICYP renewal of January 2027"])
    """The occasion's label or the entry's title; empty where the month itself is meant."""


class Findings(Page):
    """A page of findings: occasion by occasion, then what concerns the month itself."""

    items: list[MonthFinding]
    """The findings of this page."""


def week_rule() -> WeekRule:
    """Whether exactly seven days count as the guideline's week, as this site is set."""
    return WeekRule(settings.WEEK_RULE)


def in_full(finding: FindingFact) -> dict[str, Any]:
    """The fields of a finding, in words too."""
    return {
        "rule": finding.rule,
        "result": finding.result,
        "severity": finding.severity,
        "met": finding.met,
        "judged": finding.judged,
        "subject_kind": finding.subject_kind,
        "subject": finding.subject,
        "days": finding.days,
        "wanted": finding.wanted,
        "unit": finding.unit,
        "dates": [NamedDay(what=str(what), on=on) for what, on in finding.dates],
        "reason": finding.reason,
        "planned": finding.planned,
        "to_adoption": finding.to_adoption,
        "month": finding.month,
        "mend": finding.mend,
        "sentence": sentence(finding),
        "mend_sentence": mend_sentence(finding),
    }


class MonthAsked(Paging):
    """Of which month the findings are asked for."""

    month: Month


@router.get(
    "/findings",
    response=found(Findings),
    operation_id="findings",
    summary=gettext_noop("What the guideline says of a published month"),
)
def findings(request: HttpRequest, asked: Query[MonthAsked]) -> HttpResponse:
    """Of the occasions that concern the reader, by what is published; for planners by the working plan.

    What concerns the month itself is for planners, at warning or above. Without a sign-in there is none, and none
    of a month on record: what was held is told with its occasion.
    """
    snapshot = fetch_public(month_around(asked.month))
    content = page_of(Findings, request, _of_month(snapshot, request.user), asked, lambda some: some)
    return live(request, content, private=True)


def _of_month(snapshot: MonthSnapshot, reader: Reader) -> list[MonthFinding]:
    sight, today = sight_of(reader), clock.today()
    if not sight.restricted or snapshot.version is None:
        return []
    occasions = {fact.uid: fact for fact in occasions_of_month(snapshot, sight, today)}
    plan = with_holidays(snapshot).plan(tuple(occasions.values()), today)
    ours = [one for one in check_plan(plan, week_rule()) if is_of_month(one, snapshot.month)]
    told = list(_of_occasions(ours, occasions))
    return [*told, *_of_the_month_itself(ours, snapshot)] if sight.drafts else told


def _of_occasions(
    findings: Iterable[FindingFact], occasions: Mapping[str, OccasionFact]
) -> Iterable[MonthFinding]:
    of_occasions = (one for one in findings if one.subject_kind is SubjectKind.OCCASION)
    for finding in sorted(of_occasions, key=lambda one: (occasions[one.subject].label, one.subject)):
        yield MonthFinding(**in_full(finding), about=occasions[finding.subject].label)


def _of_the_month_itself(findings: Iterable[FindingFact], snapshot: MonthSnapshot) -> Iterable[MonthFinding]:
    titles = {entry.uid: entry.title for entry in snapshot.entries}
    for finding in findings:
        if finding.subject_kind is not SubjectKind.OCCASION and finding.severity >= Severity.WARNING:
            yield MonthFinding(**in_full(finding), about=titles.get(finding.subject, ""))
