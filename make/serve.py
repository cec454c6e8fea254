"""From nothing to a served site with a sample plan and four accounts, on SQLite; a second time in seconds."""

import os
import secrets
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException

import environment
import translations
from environment import PYTHON
from steps import (
    ROOT,
    VAR,
    Command,
    Failure,
    Steps,
    child_environ,
    fingerprint,
    has_stamp,
    main,
    require_writable,
)

DATABASE = VAR / "db.sqlite3"
STATIC = VAR / "static"
SECRET_KEY = VAR / "secret-key"

# What the loaded data depends on: the data, the shape of the tables, and the code that loads.
LOADING_LAYERS = (
    "rules",
    "planning",
    "models",
    "migrations",
    "snapshots",
    "exchange",
    "services",
    "management",
)
DATA_SOURCES = [ROOT / "fixtures", *(ROOT / "meetings" / layer for layer in LOADING_LAYERS)]
STATIC_SOURCES = [ROOT / "static", environment.RUN_LOCK, ROOT / "scheduler" / "settings.py"]

LOADING = (
    ("preparing the database", ["migrate", "--verbosity=1"]),
    ("loading the reference data", ["load_reference"]),
    ("loading the sample plan", ["load_sample"]),
    ("creating the demonstration accounts", ["create_demo_accounts"]),
)

STEPS = environment.STEPS + translations.STEPS + len(LOADING) + 1

SECONDS_TO_ANSWER = 60
SERVER_ERROR = 500
HIGHEST_PORT = 65535


def run() -> None:
    """Prepare what is not yet there, then serve until interrupted."""
    host, port = os.environ.get("HOST") or "127.0.0.1", _port(os.environ.get("PORT") or "8000")
    _require_free(host, port)
    require_writable(ROOT)
    require_writable(VAR)
    steps = Steps(STEPS)
    environment.ensure(steps, environment.RUN_LOCK)
    translations.ensure(steps)
    environ = _site_environ(host, port)
    _ensure_data(steps, environ)
    _ensure_static(steps, environ)
    _serve(host, port, environ)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        raise Failure(f"PORT is {text!r}, but must be a number from 1 to {HIGHEST_PORT}.")
    return int(text)


def _require_free(host: str, port: int) -> None:
    """Raise ``Failure`` unless the site can listen there; said before minutes are spent on anything else."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As the server does, so that connections that are just closing do not count as busy.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise Failure(
            f"Nothing can be served at {host}, port {port} ({error.strerror}): choose another PORT or HOST, as in "
            f"`make run PORT={port + 1 if port < HIGHEST_PORT else 8000}`."
        ) from error


def _site_environ(host: str, port: int) -> dict[str, str]:
    """Return what ``scheduler.env`` reads: as in production, but over plain HTTP on this machine."""
    hosts = dict.fromkeys(["localhost", "127.0.0.1", "[::1]", host, socket.gethostname()])
    fixed = {
        "DEBUG": "false",
        "SECURE": "false",
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "STATIC_ROOT": str(STATIC),
        "SECRET_KEY": _secret_key(),
    }
    defaults = {
        "ALLOWED_HOSTS": ",".join(hosts),
        "EMAIL_URL": "console://",
        "SITE_URL": f"http://{f'[{host}]' if ':' in host else host}:{port}",
        "LOG_LEVEL": "WARNING",
        # The sign-ins that are printed are a name and a password.
        "SECOND_FACTOR_REQUIRED": "false",
    }
    return {name: os.environ.get(name) or value for name, value in defaults.items()} | fixed


def _secret_key() -> str:
    """Return the key of this folder's demonstration, made the first time and shown to nobody."""
    if not SECRET_KEY.exists():
        descriptor = os.open(SECRET_KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(60))
    return SECRET_KEY.read_text()


def _ensure_data(steps: Steps, environ: Mapping[str, str]) -> None:
    """Load what the database does not hold yet.

    The stamp lies in the database itself, in the number SQLite keeps for applications, so that a database that
    was deleted, replaced or brought back from a copy is always known for what it holds.
    """
    stamp = int(fingerprint(DATA_SOURCES)[:7], base=16)
    if DATABASE.exists() and _user_version() == stamp:
        for label, _arguments in LOADING:
            steps.skip(label)
        return
    for label, arguments in LOADING:
        steps.run(label, _manage(*arguments), environ=environ)
    _user_version(stamp)


def _user_version(new: int | None = None) -> int:
    try:
        with closing(sqlite3.connect(DATABASE)) as connection:
            if new is not None:
                connection.execute(f"PRAGMA user_version = {new}")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            return int(version)
    except sqlite3.Error as error:
        raise Failure(f"{DATABASE} cannot be read ({error}): move it away, and a new one is made.") from error


def _ensure_static(steps: Steps, environ: Mapping[str, str]) -> None:
    stamp, content = VAR / "static.stamp", fingerprint(STATIC_SOURCES)
    if (STATIC / "staticfiles.json").exists() and has_stamp(stamp, content):
        steps.skip("collecting static files")
        return
    steps.run("collecting static files", _manage("collectstatic", "--no-input"), environ=environ)
    stamp.write_text(content)


def _manage(*arguments: str) -> Command:
    return [PYTHON, "manage.py", *arguments]


def _serve(host: str, port: int, environ: Mapping[str, str]) -> None:
    """Serve; say so once the site really answers; end with the first interruption."""
    with _server(host, port, environ) as server:
        shown_host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        _wait_for_answer(server, shown_host, port)
        address = f"[{shown_host}]" if ":" in shown_host else shown_host
        print(f"\nThe programme is served at http://{address}:{port}/\n", flush=True)
        subprocess.run(
            _manage("create_demo_accounts", "--print"), cwd=ROOT, env=child_environ(environ), check=False
        )
        print("\nPress Ctrl-C to stop.", flush=True)
        try:
            code = server.wait()
        except KeyboardInterrupt:
            print("\nStopping.")
            return
    raise Failure(f"The server ended by itself (exit code {code}).")


@contextmanager
def _server(host: str, port: int, environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = [
        "--workers=2",
        "--threads=4",
        "--graceful-timeout=3",
        "--log-level=warning",
        "--no-control-socket",
    ]
    # A session of its own: Ctrl-C reaches this process alone, which then ends the server in good order.
    server = subprocess.Popen(
        [PYTHON, "-m", "gunicorn", f"--bind={address}", *options, "scheduler.wsgi"],
        cwd=ROOT,
        env=child_environ(environ),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


def _wait_for_answer(server: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Wait until the first page is there; anything but a server error will do."""
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise Failure(f"The server did not start (exit code {server.returncode}).")
        try:
            with closing(HTTPConnection(host, port, timeout=SECONDS_TO_ANSWER)) as connection:
                connection.request("GET", "/")
                status = connection.getresponse().status
        except (OSError, HTTPException):
            time.sleep(0.1)
            continue
        if status >= SERVER_ERROR:
            raise Failure(f"The first page answers with an error ({status}); its cause is above.")
        return
    raise Failure(f"The server did not answer within {SECONDS_TO_ANSWER} seconds.")


if __name__ == "__main__":
    main(run)
