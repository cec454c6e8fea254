"""Publishing a month: what is frozen, numbered and written down."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import AuditRecord, Programme, ProgrammeVersion
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind
from meetings.services.publishing.publish_version import publish_version
from tests.factories import (
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    UserFactory,
)
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
DAY = date(2026, 12, 2)


@pytest.mark.django_db
def test_the_entries_are_frozen_as_they_are() -> None:
    mission = MissionFactory(acronym="MONUSCO")
    entry = EntryFactory(
        on=DAY,
        format=Format.TCC_MEETING,
        title="Meeting with contributors: MONUSCO",
        agenda="First\n\n Second ",
        openness=Openness.CLOSED,
        status=EntryStatus.CONFIRMED,
        missions=[mission],
        internal_note="secret",
        sitting__starts_at=time(10),
        sitting__room=RoomFactory(name="Consultations Room"),
    )
    occasion = OccasionFactory(mission=mission, steps={StepKind.CONTRIBUTORS: entry})
    version = publish_version(programme=entry.programme, actor=None, now=NOW, note="first")

    entry.title = "Changed since"
    entry.save()
    assert ProgrammeVersion.objects.get(pk=version.pk).entries == (
        EntryFact(
            uid=str(entry.uid),
            month=date(2026, 12, 1),
            format=Format.TCC_MEETING,
            title="Meeting with contributors: MONUSCO",
            agenda=("First", "Second"),
            missions=("MONUSCO",),
            sittings=(
                SittingFact(
                    on=DAY, start_kind=StartKind.EXACT, starts_at=time(10), room="Consultations Room"
                ),
            ),
            openness=Openness.CLOSED,
            status=EntryStatus.CONFIRMED,
            steps=(StepKind.CONTRIBUTORS,),
            occasions=(str(occasion.uid),),
        ),
    )
    assert "secret" not in str(version.content)


@pytest.mark.django_db
def test_versions_are_numbered_in_a_row_and_written_down() -> None:
    programme, planner = ProgrammeFactory(), UserFactory()
    numbers = [publish_version(programme=programme, actor=planner, now=NOW).number for _ in range(3)]
    programme.refresh_from_db()
    assert numbers == [1, 2, 3]
    assert programme.state == Programme.State.PUBLISHED
    records = AuditRecord.objects.order_by("pk")
    assert [(record.action, record.subject, record.actor) for record in records] == [
        ("publish programme", f"2026-12, {number}", planner) for number in numbers
    ]


@pytest.mark.django_db
def test_a_programme_not_agreed_is_a_plan_of_work() -> None:
    programme = ProgrammeFactory()
    version = publish_version(
        programme=programme, actor=None, now=NOW, title_kind=ProgrammeVersion.Title.PLAN
    )
    programme.refresh_from_db()
    assert (version.title_kind, programme.state) == ("plan", Programme.State.NOT_AGREED)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_entries() -> None:
    counts = []
    for month, entries in ((date(2027, 1, 1), 1), (date(2027, 2, 1), 200)):
        programme = ProgrammeFactory(month=month)
        for number in range(entries):
            EntryFactory(on=month.replace(day=1 + number % 28), missions=[MissionFactory(acronym="UNDOF")])
        with CaptureQueriesContext(connection) as queries:
            publish_version(programme=programme, actor=None, now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db(transaction=True)
def test_those_who_publish_at_once_get_numbers_of_their_own() -> None:
    programme = ProgrammeFactory()

    def publish() -> None:
        publish_version(programme=programme, actor=None, now=NOW)

    assert at_once(*[publish] * 8) == [None] * 8
    assert sorted(programme.versions.values_list("number", flat=True)) == list(range(1, 9))
