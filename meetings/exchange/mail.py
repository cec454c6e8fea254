"""A notice as an e-mail, and the mail server it is handed to.

The server is told the sender and the receiver first; whatever goes wrong by then, nothing was handed over. Only
from the message itself on can a broken connection leave open whether it arrived.
"""

import smtplib
from email.mime.text import MIMEText
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import sanitize_address
from django.urls import reverse

from meetings.models import Notice

TIMEOUT: Final = 30
"""Seconds a server may take for each of its answers, unless ``EMAIL_URL`` says otherwise."""

TAKEN: Final = range(200, 300)
CLOSING: Final = 421
"""Codes of its answers (RFC 5321, 4.2)."""


class NoServer(Exception):
    """The mail server is not there, or takes nothing from this site now. No message is to blame."""


class NotTaken(Exception):
    """The server answered that it does not take this message: it has not arrived."""


class Unanswered(Exception):
    """The message was handed over and no answer came: it may have arrived, or not."""


def absolute(name: str, *args: object) -> str:
    """The full address of one of the site's pages, for those who read of it elsewhere."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def message_id(notice: Notice) -> str:
    """The same at every attempt, so that a message sent again is known for what it is (RFC 5322, 3.6.4)."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"<notice-{notice.pk}-{notice.created_at:%Y%m%d%H%M%S%f}@{host}>"


def as_email(notice: Notice) -> EmailMessage:
    """One notice with its calendar file and the headers that tell programs what it is."""
    about = {
        "Message-ID": message_id(notice),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no answering machine answers it
        "List-Unsubscribe": f"<{absolute('notices')}>",
    }
    if notice.language:
        about["Content-Language"] = notice.language
    email = EmailMessage(notice.subject, notice.body, to=[notice.to], headers=about)
    if notice.calendar:
        email.attach(_calendar(notice.calendar))
    return email


def _calendar(text: str) -> MIMEText:
    """A file to open or to keep. Its method is the calendar's own, as RFC 6047 asks (2.4): it invites nobody."""
    part = MIMEText(text, "calendar", "utf-8")
    part.set_param("method", "PUBLISH")
    part.add_header("Content-Disposition", "attachment", filename="programme.ics")
    return part


class MailServer:
    """The server that ``EMAIL_URL`` names, for one message after another."""

    def __init__(self) -> None:
        self._backend = get_connection(timeout=getattr(settings, "EMAIL_TIMEOUT", None) or TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def open(self) -> None:
        """Be connected, before anything is promised to anybody.

        Raises:
            NoServer: it is not there, or refuses this site.
        """
        try:
            self._backend.open()
            if self._smtp:
                self._smtp.ehlo_or_helo_if_needed()
        except OSError as error:  # that of smtplib among them
            self._close()
            raise NoServer(_said(error)) from error

    def offer(self, email: EmailMessage) -> None:
        """Tell the server who writes to whom. A connection that the server closed meanwhile is opened again, once.

        Raises:
            NotTaken: it does not take messages to this address.
            NoServer: it is gone, or takes nothing from this site.
        """
        try:
            self._envelope(email)
        except smtplib.SMTPServerDisconnected:
            self._close()
            self.open()
            try:
                self._envelope(email)
            except smtplib.SMTPServerDisconnected as error:
                self._close()
                raise NoServer(_said(error)) from error

    def hand_over(self, email: EmailMessage) -> None:
        """Give the message to the server, after it was offered.

        Raises:
            NotTaken: it answered that it does not take it.
            Unanswered: the connection broke, or its answer cannot be read.
        """
        try:
            if self._smtp is None:
                self._backend.send_messages([email])
                return
            code, text = self._smtp.data(email.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
        except smtplib.SMTPDataError as error:
            raise NotTaken(_answer(error.smtp_code, error.smtp_error)) from error
        except OSError as error:
            self._close()
            raise Unanswered(_said(error)) from error
        if code not in TAKEN:
            raise (NotTaken if code > max(TAKEN) else Unanswered)(_answer(code, text))

    def withdraw(self) -> None:
        """Forget what was offered, so that another message can be: this one is not taken, or not handed over."""
        try:
            if self._smtp:
                self._smtp.rset()
        except OSError:
            self._close()

    @property
    def _smtp(self) -> smtplib.SMTP | None:
        """What speaks with the server; ``None`` where mail goes to the console or into a file."""
        connection: smtplib.SMTP | None = getattr(self._backend, "connection", None)
        return connection

    def _envelope(self, email: EmailMessage) -> None:
        if self._smtp is None:
            return
        sender, receiver = _sender(email), sanitize_address(email.to[0], settings.DEFAULT_CHARSET)
        code, text = self._smtp.mail(sender)
        if code not in TAKEN:
            self._not_spoken_to(code, text)
        code, text = self._smtp.rcpt(receiver)
        if code == CLOSING:
            self._not_spoken_to(code, text)
        if code not in TAKEN:
            raise NotTaken(_answer(code, text))

    def _not_spoken_to(self, code: int, text: bytes) -> None:
        """It ends the connection, as after so many messages; or refuses the sender, which every message shares."""
        if code == CLOSING:
            raise smtplib.SMTPServerDisconnected(_answer(code, text))
        self._close()
        raise NoServer(_answer(code, text))

    def _close(self) -> None:
        """Leave, politely where the server still listens."""
        try:
            self._backend.close()
        except OSError:
            return


def _sender(email: EmailMessage) -> str:
    """The site's own address; one that cannot be written is no message's fault."""
    try:
        sender: str = sanitize_address(email.from_email, settings.DEFAULT_CHARSET)
    except ValueError as error:
        raise NoServer(f"{email.from_email}: {error}") from error
    return sender


def _answer(code: int, text: bytes | str) -> str:
    """What the server said, on one line."""
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {said}".split())


def _said(error: OSError) -> str:
    """Why it failed, on one line; a password that the server did not take is not repeated."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return " ".join(str(error.strerror or error).split())
