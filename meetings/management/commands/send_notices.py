"""``manage.py send_notices``: send what was written to those who are told, once or again and again."""

import signal
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from meetings.clock import today
from meetings.exchange.mail import MailServer, NoServer, message_id
from meetings.services.notices.claiming import note_arrived, put_off, uncertain
from meetings.services.notices.reminders import make_reminders
from meetings.services.notices.sending import Attempt, Outcome, send_waiting

NO_SERVER: Final = 1
LOOK_AT_IT: Final = 3
"""Exit codes beside 0; a wrong word on the command line ends with 2, as everywhere."""

SHORTEST_PAUSE: Final = 1
PAUSE: Final = 60
"""Seconds between two rounds of a loop."""

SAID: Final = {
    Outcome.SENT: "sent",
    Outcome.PUT_OFF: "refused, another attempt later",
    Outcome.GIVEN_UP: "given up",
    Outcome.UNCERTAIN: "uncertain",
}


class Command(BaseCommand):
    help = (
        "Make the reminders that are due, and send all notices that wait. Any number of senders may run at once. "
        "A sender that is cut off between handing a message over and noting it leaves it uncertain: it may have "
        "arrived or not, so it is named at each run and sent again only with --uncertain; look for its Message-ID "
        "in the mail server's log first, and name it with --arrived where it did arrive. Exit code 0: all that was "
        "due is sent, or waits for another attempt; 1: the mail server or the database cannot be used, nothing is "
        "lost; 3: some are uncertain, or were given up in this run. A loop goes on in all these cases, and ends "
        "with 0 when it is stopped (SIGTERM or SIGINT), after the message in hand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument(
            "--every",
            type=_seconds,
            default=PAUSE,
            metavar="SECONDS",
            help=f"pause of a loop; default: {PAUSE}",
        )
        parser.add_argument("--quiet", action="store_true", help="say only what somebody should look at")
        parser.add_argument(
            "--uncertain",
            action="store_true",
            help="send, once, what may have arrived already: somebody may get it twice, under the same Message-ID",
        )
        parser.add_argument(
            "--arrived",
            type=int,
            nargs="+",
            default=[],
            metavar="NUMBER",
            help="uncertain notices that did arrive: they count as sent; nothing else is done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.quiet = options["quiet"]
        self.named: set[int] = set()
        if options["arrived"]:
            self._note_arrived(options["arrived"])
            return
        with _stopping() as stop:
            if options["loop"]:
                self._loop(stop, every=options["every"], uncertain_too=options["uncertain"])
            else:
                self._once(stop, uncertain_too=options["uncertain"])

    def _loop(self, stop: Event, *, every: float, uncertain_too: bool) -> None:
        """Round after round; what is wrong is said when it begins, not each time."""
        said = ""
        while not stop.is_set():
            try:
                self._once(stop, uncertain_too=uncertain_too)
                said, uncertain_too = "", False
            except CommandError as error:
                if str(error) != said:
                    self.stderr.write(str(error))
                said = str(error)
                uncertain_too = uncertain_too and error.returncode == NO_SERVER
            stop.wait(every)

    def _once(self, stop: Event, *, uncertain_too: bool) -> None:
        """One round.

        Raises:
            CommandError: there is something that somebody should look at.
        """
        given_up = 0
        try:
            made = make_reminders(now=timezone.now(), today=today())
            if made:
                self._say(f"{made} reminders made")
            with MailServer() as server:
                for attempt in send_waiting(
                    server=server, clock=timezone.now, is_stopped=stop.is_set, uncertain_too=uncertain_too
                ):
                    self._tell(attempt)
                    given_up += attempt.outcome is Outcome.GIVEN_UP
            self._sum_up(given_up)
        except NoServer as error:
            raise CommandError(f"The mail server cannot be used: {error}", returncode=NO_SERVER) from error
        except (OperationalError, InterfaceError) as error:
            connection.close()
            said = " ".join(str(error).split())
            raise CommandError(f"The database cannot be used: {said}", returncode=NO_SERVER) from error

    def _sum_up(self, given_up: int) -> None:
        """Name what nobody knows the end of; say what still waits for another attempt."""
        now = timezone.now()
        if later := put_off(now).count():
            self._say(f"{later} wait for another attempt")
        unknown = list(uncertain(now))
        for notice in unknown:
            if notice.pk in self.named:
                continue
            self.named.add(notice.pk)
            since = timezone.localtime(notice.handed_at).strftime("%Y-%m-%d %H:%M")
            self.stderr.write(
                f"uncertain: notice {notice.pk} to {notice.to}, handed over {since}, {message_id(notice)}"
            )
        if unknown or given_up:
            numbers = [(len(unknown), "uncertain (see --help)"), (given_up, "given up")]
            raise CommandError(
                "Look at these: " + ", ".join(f"{number} {what}" for number, what in numbers if number),
                returncode=LOOK_AT_IT,
            )

    def _tell(self, attempt: Attempt) -> None:
        notice = attempt.notice
        line = f"{SAID[attempt.outcome]}: notice {notice.pk} to {notice.to}"
        if attempt.outcome is Outcome.SENT:
            self._say(line)
        else:
            self.stderr.write(f"{line}: {attempt.why}")

    def _note_arrived(self, pks: list[int]) -> None:
        for pk in pks:
            if note_arrived(pk, now=timezone.now()):
                self._say(f"counts as sent: notice {pk}")
            else:
                raise CommandError(f"Notice {pk} is not uncertain.", returncode=2)

    def _say(self, line: str) -> None:
        if not self.quiet:
            self.stdout.write(line)
            self.stdout.flush()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not seconds >= SHORTEST_PAUSE:
        raise ArgumentTypeError(f"a number of seconds, {SHORTEST_PAUSE} or more")
    return seconds


@contextmanager
def _stopping() -> Iterator[Event]:
    """An event that is set when the process is asked to stop; whoever ran before gets the signals back."""
    stop = Event()
    before = {kind: signal.signal(kind, lambda *_: stop.set()) for kind in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
