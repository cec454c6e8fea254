"""From a template and plain data to the bytes of a PDF.

To add a document: write ``<name>.typ`` in this folder, beginning with::

    #import "/sheet.typ": *
    #show: sheet.with(landscape: false)

which gives it the paper, fonts, colours, running head and foot that all documents share, and ``data``: what was
passed here. Then call ``compile_document("<name>", {"title": ..., ...}, language=get_language())``. ``title`` is
needed: it is the document's own title, which a screen reader speaks first. ``sheet.typ`` says what else it reads
and offers.

Text goes in as data and is never spliced into markup, so that ``#``, ``$`` or ``*`` in a title is only itself.
All words come translated from here: a template holds none. The same data always makes the same bytes.
"""

import json
import logging
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import get_language_info

if TYPE_CHECKING:
    import typst

log = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).resolve().parent
FONTS: Final = FOLDER / "fonts"

ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): the library refuses to write what a screen reader could not read."""

REGIONS: Final = {"zh-hans": "cn"}
"""Where the language alone does not say which letters are meant."""

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)

BREAKS: Final = "\n\t"
NOT_TEXT: Final = frozenset({"Cc", "Cs"})
"""Controls and halves of characters: no document may hold them."""

TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn what follows them: a document sets its texts apart itself, and none may turn another."""


def compile_document(
    template: str, data: Mapping[str, Any], *, language: str, made_at: datetime | None = None
) -> bytes:
    """A tagged PDF with its fonts in it.

    A document with a letter that none of our fonts has is tagged too, but cannot be PDF/UA: it shows a box there
    and keeps the letter in its text. The log names the template and the letter, never what the document is about.

    Args:
        template: the name of a ``.typ`` file of this folder, without the ending.
        data: anything JSON holds, with a ``title``.
        language: one of the site's language codes; it sets the direction too.
        made_at: an aware instant, written as the document's date; without it the document bears none.

    Raises:
        KeyError: ``data`` has no title.
        typst.TypstError: the template is wrong.
        RuntimeError: there is no template of that name.
    """
    import typst  # large: loaded by those processes alone that print

    sources = _sources(data, language, dated=made_at is not None)
    try:
        return _compiled(template, sources, made_at, [ACCESSIBLE])
    except typst.TypstError as error:
        written = _compiled(template, sources, made_at, [])
        log.warning("A document of %r is not PDF/UA: %s", template, error)
        return written


def _sources(data: Mapping[str, Any], language: str, *, dated: bool) -> dict[str, str]:
    """What the template reads: texts only, as the library asks."""
    return {
        "data": json.dumps(_clean({**data, "title": data["title"]}), ensure_ascii=False),
        "language": language.partition("-")[0],
        "region": REGIONS.get(language, ""),
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "dated": "yes" if dated else "",
    }


def _compiled(
    template: str, sources: dict[str, str], made_at: datetime | None, standards: list["typst.PDFStandard"]
) -> bytes:
    """A compiler of its own each time: one that two threads share refuses the second."""
    import typst

    compiler = typst.Compiler(
        str(FOLDER / f"{template}.typ"), root=str(FOLDER), font_paths=_fonts(), sys_inputs=sources
    )
    # Without a date the document bears none, and this one is written nowhere: it keeps the clock out.
    at = (made_at or UNDATED).astimezone(UTC).replace(microsecond=0)
    written = compiler.compile(format="pdf", pdf_standards=standards, timestamp=at)
    assert isinstance(written, bytes)  # noqa: S101 - one file was asked for, to be returned
    return written


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    """Ours alone: what the machine has besides must not change a document."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _clean(value: Any) -> Any:
    """The same data without what no document may hold."""
    if isinstance(value, str):
        return "".join(filter(_is_text, value))
    if isinstance(value, Mapping):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value


def _is_text(sign: str) -> bool:
    return sign in BREAKS or (unicodedata.category(sign) not in NOT_TEXT and sign not in TURNING)
