"""The fields of columns, by what a cell may hold."""

from meetings.exchange.tables.cells import CellField
from meetings.exchange.tables.clock_fields import ClockField, StartField
from meetings.exchange.tables.day_fields import DayField, MonthEndField, MonthField
from meetings.exchange.tables.number_fields import NumberField, VoteField
from meetings.exchange.tables.symbol_fields import DecisionField, DocumentField, RecordField, ResolutionField
from meetings.exchange.tables.text_fields import CountryField, ListField, MissionField, TextField
from meetings.exchange.tables.word_fields import WordField, YesNoField

__all__ = [
    "CellField",
    "ClockField",
    "CountryField",
    "DayField",
    "DecisionField",
    "DocumentField",
    "ListField",
    "MissionField",
    "MonthEndField",
    "MonthField",
    "NumberField",
    "RecordField",
    "ResolutionField",
    "StartField",
    "TextField",
    "VoteField",
    "WordField",
    "YesNoField",
]
