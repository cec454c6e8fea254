"""Files opened by what they hold, not by what they are called."""

import codecs
import re
from collections.abc import Callable
from typing import BinaryIO, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import UNPRINTABLE
from meetings.exchange.tables.csv_in import BOMS, csv_file
from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.exchange.tables.package import protected
from meetings.exchange.tables.sheets import Book, Sheet, Unusable
from meetings.models.labels import Label

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
OLD_OFFICE: Final = bytes.fromhex("D0CF11E0A1B11AE1")

OTHERS: Final[dict[bytes, Label]] = {
    b"%PDF": _("This is a PDF document, not a spreadsheet. Save the table as .xlsx or CSV."),
    b"{\\rtf": _("This is a text document (RTF), not a spreadsheet. Save the table as .xlsx or CSV."),
    b"\x89PNG": _("This is a picture, not a spreadsheet."),
    b"\xff\xd8\xff": _("This is a picture, not a spreadsheet."),
    b"GIF8": _("This is a picture, not a spreadsheet."),
    b"<": _("This is a web page or XML, not a spreadsheet. Save the table as .xlsx or CSV."),
}
"""What files begin with that are often taken for a spreadsheet, or are called so."""

CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
LONGEST_NAME: Final = 100
SAMPLE: Final = 64 * 1024
MOST_CONTROLS: Final = 8
"""So many control characters may be a mistake in a text. More than that, and one in twenty, are no text."""
CONTROLS_OF_A_TEXT: Final = 1 / 20


def content_of(file: bytes | BinaryIO) -> bytes:
    """The bytes of a file from its start. Raises ``Unusable`` where it is empty or too large."""
    if isinstance(file, bytes):
        content = file
    else:
        file.seek(0)
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        message = gettext("The file is larger than %(megabytes)d MB. Split it, or save the table alone.")
        raise Unusable(message % {"megabytes": LARGEST_FILE // 1024**2})
    if not content.strip():
        raise Unusable(gettext("The file is empty."))
    return content


def opened(content: bytes, recognised: Callable[[Sheet], int]) -> Book:
    """The sheets of a workbook or a CSV file. Raises ``Unusable`` for every other file.

    ``recognised`` counts the headings of a sheet, by which the delimiter of a CSV file is found.
    """
    if content.startswith(ZIP):
        from meetings.exchange.tables.xlsx_in import workbook

        return workbook(content)
    _refuse_other_formats(content)
    return csv_file(content, recognised)


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        raise _old_office(content)
    start = content[:SAMPLE].removeprefix(codecs.BOM_UTF8).lstrip()
    for beginning, message in OTHERS.items():
        if start.startswith(beginning):
            raise Unusable(str(message))
    sample = content[:SAMPLE]
    controls = 0 if content.startswith(tuple(BOMS)) else len(CONTROLS.findall(sample))
    if controls > MOST_CONTROLS and controls > len(sample) * CONTROLS_OF_A_TEXT:
        raise Unusable(gettext("This is not a spreadsheet. Save the table as a workbook (.xlsx) or as CSV."))


def _old_office(content: bytes) -> Unusable:
    """Of the old kind of office file, which is also the shell around new ones with a password."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return protected()
    return Unusable(gettext("This is an Excel 97 workbook (.xls). Save it as a workbook (.xlsx) or as CSV."))


def plain_name(name: str) -> str:
    """The name of a file without the folders and the unprintable characters that somebody may have put into it."""
    last = re.split(r"[/\\]", UNPRINTABLE.sub("", name))[-1]
    return " ".join(last.split())[-LONGEST_NAME:]
