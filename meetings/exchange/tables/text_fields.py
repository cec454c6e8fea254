"""Texts, and names: of missions, of countries, and of several in one cell."""

import re
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import UNPRINTABLE, CellField, refused, text_of
from meetings.exchange.tables.columns import Raw
from meetings.exchange.tables.limits import LONGEST_CELL

ACRONYM: Final = re.compile(r"[A-Za-z]{2,12}")
CODE: Final = re.compile(r"[A-Za-z]{2,3}")

STRONG: Final = re.compile(r"[;|\n]")
COMMAS: Final = re.compile(r",(?: and\b)?| and ")
COMMAS_ALONE: Final = re.compile(r",")
ANDS: Final = re.compile(r" and ")


class TextField(CellField):
    """A text of at most ``longest`` characters, on one line unless ``lines`` says otherwise.

    Numbers and days of a workbook are taken as they would be written: 2808, 2026-08-31.
    """

    expects = _("A text.")

    def __init__(self, *, longest: int = LONGEST_CELL, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest
        self.lines = lines

    def to_python(self, value: Any) -> Any:
        text = text_of(value)
        if found := UNPRINTABLE.search(text):
            raise refused(
                _("The cell holds a character that is no text (%(character)s); type it anew."),
                code="unprintable",
                character=f"U+{ord(found[0]):04X}",
            )
        text = self._set(text)
        if len(text) > self.longest:
            raise refused(
                _("The text has %(length)d characters; at most %(longest)d fit here."),
                code="too_long",
                length=len(text),
                longest=self.longest,
            )
        return text

    def _set(self, text: str) -> str:
        """On one line, or with one kind of line end."""
        return "\n".join(text.splitlines()).strip() if self.lines else " ".join(text.split())


class MissionField(TextField):
    """The name of a mission: an acronym in capitals, or a name as it is written. Looked up later."""

    expects = _("A mission by its acronym, or by its English or French name.")

    def _set(self, text: str) -> str:
        name = super()._set(text)
        return name.upper() if ACRONYM.fullmatch(name) else name


class CountryField(TextField):
    """The name of a country: a code in capitals, or a name as it is written. Looked up later."""

    expects = _("A country by its code of three letters, or by its name.")

    def _set(self, text: str) -> str:
        name = super()._set(text)
        return name.upper() if CODE.fullmatch(name) else name


class ListField(TextField):
    """Several names in one cell, as a tuple of texts, without those that stand twice.

    A line end, a semicolon or a bar parts them. Only where there is none of these, commas do, and where there is
    none either, the word "and" does: so names that hold a comma can be listed with semicolons. ``ands=False`` is
    for names such as Bosnia and Herzegovina, ``commas=False`` for whole phrases. ``of`` cleans each name.
    """

    expects = _("Names, with a semicolon between them.")

    def __init__(
        self, *, commas: bool = True, ands: bool = True, of: TextField | None = None, **kwargs: Any
    ) -> None:
        super().__init__(lines=True, **kwargs)
        self.commas = commas
        if not commas:
            self.expects = _("A text, or several with a semicolon or a vertical bar between them.")
        self.ands = ands and commas
        self.of = of or TextField(longest=self.longest)

    def to_python(self, value: Any) -> Any:
        names = (self.of.clean(part) for part in self._parted(super().to_python(value)) if part.strip())
        found = tuple(dict.fromkeys(names))
        if not found:
            raise refused(_("The cell holds no name, only what stands between names."), code="no_names")
        return found

    def written(self, value: Any) -> Raw:
        if not value:
            return None
        text = "; ".join(value)
        return f"{text};" if len(self._parted(text)) > len(value) else text

    def _parted(self, text: str) -> list[str]:
        if STRONG.search(text):
            return STRONG.split(text)
        if self.commas and "," in text:
            return (COMMAS if self.ands else COMMAS_ALONE).split(text)
        return ANDS.split(text) if self.ands else [text]
