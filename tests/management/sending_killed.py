"""Senders that are killed at every so many lines of their own code, each followed by one that is not.

Run by ``test_send_notices``, in a process of its own, on the database and the mail server of its environment:
``python -m tests.management.sending_killed STEP``. Each line of its answer is JSON: how the sender ended, what
became of its notices in the end, and what the second sender said of them.
"""

import json
import os
import signal
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

import django

NOTICES = 2
TRACED = ("sending.py", "claiming.py", "mail.py", "smtplib.py")


def main(step: int) -> None:
    django.setup()
    at = 1
    while True:
        pks = _make_notices()
        ended = _in_a_child(lambda at=at: _send_until(at))
        _later()
        said = _said_by_the_next()
        run = {"at": at, "killed": ended == signal.SIGKILL, "said": said, "rows": _rows(pks)}
        sys.stdout.write(json.dumps(run) + "\n")
        if ended != signal.SIGKILL:
            return
        at += step


def _make_notices() -> list[int]:
    from meetings.models import Notice
    from tests.factories import CountryFactory, NoticeFactory, UserFactory

    Notice.objects.update(given_up_at="2026-11-22T00:00:00Z", handed_at=None)
    about = {"role": "delegation", "country": CountryFactory(iso3="AAA"), "email": "delegation@example.org"}
    users = [UserFactory(**about) for _ in range(NOTICES)]
    return [NoticeFactory(user=user).pk for user in users]


def _in_a_child(work: Any) -> int:
    """By which signal it ended; 0 where by none. No connection is shared with it."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _send_until(line: int) -> None:
    """Send, and be killed before that line of the sender's own code."""
    from django.core.management import call_command

    left = line

    def watch(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal left
        path = Path(frame.f_code.co_filename)
        if path.name not in TRACED:
            return None
        if event == "line":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
        return watch

    sys.settrace(watch)
    call_command("send_notices", quiet=True, stdout=StringIO(), stderr=StringIO())
    sys.settrace(None)


def _later() -> None:
    """Let more time pass than a claim lasts."""
    from meetings.models import Notice

    for notice in Notice.objects.filter(claimed_at__isnull=False):
        notice.claimed_at -= timedelta(hours=1)
        notice.handed_at = notice.handed_at and notice.handed_at - timedelta(hours=1)
        notice.save()


def _said_by_the_next() -> str:
    from django.core.management import CommandError, call_command

    err = StringIO()
    try:
        call_command("send_notices", quiet=True, stdout=StringIO(), stderr=err)
    except CommandError as error:
        return err.getvalue() + str(error)
    return err.getvalue()


def _rows(pks: list[int]) -> list[dict[str, Any]]:
    from django.utils import timezone

    from meetings.exchange.mail import message_id
    from meetings.models import Notice
    from meetings.services.notices.states import state_of

    rows = Notice.objects.filter(pk__in=pks).order_by("pk")
    return [{"id": message_id(row), "state": state_of(row, timezone.now())} for row in rows]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
