"""Fifty planners at their browsers, at the same moment: one is served, the others are told, and none gets an error."""

from collections import Counter
from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Programme, Sitting
from meetings.rules.vocabulary import EntryStatus, StartKind
from meetings.snapshots.history import read_trail
from tests.factories import EntryFactory, ProgrammeFactory, RoomFactory
from tests.people import signed_in
from tests.races import at_once
from tests.views.desk.typed import page_of, typed
from tests.views.published import DECEMBER

pytestmark = pytest.mark.django_db(transaction=True)

PLANNERS = 50
SERVED, TOLD, CHANGED_MEANWHILE = 302, 200, 409


@pytest.fixture
def planners():
    """Each at a browser of their own, where an error of the site is a page, as it is for them."""
    people = [signed_in(f"planner-{number}") for number in range(PLANNERS)]
    for person in people:
        person.client.raise_request_exception = False
    return people


def posted_at_once(planners, address, forms):
    """What each of them was answered."""
    answers = {}

    def post(number):
        answers[number] = planners[number].client.post(address(number), forms[number])

    failures = at_once(*[lambda number=number: post(number) for number in range(len(forms))])
    assert failures == [None] * len(forms)
    return [answers[number] for number in range(len(forms))]


def statuses(answers):
    return Counter(answer.status_code for answer in answers)


def test_fifty_edits_of_one_entry_that_all_saw_the_same(planners):
    entry = EntryFactory(on=date(2026, 12, 8), title="Before")
    address = reverse("entry_edit", args=[entry.uid])
    seen = page_of(planners[0].client.get(address))
    titles = [f"Version {number}" for number in range(PLANNERS)]
    answers = posted_at_once(planners, lambda _number: address, [seen | {"title": title} for title in titles])
    assert statuses(answers) == {SERVED: 1, CHANGED_MEANWHILE: PLANNERS - 1}
    winner = [answer.status_code for answer in answers].index(SERVED)
    entry.refresh_from_db()
    assert (entry.title, entry.revision) == (titles[winner], 2)
    record = AuditRecord.objects.get()
    assert record.actor == planners[winner].user
    # Nothing that anybody typed is lost: it stands on the page beside what the winner saved.
    for title, answer in zip(titles, answers, strict=True):
        if answer.status_code == CHANGED_MEANWHILE:
            page = answer.content.decode()
            assert title in page
            assert titles[winner] in page


def test_each_of_ten_tries_until_through_and_no_change_is_lost(planners):
    entry = EntryFactory(on=date(2026, 12, 8), title="Before")
    address, ten = reverse("entry_edit", args=[entry.uid]), planners[:10]
    answers = {}

    def save(number):
        client, tried = ten[number].client, Counter()
        while not tried[SERVED]:
            form = page_of(client.get(address)) | {"title": f"Version {number}"}
            tried[client.post(address, form).status_code] += 1
        answers[number] = tried

    assert at_once(*[lambda number=number: save(number) for number in range(10)]) == [None] * 10
    assert set().union(*answers.values()) <= {SERVED, CHANGED_MEANWHILE}
    entry.refresh_from_db()
    assert entry.revision == 11
    saved = [
        row.after.values["title"]
        for change in read_trail(Entry, entry.pk).changes
        for row in change.rows
        if row.noun is Entry
    ]
    assert sorted(saved) == sorted(["Before", *(f"Version {number}" for number in range(10))])


def test_fifty_new_entries_for_one_room_at_one_time(planners):
    ProgrammeFactory(month=DECEMBER)
    RoomFactory(name="Security Council Chamber")
    sitting = {
        "on": "2026-12-08",
        "start_kind": StartKind.EXACT,
        "starts_at": "10:00",
        "ends_at": "12:00",
        "room": "Security Council Chamber",
    }
    forms = [
        typed(title=f"Entry {number}", status=EntryStatus.CONFIRMED, sittings=[sitting])
        for number in range(PLANNERS)
    ]
    address = reverse("entry_add", args=[DECEMBER])
    answers = posted_at_once(planners, lambda _number: address, forms)
    assert statuses(answers) == {SERVED: 1, TOLD: PLANNERS - 1}
    assert Entry.objects.count() == Sitting.objects.filter(room_from__isnull=False).count() == 1
    taken = f"Taken that day from 10:00 to 12:00 by “{Entry.objects.get().title}”."
    told = [answer.content.decode() for answer in answers if answer.status_code == TOLD]
    assert [taken in page for page in told] == [True] * (PLANNERS - 1)


def test_fifty_moves_into_one_room_at_one_time(planners):
    ProgrammeFactory(month=DECEMBER)
    room = RoomFactory(name="Security Council Chamber")
    days = [date(2026, 12, 1 + number % 25) for number in range(PLANNERS)]
    entries = [
        EntryFactory(
            on=day,
            status=EntryStatus.CONFIRMED,
            sitting__room=room,
            sitting__starts_at=time(8 + 2 * (number // 25)),
        )
        for number, day in enumerate(days)
    ]
    form = {"revision": 1, "on": "2026-12-31", "start": StartKind.EXACT, "starts_at": "15:00"}
    answers = posted_at_once(
        planners, lambda number: reverse("entry_move", args=[entries[number].uid]), [form] * PLANNERS
    )
    assert statuses(answers) == {SERVED: 1, TOLD: PLANNERS - 1}
    assert Sitting.objects.filter(on=date(2026, 12, 31)).count() == 1
    assert Entry.objects.filter(revision=2).count() == 1


def test_fifty_moves_of_one_entry(planners):
    ProgrammeFactory(month=DECEMBER)
    entry = EntryFactory(on=date(2026, 12, 8))
    days = [date(2026, 12, 9 + number % 20) for number in range(PLANNERS)]
    forms = [{"revision": 1, "on": day.isoformat()} for day in days]
    address = reverse("entry_move", args=[entry.uid])
    answers = posted_at_once(planners, lambda _number: address, forms)
    assert statuses(answers) == {SERVED: 1, CHANGED_MEANWHILE: PLANNERS - 1}
    winner = [answer.status_code for answer in answers].index(SERVED)
    entry.refresh_from_db()
    assert (entry.revision, entry.sittings.get().on) == (2, days[winner])


def test_fifty_begin_one_month(planners):
    address = reverse("desk_begin", args=[date(2027, 2, 1)])
    answers = posted_at_once(planners, lambda _number: address, [{}] * PLANNERS)
    assert statuses(answers) == {SERVED: PLANNERS}
    assert Programme.objects.filter(month=date(2027, 2, 1)).count() == 1


def test_one_who_presses_undo_twice_takes_one_step_back(planners):
    ProgrammeFactory(month=DECEMBER)
    entry, planner = EntryFactory(on=date(2026, 12, 8)), planners[0]
    planner.client.post(reverse("entry_move", args=[entry.uid]), {"revision": 1, "on": "2026-12-09"})
    step = AuditRecord.objects.get()
    address = reverse("desk_undo", args=[DECEMBER])
    answers = posted_at_once([planner, planner], lambda _number: address, [{"step": step.pk}] * 2)
    assert statuses(answers) == {SERVED: 2}
    assert AuditRecord.objects.filter(undoes=step).count() == 1
    assert entry.sittings.get().on == date(2026, 12, 8)
