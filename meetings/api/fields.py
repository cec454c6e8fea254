"""What all answers are made of: records without anything undeclared, months, times of day and instants."""

import re
from datetime import date, datetime, time
from typing import Annotated, Any, Final

from django.utils import timezone
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from meetings.models import Country as CountryRow

A_MONTH: Final = "^20[0-9]{2}-(0[1-9]|1[0-2])$"
A_TIME: Final = "^([01][0-9]|2[0-3]):[0-5][0-9]$"


class Record(BaseModel):
    """One thing of an answer. Built from facts and rows by the names of its fields, and of nothing else."""

    model_config = ConfigDict(
        from_attributes=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )


def _as_month(value: Any) -> Any:
    """The first day of a month written as 2026-12."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(A_MONTH.strip("^$"), value, re.ASCII):
        raise ValueError("Write a month of the years 2000 to 2099 as 2026-12.")
    year, month = value.split("-")
    return date(int(year), int(month), 1)


Month = Annotated[
    date,
    BeforeValidator(_as_month),
    PlainSerializer(lambda month: f"{month:%Y-%m}", return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": A_MONTH, "description": "A month.", "examples": ["2026-12"]}
    ),
]

Clock = Annotated[
    time,
    PlainSerializer(lambda at: f"{at:%H:%M}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": A_TIME, "examples": ["15:00"]}),
]
"""A time of day in New York."""

Instant = Annotated[
    datetime,
    BeforeValidator(lambda at: timezone.localtime(at) if isinstance(at, datetime) else at),
    Field(examples=["2026-11-20T16:30:00-05:00"]),
]
"""A moment, with New York's offset from UTC."""


Verified = Annotated[
    bool, Field(description="False where it was recalled, computed or inferred, and not read in a source.")
]

Acronym = Annotated[str, Field(description="A mission, by its acronym.", examples=["UNFICYP"])]


class Country(Record):
    """A state."""

    code: str = Field(examples=["BGD"])
    """Its ISO 3166 alpha-3 code."""
    name: str = Field(examples=["Bangladesh"])
    """Its short name, in the language of the answer."""


def country(row: CountryRow) -> Country:
    return Country(code=row.iso3, name=row.name)
