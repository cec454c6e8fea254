"""Every rule over every renewal cycle of the record, without a database."""

from pathlib import Path

from meetings.exchange.cycles import read_cycles
from meetings.rules.engine import check_occasion
from meetings.rules.vocabulary import WeekRule
from meetings.rules.working_days import WorkingDays
from tests.performance.timing import median_ms

CYCLES = Path(__file__).resolve().parents[2] / "fixtures" / "cycles.csv"


def measure(folder: Path) -> list[str]:
    """All occasion rules over the file's chains; reading the file is not part of it."""
    occasions = [row.occasion for row in read_cycles(CYCLES).rows]
    calendar = WorkingDays(frozenset())

    def check() -> list[object]:
        return [check_occasion(occasion, calendar, WeekRule.AT_LEAST) for occasion in occasions]

    findings = sum(len(found) for found in check())  # type: ignore[arg-type,misc]
    return [f"{len(occasions)} cycles, {findings} findings: median {median_ms(check, 30):.1f} ms of 30 runs"]
