"""Files of 5,000 and of 20,000 rows brought in: seconds, peak memory and queries, each in a process of its own."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 22)
MONTHS = tuple(date(2013 + number // 12, number % 12 + 1, 28) for number in range(24))

FILES = (("5,000 rows with 500 errors", 5_000, 500), ("5,000 rows", 5_000, 0), ("20,000 rows", 20_000, 0))
DEEDS = ("preview", "apply", "preview again", "take back")


def measure(folder: Path) -> list[str]:
    """Contributions as a workbook and as CSV: previewed, applied, previewed again, taken back."""
    django.setup()
    lines = []
    for title, rows, errors in FILES:
        for form in ("xlsx", "csv"):
            path = folder / f"{rows}-{errors}.{form}"
            path.write_bytes(_written(_table(rows, errors), form))
            size = path.stat().st_size / 1024**2
            lines.append(f"{title}, {form} of {size:.1f} MB")
            for deed in DEEDS[: 1 if errors else None]:
                told = _in_a_process(path, deed)
                lines.append(
                    f"    {deed:14} {told['seconds']:6.2f} s   {told['megabytes']:4.0f} MB at most   "
                    f"{told['queries']:5} queries   {told['said']}"
                )
    return lines


def _table(rows: int, errors: int) -> list[dict[str, Any]]:
    """Contributions that no file on record has, with an error in so many rows spread over the whole."""
    from meetings.models import Country, Mission

    dice = random.Random(rows)
    missions = list(Mission.objects.order_by("acronym").values_list("acronym", flat=True))
    countries = list(Country.objects.order_by("iso3").values_list("iso3", flat=True))
    places = [(month, mission, state) for month in MONTHS for mission in missions for state in countries]
    wrong = set(range(0, rows, rows // errors)) if errors else set()
    return [
        {
            "mission": f"NONE-{number}" if number in wrong else mission,
            "country": state,
            "as_of": month,
            "troops": dice.randrange(900),
            "staff_officers": dice.randrange(40),
            "experts_on_mission": dice.randrange(20),
            "individual_police": dice.randrange(90),
            "formed_police": dice.randrange(300),
        }
        for number, (month, mission, state) in enumerate(places[:rows])
    ]


def _written(rows: list[dict[str, Any]], form: str) -> bytes:
    from meetings.exchange.kinds import KINDS
    from meetings.exchange.tables.writing import write_csv, write_xlsx

    kind = KINDS["contributions"]
    columns = [column for column in kind.columns if column.name in rows[0]]
    return write_csv(columns, rows) if form == "csv" else write_xlsx(columns, rows, title="Contributions")


def _in_a_process(path: Path, deed: str) -> dict[str, Any]:
    """Do one thing with a file, in a process that does nothing else: its peak is the thing's own."""
    words = [sys.executable, "-m", "tests.performance.measure_loads", str(path), deed]
    said = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True, env=os.environ)
    told: dict[str, Any] = json.loads(said.stdout)
    return told


def main(path: Path, deed: str) -> None:
    """In that process: print what it cost."""
    django.setup()
    from django.db import connection

    from meetings.services.loads.steps import finished

    steps, queries = _deeds()[deed](path), 0

    def count(execute: Callable[..., Any], *about: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*about)

    started = time.perf_counter()
    with connection.execute_wrapper(count):
        load = finished(steps)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counted = {key: value for key, value in load.summary.items() if isinstance(value, int) and value}
    said = f"{load.state}: " + ", ".join(f"{number:,} {outcome}" for outcome, number in counted.items())
    if load.reading["problems_in_all"]:
        said = f"{load.state}: {load.reading['problems_in_all']:,} problems"
    print(json.dumps({"seconds": seconds, "megabytes": peak, "queries": queries, "said": said}))


def _deeds() -> dict[str, Callable[[Path], Any]]:
    from django.utils import timezone

    from meetings.models import Load
    from meetings.services.loads.apply import apply_load
    from meetings.services.loads.preview import preview_load
    from meetings.services.loads.take_back import take_back_load

    now = timezone.now()
    who: dict[str, Any] = {"actor": None, "now": now, "today": TODAY}

    def last(state: str) -> Load:
        return Load.objects.filter(state=state).order_by("-pk")[0]

    def preview(path: Path) -> Any:
        about = {"kind": "contributions", "file_name": path.name, "content": path.read_bytes()}
        return preview_load(**about, **who)

    return {
        "preview": preview,
        "apply": lambda _path: apply_load(load=last(Load.State.PREVIEWED), **who),
        "preview again": preview,
        "take back": lambda _path: take_back_load(load=last(Load.State.APPLIED), **who),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
