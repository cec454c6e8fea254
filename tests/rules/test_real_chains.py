"""Chains of dates that happened, from report to mandate's end, each with what the rules say of it.

The dates are those of ``fixtures/cycles.csv``, where each row names its sources. Lead times to the meeting are
upper bounds: a report's document date can lie some days before its circulation.
"""

from typing import NamedTuple

import pytest

from meetings.rules.findings import Result, Severity
from meetings.rules.vocabulary import WeekRule
from tests.rules.chains import ask, chain

PREFERENCE, MINIMUM, SHORT = Result.MEETS_PREFERENCE, Result.AT_MINIMUM, Result.SHORT
SAME_DAY, IN_ORDER = Result.SAME_DAY, Result.IN_ORDER


class Happened(NamedTuple):
    """Report, meeting, consultations, adoption and end; the gaps T - R and C - T; working days before T."""

    mission: str
    resolution: int
    dates: str
    to_meeting: int
    to_consultations: int
    working_days: int
    order: Result

    def __str__(self) -> str:
        return f"{self.mission}-{self.resolution}"


CHAINS = [
    Happened("UNDOF", 2639, "2022-06-01 2022-06-09 2022-06-21 2022-06-27 2022-06-30", 8, 12, 6, IN_ORDER),
    Happened("UNFICYP", 1986, "2011-05-31 2011-06-08 2011-06-13 2011-06-13 2011-06-15", 8, 5, 6, SAME_DAY),
    Happened("UNFICYP", 2483, "2019-07-10 2019-07-15 2019-07-19 2019-07-25 2019-07-31", 5, 4, 3, IN_ORDER),
    Happened("MINURSO", 2099, "2013-04-08 2013-04-11 2013-04-22 2013-04-25 2013-04-30", 3, 11, 3, IN_ORDER),
    Happened("MONUC", 1856, "2008-11-21 2008-11-26 2008-11-26 2008-12-22 2008-12-31", 5, 0, 3, SAME_DAY),
    Happened("MONUSCO", 2348, "2017-03-10 2017-03-16 2017-03-21 2017-03-31 2017-03-31", 6, 5, 4, IN_ORDER),
    Happened("MONUSCO", 2463, "2019-03-07 2019-03-14 2019-03-18 2019-03-29 2019-03-31", 7, 4, 5, IN_ORDER),
    Happened("MONUSCO", 2808, "2025-12-01 2025-12-11 2025-12-12 2025-12-19 2025-12-20", 10, 1, 8, IN_ORDER),
    Happened("UNMIL", 2116, "2013-08-12 2013-08-22 2013-09-10 2013-09-18 2013-09-30", 10, 19, 8, IN_ORDER),
    Happened("UNOCI", 1911, "2010-01-07 2010-01-14 2010-01-21 2010-01-28 2010-01-31", 7, 7, 5, IN_ORDER),
    Happened("UNOCI", 2062, "2012-06-29 2012-07-10 2012-07-18 2012-07-26 2012-07-31", 11, 8, 7, IN_ORDER),
    Happened(
        "MINUSTAH", 2243, "2015-08-31 2015-09-16 2015-10-08 2015-10-14 2015-10-15", 16, 22, 12, IN_ORDER
    ),
    Happened("MINUSTAH", 2350, "2017-03-16 2017-04-04 2017-04-11 2017-04-13 2017-04-15", 19, 7, 13, IN_ORDER),
    Happened("UNAMID", 2063, "2012-07-16 2012-07-18 2012-07-24 2012-07-31 2012-07-31", 2, 6, 2, IN_ORDER),
    Happened("MINUSMA", 2423, "2018-06-06 2018-06-07 2018-06-14 2018-06-28 2018-06-30", 1, 7, 1, IN_ORDER),
    Happened("MINUSCA", 2387, "2017-10-18 2017-10-24 2017-11-06 2017-11-15 2017-11-15", 6, 13, 4, IN_ORDER),
    Happened("MINUSCA", 2800, "2025-10-10 2025-10-21 2025-10-28 2025-11-13 2025-11-15", 11, 7, 7, IN_ORDER),
    Happened("UNMISS", 2778, "2025-04-07 2025-04-14 2025-04-16 2025-04-30 2025-04-30", 7, 2, 5, IN_ORDER),
]


def judged(gap: int) -> Result:
    """The table of the domain reference, written out again and independently of the code."""
    if gap == 0:
        return SAME_DAY
    if gap == 7:
        return MINIMUM
    return PREFERENCE if gap > 7 else SHORT


@pytest.mark.parametrize("happened", CHAINS, ids=str)
def test_a_chain_that_happened(happened: Happened) -> None:
    occasion = chain(*happened.dates.split(), mission=happened.mission, concluded=True)
    g7, g13, n2 = (ask(rule_id, occasion) for rule_id in ("G7", "G13", "N2"))
    assert (g7.days, g7.result) == (happened.to_meeting, judged(happened.to_meeting))
    assert (g13.days, g13.result) == (happened.to_consultations, judged(happened.to_consultations))
    assert (n2.days, n2.met) == (happened.working_days, happened.working_days >= 4)
    assert ask("G16", occasion).result is happened.order
    assert ask("L4", occasion).result is IN_ORDER
    assert ask("N10", occasion).result is IN_ORDER


def test_of_the_chains_here_only_those_of_seven_days_turn_over() -> None:
    turned = set()
    for happened in CHAINS:
        for rule_id in ("G7", "G13"):
            occasion = chain(*happened.dates.split(), mission=happened.mission)
            lenient = ask(rule_id, occasion, week_rule=WeekRule.AT_LEAST)
            strict = ask(rule_id, occasion, week_rule=WeekRule.MORE_THAN)
            if lenient.result is not strict.result:
                turned.add((happened.resolution, rule_id))
                assert (lenient.severity, strict.severity) == (Severity.NOTE, Severity.WARNING)
    assert turned == {
        (1911, "G7"),
        (1911, "G13"),
        (2350, "G13"),
        (2423, "G13"),
        (2463, "G7"),
        (2778, "G7"),
        (2800, "G13"),
    }
