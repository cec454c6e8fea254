"""Whole numbers, and votes."""

import re
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import CellField, refused, shown, text_of
from meetings.exchange.tables.columns import Raw

DIGITS: Final = re.compile(
    r"(-?)([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?: [0-9]{3}){1,4})(?:\.00?)?"
)
"""Thousands are parted by a comma or a blank. "1.000" is none of these: it may be one or a thousand."""

VOTES: Final = re.compile(r"([0-9]{1,2}) ?[-–—/] ?([0-9]{1,2}) ?[-–—/] ?([0-9]{1,2})")
MEMBERS: Final = 15


class NumberField(CellField):
    """A whole number from ``least`` to ``most``, both allowed."""

    expects = _("A whole number.")
    cell_format = "0"

    def __init__(self, *, least: int = 0, most: int = 999_999_999, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least = least
        self.most = most

    def to_python(self, value: Any) -> Any:
        number = value if type(value) is int else self._whole(value)
        if not self.least <= number <= self.most:
            raise refused(
                _("%(value)s is out of bounds. Expected %(least)d to %(most)d."),
                code="bounds",
                value=shown(value),
                least=self.least,
                most=self.most,
            )
        return number

    def _whole(self, value: Raw) -> int:
        found = None if isinstance(value, bool) else DIGITS.fullmatch(" ".join(text_of(value).split()))
        if not found:
            raise refused(
                _("“%(value)s” is no whole number. Write it as 1234."), code="no_number", value=shown(value)
            )
        return int(found[1] + found[2].replace(",", "").replace(" ", ""))

    def written(self, value: Any) -> Raw:
        return None if value is None else int(value)


class VoteField(CellField):
    """A vote as for, against and abstaining: a tuple of three numbers that come to at most fifteen."""

    expects = _("Votes for, against and abstaining, as 14-0-1.")

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date):
            raise refused(
                _(
                    "The spreadsheet made a date of this vote (%(value)s). Format the cell as text and type it anew."
                ),
                code="made_a_date",
                value=shown(value),
            )
        found = VOTES.fullmatch(text_of(value))
        if not found:
            raise refused(
                _("“%(value)s” is no vote. Write those for, against and abstaining as 14-0-1."),
                code="no_vote",
                value=shown(value),
            )
        vote = (int(found[1]), int(found[2]), int(found[3]))
        if sum(vote) > MEMBERS:
            raise refused(
                _("%(value)s comes to more than the Council’s %(members)d members."),
                code="too_many",
                value=shown(value),
                members=MEMBERS,
            )
        return vote

    def written(self, value: Any) -> Raw:
        return None if value is None else "-".join(str(part) for part in value)
