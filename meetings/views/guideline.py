"""The catalogue of rules, open to everyone.

Who opens it wants to find out, in this order: what exactly does the guideline ask (in words one can quote,
with the paragraph); how firmly; how does this software decide it, or why not; and how often has it been met.
Who opens one rule wants to see the evidence: how the days were spread, which missions, which cases.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from meetings.clock import today as day_in_new_york
from meetings.permissions import missions_concerning, sight_of
from meetings.rules.findings import Result
from meetings.rules.guideline import RULES, Rule
from meetings.rules.guideline import rule as rule_of_id
from meetings.rules.registry import OCCASION_RULES, PLAN_RULES
from meetings.rules.vocabulary import PaperKind
from meetings.snapshots.guideline import record
from meetings.views import practice
from meetings.views.answers import Tally, week_rule
from meetings.views.practice import Found

GROUPS: Sequence[tuple[str, str | Promise, str | Promise]] = (
    (
        "G",
        _("The guideline"),
        _("S/2009/659, attachment II, with the paragraphs of resolution 1353 (2001) behind it."),
    ),
    ("N", _("Notes, statements and rules of procedure"), _("What else the Council has said about time.")),
    (
        "L",
        _("Our own rules"),
        _("No document asks for them; they catch what a planner would not want to miss."),
    ),
)

KEY: Mapping[Result, str | Promise] = {
    Result.MEETS_PREFERENCE: _("eight days or more, as the guideline prefers"),
    Result.AT_MINIMUM: _("seven days"),
    Result.SHORT: _("fewer days than asked for"),
    Result.SAME_DAY: _("both on one day"),
    Result.OUT_OF_ORDER: _("the second comes before the first"),
    Result.UNKNOWN: _("a date or a tick is missing"),
    Result.NOT_APPLICABLE: _("the rule is not about this case"),
    Result.IN_ORDER: _("the steps follow one another as they should"),
    Result.MET: _("done, or enough time"),
    Result.NOT_MET: _("done too late, or not as asked"),
}
"""What each answer means, in the order of the catalogue's key."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule of the catalogue with how often it was met."""

    rule: Rule
    tally: Tally

    @property
    def about_occasions(self) -> bool:
        return self.rule.id in OCCASION_RULES

    @property
    def about_months(self) -> bool:
        return self.rule.id in PLAN_RULES


@dataclass(frozen=True, slots=True)
class RuleGroup:
    letter: str
    title: str | Promise
    about: str | Promise
    lines: tuple[RuleLine, ...]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every rule we know of, with its count over all concluded occasions on record."""
    found = record()
    answers = practice.answers_by_rule(found, week_rule())
    lines = [RuleLine(rule, practice.tally(answers.get(rule.id, ()))) for rule in RULES]
    context = {
        "groups": [
            RuleGroup(letter, title, about, tuple(line for line in lines if line.rule.id.startswith(letter)))
            for letter, title, about in GROUPS
        ],
        "key": KEY.items(),
        "week_rule": week_rule(),
        "number": len(found.occasions),
    }
    return render(request, "meetings/guideline/index.html", context)


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule with the evidence; cases link to their occasion for those who may open it."""
    if rule_id != rule_id.upper():
        return redirect("rule", rule_id.upper(), permanent=True)
    try:
        asked = rule_of_id(rule_id)
    except KeyError:
        raise Http404 from None
    sight = sight_of(request.user)
    concerned = missions_concerning(sight, day_in_new_york()) if sight.restricted else ()
    answers = _answers(rule_id)
    may_open = {mission.acronym for mission in concerned}
    fewest, most = practice.extremes(one for one in answers if _may_be_told(one, may_open))
    context = {
        "line": RuleLine(asked, practice.tally(answers)),
        "rule": asked,
        "results": practice.results(answers),
        "histogram": practice.histogram(answers),
        "missions": practice.by_mission(answers),
        "fewest": fewest,
        "most": most,
        "may_open": may_open,
        "week_rule": week_rule(),
        "group": next(group for group in GROUPS if rule_id.startswith(group[0])),
        **_neighbours(asked),
    }
    return render(request, "meetings/guideline/rule.html", context)


def _answers(rule_id: str) -> Sequence[Found]:
    """What the rule says of every occasion on record; a rule about months or none is not asked."""
    if rule_id not in OCCASION_RULES:
        return ()
    return practice.answers_by_rule(record(), week_rule()).get(rule_id, ())


def _may_be_told(one: Found, may_open: Set[str]) -> bool:
    """Whether a case may be named with its days: those of a paper are for whom its mission concerns."""
    names_a_paper = any(isinstance(label, PaperKind) for label, _day in one.finding.dates)
    return one.fact.mission in may_open or not names_a_paper


def _neighbours(asked: Rule) -> dict[str, Rule | None]:
    """The rules before and after it in the catalogue."""
    at = RULES.index(asked)
    return {"before": RULES[at - 1] if at else None, "after": RULES[at + 1] if at + 1 < len(RULES) else None}
