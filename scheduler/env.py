"""Everything the environment decides, read once, typed and checked.

A value that cannot be used stops the start with one line that names the variable,
the value and what was expected. Secrets are never repeated in such a line.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

BASE_DIR = Path(__file__).resolve().parent.parent

WeekRule = Literal["at_least", "more_than"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]

# What Django's own deployment check asks for.
SECRET_KEY_LENGTH = 50
DEVELOPMENT_SECRET_KEY = "known-to-everyone-so-accepted-only-while-debug-is-on"  # noqa: S105
# Where `manage.py runserver` serves: what messages name while nobody said where the site is.
LOCAL_ADDRESS = "http://localhost:8000"
SITE_ADDRESS = re.compile(r"https?://(\[[0-9a-f:]+\]|[\w.-]+)(:\d+)?")
# Variables that carry a key or a password.
SECRETS = frozenset({"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"})


@dataclass(frozen=True, slots=True)
class Environment:
    """What this process was told to be.

    ``secure`` means served over HTTPS: secure cookies, redirects and HSTS.
    ``week_rule`` says whether exactly seven days are "one week" or only more are.
    ``today`` is the day the site takes for today; None is the wall clock.
    ``second_factor_required`` says whether planners and admins must sign in with a second factor.
    ``trusted_proxies`` is how many proxies of our own stand before the site: a visitor's address is taken from
    what the outermost of them reports. With none, nobody's report is believed.
    ``site_url`` is the site's public address, without a slash at its end: messages name it, which answer no request.
    """

    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    secure: bool
    database: dict[str, Any]
    email: dict[str, Any]
    log_level: LogLevel
    static_root: Path
    week_rule: WeekRule
    today: date | None
    second_factor_required: bool
    trusted_proxies: int
    site_url: str


def read_environment() -> Environment:
    """Read the variables of this process.

    Raises:
        ImproperlyConfigured: a variable is missing, or its value cannot be used.
    """
    env = Env()
    debug = _read("DEBUG", env.bool, "true or false", default=False)
    secure = _read("SECURE", env.bool, "true or false", default=not debug)
    return Environment(
        debug=debug,
        secret_key=_secret_key(debug=debug),
        allowed_hosts=_words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"]),
        csrf_trusted_origins=_origins("CSRF_TRUSTED_ORIGINS"),
        secure=secure,
        database=_read(
            "DATABASE_URL",
            env.dj_db_url,
            "an address such as postgres://user:password@host/name",
            default={"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "db.sqlite3"},
        ),
        email=_email("EMAIL_URL", default="console" if debug else "smtp"),
        log_level=_choice("LOG_LEVEL", LogLevel, default="INFO"),
        static_root=_read("STATIC_ROOT", env.path, "a folder", default=BASE_DIR / "var" / "static"),
        week_rule=_choice("WEEK_RULE", WeekRule, default="at_least"),
        today=_read("TODAY", env.date, "a date such as 2026-11-22", default=None),
        second_factor_required=_read("SECOND_FACTOR_REQUIRED", env.bool, "true or false", default=not debug),
        trusted_proxies=_read(
            "TRUSTED_PROXIES", env.int, "a number, 0 or more", default=0, validate=validate.Range(min=0)
        ),
        site_url=_site_url("SITE_URL", secure=secure),
    )


def _read(name: str, parse: Callable[..., Any], expected: str, *, default: Any, **options: Any) -> Any:
    """Parse one variable; one set to nothing counts as not set, as in ``NAME= command``."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        return parse(name, **options)
    except EnvError as error:
        raise _unusable(name, text, expected) from error


def _unusable(name: str, text: str, expected: str) -> ImproperlyConfigured:
    shown = (
        "set to something unusable (not repeated: it may hold a secret)" if name in SECRETS else repr(text)
    )
    return ImproperlyConfigured(f"{name} is {shown}, but must be {expected}.")


def _choice(name: str, allowed: Any, *, default: str) -> Any:
    """Read one of the values of a Literal type."""
    values = get_args(allowed)
    expected = f"one of {', '.join(values)}"
    return _read(name, Env().str, expected, default=default, validate=validate.OneOf(values))


def _words(name: str, *, default: list[str]) -> list[str]:
    """Read a comma-separated list; spaces around its words do not matter."""
    words: list[str] = _read(name, Env().list, "words, separated by commas", default=default)
    return [word.strip() for word in words if word.strip()]


def _origins(name: str) -> list[str]:
    """Read origins; Django itself would find a missing scheme only in its later checks."""
    origins = _words(name, default=[])
    for origin in origins:
        if not origin.startswith(("https://", "http://")):
            raise _unusable(
                name, origin, "origins such as https://programme.example.org, separated by commas"
            )
    return origins


def _site_url(name: str, *, secure: bool) -> str:
    """Read the public address; where none is set, the first of the allowed hosts tells it, if one is named."""
    expected = "an address such as https://programme.example.org, without a path"
    address: str = _read(name, Env().str, expected, default="").strip().rstrip("/")
    if not address:
        host = next(iter(_words("ALLOWED_HOSTS", default=[])), "").removeprefix(".")
        named = host and "*" not in host
        return f"{'https' if secure else 'http'}://{host}" if named else LOCAL_ADDRESS
    if not SITE_ADDRESS.fullmatch(address):
        raise _unusable(name, os.environ[name], expected)
    return address


def _email(name: str, *, default: str) -> dict[str, Any]:
    """Read where mail goes, as Django's EMAIL_* settings; a scheme unknown to the parser names no backend."""
    expected = "an address such as smtp://user:password@host:587/?tls=True"
    default_settings = {"EMAIL_BACKEND": f"django.core.mail.backends.{default}.EmailBackend"}
    email: dict[str, Any] = _read(name, Env().dj_email_url, expected, default=default_settings)
    if "EMAIL_BACKEND" not in email:
        raise _unusable(name, os.environ[name], expected)
    return email


def _secret_key(*, debug: bool) -> str:
    """Return the key that signs sessions; only development may go without one of its own."""
    key = os.environ.get("SECRET_KEY", "").strip()
    expected = f"a secret text of {SECRET_KEY_LENGTH} characters or more"
    if debug:
        return key or DEVELOPMENT_SECRET_KEY
    if not key:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set, but must be {expected} (or set DEBUG=true to develop)."
        )
    if len(key) < SECRET_KEY_LENGTH or key == DEVELOPMENT_SECRET_KEY:
        raise _unusable("SECRET_KEY", key, expected)
    return key
