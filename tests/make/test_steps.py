"""Steps say what they do; a failure is one line; a stamp changes with what it stands for."""

import sys

import pytest
import steps
from steps import Failure, Steps, fingerprint, has_stamp, main, require_writable


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    return tmp_path


def test_each_step_is_one_line(capsys):
    steps = Steps(2)
    steps.run("looking", [sys.executable, "-c", "print('not shown')"])
    steps.skip("waiting")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("[1/2] looking ... ")
    assert first.endswith(" s")
    assert second == "[2/2] waiting ... already done"


def test_a_failed_step_shows_what_was_said_and_runs_nothing_after(capsys):
    said, not_said = (
        [sys.executable, "-c", f"print({word!r}); raise SystemExit(3)"] for word in ("no", "never")
    )
    with pytest.raises(Failure, match=r"^looking: failed\.$"):
        Steps(1).run("looking", said, not_said)
    assert capsys.readouterr().err == "no\n"


def test_a_failure_ends_a_script_with_its_line():
    def fail():
        raise Failure("The port is busy.")

    with pytest.raises(SystemExit, match=r"^The port is busy\.$"):
        main(fail)


def test_an_interruption_ends_a_script_in_good_order():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(SystemExit) as ended:
        main(interrupted)
    assert ended.value.code == steps.STOPPED


def test_a_fingerprint_changes_with_content_names_and_number_of_files(root):
    data = root / "data"
    data.mkdir()
    (data / "a").write_text("1")
    seen = {fingerprint([data])}
    (data / "a").write_text("2")
    seen.add(fingerprint([data]))
    (data / "b").touch()
    seen.add(fingerprint([data]))
    (data / "b").rename(data / "c")
    seen.add(fingerprint([data]))
    seen.add(fingerprint([data], "another Python"))
    assert len(seen) == 5


def test_a_stamp_counts_only_when_it_says_the_same(tmp_path):
    stamp = tmp_path / "stamp"
    assert not has_stamp(stamp, "one")
    stamp.write_text("one")
    assert has_stamp(stamp, "one")
    assert not has_stamp(stamp, "two")


def test_a_place_that_takes_no_files_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match=r"file/var cannot be written to"):
        require_writable(tmp_path / "file" / "var")
