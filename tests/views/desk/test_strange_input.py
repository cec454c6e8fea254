"""What no browser would post: every field of every form of the desk, filled in by somebody who means harm.

Whatever is posted, the desk answers, and leads nobody to another site.
"""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from meetings.models import Entry, Justification, Sitting
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import (
    EntryFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
)
from tests.views.desk.test_outsiders import JANUARY, Desk, posts  # noqa: F401  # a fixture
from tests.views.published import DECEMBER

pytestmark = pytest.mark.django_db

STRANGE = [
    "\0",
    "9" * 20,
    "9" * 5000,
    "-1",
    "0001-01-01",
    "9999-12-31",
    "\N{ARABIC-INDIC DIGIT THREE}",
    "[" * 20_000,
    '{"kind": [], "symbol": {}, "due_on": 7}',
    "x" * 5000,
]
"""Too long, too great, out of the calendar, or of another kind than the field's."""

ANSWERS = {200, 302, 400, 404, 409}
OTHER_MONTHS = ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"]
BY_SCRIPT = {"HX-Request": "true"}


class TestEveryField:
    @pytest.mark.parametrize("strange", STRANGE, ids=lambda strange: strange[:12].replace("\0", "NUL"))
    def test_is_answered(self, planner, posts, strange):  # noqa: F811
        """One field at a time, as it differs from what a browser would post."""
        wrong = []
        for name, (address, data) in posts.items():
            for field in data.keys() | {"seen", "month", "next"}:
                with transaction.atomic():
                    response = planner.client.post(address, data | {field: strange})
                    transaction.set_rollback(True)
                if response.status_code not in ANSWERS or leads_away(response):
                    wrong.append((name, field, response.status_code))
        assert wrong == []

    def test_of_an_address_is_answered(self, planner, posts):  # noqa: F811
        fields = ("on", "half", "occasion", "step", "sitting", "month", "year", "page", "state", "revision", "mission")
        pages = {address for name, (address, _data) in posts.items() if not name.startswith("desk_undo")}
        for page in pages:
            for strange in STRANGE:
                response = planner.client.get(page, dict.fromkeys(fields, strange))
                assert response.status_code in ANSWERS | {405}


def leads_away(response):
    return bool(urlsplit(response.headers.get("Location", "")).netloc)
