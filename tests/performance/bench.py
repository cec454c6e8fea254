"""The figures of the README, measured: ``make bench``, or parts of it (ARGS="pages published desk loads rules").

Times are medians; machines differ and drift, so a page's time is given beside that of an empty view of the
same server in the same run, and their ratio is the figure to quote.
"""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PARTS = ("rules", "replay", "pages", "published", "desk", "loads", "run")


def main(arguments: list[str]) -> int:
    """Measure the parts that are named, or all."""
    unknown = set(arguments) - set(PARTS)
    if unknown:
        print(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    wanted = arguments or list(PARTS)
    with tempfile.TemporaryDirectory(prefix="programme-bench-") as folder:
        _prepare(
            Path(folder), with_data=bool({"replay", "pages", "published", "desk", "loads"} & set(wanted))
        )
        for part in PARTS:
            if part in wanted:
                print(f"\n== {part}", flush=True)
                for line in _part(part)(Path(folder)):
                    print(line, flush=True)
    return 0


def _prepare(folder: Path, *, with_data: bool) -> None:
    """Point Django at a database of its own, with the whole history in it."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.performance.settings",
        DATABASE_URL=f"sqlite:///{folder / 'db.sqlite3'}",
        SECRET_KEY=secrets.token_urlsafe(60),
        SECOND_FACTOR_REQUIRED="false",
        SECURE="false",
        DEBUG="false",
        LOG_LEVEL="WARNING",
        STATIC_ROOT=str(folder / "static"),
        TODAY="2026-11-22",
    )
    if not with_data:
        return
    for words in (
        ["migrate", "--verbosity=0"],
        ["load_reference", "--quiet"],
        ["load_sample", "--quiet"],
        ["create_demo_accounts"],
        ["collectstatic", "--no-input", "--verbosity=0"],
    ):
        print(f"preparing: {words[0]}", flush=True)
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _part(name: str) -> Callable[[Path], list[str]]:
    """The module that measures a part, imported only now: some of them need Django, set up above."""
    from importlib import import_module

    measure: Callable[[Path], list[str]] = import_module(f"tests.performance.measure_{name}").measure
    return measure


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
