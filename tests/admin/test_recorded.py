"""What admins write in Django's admin bears their name, with one record and one id for all of it."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Mission, Occasion, Room, Sitting, User
from meetings.rules.vocabulary import StepKind
from meetings.snapshots.history import read_trail
from tests.factories import OccasionFactory, ProgrammeFactory, RoomFactory, SittingFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 4)


def address(noun, page, *args):
    return reverse(f"admin:meetings_{noun._meta.model_name}_{page}", args=args)


@pytest.fixture
def loaded():
    """An entry as the reference data comes in: without a history."""
    room = RoomFactory()
    (entry,) = Entry.objects.bulk_create(
        [Entry(programme=ProgrammeFactory(), title="Loaded", format="briefing")]
    )
    Sitting.objects.bulk_create(
        [Sitting(entry=entry, on=DAY, start_kind="exact", starts_at=time(10), room=room)]
    )
    return entry


def form(entry, **changed):
    """What a browser posts for an entry and its one sitting."""
    sitting = entry.sittings.get()
    data = {name: getattr(entry, name) for name in ("format", "title", "status", "openness")}
    data |= {"programme": entry.programme.pk, "verified": "on"}
    names = ("on", "start_kind", "starts_at", "position", "resumption")
    data |= {f"sittings-0-{name}": getattr(sitting, name) for name in names}
    data |= {"sittings-0-id": sitting.pk, "sittings-0-entry": entry.pk, "sittings-0-room": sitting.room.pk}
    for part in ("sittings", "steps", "invitations", "papers"):
        number = 1 if part == "sittings" else 0
        data |= {f"{part}-TOTAL_FORMS": number, f"{part}-INITIAL_FORMS": number}
    return data | changed


def records():
    return list(AuditRecord.objects.values_list("action", "subject", "actor__username"))


def test_a_change_of_an_entry_and_of_its_sitting_is_one(admin, loaded):
    given = form(loaded, title="Changed", **{"sittings-0-starts_at": "15:00"})
    response = admin.client.post(address(Entry, "change", loaded.pk), given)
    assert response.status_code == 302
    assert records() == [("change in the admin", "Changed", "admin")]
    change, first = read_trail(Entry, loaded.pk).changes
    assert (change.request, change.actor) == (AuditRecord.objects.get().request, admin.user)
    assert {row.noun for row in change.rows if row.changed} == {Entry, Sitting}
    assert first.is_first
    before = {row.noun: row.before.values for row in change.rows}
    assert (before[Entry]["title"], before[Sitting]["starts_at"]) == ("Loaded", time(10))


def test_what_is_added(admin):
    given = {"acronym": "MINUSMA", "name_en": "Mission in Mali", "kind": "peacekeeping", "verified": "on"}
    inline = {"penholdings-TOTAL_FORMS": 0, "penholdings-INITIAL_FORMS": 0}
    response = admin.client.post(address(Mission, "add"), given | inline)
    assert (response.status_code, records()) == (302, [("add in the admin", "MINUSMA", "admin")])


@pytest.mark.parametrize("way", ["its page", "the list"])
def test_what_is_deleted(admin, loaded, way):
    if way == "its page":
        admin.client.post(address(Entry, "delete", loaded.pk), {"post": "yes"})
    else:
        given = {"action": "delete_selected", "_selected_action": [loaded.pk], "post": "yes"}
        admin.client.post(address(Entry, "changelist"), given)
    assert not Entry.objects.exists()
    assert records() == [("delete in the admin", "Loaded", "admin")]
    trail = read_trail(Entry, loaded.pk)
    assert trail.changes[0].actor == admin.user
    assert len(trail.states[trail.last_state]) == 2


def test_a_form_with_errors_leaves_no_record(admin, loaded):
    given = form(loaded, title="")
    response = admin.client.post(address(Entry, "change", loaded.pk), given)
    assert (response.status_code, records()) == (200, [])


def test_no_admin_step_is_on_anybodys_desk(admin, loaded):
    admin.client.post(address(Entry, "delete", loaded.pk), {"post": "yes"})
    assert not AuditRecord.objects.filter(can_be_undone=True).exists()


def test_planners_who_have_the_entry_open_are_told_of_a_sitting_changed_by_itself(admin):
    sitting = SittingFactory(on=DAY)
    given = {
        "entry": sitting.entry.pk,
        "on": "2026-12-07",
        "start_kind": "unset",
        "position": 0,
        "resumption": 0,
    }
    admin.client.post(address(Sitting, "change", sitting.pk), given)
    sitting.entry.refresh_from_db()
    assert (sitting.entry.revision, sitting.entry.sittings.get().on) == (2, date(2026, 12, 7))


def test_planners_who_have_an_occasion_open_are_told(admin):
    occasion = OccasionFactory(steps={StepKind.ASSESSMENT: DAY})
    step = occasion.steps.get()
    given = {
        "mission": occasion.mission.pk,
        "kind": "renewal",
        "label": "Changed",
        "revision": 1,
        "verified": "on",
        "steps-TOTAL_FORMS": 1,
        "steps-INITIAL_FORMS": 1,
        "steps-0-id": step.pk,
        "steps-0-occasion": occasion.pk,
        "steps-0-kind": "tam",
        "steps-0-on": "2026-12-07",
        "papers-TOTAL_FORMS": 0,
        "papers-INITIAL_FORMS": 0,
    }
    assert admin.client.post(address(Occasion, "change", occasion.pk), given).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.label, occasion.revision) == ("Changed", 2)


def test_people_too(admin, planner):
    admin.client.post(address(User, "delete", planner.user.pk), {"post": "yes"})
    assert records() == [("delete in the admin", "planner", "admin")]


def test_a_room_too(admin):
    room = RoomFactory(name="Old name")
    admin.client.post(address(Room, "change", room.pk), {"name": "New name"})
    assert records() == [("change in the admin", "New name", "admin")]
