"""``make run`` from nothing, and again: the time until the site answers."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVED = "The programme is served at"
OWN_SETTINGS = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "STATIC_ROOT", "SECRET_KEY", "TODAY"}
"""What the other measurements are run with; a fresh clone starts with none of it."""


def measure(folder: Path) -> list[str]:
    """In a fresh clone of the last commit, with an empty cache: cold, then warm."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    cold, warm = (_seconds_to_served(clone, folder / "cache") for _ in range(2))
    return [f"make run, cold: {cold:.1f} s", f"make run, warm: {warm:.1f} s"]


def _seconds_to_served(clone: Path, cache: Path) -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    environ = inherited | {
        "PORT": str(port),
        "XDG_CACHE_HOME": str(cache),
        "PIP_CACHE_DIR": str(cache / "pip"),
        "UV_CACHE_DIR": str(cache / "uv"),
    }
    started = time.perf_counter()
    run = subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    output = []
    for line in run.stdout or ():
        output.append(line)
        if line.startswith(SERVED):
            took = time.perf_counter() - started
            os.killpg(run.pid, signal.SIGINT)
            run.communicate()
            return took
    raise RuntimeError("the site was not served:\n" + "".join(output))
