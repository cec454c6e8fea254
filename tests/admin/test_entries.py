"""Entries in the admin: rooms, revisions and what a form says."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import Entry, Sitting
from meetings.rules.vocabulary import EntryStatus, StartKind
from tests.factories import EntryFactory, RoomFactory, SittingFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 4)


@pytest.fixture
def chamber():
    """The chamber, taken by a confirmed meeting from 10 a.m. to noon."""
    room = RoomFactory(name="Security Council Chamber")
    EntryFactory(
        on=DAY,
        status=EntryStatus.CONFIRMED,
        sitting__room=room,
        sitting__starts_at=time(10),
        sitting__ends_at=time(12),
    )
    return room


def tentative(room, begins):
    entry = EntryFactory()
    SittingFactory(entry=entry, on=DAY, room=room, starts_at=begins)
    return entry


def form(entry, sitting, **changed):
    """What a browser posts for an entry and its one sitting."""
    data = {
        "programme": entry.programme.pk,
        "format": entry.format,
        "title": entry.title,
        "status": entry.status,
        "openness": entry.openness,
        "verified": "on",
        "sittings-0-id": sitting.pk,
        "sittings-0-entry": entry.pk,
        "sittings-0-on": sitting.on,
        "sittings-0-start_kind": sitting.start_kind,
        "sittings-0-starts_at": sitting.starts_at,
        "sittings-0-room": sitting.room.pk,
        "sittings-0-position": 0,
        "sittings-0-resumption": 0,
    }
    for part in ("sittings", "steps", "invitations", "papers"):
        number = 1 if part == "sittings" else 0
        data |= {f"{part}-TOTAL_FORMS": number, f"{part}-INITIAL_FORMS": number}
    return data | changed


def post(person, entry, **changed):
    address = reverse("admin:meetings_entry_change", args=[entry.pk])
    return person.client.post(address, form(entry, entry.sittings.get(), **changed))


def test_confirming_an_entry_whose_room_is_taken_is_refused_at_the_room(admin, chamber):
    entry = tentative(chamber, time(11))
    response = post(admin, entry, status=EntryStatus.CONFIRMED)
    sittings = response.context["inline_admin_formsets"][0].formset
    assert sittings.errors == [{"room": ["The room is taken at this time."]}]
    entry.refresh_from_db()
    assert entry.status == EntryStatus.TENTATIVE


def test_an_entry_is_confirmed_and_moved_out_of_the_way_in_one_go(admin, chamber):
    entry = tentative(chamber, time(11))
    response = post(admin, entry, status=EntryStatus.CONFIRMED, **{"sittings-0-starts_at": "15:00"})
    assert response.status_code == 302
    entry.refresh_from_db()
    sitting = entry.sittings.get()
    assert (entry.status, sitting.starts_at) == (EntryStatus.CONFIRMED, time(15))
    assert Sitting.objects.filter(room=chamber, room_from__isnull=False).count() == 2


def test_an_entry_is_put_off_and_moved_onto_a_taken_time_in_one_go(admin, chamber):
    entry = tentative(chamber, time(15))
    entry.status = EntryStatus.CONFIRMED
    entry.save()
    response = post(admin, entry, status=EntryStatus.TENTATIVE, **{"sittings-0-starts_at": "11:00"})
    assert response.status_code == 302
    assert entry.sittings.get().room_from is None


def test_a_change_raises_the_revision_that_planners_saw(admin, chamber):
    entry = tentative(chamber, time(15))
    post(admin, entry, title="Cyprus")
    entry.refresh_from_db()
    assert (entry.title, entry.revision) == ("Cyprus", 2)


def test_a_sitting_without_a_day_is_an_error_not_a_crash(admin, chamber):
    entry = tentative(chamber, time(15))
    response = post(admin, entry, status=EntryStatus.CONFIRMED, **{"sittings-0-on": ""})
    sittings = response.context["inline_admin_formsets"][0].formset
    assert sittings.errors == [{"on": ["This field is required."]}]


def test_a_new_entry_with_a_sitting_holds_its_room(admin, chamber):
    data = form(
        EntryFactory.build(
            title="Cyprus", status=EntryStatus.CONFIRMED, programme=Entry.objects.get().programme
        ),
        SittingFactory.build(
            on=DAY, room=chamber, start_kind=StartKind.EXACT, starts_at=time(15), entry=None
        ),
    )
    new = {name: value for name, value in data.items() if value is not None} | {"sittings-INITIAL_FORMS": 0}
    response = admin.client.post(reverse("admin:meetings_entry_add"), new)
    assert response.status_code == 302
    entry = Entry.objects.get(title="Cyprus")
    assert entry.revision == 1
    assert entry.sittings.get().room_from
