"""Mandates as facts: read as rows or without them, they say the same."""

from datetime import date

import pytest

from meetings.models import Mandate
from meetings.rules.vocabulary import MandateKind
from meetings.snapshots.mandates import mandate_fact, mandate_keys
from tests.factories import DecisionFactory, MandateFactory, MissionFactory

pytestmark = pytest.mark.django_db


def test_facts_read_without_rows_are_those_of_the_rows():
    closed = MissionFactory(acronym="OLD", closed_on=date(2026, 6, 30))
    MandateFactory(mission=closed, begins=date(2026, 1, 1), ends=date(2026, 6, 30), strand="police")
    MandateFactory(mission=MissionFactory(acronym="TALKS", kind="political"), decision=None)
    MandateFactory(kind=MandateKind.OPEN_ENDED, verified=False)
    MandateFactory(decision=DecisionFactory(symbol="S/RES/3001 (2026)", adopted_on=date(2026, 3, 1)))
    rows = Mandate.objects.with_names()
    assert mandate_keys(rows) == {mandate_fact(row): row.pk for row in rows}
    assert len(mandate_keys(rows)) == 4
