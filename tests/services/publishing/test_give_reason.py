"""One reason for several findings: kept with each, one step to take back."""

import pytest

from meetings.models import AuditRecord, Justification, Occasion
from meetings.services.publishing.give_reason import give_reason
from meetings.services.refusals import Refused
from meetings.services.undo_step import undo_step
from tests.races import at_once
from tests.services.publishing.months import Month

REASON = "The report came late."


@pytest.fixture
def month(db):
    month = Month()
    month.short()
    return month


def give(month, findings):
    return give_reason(programme=month.programme, findings=findings, reason=REASON, **month.acting())


def steps(month):
    return list(AuditRecord.objects.steps_of(month.officer, month.programme))


def test_every_finding_keeps_it_with_its_own_dates(month):
    rows = give(month, [one.finding for one in month.calling])
    assert [(row.rule, row.dates) for row in rows] == [
        ("G7", {"T": "2026-12-02"}),
        ("G13", {"T": "2026-12-02", "C": "2026-12-07"}),
    ]
    assert [one.answered for one in month.calling] == [True, True]


def test_it_is_one_step_and_is_taken_back_as_one(month):
    give(month, [one.finding for one in month.calling])
    (step,) = steps(month)
    assert (step.action, step.subject) == ("justify findings", f"G7, G13: {REASON}")
    undo_step(step=step, **month.acting())
    assert not Justification.objects.exists()


def test_given_twice_it_is_kept_once_and_leaves_one_step(month):
    findings = [one.finding for one in month.calling]
    assert give(month, findings) == give(month, findings)
    assert (Justification.objects.count(), len(steps(month))) == (2, 1)


def test_of_an_occasion_removed_meanwhile_nothing_is_kept(month):
    findings = [one.finding for one in month.calling]
    Occasion.objects.all().delete()
    with pytest.raises(Refused):
        give(month, findings)
    assert (Justification.objects.exists(), AuditRecord.objects.exists()) == (False, False)


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_several_times_keeps_one():
    month = Month()
    month.short()
    findings = [one.finding for one in month.calling]
    assert at_once(*[lambda: give(month, findings)] * 4) == [None] * 4
    assert (Justification.objects.count(), len(steps(month))) == (2, 1)
