"""``manage.py send_notices``, as people and timers run it: raced, killed and stopped, with a real mail server."""

import io
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.exchange.mail import message_id
from meetings.models import Notice
from tests.factories import NoticeFactory
from tests.mail_server import HANG_UP, PATIENCE, MailServerForTests, serving
from tests.management.test_load import MANAGE, ROOT
from tests.services.notices.told import contributing, delegation, meeting, wants
from tests.views.published import publish

SEND = [*MANAGE, "send_notices"]


@pytest.fixture
def mail() -> Iterator[MailServerForTests]:
    with serving() as server:
        yield server


# As one runs it, in this process


@pytest.fixture
def here(mail: MailServerForTests, settings) -> MailServerForTests:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
    return mail


def run(*words: object) -> tuple[str, str, int]:
    """What is printed, what is told beside it, and the exit code."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("send_notices", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}", error.returncode
    return out.getvalue(), err.getvalue(), 0


def notice(address: str = "delegation@example.org", **values) -> Notice:
    return NoticeFactory(user=delegation(username=address, email=address), to=address, **values)


@pytest.mark.django_db
def test_what_waits_is_sent_and_each_is_named(here) -> None:
    made = [notice("a@example.org"), notice("b@example.org")]
    lines = "".join(f"sent: notice {one.pk} to {one.to}\n" for one in made)
    assert run() == (lines, "", 0)
    assert here.ids == {message_id(one): 1 for one in made}
    assert run("--quiet") == run() == ("", "", 0)


@pytest.mark.django_db
def test_reminders_are_made_on_the_way(here) -> None:
    meeting()
    wants(contributing("UNIFIL", email="beirut@example.org"), days_before=20)
    publish(tell=False)
    out, _err, code = run()
    assert (out.splitlines()[0], code) == ("1 reminders made", 0)
    assert here.receivers == ["beirut@example.org"]


@pytest.mark.django_db
def test_a_refused_address_is_told_and_the_others_are_sent(here) -> None:
    made = [notice("bad@example.org"), notice("good@example.org")]
    here.answers = {"bad@example.org": "550 no such user"}
    assert run() == (
        f"sent: notice {made[1].pk} to good@example.org\n1 wait for another attempt\n",
        f"refused, another attempt later: notice {made[0].pk} to bad@example.org: 550 no such user\n",
        0,
    )


@pytest.mark.django_db
def test_what_is_given_up_asks_for_a_look(here) -> None:
    made = notice(attempts=4)
    here.answers = {"delegation@example.org": "550 no such user"}
    assert run() == (
        "",
        f"given up: notice {made.pk} to delegation@example.org: 550 no such user\nLook at these: 1 given up",
        3,
    )
    assert run() == ("", "", 0)


@pytest.mark.django_db
def test_what_is_uncertain_is_named_until_somebody_decides(here) -> None:
    made = notice()
    here.told = lambda step, _client: HANG_UP if step == "TAKEN" else None
    out, err, code = run()
    named = f"uncertain: notice {made.pk} to delegation@example.org"
    assert (out, code) == ("", 3)
    assert err.splitlines()[1].startswith(f"{named}, handed over ")
    assert err.splitlines()[1].endswith(message_id(made))
    assert err.splitlines()[2] == "Look at these: 1 uncertain (see --help)"
    here.told = lambda _step, _client: None
    assert run("--quiet")[1:] == ("\n".join(err.splitlines()[1:]), 3)
    assert run("--uncertain")[2] == 0
    assert here.ids == {message_id(made): 2}


@pytest.mark.django_db
def test_what_did_arrive_is_noted(here) -> None:
    made = notice()
    here.told = lambda step, _client: HANG_UP if step == "TAKEN" else None
    run()
    assert run("--arrived", made.pk) == (f"counts as sent: notice {made.pk}\n", "", 0)
    assert run() == ("", "", 0)
    assert run("--arrived", made.pk) == ("", f"Notice {made.pk} is not uncertain.", 2)


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_a_pause_is_a_second_or_more(seconds: str) -> None:
    with pytest.raises(CommandError, match="a number of seconds, 1 or more"):
        call_command("send_notices", "--every", seconds)


# As processes of their own


@pytest.fixture
def environ(database: dict[str, str], mail: MailServerForTests) -> dict[str, str]:
    """What a sender on this test's database is told."""
    return {**database, "EMAIL_URL": mail.url, "PYTHONUNBUFFERED": "1"}


def python(environ: dict[str, str], code: str) -> str:
    """What some code prints in a process that works on the test's database."""
    words = [*MANAGE, "shell", "--no-imports", "-c", code]
    return subprocess.run(words, cwd=ROOT, env=environ, check=True, capture_output=True, text=True).stdout


def make(environ: dict[str, str], number: int, *, body: str = "One moved.", times: int = 1) -> set[str]:
    """So many notices that wait; their Message-IDs."""
    return set(
        python(
            environ,
            "from meetings.exchange.mail import message_id\n"
            "from tests.factories import *\n"
            "version = ProgrammeVersionFactory()\n"
            f"for number in range({number}):\n"
            "    user = UserFactory(role='delegation', country=CountryFactory(iso3='AAA', iso2='AA'),\n"
            "                       email=f'{number}@example.org')\n"
            f"    print(message_id(NoticeFactory(user=user, version=version, body='{body}' * {times})))",
        ).split()
    )


def states(environ: dict[str, str]) -> list[str]:
    """How far each notice came, after more time than a claim lasts."""
    return python(
        environ,
        "from datetime import timedelta\n"
        "from django.utils import timezone\n"
        "from meetings.models import Notice\n"
        "from meetings.services.notices.states import state_of\n"
        "then = timezone.now() + timedelta(hours=1)\n"
        "print(*(state_of(one, then) for one in Notice.objects.order_by('pk')))",
    ).split()


def let_an_hour_pass(environ: dict[str, str]) -> None:
    """For whatever a sender that is no more had in hand."""
    python(
        environ,
        "from datetime import timedelta\n"
        "from meetings.models import Notice\n"
        "for one in Notice.objects.filter(claimed_at__isnull=False):\n"
        "    one.claimed_at -= timedelta(hours=1)\n"
        "    one.handed_at = one.handed_at and one.handed_at - timedelta(hours=1)\n"
        "    one.save()",
    )


def sender(environ: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*SEND, *words], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str]) -> tuple[str, str, int]:
    out, err = process.communicate(timeout=PATIENCE)
    return out, err, process.returncode


def test_two_who_send_at_once_send_each_message_once(environ, mail: MailServerForTests) -> None:
    """Neither is answered to its first message before the other has offered one: they cannot but work side by side."""
    ids = make(environ, 200)
    mail.together = 2
    said = [ended(process) for process in [sender(environ) for _ in range(2)]]
    assert [(err, code) for _out, err, code in said] == [("", 0)] * 2
    assert mail.ids == dict.fromkeys(ids, 1)
    assert len(set(mail.senders)) == 2
    assert sum(len(out.splitlines()) for out, _err, _code in said) == 200
    assert states(environ) == ["sent"] * 200


def killed_at(mail: MailServerForTests, environ: dict[str, str], step: str, nth: int) -> None:
    """Let a sender come to the nth time of a step, and no further."""
    process, times = sender(environ), 0

    def kill(now_at: str, _client: object) -> None:
        nonlocal times
        times += now_at == step
        if now_at == step and times == nth:
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)

    mail.told = kill
    assert ended(process)[2] == -signal.SIGKILL
    mail.told = lambda _step, _client: None


HANDED_OVER = ("MIDDLE", "TAKEN")


@pytest.mark.parametrize(("step", "nth"), [("EHLO", 1), ("RCPT", 2), ("MIDDLE", 2), ("TAKEN", 2)])
def test_whoever_is_killed_sends_nothing_twice_and_loses_nothing(environ, mail, step: str, nth: int) -> None:
    """What was handed over and never noted is named and waits for somebody to decide: here, it is sent on request."""
    ids = make(environ, 3, body="line " * 9 + "\\n", times=500_000 if step == "MIDDLE" else 1)
    killed_at(mail, environ, step, nth)
    assert sum(mail.ids.values()) == (nth if step == "TAKEN" else nth - 1)
    let_an_hour_pass(environ)
    _out, err, code = ended(sender(environ))
    is_handed_over = step in HANDED_OVER
    assert code == (3 if is_handed_over else 0)
    assert sorted(states(environ)) == ["sent", "sent", "uncertain" if is_handed_over else "sent"]
    arrived = set(mail.ids) if step == "MIDDLE" else ids
    assert mail.ids == dict.fromkeys(arrived, 1)
    if step == "MIDDLE":
        [lost] = ids - arrived
        assert lost in err
        assert ended(sender(environ, "--uncertain"))[2] == 0
        assert mail.ids == dict.fromkeys(ids, 1)


def test_killed_at_every_few_lines_it_sends_nothing_twice_and_loses_nothing(environ, mail) -> None:
    """Wherever a sender is cut off, the next one knows what to do, or says of which it does not."""
    words = [sys.executable, "-m", "tests.management.sending_killed", "19"]
    done = subprocess.run(words, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    found = set()
    for run in runs:
        for row in run["rows"]:
            found.add(row["state"])
            times = mail.ids[row["id"]]
            assert times == 1 if row["state"] == "sent" else times <= 1, run
            assert (row["id"] in run["said"]) is (row["state"] == "uncertain"), run
    assert found == {"sent", "uncertain"}
    assert len(runs) > 30


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_loop_that_is_asked_to_stop_finishes_the_message_in_hand(environ, mail, kind: int) -> None:
    make(environ, 3)
    process = sender(environ, "--loop", "--every", "600")
    mail.told = lambda step, _client: process.send_signal(kind) if step == "TAKEN" else None
    out, err, code = ended(process)
    assert (len(out.splitlines()), err, code) == (1, "", 0)
    assert len(mail.taken) == 1
    assert states(environ) == ["sent", "waiting", "waiting"]


def test_a_loop_that_waits_stops_at_once(environ, mail) -> None:
    make(environ, 1)
    process = sender(environ, "--loop", "--every", "600")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("sent: notice ")
    process.terminate()
    assert ended(process) == ("", "", 0)


def test_a_loop_outlives_its_mail_server(environ, mail) -> None:
    """What is wrong is said once; when it is mended, what waited is sent."""
    ids, refusals = make(environ, 2), []

    def refuse_twice(step: str, _client: object) -> str | None:
        if step == "MAIL" and len(refusals) < 2:
            refusals.append(step)
            return "530 sign in first"
        return None

    mail.told = refuse_twice
    process = sender(environ, "--loop", "--every", "1")
    assert process.stdout is not None
    assert [process.stdout.readline()[:5] for _ in ids] == ["sent:"] * 2
    process.terminate()
    out, err, code = ended(process)
    assert (out, err, code) == ("", "The mail server cannot be used: 530 sign in first\n", 0)
    assert mail.ids == dict.fromkeys(ids, 1)


def test_a_server_that_is_not_there_is_one_line(environ) -> None:
    make(environ, 2)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    out, err, code = ended(sender({**environ, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}))
    assert (out, err, code) == ("", "CommandError: The mail server cannot be used: Connection refused\n", 1)
    assert states(environ) == ["waiting"] * 2


def test_a_database_that_is_not_there_is_one_line(environ, tmp_path: Path) -> None:
    out, err, code = ended(
        sender({**environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'none' / 'db.sqlite3'}"})
    )
    assert (out, err, code) == (
        "",
        "CommandError: The database cannot be used: unable to open database file\n",
        1,
    )
