"""Words of a closed list, and yes or no."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from django.utils.translation import get_language, gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import CellField, refused, shown, text_of
from meetings.exchange.tables.columns import Raw
from meetings.models.labels import Label

BETWEEN_WORDS: Final = re.compile(r"[\s_‐‑‒–—/-]+")

CLOSE: Final = 0.75
"""How alike two words are, of 1, for one to be offered in place of the other."""

YES: Final = ("true", "y", "1", "x", "✓", "oui", "vrai", "sí", "si", "verdadero", "да", "是", "نعم")
NO: Final = ("false", "n", "0", "non", "faux", "falso", "нет", "否", "لا")


def folded(text: str) -> str:
    """A word as it is compared: without case, points, hyphens, underscores."""
    return BETWEEN_WORDS.sub(" ", text.replace(".", "").casefold()).strip()


def said(value: Any) -> str:
    """A value of a closed list as we write it: technical rollover."""
    return str(value).replace("_", " ")


class WordField(CellField):
    """One of a closed list of values, each known by several words.

    ``words`` gives for each value the words it is known by besides itself. ``labels`` are further ones. Those that
    are ready for translation are understood in English and in the active language. Case, points, hyphens and
    underscores do not matter.
    """

    def __init__(
        self,
        words: Mapping[Any, Iterable[Label]],
        *,
        labels: Mapping[Any, Label] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        labels = labels or {}
        self.words = {
            value: (*accepted, *([labels[value]] if value in labels else ()))
            for value, accepted in words.items()
        }
        self._by_language: dict[str | None, dict[str, Any]] = {}

    @property
    def guide(self) -> Label:
        """The words themselves."""
        return gettext("One of: %(words)s.") % {"words": self.canonical}

    @property
    def canonical(self) -> str:
        """The values as we write them, in a row."""
        return ", ".join(said(value) for value in self.words)

    def to_python(self, value: Any) -> Any:
        known = self._known()
        word = folded(text_of(value))
        if word not in known:
            raise self._unknown(shown(value), get_close_matches(word[:60], known, n=1, cutoff=CLOSE))
        return known[word]

    def _unknown(self, found: str, meant: list[str]) -> Exception:
        if not meant:
            message = _("“%(value)s” is not known here. Expected one of: %(words)s.")
            return refused(message, "unknown_word", value=found, words=self.canonical)
        message = _("“%(value)s” is not known here. Did you mean “%(meant)s”? Expected one of: %(words)s.")
        nearest = self.written(self._known()[meant[0]])
        return refused(message, "unknown_word", value=found, words=self.canonical, meant=nearest)

    def written(self, value: Any) -> Raw:
        return None if value is None else said(value)

    def _known(self) -> dict[str, Any]:
        """The values by what they are known by, worked out once a language."""
        language = get_language()
        if language not in self._by_language:
            with override("en"):
                english = dict(self._spoken())
            # A word that stands for a value in English keeps its meaning: files are written in English.
            self._by_language[language] = (
                dict(self._spoken()) | english | {folded(said(value)): value for value in self.words}
            )
        return self._by_language[language]

    def _spoken(self) -> Iterator[tuple[str, Any]]:
        for value, accepted in self.words.items():
            for word in accepted:
                yield folded(str(word)), value


class YesNoField(WordField):
    """Yes or no, as ``True`` or ``False``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            {
                True: ("yes", pgettext_lazy("in a table", "yes"), *YES),
                False: ("no", pgettext_lazy("in a table", "no"), *NO),
            },
            **kwargs,
        )

    @property
    def canonical(self) -> str:
        """What we write."""
        return "yes, no"

    def written(self, value: Any) -> Raw:
        return None if value is None else "yes" if value else "no"
