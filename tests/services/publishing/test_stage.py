"""How far a month has come with the members: shared, adopted, not agreed, and back."""

from datetime import date

import pytest

from meetings.models import AuditRecord, Paper, Programme
from meetings.rules.vocabulary import PaperKind
from meetings.services.publishing.adopt_programme import adopt_programme
from meetings.services.publishing.back_to_draft import back_to_draft
from meetings.services.publishing.mark_not_agreed import mark_not_agreed
from meetings.services.publishing.share_programme import share_programme
from meetings.services.refusals import Refused
from tests.factories import PaperFactory
from tests.races import at_once
from tests.services.publishing.months import TODAY, Month

STATES = Programme.State
TENTH, TWENTIETH = date(2026, 11, 10), date(2026, 11, 20)

EVERY_STEP = {
    "share": lambda month: share(month, TENTH),
    "adopt": lambda month: adopt(month, TWENTIETH),
    "not agreed": lambda month: mark_not_agreed(programme=month.programme, **month.acting()),
    "draft": lambda month: back_to_draft(programme=month.programme, **month.acting()),
}


@pytest.fixture
def month(db):
    return Month()


def share(month, on):
    return share_programme(programme=month.programme, on=on, today=TODAY, **month.acting())


def adopt(month, on):
    return adopt_programme(programme=month.programme, on=on, today=TODAY, **month.acting())


def stage(month):
    return Programme.objects.values_list("state", "shared_on", "adopted_on").get(pk=month.programme.pk)


def take(month, *steps):
    for step in steps:
        EVERY_STEP[step](month)
    return stage(month)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["share"], (STATES.SHARED, TENTH, None)),
        (["adopt"], (STATES.ADOPTED, None, TWENTIETH)),
        (["share", "adopt"], (STATES.ADOPTED, TENTH, TWENTIETH)),
        (["adopt", "share"], (STATES.ADOPTED, TENTH, TWENTIETH)),
        (["share", "adopt", "not agreed"], (STATES.NOT_AGREED, TENTH, None)),
        (["not agreed", "share"], (STATES.NOT_AGREED, TENTH, None)),
        (["share", "not agreed", "adopt"], (STATES.ADOPTED, TENTH, TWENTIETH)),
        (["share", "adopt", "draft"], (STATES.DRAFT, None, None)),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_the_steps_of_a_month_that_nobody_published(month, steps, expected):
    assert take(month, *steps) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("share", (STATES.PUBLISHED, TENTH, None)),
        ("adopt", (STATES.PUBLISHED, None, TWENTIETH)),
        ("not agreed", (STATES.NOT_AGREED, None, None)),
    ],
)
def test_a_published_month_stays_published_unless_it_is_not_agreed(month, step, expected):
    month.publish()
    assert take(month, step) == expected


def test_a_plan_of_work_that_is_adopted_becomes_a_programme_again(month):
    month.publish(title_kind="plan")
    assert take(month, "adopt") == (STATES.ADOPTED, None, TWENTIETH)
    assert month.coming.title_kind == "programme"


def test_what_stands_published_does_not_go_back_to_draft_and_what_is_withdrawn_does(month):
    month.publish()
    with pytest.raises(Refused) as refused:
        take(month, "draft")
    assert refused.value.message == "Version 1 stands published: revise it, or withdraw it first."
    month.withdraw()
    assert take(month, "draft") == (STATES.DRAFT, None, None)


@pytest.mark.parametrize("step", ["share", "adopt"])
def test_a_withdrawn_month_begins_anew(month, step):
    month.publish()
    month.withdraw()
    assert take(month, step)[0] == {"share": STATES.SHARED, "adopt": STATES.ADOPTED}[step]


@pytest.mark.parametrize(
    ("steps", "on", "said"),
    [
        ([share], date(2026, 11, 23), "That day is still to come."),
        ([adopt], date(2026, 11, 23), "That day is still to come."),
        ([share], date(1999, 12, 31), "That day lies before the record begins."),
        ([adopt], date.min, "That day lies before the record begins."),
    ],
)
def test_days_that_cannot_be(month, steps, on, said):
    with pytest.raises(Refused) as refused:
        steps[0](month, on)
    assert (refused.value.field, refused.value.message) == ("on", said)
    assert (stage(month), AuditRecord.objects.count()) == ((STATES.DRAFT, None, None), 0)


def test_nothing_is_adopted_before_it_is_shared(month):
    share(month, TWENTIETH)
    with pytest.raises(Refused) as refused:
        adopt(month, TENTH)
    assert (refused.value.field, refused.value.message) == (
        "on",
        "It was shared with members after that day.",
    )
    adopt(month, TWENTIETH)
    with pytest.raises(Refused) as refused:
        share(month, TODAY)
    assert (refused.value.field, refused.value.message) == ("on", "It was adopted before that day.")


def line(month):
    """What the checklist says of the day on which the draft was shared."""
    return Paper.objects.filter(programme=month.programme, kind=PaperKind.DRAFT_SHARED)


def test_the_line_of_the_checklist_follows_the_day_of_sharing(month):
    share(month, TENTH)
    assert line(month).get().done_on == TENTH
    share(month, TWENTIETH)
    assert line(month).get().done_on == TWENTIETH
    take(month, "draft")
    assert line(month).get().done_on is None


@pytest.mark.parametrize("said", [{"done_on": date(2026, 11, 5)}, {"not_needed": True}], ids=str)
def test_what_was_written_there_by_hand_stays(month, said):
    PaperFactory(programme=month.programme, kind=PaperKind.DRAFT_SHARED, **said)
    share(month, TENTH)
    assert line(month).filter(**said).exists()
    take(month, "draft")
    assert line(month).filter(**said).exists()


@pytest.mark.parametrize("step", EVERY_STEP)
def test_a_month_on_record_takes_no_step(month, step):
    Programme.objects.update(state=STATES.RECORD)
    with pytest.raises(Refused):
        take(month, step)
    assert stage(month) == (STATES.RECORD, None, None)


def test_each_step_is_written_down_once(month):
    take(month, "share", "share", "adopt", "not agreed", "not agreed", "draft", "draft")
    records = AuditRecord.objects.order_by("pk").values_list("action", "subject", "actor", "can_be_undone")
    assert list(records) == [
        (action, "2026-12", month.officer.pk, False)
        for action in ("share programme", "adopt programme", "mark not agreed", "back to draft")
    ]
    states = Programme.history.order_by("history_id").values_list("state", flat=True)
    assert list(states) == [STATES.DRAFT, STATES.SHARED, STATES.ADOPTED, STATES.NOT_AGREED, STATES.DRAFT]


@pytest.mark.django_db(transaction=True)
def test_steps_taken_at_once_come_one_after_another():
    month = Month()
    outcomes = at_once(*[lambda: share(month, TENTH)] * 4, *[lambda: adopt(month, TWENTIETH)] * 4)
    assert outcomes == [None] * 8
    assert stage(month) == (STATES.ADOPTED, TENTH, TWENTIETH)
    assert AuditRecord.objects.count() == 2
