"""The lock files agree with each other, carry hashes, and name no place to fetch from."""

import re

import environment
import postgres
import pytest

LOCKS = [environment.RUN_LOCK, environment.DEV_LOCK, environment.TOOLS_LOCK, postgres.LOCK]


def pins(lock) -> set[str]:
    return set(re.findall(r"^[\w.-]+==[\w.]+", lock.read_text(), flags=re.MULTILINE))


def test_development_has_all_that_runs_in_the_same_versions():
    assert pins(environment.RUN_LOCK) <= pins(environment.DEV_LOCK)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_has_hashes_and_none_an_address(lock):
    text = lock.read_text()
    for package in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in package
    assert "://" not in text
