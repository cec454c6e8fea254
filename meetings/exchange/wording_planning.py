"""Days marked and steps not placed, in words: short, calm, and with the number of days."""

from typing import Final

from django.utils.translation import gettext, ngettext, pgettext_lazy

from meetings.exchange.wording import STEP_NAMES, day_label
from meetings.planning.day_marks import DayMark, Mark, Told
from meetings.planning.placing import NotPlaced, WhyNot
from meetings.rules.vocabulary import StepKind

WORKING_DAYS: Final = frozenset({"N1", "N2"})
"""The rules that count working days."""

_LABELS: Final = {
    Mark.MEETS: pgettext_lazy("day", "meets"),
    Mark.AT_MINIMUM: pgettext_lazy("day", "exactly one week"),
    Mark.SAME_DAY: pgettext_lazy("day", "same day"),
    Mark.OUT_OF_ORDER: pgettext_lazy("day", "out of order"),
    Mark.CLASH: pgettext_lazy("day", "room taken"),
    Mark.HOLIDAY: pgettext_lazy("day", "holiday"),
    Mark.WEEKEND: pgettext_lazy("day", "weekend"),
    Mark.PAST: pgettext_lazy("day", "past"),
    Mark.FIFTH_DAY: pgettext_lazy("day", "fifth day of the week"),
    Mark.FRIDAY: pgettext_lazy("day", "Friday"),
    Mark.FREE: pgettext_lazy("day", "free"),
}

_CHAIN: Final = tuple(StepKind)
"""The steps in their order, to tell before from after."""


def mark_text(mark: DayMark | Told) -> str:
    """What a day would do, in two or three words of the active language."""
    if mark.mark in (Mark.OUT_OF_ORDER, Mark.SAME_DAY) and mark.step and mark.other:
        return _as_to(mark.mark, mark.step, mark.other)
    label = _label(mark.mark, mark.days, mark.rule)
    if mark.name and mark.mark in (Mark.HOLIDAY, Mark.CLASH):
        return gettext("%(label)s: %(name)s") % {"label": label, "name": mark.name}
    return label


def _label(mark: Mark, days: int | None, rule_id: str) -> str:
    if mark is Mark.SHORT:
        return _short(days or 0, rule_id)
    if mark is Mark.LATE:
        text = ngettext(
            "%(days)d day after the mandate's end", "%(days)d days after the mandate's end", days or 0
        )
        return text % {"days": days or 0}
    return str(_LABELS[mark])


def _short(days: int, rule_id: str) -> str:
    if rule_id in WORKING_DAYS:
        text = ngettext("%(days)d working day short", "%(days)d working days short", days)
    else:
        text = ngettext("%(days)d day short", "%(days)d days short", days)
    return text % {"days": days}


def _as_to(mark: Mark, step: StepKind, other: StepKind) -> str:
    """Where a day lies as to another step: on its day, or on the wrong side of it."""
    named = {"step": STEP_NAMES[other]}
    if mark is Mark.SAME_DAY:
        return gettext("same day as %(step)s") % named
    if _CHAIN.index(step) < _CHAIN.index(other):
        return gettext("after %(step)s") % named
    return gettext("before %(step)s") % named


def why_not_text(not_placed: NotPlaced) -> str:
    """Which step was not placed, and why, as one line of the active language."""
    text = gettext("Not placed: %(step)s. %(reason)s")
    return text % {"step": STEP_NAMES[not_placed.kind], "reason": _why_not(not_placed)}


def _why_not(not_placed: NotPlaced) -> str:
    if not_placed.why is WhyNot.NO_DATE:
        return gettext("There is no date to plan from.")
    if not_placed.why is WhyNot.CLOSED:
        return gettext("Headquarters is closed on every day left for it.")
    if not_placed.why is WhyNot.NO_FREE_SITTING:
        return gettext("Its room is taken on every day left for it.")
    text = ngettext(
        "The first day left is %(days)d day too late; the latest was %(day)s.",
        "The first day left is %(days)d days too late; the latest was %(day)s.",
        not_placed.days,
    )
    return text % {"days": not_placed.days, "day": day_label(not_placed.latest) if not_placed.latest else ""}
