"""Lock files from pyproject.toml: versions and hashes for every platform and Python, no addresses.

Versions stay as they are unless ``--upgrade`` is given.
"""

import sys
from pathlib import Path

import environment
import postgres
from steps import ROOT, Command, Steps, main

OLDEST_PYTHON = "3.11"
LOCKS: list[tuple[Path, list[str]]] = [
    (environment.RUN_LOCK, ["pyproject.toml"]),
    (environment.DEV_LOCK, ["pyproject.toml", "--group=dev", f"--constraint={environment.RUN_LOCK.name}"]),
    (environment.TOOLS_LOCK, ["--group=tools"]),
    (postgres.LOCK, ["--group=postgres"]),
]


def run(arguments: list[str]) -> None:
    """Write every lock file anew; the arguments go to uv."""
    steps = Steps(1 + len(LOCKS))
    environment.require_uv(steps)
    for lock, sources in LOCKS:
        steps.run(f"locking {lock.relative_to(ROOT)}", _compile(lock, [*sources, *arguments]))


def _compile(lock: Path, arguments: list[str]) -> Command:
    options = [
        "--universal",
        f"--python-version={OLDEST_PYTHON}",
        "--generate-hashes",
        "--no-emit-index-url",
        "--custom-compile-command=make lock",
        f"--output-file={lock.relative_to(ROOT)}",
    ]
    return [environment.UV, "pip", "compile", "--quiet", *options, *arguments]


if __name__ == "__main__":
    main(lambda: run(sys.argv[1:]))
