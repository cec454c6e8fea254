"""A finding in one calm line, in the reader's language: what was found, what was wanted, and no alarm."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording_reasons import REASONS
from meetings.exchange.written_days import written_day
from meetings.rules.findings import Dates, Finding, Reason, Result, Severity, Unit
from meetings.rules.gaps import WEEK
from meetings.rules.vocabulary import PaperKind, StepKind

RESULT_LABELS: Final = {
    Result.MEETS_PREFERENCE: _("Meets the preference"),
    Result.AT_MINIMUM: _("Exactly one week"),
    Result.SHORT: _("Short"),
    Result.SAME_DAY: _("Same day"),
    Result.OUT_OF_ORDER: _("Out of order"),
    Result.UNKNOWN: _("Not known"),
    Result.NOT_APPLICABLE: _("Not applicable"),
    Result.IN_ORDER: _("In order"),
    Result.MET: _("Met"),
    Result.NOT_MET: _("Not met"),
}

SEVERITY_LABELS: Final = {
    Severity.OK: _("In order"),
    Severity.NOTE: _("Note"),
    Severity.HINT: _("Hint"),
    Severity.WARNING: _("Warning"),
    Severity.ERROR: _("Error"),
}

# Each stands inside a sentence, hence the article and the small letter.
STEP_NAMES: Final = {
    StepKind.SECRETARIAT_BEFORE: pgettext_lazy("step", "the first meeting with the Secretariat"),
    StepKind.BRIEFING_BEFORE: pgettext_lazy("step", "the first briefing of members"),
    StepKind.ASSESSMENT: pgettext_lazy("step", "the assessment mission"),
    StepKind.SECRETARIAT_AFTER: pgettext_lazy("step", "the second meeting with the Secretariat"),
    StepKind.BRIEFING_AFTER: pgettext_lazy("step", "the second briefing of members"),
    StepKind.REPORT: pgettext_lazy("step", "the report"),
    StepKind.POLITICO_MILITARY: pgettext_lazy("step", "the politico-military briefing"),
    StepKind.INVITATION: pgettext_lazy("step", "the invitation"),
    StepKind.CONTRIBUTORS: pgettext_lazy("step", "the meeting"),
    StepKind.CONSULTATIONS: pgettext_lazy("step", "consultations"),
    StepKind.ADOPTION: pgettext_lazy("step", "the adoption"),
    StepKind.MANDATE_END: pgettext_lazy("step", "the mandate's end"),
}

HALF_A_YEAR: Final = 180

_LABELS: Final[Mapping[str, object]] = {
    **{kind.value: name for kind, name in STEP_NAMES.items()},
    "adopted": pgettext_lazy("step", "the programme's adoption"),
    "agenda": pgettext_lazy("step", "the agenda"),
    "previous": pgettext_lazy("step", "one meeting"),
    "next": pgettext_lazy("step", "the next"),
}


def result_label(result: Result) -> str:
    """A result in a word or two, in the active language."""
    return str(RESULT_LABELS[result])


def severity_label(severity: Severity) -> str:
    """A severity in one word, in the active language."""
    return str(SEVERITY_LABELS[severity])


def day_label(day: date) -> str:
    """A day without its year, as the active language writes it; day before month in the UN's English."""
    english = (get_language() or "en").startswith("en")
    return written_day(day, "j F" if english else "MONTH_DAY_FORMAT")


def _day(finding: Finding, day: date) -> str:
    """A day inside a sentence; with its year where the finding counts so many days that one must ask which."""
    if abs(finding.days or 0) <= HALF_A_YEAR:
        return day_label(day)
    english = (get_language() or "en").startswith("en")
    return written_day(day, "j F Y" if english else "DATE_FORMAT")


def sentence(finding: Finding) -> str:
    """One line that says what a finding found, in the active language, with days and dates but without its rule."""
    text = _WORDED.get(finding.result, _by_reason)(finding)
    if finding.planned:
        planned = gettext("Planned: a due date stands in for the day itself.")
        return gettext("%(sentence)s %(remark)s") % {"sentence": text, "remark": planned}
    return text


def mend_sentence(finding: Finding) -> str:
    """The nearest day that would mend a finding, as one line; empty when there is none to offer."""
    if finding.mend is None:
        return ""
    day = day_label(finding.mend.on)
    if finding.mend.step is None:
        return gettext("Nearest day that would mend it: %(day)s.") % {"day": day}
    step = STEP_NAMES[finding.mend.step]
    return gettext("Nearest day that would mend it: %(day)s for %(step)s.") % {"day": day, "step": step}


def _name(label: str) -> str:
    """A step inside a sentence. An entry is known by its uid, which no reader wants to see."""
    return str(_LABELS.get(label, gettext("the entry")))


def _gap(finding: Finding) -> str:
    """How many days lie between which two things."""
    (first, a), (then, b) = finding.dates[:2]
    days = finding.days or 0
    if finding.unit is Unit.WORKING:
        text = ngettext(
            "%(days)d working day between %(first)s (%(first_day)s) and %(then)s (%(then_day)s)",
            "%(days)d working days between %(first)s (%(first_day)s) and %(then)s (%(then_day)s)",
            days,
        )
    else:
        text = ngettext(
            "%(days)d day between %(first)s (%(first_day)s) and %(then)s (%(then_day)s)",
            "%(days)d days between %(first)s (%(first_day)s) and %(then)s (%(then_day)s)",
            days,
        )
    return text % {"days": days, **_pair((first, a), (then, b))}


def _pair(first: tuple[str, date], then: tuple[str, date]) -> dict[str, str]:
    """Two things and their days, as the sentences about a pair name them."""
    return {
        "first": _name(first[0]),
        "first_day": day_label(first[1]),
        "then": _name(then[0]),
        "then_day": day_label(then[1]),
    }


def _judged(gap: str, judgement: str) -> str:
    """A gap and what is to be thought of it. A language may put the two the other way round."""
    return gettext("%(gap)s; %(judgement)s.") % {"gap": gap, "judgement": judgement}


def _meets_preference(finding: Finding) -> str:
    return _judged(_gap(finding), gettext("more than one week, as the guideline prefers"))


def _at_minimum(finding: Finding) -> str:
    return _judged(_gap(finding), gettext("exactly one week; the guideline's preference is one day more"))


def _short(finding: Finding) -> str:
    days, wanted = finding.days or 0, finding.wanted or 0
    if wanted < WEEK:
        text = gettext("%(short)d short of the %(wanted)d asked for")
        return _judged(_gap(finding), text % {"wanted": wanted, "short": wanted - days})
    if days == WEEK:
        return _judged(_gap(finding), gettext("exactly one week, 1 short of the guideline's preference"))
    text = gettext("%(week)d short of one week, %(preference)d short of the guideline's preference")
    return _judged(_gap(finding), text % {"week": WEEK - days, "preference": WEEK + 1 - days})


def _same_day(finding: Finding) -> str:
    """Names the first two neighbours that share a day; a paper and its step share one too."""
    (first, day), (then, _day) = _first_pair(finding.dates, lambda a, b: a == b)
    if isinstance(first, PaperKind):
        return gettext("Done on the day of %(step)s itself (%(day)s).") % {
            "step": _name(then),
            "day": day_label(day),
        }
    text = gettext("Same day: %(first)s and %(then)s (%(day)s).")
    return text % {"first": _name(first), "then": _name(then), "day": day_label(day)}


def _out_of_order(finding: Finding) -> str:
    """Names the first two neighbours whose order is reversed; a paper may be there too early."""
    first, day = finding.dates[0]
    if isinstance(first, PaperKind):
        then, other = finding.dates[1]
        text = gettext("Done on %(day)s, before %(step)s (%(other)s).")
        return text % {"day": day_label(day), "step": _name(then), "other": day_label(other)}
    (first, day), (then, other) = _first_pair(finding.dates, lambda a, b: a > b)
    text = gettext("Out of order: %(first)s (%(first_day)s) after %(then)s (%(then_day)s).")
    return text % _pair((first, day), (then, other))


def _first_pair(
    dates: Dates, wanted: Callable[[date, date], bool]
) -> tuple[tuple[str, date], tuple[str, date]]:
    """The first two neighbours whose days stand so to each other, else simply the first two."""
    return next((pair for pair in pairwise(dates) if wanted(pair[0][1], pair[1][1])), (dates[0], dates[1]))


def _in_order(finding: Finding) -> str:
    if finding.reason is not Reason.NONE:
        return _by_reason(finding)
    if finding.days is None:  # a whole chain has no one gap
        return gettext("The known steps are in their order.")
    text = gettext("In order: %(first)s (%(first_day)s) before %(then)s (%(then_day)s).")
    return text % _pair(*finding.dates[:2])


def _met(finding: Finding) -> str:
    """Met by a gap, by a line ticked on a day, or with nothing more to say."""
    if finding.reason is not Reason.NONE:
        return _by_reason(finding)
    if finding.dates and isinstance(finding.dates[0][0], PaperKind):
        return gettext("Done on %(day)s.") % {"day": day_label(finding.dates[0][1])}
    if finding.days is not None and finding.dates[1:]:
        return gettext("%(gap)s.") % {"gap": _gap(finding)}
    return gettext("In order.")


def _by_reason(finding: Finding) -> str:
    """The sentence of the reason, with whatever numbers and days it asks for."""
    label, day = finding.dates[0] if finding.dates else ("", None)
    said = REASONS[finding.reason] % {
        "days": finding.days or 0,
        "wanted": finding.wanted or 0,
        "day": _day(finding, day) if day else "",
        "step": _name(label),
        "detail": finding.detail,
    }
    if finding.to_adoption is None:
        return capfirst(said)
    return gettext("%(sentence)s %(remark)s") % {"sentence": capfirst(said), "remark": _to_adoption(finding)}


def _to_adoption(finding: Finding) -> str:
    """The gap from the meeting to the adoption, where consultations are not known (domain decision 5)."""
    days = finding.to_adoption or 0
    text = ngettext(
        "From the meeting to the adoption it is %(days)d day.",
        "From the meeting to the adoption it is %(days)d days.",
        days,
    )
    return text % {"days": days}


_WORDED: Final[Mapping[Result, Callable[[Finding], str]]] = {
    Result.MEETS_PREFERENCE: _meets_preference,
    Result.AT_MINIMUM: _at_minimum,
    Result.SHORT: _short,
    Result.SAME_DAY: _same_day,
    Result.OUT_OF_ORDER: _out_of_order,
    Result.IN_ORDER: _in_order,
    Result.MET: _met,
}
"""How a result is said; the others are said by their reason."""
