"""Taking a file in: never more of it than a table may hold, and nothing of it on a disk."""

from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from meetings.exchange.tables.limits import LARGEST_FILE

BESIDE_THE_FILE: Final = 64 * 1024
"""Bytes of the form around the file: its other fields, and what parts them."""

READ_TO_ANSWER: Final = 2 * LARGEST_FILE
"""A browser shows no answer before it has sent all. Up to so many bytes are taken from it and dropped."""

PIECE: Final = 64 * 1024


class InMemory(FileUploadHandler):
    """Keeps the files of one request in memory, up to so many bytes together, and stops at the first beyond.

    ``too_large`` says that it stopped: whatever else the form held afterwards was not read.
    """

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self.left = largest
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """The length that was claimed may be wrong, or missing: what comes is counted."""
        self.left -= len(raw_data)
        if self.left < 0:
            self.too_large = True
            self.kept.close()
            raise StopUpload(connection_reset=True)
        self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


def claims_too_much(request: HttpRequest) -> bool:
    """Whether a request says of itself that it is longer than any form with a file can be."""
    return _claimed(request) > LARGEST_FILE + BESIDE_THE_FILE


def drop_the_rest(request: HttpRequest) -> None:
    """Read what is a little too long and forget it, so that the browser gets to the answer."""
    left = _claimed(request)
    while 0 < left <= READ_TO_ANSWER and (piece := request.read(min(PIECE, left))):
        left -= len(piece)


def _claimed(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said) if said.isdecimal() and len(said) < 20 else 0  # noqa: PLR2004  the digits of any length
