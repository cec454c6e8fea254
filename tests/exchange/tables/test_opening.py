"""What a file is, told by what it holds: everything that is no table is refused with a sentence that says so."""

import io
import zipfile

import pytest

from meetings.exchange.tables import opening
from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.exchange.tables.opening import plain_name
from tests.exchange.tables.books import by_hand, sheet, zipped
from tests.exchange.tables.decisions import read, refusal, steps, values

OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\n" * 100])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert refusal(content) == "The file is empty."


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_file_with_nothing_but_its_mark_has_no_headings(mark: bytes) -> None:
    assert refusal(mark).startswith("No headings of this table were found")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "This is a PDF document, not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is a picture, not a spreadsheet."),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "This is a picture, not a spreadsheet."),
        (b"GIF89a\1\0", "This is a picture, not a spreadsheet."),
        (b"{\\rtf1\\ansi", "This is a text document (RTF), not a spreadsheet."),
        (b"\xef\xbb\xbf\n<table><tr><td>symbol", "This is a web page or XML, not a spreadsheet."),
        (b"<?xml version='1.0'?><Workbook/>", "This is a web page or XML, not a spreadsheet."),
        (bytes(range(256)) * 10, "This is not a spreadsheet."),
        ("symbol,begin\nS/RES/1,\n".encode("utf-16-le"), "This is not a spreadsheet."),
        (OLD_OFFICE + b"\0" * 1000, "This is an Excel 97 workbook (.xls)."),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "The file is protected by a password."),
        (zipped({"word/document.xml": "<w/>"}), "This is a packed file (zip), but no workbook in it."),
        (zipped({}), "This is a packed file (zip), but no workbook in it."),
        (zipped({"xl/workbook.bin": b"\x83\1"}), "This is a binary workbook (.xlsb)."),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
            "This is an OpenDocument file (.ods).",
        ),
        (zipped({"mimetype": "application/epub+zip"}), "This is a packed file (zip), but no workbook in it."),
        (b"PK\x03\x04", "The file is damaged: it cannot be read as a workbook."),
        (b"PK\x03\x04" + b"\0" * 1000, "The file is damaged: it cannot be read as a workbook."),
        (sheet(["symbol"])[:-100], "The file is damaged: it cannot be read as a workbook."),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(content: bytes, said: str) -> None:
    assert refusal(content).startswith(said)


@pytest.mark.parametrize("name", ["table.csv", "table.xls", "table", "table.xlsx.exe"])
def test_the_name_of_a_file_does_not_say_what_it_is(name: str) -> None:
    assert values(read(by_hand(), name=name)) == [{"symbol": "S/RES/1"}]
    assert values(read("symbol\nS/RES/1\n", name=name)) == [{"symbol": "S/RES/1"}]


def test_a_file_may_be_open_at_any_place() -> None:
    file = io.BytesIO(b"symbol\nS/RES/1\n")
    file.seek(9)
    assert values(read(file)) == [{"symbol": "S/RES/1"}]
    assert not file.closed


@pytest.mark.parametrize("open_file", [bytes, io.BytesIO])
def test_a_file_that_is_too_large_is_refused(open_file: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_FILE", 2 * 1024**2)
    largest = b"symbol\nS/RES/1\n" + b" " * (2 * 1024**2 - 15)
    assert values(read(open_file(largest))) == [{"symbol": "S/RES/1"}]
    assert refusal(open_file(largest + b" ")) == (
        "The file is larger than 2 MB. Split it, or save the table alone."
    )


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        def seek(self, *_place: int) -> int:
            return 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= LARGEST_FILE + 1
            return b"x" * size

    assert refusal(Endless()).startswith("The file is larger than 10 MB.")


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(by_hand())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        start = package.start_dir
    content[start + 8] |= 1
    assert refusal(bytes(content)) == "The file is protected by a password. Save it without one."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("cycles.xlsx", "cycles.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\cycles.xlsx", "cycles.xlsx"),
        ("/", ""),
        ("a\0b\x1b[31m\r\n.csv", "ab[31m .csv"),
        ("x" * 300 + ".csv", "x" * 96 + ".csv"),
    ],
)
def test_a_name_is_shown_without_folders_and_controls(name: str, shown: str) -> None:
    assert plain_name(name) == shown
    assert steps(b"symbol\n", name=name)[0][0].stage == f"Reading {shown}"


def test_the_library_for_workbooks_is_not_needed_for_csv() -> None:
    assert "openpyxl" not in vars(opening)
