"""The summary of all stages: what it counts, and when it is a failure."""

import pytest
from run_tests import Outcome, _counts, _sum_up

RESULTS = """<testsuites><testsuite tests="7" failures="1" errors="2" skipped="1"/></testsuites>"""


def outcome(*, code: int = 0, passed: int = 3, failed: int = 0) -> Outcome:
    return Outcome("SQLite", code, 1.5, passed, failed, skipped=0)


def test_results_are_counted(tmp_path):
    results = tmp_path / "results.xml"
    results.write_text(RESULTS)
    assert _counts(results) == {"passed": 3, "failed": 3, "skipped": 1}


def test_a_stage_that_broke_off_counts_as_a_failure(tmp_path):
    assert _counts(tmp_path / "none.xml") == {"passed": 0, "failed": 1, "skipped": 0}


@pytest.mark.parametrize(
    ("outcomes", "code", "last"),
    [
        ([outcome(), outcome()], 0, "6 passed, 0 failed, 0 skipped"),
        ([outcome(code=1, failed=1), outcome()], 1, "6 passed, 1 failed, 0 skipped"),
        ([outcome(passed=0)], 1, "0 passed, 0 failed, 0 skipped"),
    ],
)
def test_the_sum_is_the_last_line(capsys, outcomes, code, last):
    assert _sum_up(outcomes, []) == code
    assert capsys.readouterr().out.splitlines()[-1] == last
