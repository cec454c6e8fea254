"""reporting_phrases.csv: what resolutions asked the Secretary-General to report, and when."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.exchange.reference.table import Place, Row, Table, day_in_words

COLUMNS = ("mission", "resolution", "reporting_phrases_found")

DAY = re.compile(r"(?:by|no later than|not later than) (\d{1,2} [A-Z][a-z]+ \d{4})")
SPAN = re.compile(r"(within|every) (\d{1,3}|[a-z]+) (days|months)")
NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12}
LONGEST_PHRASE = 200
INTERVALS = {"quarterly": 3, "semi-annually": 6}
"""Words that name an interval, in months."""


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One phrase: a day, a span after adoption, an interval; or only its wording."""

    place: Place
    mission: str
    resolution: str
    wording: str
    due_on: date | None = None
    within: int | None = None
    every: int | None = None
    unit: str = ""


def read_requirements(table: Table, decided: Collection[tuple[str, str]]) -> tuple[RequirementRow, ...]:
    """Read the phrases, one row each.

    Args:
        decided: the mission and number of each resolution in mandate_history.csv.
    """
    return tuple(requirement for row in table.rows() for requirement in _requirements(table, row, decided))


def _requirements(table: Table, row: Row, decided: Collection[tuple[str, str]]) -> list[RequirementRow]:
    mission, resolution = row.text("mission"), row.text("resolution")
    if (mission, resolution) not in decided:
        row.fail("resolution", f"a resolution on {mission} in mandate_history.csv")
    table.once(row, "resolution", mission, resolution)
    phrases = row.text("reporting_phrases_found", required=True).split(" | ")
    return [_requirement(row, mission, resolution, phrase) for phrase in dict.fromkeys(phrases)]


def _requirement(row: Row, mission: str, resolution: str, phrase: str) -> RequirementRow:
    if len(phrase) > LONGEST_PHRASE:
        row.fail("reporting_phrases_found", f"short enough (expected at most {LONGEST_PHRASE})", phrase)
    dated = when_due(phrase)
    if dated is None:
        row.fail("reporting_phrases_found", "a day that exists", phrase)
    return RequirementRow(row.place, mission, resolution, phrase, **dated or {})


def when_due(phrase: str) -> dict[str, Any] | None:
    """What a phrase says of the day: ``due_on``, or ``within`` or ``every`` so many of a ``unit``, or nothing.

    ``None`` for a day that does not exist.
    """
    if phrase in INTERVALS:
        return {"every": INTERVALS[phrase], "unit": "months"}
    if match := DAY.fullmatch(phrase):
        due_on = day_in_words(match[1])
        return {"due_on": due_on} if due_on else None
    if match := SPAN.fullmatch(phrase):
        number = int(match[2]) if match[2].isdecimal() else NUMBERS.get(match[2])
        if number:
            return {match[1]: number, "unit": match[3]}
    return {}
