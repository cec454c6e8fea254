"""Processes of their own on a test's database."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    words = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(words, cwd=ROOT, env=environ, check=True)
    return path


@pytest.fixture
def database(transactional_db: None, tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of a process that works on this test's database: on SQLite on a file of its own."""
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        return {
            **os.environ,
            "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
        }
    path = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "db.sqlite3")
    return {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
