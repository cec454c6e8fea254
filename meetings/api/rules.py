"""The catalogue of rules: what is asked, where it stands, how firmly, and how it is decided."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop
from ninja import Path, Query, Router
from pydantic import Field

from meetings.api.answers import live
from meetings.api.fields import Record
from meetings.api.operations import found, listed
from meetings.api.paging import Page, Paging, page_of
from meetings.rules.guideline import RULES, DecidedBy, Lane, Phase, Strength
from meetings.rules.guideline import Rule as RuleRecord
from meetings.rules.guideline import rule as rule_of_id

router = Router(tags=["rules"])

RuleId = Annotated[str, Field(examples=["G13"])]


class Rule(Record):
    """One provision, in our words, in the language of the answer."""

    id: str = Field(examples=["G13"])
    """G: the guideline; N: notes, statements and rules of procedure; L: our own."""
    title: str
    """In a few words."""
    text: str
    """What is asked."""
    source: str = Field(examples=["S/2009/659, att. II"])
    """The document as we read it; empty for our own rules."""
    paragraph: str
    """Where in the document it stands."""
    also: str
    """Where else it stands."""
    now: str
    """The later document that replaced the one we read."""
    strength: Strength
    """How firmly the source asks, in its own verb."""
    lane: Lane
    """Who has to act."""
    shared_with: list[Lane]
    """Who takes part."""
    phase: Phase
    """When it matters."""
    decided_by: DecidedBy
    """By a function over dates, by a line that somebody ticks, or not at all."""
    formula: str = Field(examples=["C - T >= 7"])
    """How it is computed; the letters are the steps of an occasion."""
    why_not_built: str
    """Why nothing is computed or ticked."""
    since: date | None
    """When the source came."""
    until: date | None
    """When it went; none where it still holds."""
    verified: bool
    """Whether the cited paragraph was read in the text cited; false where it was recalled."""


class Rules(Page):
    """A page of the catalogue, in its order."""

    items: list[Rule]
    """The rules of this page."""


@router.get(
    "/rules",
    response=listed(Rules),
    operation_id="rules",
    summary=gettext_noop("The catalogue of rules"),
)
def rules(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The guideline of 2009, the Council's notes and statements, and our own."""
    return live(request, page_of(Rules, request, RULES, paging, _shown))


@router.get(
    "/rules/{rule_id}",
    response=found(Rule),
    operation_id="rule",
    summary=gettext_noop("One rule"),
)
def rule(request: HttpRequest, rule_id: Path[RuleId]) -> HttpResponse:
    """By its id, such as G13."""
    try:
        found = rule_of_id(rule_id)
    except KeyError:
        raise Http404 from None
    return live(request, _in_words(found))


def _shown(rules: Iterable[RuleRecord]) -> Iterable[Rule]:
    return map(_in_words, rules)


def _in_words(rule: RuleRecord) -> Rule:
    """The catalogue holds English message ids; nothing where there is nothing to say."""
    return Rule(
        id=rule.id,
        title=gettext(rule.title),
        text=gettext(rule.text),
        source=rule.source,
        paragraph=rule.paragraph,
        also=rule.also,
        now=gettext(rule.now) if rule.now else "",
        strength=rule.strength,
        lane=rule.lane,
        shared_with=list(rule.shared_with),
        phase=rule.phase,
        decided_by=rule.decided_by,
        formula=rule.formula,
        why_not_built=gettext(rule.why_not_built) if rule.why_not_built else "",
        since=rule.since,
        until=rule.until,
        verified=rule.verified,
    )
