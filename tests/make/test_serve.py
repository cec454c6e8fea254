"""What `make run` finds wrong before it spends minutes, and how it knows what a database holds."""

import socket
import sqlite3
import stat
from contextlib import closing

import pytest
import serve
from steps import Failure, Steps


@pytest.fixture
def database(tmp_path, monkeypatch):
    path = tmp_path / "db.sqlite3"
    monkeypatch.setattr(serve, "DATABASE", path)
    return path


@pytest.fixture
def loading(monkeypatch):
    """The labels of the steps that were really run."""
    labels = []

    def run(_steps, label, *_commands, **_options):
        labels.append(label)

    monkeypatch.setattr(Steps, "run", run)
    return labels


@pytest.mark.parametrize("text", ["", "http", "0", "-1", "65536", "8000.5"])
def test_a_port_that_is_none(text):
    with pytest.raises(Failure, match=r"^PORT is .* but must be a number from 1 to 65535\.$"):
        serve._port(text)


def test_a_busy_port_is_one_line_with_a_way_out():
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        with pytest.raises(Failure, match=rf"port {port} \(.*\): choose another PORT or HOST"):
            serve._require_free("127.0.0.1", port)
    serve._require_free("127.0.0.1", port)


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path, monkeypatch):
    path = tmp_path / "secret-key"
    monkeypatch.setattr(serve, "SECRET_KEY", path)
    key = serve._secret_key()
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert serve._secret_key() == key


def test_data_are_loaded_once(database, loading):
    serve._ensure_data(Steps(8), {})
    assert loading == [label for label, _arguments in serve.LOADING]
    loading.clear()
    serve._ensure_data(Steps(8), {})
    assert not loading


def test_data_are_loaded_again_into_another_database(database, loading):
    serve._ensure_data(Steps(8), {})
    database.unlink()
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE brought_from_elsewhere (id)")
    loading.clear()
    serve._ensure_data(Steps(8), {})
    assert loading


def test_data_are_loaded_again_when_their_sources_change(database, loading, monkeypatch):
    serve._ensure_data(Steps(8), {})
    monkeypatch.setattr(serve, "DATA_SOURCES", [])
    loading.clear()
    serve._ensure_data(Steps(8), {})
    assert loading


def test_a_damaged_database_is_one_line(database):
    database.write_text("no database at all" * 100)
    with pytest.raises(Failure, match=r"cannot be read .*: move it away"):
        serve._ensure_data(Steps(8), {})
