"""A month with a life: published, revised in every way, withdrawn and published again."""

from datetime import UTC, date, datetime, time, timedelta

from meetings.models import Entry, Programme, Sitting
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.services.publishing.publish_version import publish_version
from meetings.services.publishing.write_version import next_number, write_version
from tests.factories import EntryFactory, ProgrammeFactory, RoomFactory
from tests.views.published import DECEMBER

FIRST_AT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)  # 4.30 p.m. in New York
JANUARY = date(2027, 1, 1)


def on(day):
    return DECEMBER.replace(day=day)


def published(number=1, *, month=DECEMBER, actor=None, **options):
    """The live entries as the next version, a day after the one before; so many times over."""
    programme, _made = Programme.objects.get_or_create(month=month)
    for _ in range(number):
        at = FIRST_AT + timedelta(days=next_number(programme) - 1)
        version = publish_version(programme=programme, actor=actor, now=at, **options)
    return version


def withdrawn(*, month=DECEMBER, actor=None, note="", title_kind="programme"):
    programme = Programme.objects.get(month=month)
    number = next_number(programme)
    return write_version(
        programme=programme,
        number=number,
        actor=actor,
        now=FIRST_AT + timedelta(days=number - 1),
        title_kind=title_kind,
        note=note,
        withdraws=True,
    )


def entry(title, day, **values):
    return EntryFactory(title=title, on=on(day) if day else None, sitting__starts_at=time(10), **values)


def planned():
    """One entry for each thing that can become of it, by what that is."""
    return {
        "moved": entry("Libya", 7),
        "other time": entry("Yemen", 2),
        "no day": entry("Haiti", 3),
        "other month": entry("Somalia", 4),
        "cancelled": entry("Cyprus", 8),
        "postponed": entry("Mali", 9),
        "dropped": entry("Colombia", 10),
        "restored": entry("Iraq", 11, status=EntryStatus.CANCELLED),
        "changed": entry("Sudan", 14),
        "as it was": entry("Syria", 15),
    }


def revise(entries):
    """Each becomes what its name says; one is new."""
    _move(entries["moved"], on(17))
    Sitting.objects.filter(entry=entries["other time"]).update(starts_at=time(15))
    Sitting.objects.filter(entry=entries["no day"]).delete()
    january = ProgrammeFactory(month=JANUARY)
    Entry.objects.filter(pk=entries["other month"].pk).update(programme=january)
    _move(entries["other month"], JANUARY.replace(day=19))
    _set(entries["cancelled"], status=EntryStatus.CANCELLED)
    _set(entries["postponed"], status=EntryStatus.POSTPONED)
    entries["dropped"].delete()
    _set(entries["restored"], status=EntryStatus.CONFIRMED)
    _set(entries["changed"], format=Format.DEBATE, agenda="One\nTwo", level="Ministers")
    room = RoomFactory(name="Conference Room 4")
    Sitting.objects.filter(entry=entries["changed"]).update(room=room)
    return entries | {"added": entry("Climate", 16)}


def _move(row, day):
    Sitting.objects.filter(entry=row).update(on=day)


def _set(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def whole_life():
    """December published, revised, withdrawn, published again as a plan of work, and so often that it is a long list.

    The first difference has every kind of change; January has one version.
    """
    entries = planned()
    published(note="First of all.")
    revise(entries)
    published(note="As agreed on Friday.")
    withdrawn(note="Published by mistake.")
    published(title_kind="plan")
    for day in range(1, 30):
        _move(entries["as it was"], on(day))
        published()
    published(month=JANUARY)
