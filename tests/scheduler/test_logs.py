"""What must not get into the log."""

import logging

import pytest

from scheduler.logs import WithoutSecrets


@pytest.mark.parametrize(
    ("message", "args", "logged"),
    [
        ("Not Found: %s", ("/feeds/s3cret_word-1/programme.ics",), "Not Found: /feeds/***/programme.ics"),
        ("GET /feeds/s3cret/x.ics?a=1 HTTP/1.1", (), "GET /feeds/***/x.ics?a=1 HTTP/1.1"),
        ("Not Found: %s", ("/feeds/s3cret",), "Not Found: /feeds/***"),
        ("%s: %s", ("Not Found", "/account/feeds/"), "Not Found: /account/feeds/"),
        ("100% sure", (), "100% sure"),
    ],
)
def test_the_secret_of_a_feed_is_taken_out(message, args, logged):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, None)
    assert WithoutSecrets().filter(record)
    assert record.getMessage() == logged


def test_all_that_is_logged_goes_through_it(settings):
    handlers = settings.LOGGING["handlers"].values()
    assert [handler["filters"] for handler in handlers] == [["without_secrets"]]
