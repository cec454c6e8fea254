"""What can be loaded: one file a kind of table, with its columns."""

from collections.abc import Mapping
from typing import Final

from meetings.exchange.kinds.contributions import CONTRIBUTIONS
from meetings.exchange.kinds.held import HELD
from meetings.exchange.kinds.holidays import HOLIDAYS
from meetings.exchange.kinds.mandates import MANDATES
from meetings.exchange.kinds.members import MEMBERS
from meetings.exchange.kinds.missions import MISSIONS
from meetings.exchange.kinds.presidencies import PRESIDENCIES
from meetings.exchange.kinds.programme import PROGRAMME
from meetings.exchange.kinds.reports import REPORTS
from meetings.exchange.kinds.requirements import REQUIREMENTS
from meetings.exchange.tables.columns import Kind

KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        MANDATES,
        REQUIREMENTS,
        REPORTS,
        CONTRIBUTIONS,
        MISSIONS,
        PRESIDENCIES,
        MEMBERS,
        HOLIDAYS,
        HELD,
        PROGRAMME,
    )
}
"""All kinds by name, in the order in which they are offered."""
