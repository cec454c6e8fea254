"""Members of the Council: permanent seats and elected terms."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.kinds.states import STATE, missing_state
from meetings.exchange.reference.table import YEARS
from meetings.exchange.tables.columns import Column, Complaint, Kind, TypedRow
from meetings.exchange.tables.fields import DayField, WordField
from meetings.models import CouncilTerm

PERMANENT: Final = CouncilTerm.Kind.PERMANENT.value
ELECTED: Final = CouncilTerm.Kind.ELECTED.value

GROUP_WORDS: Final = {
    CouncilTerm.Group.AFRICAN.value: ("Africa", "African States"),
    CouncilTerm.Group.ASIA_PACIFIC.value: ("Asia Pacific States", "Asia", "Asian Group", "APG"),
    CouncilTerm.Group.EASTERN_EUROPEAN.value: ("Eastern Europe", "Eastern European States", "EEG"),
    CouncilTerm.Group.LATIN_AMERICAN_CARIBBEAN.value: (
        "Latin America and the Caribbean",
        "Latin American and Caribbean States",
        "GRULAC",
    ),
    CouncilTerm.Group.WESTERN_EUROPEAN_OTHERS.value: (
        "Western Europe and others",
        "Western European and other States",
        "WEOG",
    ),
}


class TermDayField(DayField):
    """The day on which a term begins or ends. A year alone is its first day, or its last."""

    expects = _("A date, as 2027-01-01 or 1 January 2027; or the year alone.")

    def __init__(self, *, month: int, day: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.month = month
        self.day = day

    def to_python(self, value: Any) -> Any:
        digits = str(value).removesuffix(".0")
        if len(digits) == len("2027") and digits.isdecimal() and digits.isascii() and int(digits) in YEARS:
            return date(int(digits), self.month, self.day)
        return super().to_python(value)


COLUMNS: Final = (
    *STATE,
    Column(
        "kind",
        WordField(
            {
                PERMANENT: ("permanent member", "P5", "membre permanent"),
                ELECTED: (
                    "elected member",
                    "non-permanent",
                    "non-permanent member",
                    "E10",
                    "membre non permanent",
                ),
            },
            labels=dict(CouncilTerm.Kind.choices),
            label=_("kind of seat"),
            required=False,
            help_text=_("Permanent or elected. A row with the days of a term is elected."),
        ),
        ("seat", "type", "membership", "type of membership"),
        example=ELECTED,
    ),
    Column(
        "begins",
        TermDayField(
            month=1, day=1, label=_("term begins"), required=False, help_text=_("The first day of the term.")
        ),
        ("term_start", "start", "start date", "term begin", "from", "first day", "début du mandat"),
        example=date(2027, 1, 1),
    ),
    Column(
        "ends",
        TermDayField(
            month=12, day=31, label=_("term ends"), required=False, help_text=_("The last day of the term.")
        ),
        ("term_end", "end", "end date", "until", "to", "last day", "fin du mandat"),
        example=date(2028, 12, 31),
    ),
    Column(
        "regional_group",
        WordField(
            GROUP_WORDS,
            labels=dict(CouncilTerm.Group.choices),
            label=_("regional group"),
            required=False,
            help_text=_("The group whose seat it is."),
        ),
        ("group", "region", "groupe régional", "groupe"),
        example=CouncilTerm.Group.AFRICAN.value,
    ),
    *SOURCE,
)


def kind_of(row: TypedRow) -> str:
    """Permanent or elected, as said or as the days of a term tell; empty where neither does."""
    return str(row.get("kind", ELECTED if row.fills("begins") and row.fills("ends") else ""))


def check(row: TypedRow) -> Iterator[Complaint]:
    """A State; no days for a permanent seat, and both, one after the other, for an elected term."""
    yield from missing_state(row)
    kind = kind_of(row)
    if not kind and not row.fills("kind"):
        yield (
            "kind",
            gettext("Say whether the seat is permanent, or give the first and the last day of the term."),
        )
    for column in ("begins", "ends"):
        if kind == PERMANENT and row.has(column):
            yield column, gettext("A permanent seat has no first and no last day.")
        if kind == ELECTED and not row.fills(column):
            yield column, gettext("An elected term needs its first and its last day.")
    if row.has("begins", "ends") and row.values["ends"] <= row.values["begins"]:
        yield "ends", gettext("The term ends before it begins.")


MEMBERS: Final = Kind(
    name="members",
    title=_("Council members"),
    about=_(
        "Who sits on the Council: the permanent seats, and each elected term with its first and last day."
    ),
    columns=COLUMNS,
    key=("iso3", "country", "begins"),
    check=check,
    bears_on_findings=False,
)
