"""Files as an admin's browser sends them, and what comes back, for tests of the pages."""

import html
import re
from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.services.audit import changing
from meetings.services.first_state import keep_first_states

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

CHRISTMAS = "date,name,kind\r\n2026-12-25,Christmas Day,official\r\n"
"""A file of one row, which is new where no holiday is on record."""


def upload(client, content=CHRISTMAS, *, kind="holidays", name="holidays.csv", **fields):
    """Send a file by the form."""
    encoded = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("loads"), {"kind": kind, "file": SimpleUploadedFile(name, encoded)} | fields)


def text_of(response):
    """What a page says, without its markup, blanks pressed together."""
    body = b"".join(response) if response.streaming else response.content
    inside = body.decode().partition('id="content"')[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def cost(client, address):
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def set_by_hand(person, holiday, kind):
    """As a person does it, with a record of it."""
    with changing(action="edit holiday", subject=holiday, actor=person.user, now=NOW):
        keep_first_states([holiday])
        holiday.kind = kind
        holiday.save()
