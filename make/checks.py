"""Everything that reads the code without running the tests. All checks run; the first failure hides no other."""

import secrets

import environment
import translations
from environment import PYTHON
from steps import Command, Steps, main

MODULE: tuple[str, ...] = (str(PYTHON), "-m")
MANAGE: tuple[str, ...] = (str(PYTHON), "manage.py")
DEPRECATIONS_ARE_ERRORS = ("-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning")

DEVELOPMENT = {"DEBUG": "true", "DATABASE_URL": "sqlite://:memory:"}
PRODUCTION = {
    "DEBUG": "false",
    "SECURE": "true",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "programme.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://programme.example.org",
    "DATABASE_URL": "postgres://programme@localhost/programme",
}

CHECKS: list[tuple[str, Command, dict[str, str]]] = [
    ("lint (ruff)", [*MODULE, "ruff", "check"], {}),
    ("format (ruff)", [*MODULE, "ruff", "format", "--check"], {}),
    ("templates (djlint)", [*MODULE, "djlint", "templates", "--lint", "--quiet"], {}),
    ("types (mypy)", [*MODULE, "mypy", "--no-incremental"], DEVELOPMENT),
    ("layers (import-linter)", [PYTHON.parent / "lint-imports", "--no-cache"], {}),
    ("translations", translations.COMPILE, {}),
    ("no migration is missing", [*MANAGE, "makemigrations", "--check", "--dry-run"], DEVELOPMENT),
    ("system checks", [PYTHON, *DEPRECATIONS_ARE_ERRORS, "manage.py", "check"], DEVELOPMENT),
    ("system checks for production", [*MANAGE, "check", "--deploy", "--fail-level=WARNING"], PRODUCTION),
]


def run() -> int:
    """Run every check; show what those that fail have said; return the exit code."""
    steps = Steps(environment.STEPS + len(CHECKS))
    environment.ensure(steps, environment.DEV_LOCK)
    failed = []
    for label, command, environ in CHECKS:
        code, output = steps.attempt(label, command, environ=environ)
        if code:
            failed.append(label)
            print(output)
    print(
        f"{len(CHECKS) - len(failed)} of {len(CHECKS)} checks are good.",
        *(f"Failed: {label}." for label in failed),
    )
    return 1 if failed else 0


if __name__ == "__main__":
    main(run)
