"""The contributors' table of a month: uniformed personnel by mission and State."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.kinds.states import STATE, missing_state
from meetings.exchange.reference.contributions import COUNTED, SUMS
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import MissionField, MonthEndField, NumberField
from meetings.models.labels import Label
from meetings.rules.months import last_of

MOST_PERSONNEL: Final = 100_000
"""More than all missions together ever had: a larger number is a column gone astray."""


class MonthCountedField(MonthEndField):
    """The month whose end figures relate to, as its last day: a spreadsheet makes "Jul-25" the first of July."""

    expects = _("A month, as 2026-10 or October 2026, or any day of it: it stands for its last day.")

    def to_python(self, value: Any) -> Any:
        return last_of(super().to_python(value))


def _count(name: str, label: Label, help_text: Label, synonyms: tuple[str, ...], example: int) -> Column:
    field = NumberField(label=label, required=False, most=MOST_PERSONNEL, help_text=help_text)
    return Column(name, field, synonyms, example)


COLUMNS: Final = (
    Column(
        "mission",
        MissionField(label=_("mission"), help_text=_("The mission, by its acronym or its name.")),
        ("mission acronym", "acronym", "operation", "peace operation", "mission name", "opération", "misión"),
        example="UNISFA",
        names=Names.MISSION,
    ),
    *STATE,
    Column(
        "as_of",
        MonthCountedField(label=_("as of"), help_text=_("The month at whose end they were counted.")),
        (
            "date",
            "month",
            "as of date",
            "end of month",
            "reporting month",
            "reporting date",
            "last reporting date",
            "period",
            "mois",
            "au",
            "date de référence",
        ),
        example=date(2026, 10, 31),
        past=True,
    ),
    _count(
        "troops",
        _("troops"),
        _("Troops in contingents."),
        ("contingent troops", "troop", "military contingents", "contingents", "soldats", "tropas"),
        600,
    ),
    _count(
        "staff_officers",
        _("staff officers"),
        _("Staff officers at headquarters, where they are counted apart from troops."),
        ("staff officer", "so", "officiers d’état-major"),
        11,
    ),
    _count(
        "experts_on_mission",
        _("experts on mission"),
        _("Military observers and other experts on mission."),
        (
            "experts",
            "expert on mission",
            "uneom",
            "eom",
            "military observers",
            "military experts on mission",
            "observers",
            "unmo",
            "unmem",
            "experts en mission",
        ),
        4,
    ),
    _count(
        "individual_police",
        _("individual police"),
        _("Police officers who serve one by one."),
        (
            "individual police officers",
            "ipo",
            "unpol",
            "civilian police",
            "policiers hors unités constituées",
        ),
        7,
    ),
    _count(
        "formed_police",
        _("formed police units"),
        _("Police officers in formed units."),
        ("formed police unit", "formed police personnel", "fpu", "unités de police constituées"),
        140,
    ),
    _count(
        "police",
        _("police in all"),
        _("Individual police and formed units together. Not stored: it must be their sum."),
        ("police total", "total police", "police"),
        147,
    ),
    _count(
        "observers_and_staff_officers",
        _("experts and staff officers in all"),
        _("Staff officers and experts on mission together. Not stored: it must be their sum."),
        ("experts and staff officers", "observers and staff officers", "total observers and staff officers"),
        15,
    ),
    _count(
        "total",
        _("total"),
        _("All uniformed personnel. Not stored: it must be the sum, and empty counts beside it are none."),
        ("grand total", "sum", "total personnel", "total uniformed personnel", "total général"),
        762,
    ),
    *SOURCE,
)


def counts_of(row: TypedRow) -> dict[str, int]:
    """The counts that a row gives. Beside a total that they come to, an empty cell says that there is nobody."""
    if row.has("total"):
        return {count: row.get(count, 0) for count in COUNTED}
    return {count: row.values[count] for count in COUNTED if row.has(count)}


def check(row: TypedRow) -> Iterator[Complaint]:
    """A State is named, somebody is counted, and the sums that are given are those of their parts."""
    yield from missing_state(row)
    if not row.fills(*COUNTED):
        yield "troops", gettext("Give at least one count: troops, staff officers, experts or police.")
        return
    for column, parts in SUMS.items():
        come_to = sum(row.get(part, 0) for part in parts)
        if row.has(column) and row.values[column] != come_to and row.unreadable.isdisjoint(parts):
            message = gettext("This is not the sum of its parts, which come to %(sum)d.")
            yield column, message % {"sum": come_to}


CONTRIBUTIONS: Final = Kind(
    name="contributions",
    title=_("Contributions of a month"),
    about=_(
        "Troops, staff officers, experts and police of each State in each mission at the end of a month."
    ),
    columns=COLUMNS,
    key=("mission", "iso3", "country", "as_of"),
    check=check,
    ignored=("m49 code", "region", "female", "male", "rank", "no", "#"),
    bears_on_findings=False,
)
