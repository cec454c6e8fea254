"""What all fields of cells share: what a cell holds in words, and the cells that no field can take."""

import re
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.columns import Broken, Formula, Raw
from meetings.models.labels import Label

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_SHOWN: Final = 60
MOST_BITS: Final = 128

UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither a database nor a spreadsheet takes as text: controls, halves of characters, no characters at all."""

TEXT_FORMAT: Final = "@"
"""The spreadsheet's own name of "text": what is typed into such a cell stays as it was typed."""


def refused(message: "str | _StrPromise", code: str = "invalid", **params: Any) -> ValidationError:
    """The error to raise. ``message`` is translated when it is read; ``params`` are set into it."""
    return ValidationError(message, code=code, params=params)


def shown(raw: Raw) -> str:
    """What a cell holds, on one line and not too long, to be quoted in an answer."""
    try:
        words = " ".join(text_of(raw).split())
    except ValidationError:
        words = raw.text if isinstance(raw, Formula | Broken) else "…"
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def text_of(raw: Raw) -> str:
    """A cell as text: days as 2026-08-31, whole numbers without a point. Raises ``ValidationError``."""
    match raw:
        case str():
            return raw
        case bool():
            return "TRUE" if raw else "FALSE"
        case int() | float():
            return _number_in_digits(raw)
        case datetime():
            return raw.date().isoformat() if raw.time() == time() else f"{raw:%Y-%m-%d %H:%M}"
        case date():
            return raw.isoformat()
        case time():
            return f"{raw:%H:%M}"
    raise refused(_("What the cell holds cannot be read as text."))


def _number_in_digits(number: float) -> str:
    if isinstance(number, float):
        if not isfinite(number):
            raise refused(_("The cell holds no number that can be written down."))
        if not number.is_integer():
            return repr(float(number))
        number = int(number)
    if number.bit_length() > MOST_BITS:
        raise refused(_("The cell holds a number of too many digits."))
    return str(int(number))


class CellField(forms.Field):
    """A field that types one cell with ``clean``, and gives with ``written`` what to put into one.

    An empty cell gives ``None``, or an error where the field is required. Fields keep nothing of what they have
    cleaned: one serves all rows of a file.
    """

    default_error_messages: "ClassVar[dict[str, str | _StrPromise]]" = {
        "required": _("The cell is empty, but every row needs a value here."),
        "formula": _("The cell holds a formula; paste its value instead."),
        "broken": _("The cell holds the spreadsheet’s error %(value)s; mend it or empty the cell."),
    }
    expects: Label = ""
    """How a cell is written, in a sentence; what a column holds is for its ``help_text`` to say."""
    cell_format: str = TEXT_FORMAT
    """How a workbook that we write formats the column."""

    def clean(self, value: Any) -> Any:
        """The typed value of a cell, which is ``Raw``. Raises ``ValidationError``, and nothing else."""
        if isinstance(value, str):
            value = value.strip()
        if value is None or value == "":
            return self._empty()
        if isinstance(value, Formula):
            raise ValidationError(self.error_messages["formula"], code="formula")
        if isinstance(value, Broken):
            raise refused(self.error_messages["broken"], code="broken", value=shown(value))
        return self.to_python(value)

    def _empty(self) -> None:
        if self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def written(self, value: Any) -> Raw:
        """What to put into a cell, so that ``clean`` gives this value again."""
        return value if value is None or isinstance(value, date) else str(value)

    @property
    def guide(self) -> Label:
        """How to write a cell, for the reader."""
        return self.expects
