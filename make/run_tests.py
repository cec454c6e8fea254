"""Every test: on SQLite, on a really started PostgreSQL, and in Chromium; arguments go on to pytest.

A stage that fails stops no other, and none is left out in silence. ``--fast`` runs the first stage only.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import chromium
import environment
import postgres
import translations
from steps import ROOT, VAR, Command, Steps, child_environ, main

RESULTS = VAR / "tests"
NOTHING_RAN = 5  # pytest's exit code


@dataclass(frozen=True)
class Outcome:
    """How one stage ended; the counts are of tests."""

    name: str
    code: int
    seconds: float
    passed: int
    failed: int
    skipped: int

    @property
    def is_good(self) -> bool:
        return self.code == 0

    def __str__(self) -> str:
        verdict = "passed" if self.is_good else f"FAILED (pytest ended with {self.code})"
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{self.name:<11} {verdict}: {counts} in {self.seconds:.1f} s"


def run(arguments: list[str]) -> int:
    """Prepare what the stages need, run them all and sum them up; return the exit code."""
    is_fast = "--fast" in arguments
    selection = [argument for argument in arguments if argument != "--fast"]
    steps = Steps(
        environment.STEPS + translations.STEPS + (0 if is_fast else postgres.STEPS + chromium.STEPS)
    )
    environment.ensure(steps, environment.DEV_LOCK)
    translations.ensure(steps)
    if is_fast:
        return _sum_up([_stage("SQLite", "not browser", selection, {})], selection)

    postgres.ensure(steps)
    browser = {"CHROMIUM_PATH": str(chromium.ensure(steps))}
    outcomes = [_stage("SQLite", "not browser", selection, {})]
    with postgres.server() as address:
        # What is pure meets no database: once is enough.
        outcomes.append(
            _stage("PostgreSQL", "not browser and not pure", selection, {"TEST_DATABASE_URL": address})
        )
    outcomes.append(_stage("browser", "browser", selection, browser))
    return _sum_up(outcomes, selection)


def _stage(name: str, marks: str, selection: list[str], environ: Mapping[str, str]) -> Outcome:
    results = RESULTS / f"{name}.xml"
    results.parent.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)
    print(f"\n=== {name} ===", flush=True)
    started = time.monotonic()
    # On all cores. A few chosen ones start sooner in one process; a browser wants the machine for itself.
    workers = [] if selection or marks == "browser" else ["--numprocesses=auto"]
    command: Command = [
        environment.PYTHON,
        "-m",
        "pytest",
        "-m",
        marks,
        f"--junitxml={results}",
        *workers,
        *selection,
    ]
    inherited = {key: value for key, value in child_environ().items() if key != "TEST_DATABASE_URL"}
    code = subprocess.run(command, cwd=ROOT, env=inherited | dict(environ), check=False).returncode
    counts = _counts(results)
    # A selection may well concern one stage only.
    if code == NOTHING_RAN and selection:
        code = 0
    return Outcome(name, code, time.monotonic() - started, **counts)


def _counts(results: Path) -> dict[str, int]:
    """Read how many tests passed, failed and were skipped; a run that broke off counts as one failure."""
    if not results.exists():
        return {"passed": 0, "failed": 1, "skipped": 0}
    total: Counter[str] = Counter()
    for suite in ElementTree.parse(results).iter("testsuite"):  # noqa: S314 - pytest wrote it just now
        total.update({key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")})
    failed = total["failures"] + total["errors"]
    return {
        "passed": total["tests"] - failed - total["skipped"],
        "failed": failed,
        "skipped": total["skipped"],
    }


def _sum_up(outcomes: list[Outcome], selection: list[str]) -> int:
    passed, failed, skipped = (
        sum(getattr(outcome, count) for outcome in outcomes) for count in ("passed", "failed", "skipped")
    )
    print("\n=== summary ===", *outcomes, sep="\n")
    if not passed + failed:
        print(f"No test ran{' for ' + ' '.join(selection) if selection else ''}.")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 0 if passed and all(outcome.is_good for outcome in outcomes) else 1


if __name__ == "__main__":
    os.chdir(ROOT)
    main(lambda: run(sys.argv[1:]))
