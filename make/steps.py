"""Steps that say what they do and how long it took, and the one line each failure is worth.

Only the standard library: this runs before anything is installed.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

Command = Sequence[str | Path]

OUTPUT_LINES_SHOWN = 40
STOPPED = 130  # what a shell reports for a command ended by Ctrl-C


class Failure(Exception):
    """Ends the work; its text is the line that people read."""


class Steps:
    """Numbered lines such as ``[2/6] installing 23 locked packages ... 4.1 s``."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0
        self._line = ""

    def run(self, label: str, *commands: Command, environ: Mapping[str, str] | None = None) -> None:
        """Run commands in silence; when one fails, show what it said and raise ``Failure``."""
        code, output = self.attempt(label, *commands, environ=environ)
        if code:
            print("\n".join(output.rstrip().splitlines()[-OUTPUT_LINES_SHOWN:]), file=sys.stderr)
            raise Failure(f"{label}: failed.")

    def attempt(
        self, label: str, *commands: Command, environ: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Run commands in silence until one fails; return the last exit code and all that was said."""
        self._begin(label)
        started, code = time.monotonic(), 0
        with tempfile.TemporaryFile() as output:
            for command in commands:
                code = self._run_one(command, environ, output, started)
                if code:
                    break
            output.seek(0)
            said = output.read().decode(errors="replace")
        took = f"{time.monotonic() - started:.1f} s"
        self._end(f"failed after {took}" if code else took)
        return code, said

    def skip(self, label: str, why: str = "already done") -> None:
        """Say that a step needs nothing."""
        self._begin(label)
        self._end(why)

    def _begin(self, label: str) -> None:
        self._number += 1
        self._line = f"[{self._number}/{self._total}] {label} ..."
        print(self._line, end=" ", flush=True)

    def _end(self, outcome: str) -> None:
        # On a terminal the line holds the seconds that counted up: it is written anew.
        print(f"\r\033[K{self._line} {outcome}" if sys.stdout.isatty() else outcome, flush=True)

    def _run_one(
        self, command: Command, environ: Mapping[str, str] | None, output: IO[bytes], started: float
    ) -> int:
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=child_environ(environ),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                while process.poll() is None:
                    self._wait(process, started)
            except BaseException:
                process.terminate()
                raise
        return process.returncode

    def _wait(self, process: subprocess.Popen[bytes], started: float) -> None:
        """Wait a second at most; on a terminal the seconds count up."""
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            if sys.stdout.isatty():
                print(f"\r{self._line} {time.monotonic() - started:.0f} s", end=" ", flush=True)


def child_environ(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment for a child, without what would bend another Python."""
    bending = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in bending}
    return kept | dict(extra or {})


def fingerprint(paths: Iterable[Path], *also: str) -> str:
    """Return a hash of all files at and below the paths, with their names, and of the texts given."""
    digest = hashlib.sha256("\0".join(also).encode())
    for path in sorted(file for start in paths for file in _files_below(start)):
        digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def has_stamp(stamp: Path, content: str) -> bool:
    """Tell whether the stamp says just this."""
    return stamp.is_file() and stamp.read_text() == content


def require_writable(folder: Path = ROOT) -> None:
    """Raise ``Failure`` unless files can be made in the folder, which is made if missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Failure(
            f"The folder {folder} cannot be written to ({error.strerror}): make it writable."
        ) from error


def main(action: Callable[[], int | None]) -> NoReturn:
    """Run a script's action and exit; a failure is one line, an interruption ends cleanly."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    try:
        sys.exit(action())
    except Failure as failure:
        sys.exit(f"{failure}")
    except OSError as error:
        sys.exit(f"It cannot go on: {error}.")
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(STOPPED)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _files_below(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    return (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
