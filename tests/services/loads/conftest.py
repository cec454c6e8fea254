"""What the tests of loading share. Read before Django is set up: hence everything of it is imported late."""

import pytest


@pytest.fixture
def plain(monkeypatch):
    """The kind "plain" can be loaded."""
    from meetings.exchange.kinds import KINDS
    from meetings.services.loads.writers import WRITERS
    from tests.services.loads.plain import PLAIN, write_plain

    monkeypatch.setitem(KINDS, "plain", PLAIN)
    monkeypatch.setitem(WRITERS, "plain", write_plain)
