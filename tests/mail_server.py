"""A real mail server on this machine: it keeps what it took, refuses what it is told to, and tells what happens.

``told`` is called with each of the ``STEPS`` and with the client's address, before the server answers; whoever kills a
client there knows how far it came. What it returns is answered in place of the server's own words; ``HANG_UP`` is no
answer at all. In the "MIDDLE" of a message the server has asked for it and read nothing of it yet.
"""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event, Thread
from typing import Any

from aiosmtpd.smtp import SMTP

PATIENCE = 60
HANG_UP = "hang up"
STEPS = ("EHLO", "MAIL", "RCPT", "DATA", "MIDDLE", "TAKEN")
Teller = Callable[[str, Any], str | None]


class Conversation(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd finds it by this name
        """Told before the client may send a byte of the message."""
        answer = self.event_handler.tell("DATA", self.session)
        if answer is None:
            await super().smtp_DATA(arg)
        else:
            await self.push(answer)

    async def push(self, status: str) -> None:
        if status == HANG_UP:
            self.transport.abort()
        else:
            await super().push(status)
        if status.startswith("354"):
            self.event_handler.tell("MIDDLE", self.session)


class MailServerForTests:
    """What one server took; ``answers`` are those it gives to some addresses in place of its own.

    Nobody is answered before so many clients have come as ``together`` says, each with a message.
    """

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.taken: list[EmailMessage] = []
        self.senders: list[Any] = []
        self.answers: dict[str, str] = {}
        self.told: Teller = lambda _step, _client: None
        self.together = 1
        self._here: set[Any] = set()
        self._gathered = asyncio.Event()

    @property
    def port(self) -> int:
        return self.socket.getsockname()[1]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> Counter[str]:
        """How often each message was taken."""
        return Counter(message["Message-ID"] for message in self.taken)

    @property
    def receivers(self) -> list[str]:
        return [message["To"] for message in self.taken]

    # What aiosmtpd asks for

    def tell(self, step: str, session: Any) -> str | None:
        return self.told(step, session.peer)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        if self.tell("EHLO", session) == HANG_UP:
            server.transport.abort()
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.tell("MAIL", session):
            return answer
        self._here.add(session.peer)
        if len(self._here) >= self.together:
            self._gathered.set()
        await asyncio.wait_for(self._gathered.wait(), PATIENCE)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.tell("RCPT", session) or self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.senders.append(session.peer)
        return self.tell("TAKEN", session) or "250 OK"


@contextmanager
def serving() -> Iterator[MailServerForTests]:
    """A server in a thread of its own, until the end."""
    mail, loop, begun = MailServerForTests(), asyncio.new_event_loop(), Event()

    async def begin() -> asyncio.Server:
        server = await loop.create_server(lambda: Conversation(mail, loop=loop), sock=mail.socket)
        begun.set()
        return server

    def serve() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(begin())
        loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = Thread(target=serve, daemon=True)
    thread.start()
    assert begun.wait(PATIENCE)
    try:
        yield mail
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
