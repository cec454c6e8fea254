"""A kind of table with every field there is, values for each of them, and whatever else a cell may hold."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from meetings.exchange.tables.columns import Broken, Column, Formula, Kind, Serial
from meetings.exchange.tables.fields import (
    ClockField,
    CountryField,
    DayField,
    DecisionField,
    DocumentField,
    ListField,
    MissionField,
    MonthEndField,
    MonthField,
    NumberField,
    RecordField,
    ResolutionField,
    StartField,
    TextField,
    VoteField,
    WordField,
    YesNoField,
)
from meetings.models.labels import MANDATE_ACTIONS
from meetings.rules.vocabulary import MandateAction, StartKind

ACTIONS = {
    MandateAction.CREATION: ("establishment",),
    MandateAction.RENEWAL: ("extension",),
    MandateAction.TECHNICAL_ROLLOVER: (),
}

EVERY_FIELD = Kind(
    name="everything",
    title="Everything",
    about="One column of each field.",
    columns=(
        Column("text", TextField(longest=200, help_text="A title."), ("title", "heading"), "=1+1"),
        Column("lines", TextField(lines=True, required=False), example="one\ntwo"),
        Column("mission", MissionField(required=False), example="MONUSCO"),
        Column("country", CountryField(required=False), example="Côte d’Ivoire"),
        Column("countries", ListField(ands=False, of=CountryField(), required=False), example=("FRA", "URY")),
        Column("names", ListField(required=False), example=("Bosnia and Herzegovina",)),
        Column("agenda", ListField(commas=False, required=False), example=("Peace, and security",)),
        Column("day", DayField(required=False), example=date(2026, 12, 20)),
        Column("month", MonthField(required=False), example=date(2026, 12, 1)),
        Column("as_of", MonthEndField(required=False), example=date(2026, 10, 31)),
        Column("number", NumberField(least=-500, required=False), example=1234),
        Column("verified", YesNoField(required=False), example=True),
        Column("action", WordField(ACTIONS, labels=MANDATE_ACTIONS, required=False), example="renewal"),
        Column("vote", VoteField(required=False), example=(12, 1, 2)),
        Column("start", StartField(required=False), example=(StartKind.EXACT, time(15))),
        Column("ends", ClockField(required=False), example=time(17, 30)),
        Column("resolution", ResolutionField(required=False), example="S/RES/2808 (2025)"),
        Column("document", DocumentField(required=False), example="S/2026/123/Add.1"),
        Column("decision", DecisionField(required=False), example="S/PRST/2026/4"),
        Column("record", RecordField(required=False), example="S/PV.7964"),
    ),
)

PRINTED = st.characters(
    codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\u3000"
)
TEXTS = (
    st.one_of(
        st.text(PRINTED, max_size=60),
        st.text("='+-@\"<>&,;_x0041|# ", max_size=12),
        st.sampled_from(
            ["=1+1", "'=1+1", "''", "#N/A", "TRUE", "1E5", "007", "2026-12-20", "_x0041_", "03/04/2026"]
        ),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
DAYS = st.dates(date(1945, 1, 1), date(2099, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
NUMBERS = st.integers(1, 9999).map(str)
SHORT_NAMES = TEXTS.filter(lambda text: not set(text) & set(";|"))


def at(*moment: int) -> datetime:
    """A day and a time as cells hold them: of no zone."""
    return datetime(*moment)  # type: ignore[arg-type]  # noqa: DTZ001


def listed(field: forms.Field, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Lists as the field itself gives them."""
    lists = st.lists(texts, min_size=1, max_size=4, unique=True)
    return lists.map("; ".join).filter(lambda text: not answer(field, text)).map(field.clean)


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "lines": st.lists(TEXTS, min_size=1, max_size=3).map("\n".join),
    "mission": st.one_of(st.sampled_from(["MINURSO", "UNMISS"]), TEXTS.map(lambda text: f"Mission {text}")),
    "country": st.sampled_from(["FRA", "Côte d’Ivoire", "Bosnia and Herzegovina", "Korea, Republic of"]),
    "countries": listed(EVERY_FIELD.column("countries").field, SHORT_NAMES),
    "names": listed(EVERY_FIELD.column("names").field, SHORT_NAMES),
    "agenda": listed(EVERY_FIELD.column("agenda").field, SHORT_NAMES),
    "day": DAYS,
    "month": DAYS.map(lambda day: day.replace(day=1)),
    "as_of": DAYS,
    "number": st.integers(-500, 999_999_999),
    "verified": st.booleans(),
    "action": st.sampled_from(list(ACTIONS)),
    "vote": st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3)),
    "start": st.one_of(
        st.tuples(st.just(StartKind.EXACT), TIMES),
        st.tuples(st.sampled_from([kind for kind in StartKind if kind != StartKind.EXACT]), st.none()),
    ),
    "ends": TIMES,
    "resolution": st.one_of(NUMBERS, NUMBERS.map(lambda number: f"S/RES/{number} (2025)")),
    "document": st.sampled_from(["S/2026/123", "S/2026/123/Add.1", "S/PRST/2010/9", "A/80/7"]),
    "decision": st.one_of(NUMBERS, st.sampled_from(["S/2026/123", "S/RES/50 (1948)"])),
    "record": NUMBERS.map(lambda number: f"S/PV.{number}"),
}

ROWS = st.fixed_dictionaries(
    {"text": VALUES["text"]}, optional={name: drawn for name, drawn in VALUES.items() if name != "text"}
)
"""Rows of typed values: the one column that every row needs, and any of the others."""

ANYTHING = st.one_of(
    st.none(),
    st.text(),
    st.text("0123456789-/.:, '’janAugust", max_size=24),
    st.from_regex(r"\A[0-9]{1,4}[-/. ]([0-9]{1,2}|[A-Za-zéа-я]{3,9}\.?)[-/. ][0-9]{1,5}( [0-9:]+)?\Z"),
    st.booleans(),
    st.integers(),
    st.integers(0, 10**40).map(lambda power: 10 ** (power % 4000)),
    st.floats(),
    st.floats(0, 100_000),
    st.floats(0, 100_000).map(lambda number: Serial(number, at(1904, 1, 1))),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(Formula, st.text()),
    st.builds(Broken, st.text()),
)
"""Whatever a cell may hold, and worse."""


def answer(field: forms.Field, raw: Any) -> str:
    """What is said against a cell; empty where it is taken."""
    try:
        field.clean(raw)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
