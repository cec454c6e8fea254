"""The settings: what is sent with every page, and what each engine needs."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from scheduler.env import BASE_DIR

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %r}, default=str))
"""


def settings_with(*names: str, **environ: str) -> dict:
    """Read settings as a fresh process would."""
    code = SHOW % (names,)
    environ = {"SECRET_KEY": "k" * 50, "DJANGO_SETTINGS_MODULE": "scheduler.settings", **environ}
    output = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, env=environ, capture_output=True, check=True
    )
    return json.loads(output.stdout)


@pytest.mark.parametrize("path", ["/admin/login/", "/a/page/that/is/not/there/"])
def test_every_answer_carries_the_policy(client, db, path):
    headers = client.get(path).headers
    sent = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert sent == dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_the_six_official_languages_have_their_own_names():
    assert [code for code, _name in settings.LANGUAGES] == ["ar", "zh-hans", "en", "fr", "ru", "es"]


def test_sqlite_waits_for_its_lock_and_postgres_keeps_its_connections():
    sqlite = settings_with("DATABASES")["DATABASES"]["default"]
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert sqlite["CONN_MAX_AGE"] == 60
    postgres = settings_with("DATABASES", DATABASE_URL="postgres://host/name")["DATABASES"]["default"]
    assert postgres["CONN_MAX_AGE"] == 60
    assert postgres["CONN_HEALTH_CHECKS"] is True
    assert "transaction_mode" not in postgres.get("OPTIONS", {})


@pytest.mark.parametrize(("secure", "expected"), [("true", True), ("false", False), ("", True)])
def test_secure_governs_cookies_and_redirects_together(secure, expected):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    shown = settings_with(*names, "SECURE_HSTS_SECONDS", SECURE=secure)
    assert {shown[name] for name in names} == {expected}
    assert (shown["SECURE_HSTS_SECONDS"] > 0) is expected


def test_files_have_lasting_names_except_in_development():
    production, development = settings_with("STORAGES"), settings_with("STORAGES", DEBUG="true")
    assert "Manifest" in production["STORAGES"]["staticfiles"]["BACKEND"]
    assert "Manifest" not in development["STORAGES"]["staticfiles"]["BACKEND"]


def test_what_is_kept_of_published_months_is_not_where_counts_are_kept():
    caches = settings_with("CACHES")["CACHES"]
    assert caches["default"]["BACKEND"].endswith("DatabaseCache")
    assert caches["published"]["BACKEND"].endswith("LocMemCache")
