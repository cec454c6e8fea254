"""The zip that a workbook is: looked at before anything of it is unpacked, and each part before it is read."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext

from meetings.exchange.tables.limits import (
    HIGHEST_RATIO,
    LARGEST_STRINGS,
    LARGEST_UNPACKED,
    MOST_PARTS,
    RATIO_MATTERS_FROM,
)
from meetings.exchange.tables.sheets import Unusable
from meetings.exchange.tables.weighing import weigh

WORKBOOK_PART: Final = re.compile(r"(xl/)?workbook[0-9]*\.xml", re.IGNORECASE)
BINARY_WORKBOOK_PART: Final = re.compile(r"(xl/)?workbook[0-9]*\.bin", re.IGNORECASE)
STRINGS_PART: Final = re.compile(r"(.*/)?sharedstrings[^/]*\.xml", re.IGNORECASE)
ENCRYPTED: Final = 0x1


class Package(ZipFile):
    """A workbook's zip, which hands out no part that has not been weighed. Raises ``Unusable``."""

    def __init__(self, content: bytes) -> None:
        try:
            super().__init__(io.BytesIO(content))
        except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        self._check_sizes()
        self._check_is_workbook()

    def open(
        self,
        name: str | ZipInfo,
        mode: Literal["r", "w"] = "r",
        pwd: bytes | None = None,
        *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """A part that will be read as a whole. ``read`` comes here too."""
        with super().open(name, mode, pwd, force_zip64=force_zip64) as part:
            weigh(part)
        return super().open(name, mode, pwd, force_zip64=force_zip64)

    @contextmanager
    def streamed(self, name: str, piece: str) -> Iterator[IO[bytes]]:
        """A part that will be read piece by piece, as ``weigh`` understands it."""
        with super().open(name) as part:
            weigh(part, piece)
        with super().open(name) as part:
            yield part

    def _check_sizes(self) -> None:
        """What the zip claims is all that will be unpacked: no part gives more than its claim."""
        parts = self.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise _too_large()
        for part in parts:
            if _is_a_bomb(part):
                raise _too_large()
            if part.flag_bits & ENCRYPTED:
                raise protected()
            if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise damaged()

    def _check_is_workbook(self) -> None:
        names = self.namelist()
        if any(map(WORKBOOK_PART.fullmatch, names)):
            return
        if any(map(BINARY_WORKBOOK_PART.fullmatch, names)):
            raise Unusable(
                gettext("This is a binary workbook (.xlsb). Save it as a workbook (.xlsx) or as CSV.")
            )
        if "mimetype" in names:
            self._refuse_open_document()
        raise Unusable(
            gettext("This is a packed file (zip), but no workbook in it. Save the table as .xlsx or CSV.")
        )

    def _refuse_open_document(self) -> None:
        with super().open("mimetype") as part:
            kind = part.read(100)
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise Unusable(
                gettext("This is an OpenDocument file (.ods). Save it as a workbook (.xlsx) or as CSV.")
            )


def _is_a_bomb(part: ZipInfo) -> bool:
    if STRINGS_PART.fullmatch(part.filename) and part.file_size > LARGEST_STRINGS:
        return True
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > HIGHEST_RATIO * part.compress_size


def _too_large() -> Unusable:
    return Unusable(gettext("The workbook unpacks to far more than a table can hold. It is not read."))


def damaged() -> Unusable:
    """What is said of a workbook that cannot be read."""
    return Unusable(
        gettext("The file is damaged: it cannot be read as a workbook. Open it and save it again as .xlsx.")
    )


def protected() -> Unusable:
    """What is said of a file that opens with a password only."""
    return Unusable(gettext("The file is protected by a password. Save it without one."))
