"""What the audit trail calls the thing that was changed, as a planner reads it: days and steps are no codes there."""

import re
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.exchange.wording_values import month_name
from meetings.models.labels import STEP_KINDS
from meetings.rules.vocabulary import StepKind

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_STEP: Final = re.compile(rf": ({'|'.join(StepKind)}), (?=({_DAY.pattern}|–)$)", re.ASCII)


def subject_in_words(subject: str) -> str:
    """The subject of an audit record, its step and its days in the active language.

    A record says "MONUSCO 2026-12 renewal: T, 2026-12-01" or "Briefing: 2026-12-01 → –", in whatever language it
    is read later; of a month it says "2027-02"; anything that looks otherwise stays as it is.
    """
    if _MONTH.fullmatch(subject):
        return month_name(date.fromisoformat(f"{subject}-01"))
    named = _STEP.sub(lambda found: f": {STEP_KINDS[StepKind(found[1])]}, ", subject)
    return _DAY.sub(_day, named)


def _day(found: re.Match[str]) -> str:
    try:
        return date_format(date.fromisoformat(found[0]), gettext("j F"))
    except ValueError:
        return found[0]
