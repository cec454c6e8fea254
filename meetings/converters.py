"""A month in an address: 2026-12."""

from datetime import date


class MonthConverter:
    """Turns ``2026-12`` into the first day of that month; other text does not match."""

    regex = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        year, month = value.split("-")
        return date(int(year), int(month), 1)

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"
