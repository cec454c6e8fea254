"""The environment: safe by default, and one clear line for each value that cannot be used."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from scheduler.env import BASE_DIR, DEVELOPMENT_SECRET_KEY, Environment, read_environment

GOOD_KEY = "k" * 50


@pytest.fixture
def read(monkeypatch):
    """Read an environment of just the variables given."""
    for name in ("DATABASE_URL", "EMAIL_URL", "STATIC_ROOT", *Environment.__slots__):
        monkeypatch.delenv(name.upper(), raising=False)

    def read(**variables: str) -> Environment:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_environment()

    return read


def test_production_is_the_default(read):
    environment = read(SECRET_KEY=GOOD_KEY)
    assert environment == Environment(
        debug=False,
        secret_key=GOOD_KEY,
        allowed_hosts=["localhost", "127.0.0.1", "[::1]"],
        csrf_trusted_origins=[],
        secure=True,
        database={"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "db.sqlite3"},
        email={"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
        log_level="INFO",
        static_root=BASE_DIR / "var" / "static",
        week_rule="at_least",
        today=None,
        second_factor_required=True,
        trusted_proxies=0,
        site_url="http://localhost:8000",
    )


def test_development_needs_one_variable(read):
    environment = read(DEBUG="true")
    assert environment.secret_key == DEVELOPMENT_SECRET_KEY
    assert not environment.secure
    assert not environment.second_factor_required
    assert environment.email["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_every_variable_is_read(read):
    environment = read(
        SECRET_KEY=GOOD_KEY,
        ALLOWED_HOSTS="programme.example.org, other.example.org",
        CSRF_TRUSTED_ORIGINS="https://programme.example.org",
        SECURE="false",
        DATABASE_URL="postgres://programme:word@%2Frun%2Fpg/council",
        EMAIL_URL="smtp://user:word@mail.example.org:587/?tls=True",
        LOG_LEVEL="ERROR",
        STATIC_ROOT="/srv/static",
        WEEK_RULE="more_than",
        TODAY="2026-11-22",
        SECOND_FACTOR_REQUIRED="false",
        TRUSTED_PROXIES="2",
    )
    assert environment.allowed_hosts == ["programme.example.org", "other.example.org"]
    assert environment.csrf_trusted_origins == ["https://programme.example.org"]
    assert not environment.secure
    assert (environment.database["HOST"], environment.database["NAME"]) == ("/run/pg", "council")
    assert (environment.email["EMAIL_HOST"], environment.email["EMAIL_USE_TLS"]) == ("mail.example.org", True)
    assert environment.log_level == "ERROR"
    assert environment.static_root == Path("/srv/static")
    assert environment.week_rule == "more_than"
    assert environment.today == date(2026, 11, 22)
    assert not environment.second_factor_required
    assert environment.trusted_proxies == 2


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({}, "http://localhost:8000"),
        ({"ALLOWED_HOSTS": "*"}, "http://localhost:8000"),
        ({"ALLOWED_HOSTS": "programme.example.org,10.0.0.7"}, "https://programme.example.org"),
        ({"ALLOWED_HOSTS": ".example.org", "SECURE": "false"}, "http://example.org"),
        (
            {"ALLOWED_HOSTS": "10.0.0.7", "SITE_URL": "https://programme.example.org/"},
            "https://programme.example.org",
        ),
        ({"SITE_URL": "http://[::1]:8001"}, "http://[::1]:8001"),
    ],
)
def test_the_public_address_is_told_or_follows_from_the_hosts(read, variables, address):
    assert read(SECRET_KEY=GOOD_KEY, **variables).site_url == address


def test_a_variable_set_to_nothing_counts_as_not_set(read):
    assert read(SECRET_KEY=GOOD_KEY, TODAY=" ", WEEK_RULE="", DEBUG="").today is None


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", "perhaps", "true or false"),
        ("SECURE", "perhaps", "true or false"),
        ("SECOND_FACTOR_REQUIRED", "perhaps", "true or false"),
        ("TRUSTED_PROXIES", "-1", "a number, 0 or more"),
        ("TRUSTED_PROXIES", "one", "a number, 0 or more"),
        ("WEEK_RULE", "exactly", "at_least, more_than"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR, CRITICAL"),
        ("TODAY", "22/11/2026", "2026-11-22"),
        ("CSRF_TRUSTED_ORIGINS", "programme.example.org", "https://programme.example.org"),
        ("SITE_URL", "programme.example.org", "https://programme.example.org"),
        ("SITE_URL", "https://programme.example.org/council/", "without a path"),
    ],
)
def test_a_bad_value_is_one_line(read, name, value, expected):
    with pytest.raises(ImproperlyConfigured) as raised:
        read(SECRET_KEY=GOOD_KEY, **{name: value})
    line = str(raised.value)
    assert "\n" not in line
    assert line.startswith(f"{name} is {value!r}, but must be ")
    assert expected in line


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "hunter2"),
        ("SECRET_KEY", DEVELOPMENT_SECRET_KEY),
        ("DATABASE_URL", "oops://user:hunter2@host/name"),
        ("EMAIL_URL", "oops://user:hunter2@host"),
        ("EMAIL_URL", "smtp://user:hunter2@host:port"),
    ],
)
def test_a_secret_is_never_repeated(read, name, value):
    with pytest.raises(ImproperlyConfigured) as raised:
        read(**{"SECRET_KEY": GOOD_KEY, name: value})
    assert str(raised.value).startswith(f"{name} is set to something unusable")
    assert value not in str(raised.value)


def test_production_refuses_to_start_without_a_key(read):
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is not set"):
        read()
