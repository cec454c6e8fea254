"""Symbols of resolutions, documents and meeting records, however they were typed, in the form the record uses."""

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import CellField, refused, shown, text_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_SYMBOL: Final = 40
"""As long as the database keeps."""

RESOLUTION: Final = re.compile(
    r"(?:(?:un)?sc/?res/?|(?:un)?scr|s ?/ ?res ?/?|res(?:olution|\.)?|r[ée]solution|resoluci[oó]n|резолюция)? ?"
    r"(?:no\.? ?|№ ?|n° ?)?([1-9][0-9]{0,3})(?: ?[(\[/ ] ?((?:19|20)[0-9]{2}) ?[)\]]?)?",
    re.IGNORECASE,
)
RECORD: Final = re.compile(
    r"(?:s ?/ ?pv ?[./ ] ?)?([1-9][0-9]{0,4})(?:st|nd|rd|th|e)?(?: ?(?:meeting|mtg\.?|s[ée]ance))?",
    re.IGNORECASE,
)
DOCUMENT: Final = re.compile(r"(?:[A-Z]{1,5})(?:/[A-Z0-9][A-Z0-9.\-()]*)+(?: \([0-9]{4}\))?")
PARTS: Final = re.compile(r"\b(ADD|CORR|REV|AMEND)\b\.?", re.IGNORECASE)


def _one_line(value: Any) -> str:
    return " ".join(text_of(value).replace("–", "-").split())


def _resolution(text: str) -> str:
    """The symbol of a resolution, its bare number where no year was given; empty where it is none."""
    found = RESOLUTION.fullmatch(text)
    if not found:
        return ""
    return f"S/RES/{found[1]} ({found[2]})" if found[2] else found[1]


def _document(text: str) -> str:
    """The symbol of a document in capitals, without blanks; empty where it is none."""
    symbol = re.sub(r" ?/ ?", "/", text).upper()
    if len(symbol) > LONGEST_SYMBOL or not DOCUMENT.fullmatch(symbol):
        return ""
    return PARTS.sub(lambda part: f"{part[1].capitalize()}.", symbol)


class SymbolField(CellField, ABC):
    """A symbol as the record writes it. Subclasses say which."""

    refusal: "str | _StrPromise"

    def to_python(self, value: Any) -> Any:
        symbol = self.symbol(_one_line(value)[: 2 * LONGEST_SYMBOL])
        if not symbol:
            raise refused(self.refusal, "no_symbol", value=shown(value))
        return symbol

    @abstractmethod
    def symbol(self, text: str) -> str:
        """The symbol that a text of one line stands for; empty where it stands for none."""


class ResolutionField(SymbolField):
    """A resolution as S/RES/2808 (2025); "2808" where its year was not given, for that of its adoption."""

    expects = _("A resolution, as S/RES/2808 (2025). Its number alone will do beside the day of adoption.")
    refusal = _("“%(value)s” is no resolution. Write it as S/RES/2808 (2025).")

    def symbol(self, text: str) -> str:
        return _resolution(text)


class DocumentField(SymbolField):
    """A document as S/2026/123, S/2026/123/Add.1 or S/PRST/2026/4."""

    expects = _("The symbol of a document, as S/2026/123.")
    refusal = _("“%(value)s” is no symbol of a document. Write it as S/2026/123.")

    def symbol(self, text: str) -> str:
        return _document(text)


class DecisionField(SymbolField):
    """A decision: a resolution as above, or the document of a letter or a statement."""

    expects = _("A decision, as S/RES/2808 (2025), S/2026/123 or S/PRST/2026/4.")
    refusal = _("“%(value)s” is no decision. Write it as S/RES/2808 (2025), S/2026/123 or S/PRST/2026/4.")

    def symbol(self, text: str) -> str:
        return _resolution(text) or _document(text)


class RecordField(SymbolField):
    """A meeting record as S/PV.7964."""

    expects = _("A meeting of the Council, as S/PV.7964 or 7964.")
    refusal = _("“%(value)s” is no meeting of the Council. Write it as S/PV.7964 or 7964.")

    def symbol(self, text: str) -> str:
        found = RECORD.fullmatch(text)
        return f"S/PV.{found[1]}" if found else ""
