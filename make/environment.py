"""The virtual environment, from a lock file with hashes: by uv, or by pip where uv cannot be had.

``python make/environment.py`` builds the one for development.
"""

import importlib.util
import os
import re
import sys
from pathlib import Path

from steps import ROOT, Command, Failure, Steps, fingerprint, has_stamp, main, require_writable

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".venv-tools"
UV = TOOLS / "bin" / "uv"

RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"  # holds everything of the other as well
TOOLS_LOCK = ROOT / "make" / "tools.lock"

STEPS = 2

# The interpreter that environments are made from, also when this one runs in an environment itself.
BASE_PYTHON = getattr(sys, "_base_executable", "") or sys.executable

HASHED = ("--require-hashes",)
WHEELS = ("--only-binary", ":all:")

# Settings that some people keep for pip, and that contradict installing into a folder.
PIP_ENVIRON = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
UV_ENVIRON = {"UV_PYTHON_DOWNLOADS": "never"} | (
    {"UV_DEFAULT_INDEX": os.environ["PIP_INDEX_URL"]} if "PIP_INDEX_URL" in os.environ else {}
)


def ensure(steps: Steps, lock: Path) -> None:
    """Build the environment unless it is as the lock file says, in ``STEPS`` steps."""
    label = f"installing {_count(lock)} locked packages"
    stamp = VENV / "stamp"
    if PYTHON.exists() and any(has_stamp(stamp, stamp_content(each)) for each in (lock, DEV_LOCK)):
        steps.skip("fetching the installer", "not needed")
        steps.skip(label)
        return
    require_writable()
    # Always built anew: nothing of an older lock stays behind, and it takes seconds.
    if _ensure_uv(steps):
        commands: list[Command] = [
            [UV, "venv", "--quiet", "--clear", "--python", BASE_PYTHON, VENV],
            [UV, "pip", "install", "--python", PYTHON, *HASHED, "--compile-bytecode", "--requirement", lock],
        ]
    else:
        _require_ensurepip()
        print("uv cannot be had here; pip does the same, more slowly.")
        commands = [
            [BASE_PYTHON, "-m", "venv", "--clear", VENV],
            [PYTHON, "-m", "pip", "install", *HASHED, "--requirement", lock],
        ]
    steps.run(label, *commands, environ=PIP_ENVIRON | UV_ENVIRON)
    stamp.write_text(stamp_content(lock))


def ensure_folder(steps: Steps, lock: Path, folder: Path) -> None:
    """Install what a lock file names into a plain folder, in one step."""
    label = f"installing {_count(lock)} locked packages into {folder.name}"
    stamp = folder / "stamp"
    if has_stamp(stamp, stamp_content(lock)):
        steps.skip(label)
        return
    steps.run(label, _pip_into(folder, lock), environ=PIP_ENVIRON)
    stamp.write_text(stamp_content(lock))


def require_uv(steps: Steps) -> None:
    """Fetch uv, in one step; some work cannot be done without."""
    if not _ensure_uv(steps):
        raise Failure("uv could not be fetched: is the package index within reach?")


def stamp_content(lock: Path) -> str:
    """Say what an environment was made of: the lock, the interpreter, and its place (scripts hold it)."""
    return f"{lock.name} {fingerprint([lock], sys.version, sys.base_prefix, str(ROOT))}"


def _ensure_uv(steps: Steps) -> bool:
    """Fetch the pinned uv into its own folder; return whether it is there."""
    label, stamp = "fetching the installer", TOOLS / "stamp"
    if UV.exists() and has_stamp(stamp, stamp_content(TOOLS_LOCK)):
        steps.skip(label)
        return True
    if importlib.util.find_spec("pip"):
        commands = [_pip_into(TOOLS, TOOLS_LOCK)]
    else:
        _require_ensurepip()
        python = TOOLS / "bin" / "python"
        commands = [
            [BASE_PYTHON, "-m", "venv", "--clear", TOOLS],
            [python, "-m", "pip", "install", *HASHED, *WHEELS, "--requirement", TOOLS_LOCK],
        ]
    code, _output = steps.attempt(label, *commands, environ=PIP_ENVIRON)
    if code or not UV.exists():
        return False
    stamp.write_text(stamp_content(TOOLS_LOCK))
    return True


def _pip_into(folder: Path, lock: Path) -> Command:
    return [
        BASE_PYTHON,
        "-m",
        "pip",
        "install",
        *HASHED,
        *WHEELS,
        "--upgrade",
        "--target",
        folder,
        "--requirement",
        lock,
    ]


def _require_ensurepip() -> None:
    if not importlib.util.find_spec("ensurepip"):
        raise Failure(
            f"{BASE_PYTHON} has neither pip nor ensurepip: install them (Debian, Ubuntu: apt install python3-venv)."
        )


def _count(lock: Path) -> int:
    return len(re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", lock.read_text(), flags=re.MULTILINE))


if __name__ == "__main__":
    main(lambda: ensure(Steps(STEPS), DEV_LOCK))
