"""Findings as a reader sees them: a sentence with its rule, and how many of them are met."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from meetings.exchange.wording import mend_sentence, sentence
from meetings.rules.findings import Finding, Result
from meetings.rules.guideline import rule
from meetings.rules.rule import Rule
from meetings.rules.vocabulary import WeekRule

NEEDS_A_WORD = frozenset({Result.SHORT, Result.SAME_DAY, Result.NOT_MET, Result.MET})
"""Results that a reader looks for when running down a column."""


LACKS_DAYS = frozenset({Result.SHORT, Result.SAME_DAY})


def week_rule() -> WeekRule:
    """Whether exactly seven days count as the guideline's week, as this site is set."""
    return WeekRule(settings.WEEK_RULE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One finding in words, beside the rule it comes from."""

    finding: Finding
    rule: Rule
    sentence: str
    mend: str

    @classmethod
    def of(cls, finding: Finding) -> "Answer":
        return cls(finding, rule(finding.rule), sentence(finding), mend_sentence(finding))

    @property
    def says_result(self) -> bool:
        """Whether the result is said in a word of its own; most sentences say it already."""
        return self.finding.result in NEEDS_A_WORD


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some findings are met, how many are not, and how many cannot be told yet.

    Of those that are not met, ``short`` ones lack days; the others come out of order or were not done.
    """

    met: int
    short: int
    otherwise: int
    unknown: int

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Tally":
        counts = Counter(_counted_as(finding) for finding in findings)
        return cls(counts["met"], counts["short"], counts["otherwise"], counts["unknown"])

    @property
    def not_met(self) -> int:
        return self.short + self.otherwise

    @property
    def known(self) -> int:
        return self.met + self.not_met

    @property
    def all(self) -> int:
        return self.known + self.unknown


def _counted_as(finding: Finding) -> str:
    if finding.met:
        return "met"
    if finding.judged:
        return "short" if finding.result in LACKS_DAYS else "otherwise"
    return "unknown" if finding.result is Result.UNKNOWN else "left out"
