"""Taking a file in: never more of it than was agreed, whatever length it claims."""

import io

import pytest
from django.core.files.uploadhandler import StopUpload
from django.test import RequestFactory

from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.views.loads.uploading import READ_TO_ANSWER, InMemory, claims_too_much, drop_the_rest


def request_of(length, body=b""):
    request = RequestFactory().post("/load/")
    request.META["CONTENT_LENGTH"] = length
    request._stream = io.BytesIO(body)
    return request


def receiving(largest):
    upload = InMemory(request_of("0"), largest)
    upload.new_file("file", "table.csv", "text/csv", None)
    return upload


def test_what_fits_is_kept_whole():
    upload = receiving(6)
    for start, piece in ((0, b"abc"), (3, b"def")):
        assert upload.receive_data_chunk(piece, start) is None
    file = upload.file_complete(6)
    assert (file.read(), file.size, file.name, upload.too_large) == (b"abcdef", 6, "table.csv", False)


def test_the_first_byte_beyond_stops_it():
    upload = receiving(5)
    upload.receive_data_chunk(b"abc", 0)
    with pytest.raises(StopUpload) as stopped:
        upload.receive_data_chunk(b"def", 3)
    assert (upload.too_large, upload.kept.closed, stopped.value.connection_reset) == (True, True, True)


def test_several_files_share_the_room():
    upload = receiving(5)
    upload.receive_data_chunk(b"abc", 0)
    upload.new_file("other", "table.csv", "text/csv", None)
    with pytest.raises(StopUpload):
        upload.receive_data_chunk(b"def", 0)


@pytest.mark.parametrize(
    ("length", "too_much"),
    [
        ("", False),
        ("x", False),
        ("-1", False),
        (str(LARGEST_FILE), False),
        (str(LARGEST_FILE * 2), True),
        ("1073741824", True),
        ("9" * 5000, False),
    ],
)
def test_what_a_request_claims(length, too_much):
    assert claims_too_much(request_of(length)) is too_much


def test_a_little_too_much_is_taken_and_dropped():
    request = request_of("300000", b"a" * 300_000)
    drop_the_rest(request)
    assert request.read() == b""


def test_far_too_much_is_not_even_taken():
    request = request_of(str(READ_TO_ANSWER + 1), b"a" * 10)
    drop_the_rest(request)
    assert request.read() == b"a" * 10
