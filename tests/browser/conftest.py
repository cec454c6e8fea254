"""The real site, served by a real server to a real browser: one database and one process for all browser tests."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import chromium
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.conftest import TODAY

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, "manage.py"]
WITHOUT_SAMPLE = [
    ["migrate"],
    ["load_reference", "--quiet"],
    ["create_demo_accounts"],
    ["collectstatic", "--no-input"],
]
PREPARATION = [*WITHOUT_SAMPLE, ["load_sample", "--quiet"]]
DATABASE = "db.sqlite3"
SECONDS_TO_ANSWER = 30
WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Playwright runs an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site as in production, with all reference data, the sample plan and the four accounts."""
    folder = tmp_path_factory.mktemp("site")
    environ = _prepared(folder, PREPARATION)
    with _served(environ, folder / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def nothing_planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The database of a site with all reference data and nobody's plan yet, and what its server is told."""
    folder = tmp_path_factory.mktemp("nothing_planned")
    return folder / DATABASE, _prepared(folder, WITHOUT_SAMPLE)


@pytest.fixture
def unplanned_site(nothing_planned: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[str]:
    """Address of a site of this test's own, on which no month is begun: for what has to begin with nothing."""
    database, environ = nothing_planned
    copied = shutil.copy(database, tmp_path / DATABASE)
    with _served(environ | {"DATABASE_URL": f"sqlite:///{copied}"}, tmp_path / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def revised_site(
    nothing_planned: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a site on which December 2026 was published, revised, withdrawn and published again."""
    database, environ = nothing_planned
    folder = tmp_path_factory.mktemp("revised")
    environ |= {"DATABASE_URL": f"sqlite:///{shutil.copy(database, folder / DATABASE)}"}
    _run([*MANAGE, "shell", "-c", "from tests.views.versions import lives; lives.whole_life()"], environ)
    with _served(environ, folder / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """What ``page.goto("/guideline/")`` begins from."""
    return site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = chromium.find()
    if found is None:
        pytest.fail("No Chromium was found: `make test` installs one, or says how.", pytrace=False)
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return browser_type_launch_args | {
        "executable_path": str(found),
        "args": [*browser_type_launch_args.get("args", []), *quiet],
    }


@pytest.fixture
def sign_in() -> Callable[[Page, str], None]:
    """Sign in by the form, as a person does; the accounts are those of the demonstration."""
    from meetings.management.commands.create_demo_accounts import PASSWORD

    def sign_in(page: Page, username: str) -> None:
        page.goto(reverse("sign_in"))
        page.locator("input[name=login]").fill(username)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form:has(input[name=password]) [type=submit]").click()
        expect(page.locator("input[name=password]")).to_have_count(0)

    return sign_in


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Assert that the page breaks no rule of WCAG 2.2, levels A and AA, that a machine can find."""

    def assert_accessible(page: Page) -> None:
        results = Axe().run(page, options={"runOnly": WCAG_AA, "resultTypes": ["violations"]})
        violations = results.response["violations"]
        if violations:
            pytest.fail("\n".join([page.url, *map(_describe, violations)]), pytrace=False)

    return assert_accessible


@dataclass
class Complaints:
    """What the browser complained of; a test that provokes a complaint on purpose clears it from the list."""

    lines: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.lines.append(f"console: {message.text} ({message.location.get('url')})")

    def on_page_error(self, error: Exception) -> None:
        self.lines.append(f"script: {error}")


@pytest.fixture(autouse=True)
def complaints(request: pytest.FixtureRequest) -> Iterator[Complaints]:
    """Fail the test on any error in the console: broken scripts, missing files, breaches of the policy."""
    complaints = Complaints()
    if "page" not in request.fixturenames:
        yield complaints
        return
    context = request.getfixturevalue("context")
    context.on("console", complaints.on_console)
    context.on("weberror", lambda error: complaints.on_page_error(error.error))
    yield complaints
    if complaints.lines:
        pytest.fail("\n".join(["The browser complains:", *complaints.lines]), pytrace=False)


def _prepared(folder: Path, commands: list[list[str]]) -> dict[str, str]:
    """Make the database and the files of a site in a folder; return the environment that its server needs."""
    environ = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "STATIC_ROOT": str(folder / "static"),
        "TODAY": TODAY.isoformat(),
    }
    for arguments in commands:
        _run([*MANAGE, *arguments], environ)
    return environ


@contextmanager
def _served(environ: dict[str, str], log: Path) -> Iterator[str]:
    """Serve the site on a free port; what the server says is shown when it does not answer."""
    with socket.socket() as listening:
        # The server takes over the socket, so that nobody can take the port in between.
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        command = ["-m", "gunicorn", f"--bind=fd://{listening.fileno()}", "--workers=1", "--threads=4"]
        with log.open("w") as output:
            server = subprocess.Popen(
                [sys.executable, *command, "--no-control-socket", "scheduler.wsgi"],
                cwd=ROOT,
                env=environ,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=[listening.fileno()],
            )
    try:
        _wait_for_answer(server, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait_for_answer(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)) as connection:
                connection.request("GET", "/")
                connection.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The site does not answer:\n{log.read_text()}", pytrace=False)


def _run(command: list[str], environ: dict[str, str]) -> None:
    process = subprocess.run(
        command,
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if process.returncode:
        pytest.fail(f"{' '.join(command[1:])} failed:\n{process.stdout}", pytrace=False)


def _describe(violation: dict[str, Any]) -> str:
    places = (
        f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}" for node in violation["nodes"]
    )
    return f"  {violation['id']} ({violation['impact']}): {violation['help']}\n" + "\n".join(places)
