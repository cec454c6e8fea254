"""How each kind of table is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from meetings.exchange.tables.columns import TypedRow
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.contributions import write_contributions
from meetings.services.loads.kinds.council import write_presidencies, write_terms
from meetings.services.loads.kinds.held import write_held
from meetings.services.loads.kinds.holidays import write_holidays
from meetings.services.loads.kinds.mandates import write_mandates
from meetings.services.loads.kinds.missions import write_missions
from meetings.services.loads.kinds.programme import write_programme
from meetings.services.loads.kinds.reports import write_reports, write_requirements
from meetings.services.loads.known import Known
from meetings.services.loads.steps import Steps

Writer = Callable[[Bringing, Sequence[TypedRow], Known], Steps[None]]
"""Brings the rows of one file to the tables they belong to, what is pointed to first."""

WRITERS: Final[Mapping[str, Writer]] = {
    "mandates": write_mandates,
    "requirements": write_requirements,
    "reports": write_reports,
    "contributions": write_contributions,
    "missions": write_missions,
    "presidencies": write_presidencies,
    "members": write_terms,
    "holidays": write_holidays,
    "held": write_held,
    "programme": write_programme,
}
"""By the name of the kind."""
