"""What holds for every answer of the site."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_what_was_made_for_somebody_is_kept_by_no_cache(planner):
    kept = planner.client.get("/guideline/").headers["Cache-Control"]
    assert kept == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_what_anyone_may_read_may_be_kept(visitor):
    assert "Cache-Control" not in visitor.client.get("/guideline/").headers


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/guideline/", "testserver", 200),
        ("/nowhere/", "testserver", 404),
        ("/guideline/", "elsewhere.example", 400),
    ],
)
def test_every_answer_carries_the_policy(address, host, status):
    response = Client(raise_request_exception=False).get(address, headers={"host": host})
    policy = {
        f"{name} {' '.join(sources)}"
        for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }
    assert response.status_code == status
    assert set(response.headers["Content-Security-Policy"].split("; ")) == policy
    assert response.headers["X-Frame-Options"] == "DENY"
