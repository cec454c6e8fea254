"""Whom a party sends: a military officer, a political one, or both (S/2006/507, para 31), and at what level."""

from dataclasses import dataclass
from typing import Final

MILITARY: Final = "military"
POLITICAL: Final = "political"
_BETWEEN: Final = "; "


@dataclass(frozen=True, slots=True)
class Attendance:
    """As it is kept: ``military; political; and the level in words``, each part where there is one."""

    military: bool = False
    political: bool = False
    level: str = ""

    @classmethod
    def read(cls, text: str) -> "Attendance":
        """From what is kept; words of another making are all taken for the level."""
        parts = [part.strip() for part in text.split(";")]
        level = _BETWEEN.join(part for part in parts if part and part not in (MILITARY, POLITICAL))
        return cls(MILITARY in parts, POLITICAL in parts, level)

    def __str__(self) -> str:
        parts = (MILITARY if self.military else "", POLITICAL if self.political else "", self.level)
        return _BETWEEN.join(part for part in parts if part)

    @property
    def whole(self) -> bool:
        """Whether both officers come."""
        return self.military and self.political
