"""What a planner says of a report, and what may be said of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Report
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportValues:
    """What a planner says of a report. Days are New York days; ``circulated_on`` is in all official languages."""

    kind: str = "written"
    symbol: str = ""
    due_on: date | None = None
    advance_on: date | None = None
    signed_on: date | None = None
    circulated_on: date | None = None

    @classmethod
    def of(cls, report: Report) -> "ReportValues":
        """How a report stands."""
        return cls(**{field.name: getattr(report, field.name) for field in fields(cls)})

    @property
    def days(self) -> dict[str, date | None]:
        """Its days by name."""
        return {name: value for name, value in asdict(self).items() if name.endswith("_on")}

    def in_words(self) -> dict[str, str]:
        """As the audit record keeps them: days as machines read them, empty where there is none."""
        return {name: str(value or "") for name, value in asdict(self).items()}


class StaleReport(Exception):
    """Somebody changed the report since the reader saw it; ``report`` is how it stands now."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


def check(values: ReportValues, today: date, *, but: Report | None = None) -> None:
    """Whether a report may be said to be so.

    Args:
        today: the day in New York, after which nothing was circulated or signed yet.
        but: the report itself, where it is on record already.

    Raises:
        Refused: at the field that makes no sense.
    """
    for name, day in values.days.items():
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise Refused(gettext("The desk knows the years 2000 to 2099."), name)
    for name in ("signed_on", "circulated_on"):
        day = values.days[name]
        if day and day > today:
            raise Refused(
                gettext("This day is still to come. What is only expected is a day it is due."), name
            )
    _check_order(values)
    same = Report.objects.filter(symbol=values.symbol)
    if values.symbol and any(row != but for row in same):
        raise _symbol_taken()


def _check_order(values: ReportValues) -> None:
    """A report is signed, and its advance version sent, before it is out in all languages."""
    out = values.circulated_on
    if out is None:
        return
    message = gettext("It was circulated on %(day)s, so this cannot be later.")
    for name in ("advance_on", "signed_on"):
        day = values.days[name]
        if day and day > out:
            raise Refused(message % {"day": date_format(out, "j F Y")}, name)


@contextmanager
def keeping_symbols() -> Iterator[None]:
    """Say so in words where somebody put a report with that symbol on record just now."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "symbol" not in str(error):
            raise
        raise _symbol_taken() from error


def _symbol_taken() -> Refused:
    return Refused(gettext("A report with this symbol is on record already: attach that one."), "symbol")
