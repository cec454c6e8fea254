"""``manage.py load_reference``, ``load_sample`` and ``create_demo_accounts``, as people run them."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from meetings.models import Mission, Programme, User
from meetings.services.create_demo_accounts import PASSWORD

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

pytestmark = pytest.mark.django_db


def run(*words: object) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(*words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_what_was_loaded_is_told_and_how_far_it_is() -> None:
    out, err = run("load_reference")
    assert " 5,213 entry made\n" in out
    assert err.splitlines()[0] == "Loading files"
    assert err.splitlines()[-1] == "Loading recurring business"
    assert len(err.splitlines()) == 16
    out, err = run("load_reference", "--quiet")
    assert (out, err) == ("", "")
    out, _ = run("load_reference")
    assert out == "Nothing to change: all of it was loaded before.\n"


def test_errors_are_printed_one_a_line_and_nothing_is_loaded(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))
    path = folder / "cycles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2006-01-25", "2006-13-25", 1), encoding="utf-8")
    (folder / "rooms.csv").write_text("name,short_name,shared\n", encoding="utf-8")
    with pytest.raises(CommandError) as raised:
        run("load_reference", "--from", folder, "--quiet")
    lines = str(raised.value).splitlines()
    assert 'fixtures/rooms.csv, line 1: "also_printed_as" is not a column of this file' in lines
    assert (
        'fixtures/cycles.csv, line 2, column tcc_meeting_date: "2006-13-25" is not a date (expected YYYY-MM-DD)'
    ) in lines
    assert lines[-1] == f"{len(lines) - 1} errors; nothing was loaded."
    assert not Mission.objects.exists()


def test_the_sample_needs_the_reference_data() -> None:
    with pytest.raises(CommandError, match="run load_reference first"):
        run("load_sample")
    with pytest.raises(CommandError, match="run load_reference first"):
        run("create_demo_accounts")
    assert not Programme.objects.exists()
    assert not User.objects.exists()


@pytest.mark.usefixtures("reference")
def test_the_demonstration() -> None:
    assert run("load_sample", "--remove")[0] == "2 months of the sample plan were taken away.\n"
    assert run("load_sample")[0] == "Published 2026-12, version 1.\nPublished 2027-01, version 1.\n"
    assert run("load_sample")[0] == "Nothing to change: the sample plan was loaded before.\n"
    assert run("create_demo_accounts")[0] == ""
    changed = User.objects.get(username="delegation-uruguay")
    changed.set_password("our own from now on")
    changed.save()
    table = [line.split() for line in run("create_demo_accounts", "--print")[0].splitlines()]
    assert table == [
        ["sign", "in", "as", "password", "who"],
        ["planner", PASSWORD, "planner"],
        ["delegation-bangladesh", PASSWORD, "delegation", "of", "Bangladesh"],
        ["delegation-uruguay", "(changed)", "delegation", "of", "Uruguay"],
        ["admin", PASSWORD, "admin"],
    ]


@pytest.mark.usefixtures("reference")
def test_no_public_password_on_a_site_served_over_https(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    with pytest.raises(CommandError, match="repeat with --the-password-is-public"):
        run("create_demo_accounts")
    run("create_demo_accounts", "--the-password-is-public")
    assert User.objects.count() == 4
