"""What stands in addresses: a month as 2026-12, and the format of a table."""

from datetime import date


class MonthConverter:
    """Turns ``2026-12`` into the first day of that month; other text does not match."""

    regex = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        year, month = value.split("-")
        return date(int(year), int(month), 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


class TableConverter:
    """The ending of a table: ``csv`` or ``xlsx``, and nothing else, for other endings are other documents."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
