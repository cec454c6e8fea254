"""A Chromium for the browser tests: one on this machine, else installed, else one line that says what to do."""

import os
import shutil
import subprocess
from pathlib import Path

from environment import PYTHON
from steps import Failure, Steps, child_environ

STEPS = 1

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = ("/Applications/Chromium.app/Contents/MacOS/Chromium",)
SECONDS_TO_START = 60

_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def ensure(steps: Steps) -> Path:
    """Return a Chromium that starts, installing one if need be."""
    if found := find():
        steps.skip("finding Chromium", str(found))
        return found
    if given := os.environ.get("CHROMIUM_PATH"):
        raise Failure(f"CHROMIUM_PATH is {given!r}, but no browser starts there.")
    if os.geteuid() == 0 and shutil.which("apt-get"):
        steps.attempt(
            "installing Chromium",
            ["apt-get", "--quiet", "update"],
            ["apt-get", "--quiet", "--yes", "install", "--no-install-recommends", "chromium"],
            environ={"DEBIAN_FRONTEND": "noninteractive"},
        )
    else:
        steps.attempt("fetching Chromium", [PYTHON, "-m", "playwright", "install", "chromium"])
    if found := find():
        return found
    raise Failure(
        "The browser tests need Chromium and found none: install it (Debian: apt install chromium; elsewhere: "
        ".venv/bin/python -m playwright install --with-deps chromium), or set CHROMIUM_PATH."
    )


def find() -> Path | None:
    """Return the first Chromium that starts: CHROMIUM_PATH, one on the path, or Playwright's own."""
    if given := os.environ.get("CHROMIUM_PATH"):
        return Path(given) if _says([given, "--version"]) else None
    for candidate in (*map(shutil.which, NAMES), *MACOS):
        if candidate and _says([candidate, "--version"]):
            return Path(candidate)
    own = _says([str(PYTHON), "-c", _ASK_PLAYWRIGHT])
    return Path(own) if own and _says([own, "--version"]) else None


def _says(command: list[str]) -> str:
    """Return what a command prints; nothing if it cannot run, as a package that is only a stub."""
    try:
        process = subprocess.run(
            command,
            env=child_environ(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS_TO_START,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return process.stdout.strip() if process.returncode == 0 else ""
