"""``manage.py load``, as people and other programs run it; and cut off midway."""

import io
import json
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.exchange.kinds import KINDS
from meetings.models import Holiday, Load, Mandate
from tests.factories import MandateFactory, MissionFactory, OccasionFactory, UserFactory

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, "manage.py"]

HOLIDAYS = "date,name,kind\n2027-01-01,New Year's Day,official\n2027-12-24,Day before Christmas,official\n"


def run(*words: object) -> tuple[str, str, int]:
    """What is printed, what is told on the way, and the exit code."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", error.returncode
    return out.getvalue(), err.getvalue(), 0


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "holidays.csv"
    path.write_text(HOLIDAYS, encoding="utf-8")
    return path


@pytest.mark.django_db
def test_a_file_is_applied_and_its_lines_are_told(table: Path) -> None:
    out, err, code = run("holidays", table)
    assert code == 0
    assert out == (
        "row 2: new holiday: 2027-01-01 New Year's Day\n"
        "row 3: new holiday: 2027-12-24 Day before Christmas\n"
        "2 new, 0 unchanged\n"
    )
    assert err.splitlines()[0] == "Reading holidays.csv"
    assert Holiday.objects.count() == 2
    assert list(Load.objects.values_list("kind", "file_name", "state")) == [
        ("holidays", "holidays.csv", Load.State.APPLIED)
    ]


@pytest.mark.django_db
def test_the_second_time_nothing_changes(table: Path) -> None:
    run("holidays", table)
    assert run("holidays", table, "--quiet") == ("2 unchanged\n", "", 0)


@pytest.mark.django_db
def test_a_dry_run_keeps_nothing(table: Path) -> None:
    out, _err, code = run("holidays", table, "--dry-run", "--quiet")
    assert (code, out.splitlines()[-1]) == (0, "2 new, 0 unchanged")
    assert (Holiday.objects.count(), Load.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_every_problem_is_told_and_nothing_is_loaded(table: Path) -> None:
    table.write_text("date,name\n03/04/2027,Holiday\n2027-13-01,Other\n2027-05-01,Fine\n", encoding="utf-8")
    out, err, code = run("holidays", table, "--quiet")
    assert (code, err) == (1, "holidays.csv cannot be used.")
    assert [line.split(": ")[0] for line in out.splitlines()] == [
        "row 2, column date",
        "row 3, column date",
        "2 problems; nothing was loaded.",
    ]
    assert (Holiday.objects.count(), Load.objects.get().state) == (0, Load.State.REFUSED)


@pytest.mark.django_db
def test_what_it_does_to_the_plan_is_told(tmp_path: Path) -> None:
    mission = MissionFactory(acronym="UNSMIL")
    mandate = MandateFactory(mission=mission, ends=date(2026, 10, 31))
    OccasionFactory(mission=mission, mandate=mandate, label="Libya in autumn")
    path = tmp_path / "mandates.csv"
    path.write_text("mission,resolution,adopted,end\nUNSMIL,2830,2026-10-28,2027-10-31\n", encoding="utf-8")
    out, _err, code = run("mandates", path, "--quiet")
    told = out.splitlines()
    assert code == 0
    assert "Libya in autumn: concluded by S/RES/2830 (2026), new end 2027-10-31" in told
    assert "next occasion: UNSMIL, 2027-10-31" in told


@pytest.mark.django_db
def test_json_says_the_same_to_a_program(table: Path) -> None:
    out, _err, _code = run("holidays", table, "--format", "json", "--quiet")
    told = json.loads(out)
    assert (told["kind"], told["state"], told["rows"], told["problems"]) == ("holidays", "applied", 2, [])
    assert [(line["row"], line["outcome"], line["noun"]) for line in told["lines"]] == [
        (2, "new", "holiday"),
        (3, "new", "holiday"),
    ]


@pytest.mark.django_db
def test_what_was_set_by_hand_is_kept_and_the_exit_code_says_so(table: Path) -> None:
    run("holidays", table)
    holiday = Holiday.objects.get(name="New Year's Day")
    holiday.kind = Holiday.Kind.FLOATING
    holiday._history_user = UserFactory(role="admin")
    holiday.save()
    out, err, code = run("holidays", table, "--quiet")
    assert (code, out.splitlines()[1]) == (
        3,
        "    Kind: floating: each staff member picks one -> official (set by hand: kept)",
    )
    assert err == "Values that were set by hand were kept; --take-file takes those of the file."
    assert run("holidays", table, "--quiet", "--take-file")[2] == 0
    holiday.refresh_from_db()
    assert holiday.kind == Holiday.Kind.OFFICIAL


@pytest.mark.django_db
def test_what_cannot_be_taken_from_the_file_is_one_line(tmp_path: Path) -> None:
    """What a person set beside it does not go together with the file's."""
    MissionFactory(acronym="UNDOF")
    path = tmp_path / "mandates.csv"
    path.write_text("mission,decision,end\nUNDOF,S/RES/2771 (2025),2026-01-31\n", encoding="utf-8")
    run("mandates", path, "--quiet")
    mandate = Mandate.objects.get()
    mandate.begins, mandate.ends = date(2026, 3, 1), date(2027, 1, 31)
    mandate._history_user = UserFactory(role="admin")
    mandate.save()
    out, err, code = run("mandates", path, "--quiet", "--take-file")
    assert (out, code) == ("", 1)
    assert err == "The mandate would end before it begins."
    assert Load.objects.count() == 1


@pytest.mark.django_db
def test_who_loaded_it_is_kept(table: Path) -> None:
    UserFactory(username="ada", role="admin")
    run("holidays", table, "--as", "ada")
    load = Load.objects.get()
    assert (load.uploaded_by.username, load.decided_by.username) == ("ada", "ada")


@pytest.mark.django_db
def test_only_an_admin_loads(table: Path) -> None:
    UserFactory(username="ola", role="planner")
    assert run("holidays", table, "--as", "ola", "--quiet") == ("", "There is no admin “ola”.", 2)


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert run("holidays", path, "--quiet") == ("", f"{path} cannot be read: No such file or directory.", 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_is_written_for_every_kind(tmp_path: Path, kind: str, form: str) -> None:
    path = tmp_path / f"{kind}.{form}"
    out, _err, code = run(kind, path, "--template")
    assert (out, code, path.stat().st_size > 0) == (f"Written: {path}\n", 0, True)


def test_a_template_is_csv_or_xlsx(tmp_path: Path) -> None:
    assert run("holidays", tmp_path / "x.ods", "--template")[1:] == ("Name the template .csv or .xlsx.", 2)


# Cut off midway: a process of its own is killed while it writes.

ROWS = 4_000


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "many.csv"
    rows = (f"2027-01-{1 + number % 28:02},Holiday {number}\n" for number in range(ROWS))
    path.write_text("date,name\n" + "".join(rows), encoding="utf-8")
    return path


def counted(environ: dict[str, str]) -> list[int]:
    """How many holidays, records of them, loads, their lines and their files there are."""
    code = (
        "from meetings.models import *\n"
        "print(*(noun.objects.count() for noun in "
        "(Holiday, Holiday.history.model, Load, LoadLine, LoadedFile, AuditRecord)))"
    )
    words = [*MANAGE, "shell", "--no-imports", "-c", code]
    said = subprocess.run(words, cwd=ROOT, env=environ, check=True, capture_output=True, text=True).stdout
    return [int(word) for word in said.split()]


@pytest.mark.parametrize("nth", [1, 2])
def test_a_run_that_is_killed_while_it_writes_leaves_nothing(
    database: dict[str, str], many: Path, nth: int
) -> None:
    """The first writing is that of the preview, the second is the real one."""
    words = [*MANAGE, "load", "holidays", str(many)]
    with subprocess.Popen(words, cwd=ROOT, env=database, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        begun = 0
        for line in process.stderr:
            begun += line.startswith("Writing: holidays: 500 of")
            if begun == nth:
                process.send_signal(signal.SIGKILL)
                break
    assert (begun, process.returncode) == (nth, -signal.SIGKILL)
    assert counted(database) == [0] * 6
    again = subprocess.run(words, cwd=ROOT, env=database, check=True, capture_output=True, text=True)
    assert again.stdout.splitlines()[-1] == f"{ROWS:,} new, 0 unchanged"
    assert counted(database) == [ROWS, ROWS, 1, ROWS, 1, 1]
