"""How many rows a load has of each outcome, in words."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import ngettext_lazy

from meetings.models import Load, LoadLine
from meetings.templatetags.records import grouped

UNCHANGED: Final = "unchanged"

WORDS: Final = {
    str(LoadLine.Outcome.CONFLICT): ngettext_lazy(
        "%(number)s in conflict", "%(number)s in conflict", "count"
    ),
    str(LoadLine.Outcome.CLOSED): ngettext_lazy("%(number)s closed", "%(number)s closed", "count"),
    str(LoadLine.Outcome.CHANGED): ngettext_lazy("%(number)s changed", "%(number)s changed", "count"),
    str(LoadLine.Outcome.NEW): ngettext_lazy("%(number)s new", "%(number)s new", "count"),
    UNCHANGED: ngettext_lazy("%(number)s unchanged", "%(number)s unchanged", "count"),
}
"""In the order in which a reader looks at them: what asks for a decision first."""

PROBLEMS: Final = ngettext_lazy("%(number)s problem", "%(number)s problems", "count")


@dataclass(frozen=True, slots=True)
class Count:
    """So many rows of one outcome."""

    outcome: str
    number: int
    words: str


def counts_of(load: Load, *, problems: int = 0) -> list[Count]:
    """What there is any of; of a file that could not be used, its problems."""
    if load.state == Load.State.REFUSED:
        return [_count("problems", problems, PROBLEMS)]
    summary = load.summary
    return [
        _count(outcome, summary[outcome], words) for outcome, words in WORDS.items() if summary.get(outcome)
    ]


def _count(outcome: str, number: int, words: object) -> Count:
    return Count(outcome, number, str(words % {"count": number, "number": grouped(number)}))  # type: ignore[operator]
