"""One month as its page needs it."""

from datetime import date

import pytest
from django.utils.translation import override

from meetings.models import Programme, ProgrammeVersion
from meetings.rules.margin import MarginKind
from meetings.rules.vocabulary import EntryStatus
from meetings.snapshots.months import month_around, month_snapshot, version_snapshot, with_holidays
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    PresidencyFactory,
    ProgrammeFactory,
    SittingFactory,
)
from tests.views.published import DECEMBER, publish

OCTOBER, NOVEMBER = date(2019, 10, 1), date(2019, 11, 1)
JANUARY = date(2027, 1, 1)

pytestmark = pytest.mark.django_db


def test_a_meeting_resumed_in_the_next_month_stands_in_both() -> None:
    """S/PV.8649 began on 29 October 2019 and was resumed on 4 November."""
    ProgrammeFactory(month=OCTOBER, state=Programme.State.RECORD)
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    meeting = EntryFactory(on=date(2019, 10, 29), status=EntryStatus.HELD, meeting_number="S/PV.8649")
    SittingFactory(entry=meeting, on=date(2019, 11, 4), resumption=1)
    EntryFactory(on=date(2019, 10, 30), status=EntryStatus.HELD, meeting_number="S/PV.8650")
    numbers = {
        month: [entry.meeting_number for entry in month_snapshot(month).entries]
        for month in (OCTOBER, NOVEMBER)
    }
    assert numbers == {OCTOBER: ["S/PV.8649", "S/PV.8650"], NOVEMBER: ["S/PV.8649"]}


def test_the_draft_of_a_neighbour_stands_in_neither() -> None:
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    draft = EntryFactory(on=date(2019, 10, 29))
    SittingFactory(entry=draft, on=date(2019, 11, 4), resumption=1)
    assert draft.programme.state == Programme.State.DRAFT
    assert [month_snapshot(month).entries for month in (OCTOBER, NOVEMBER)] == [(), ()]


@pytest.mark.usefixtures("reference")
def test_the_real_meeting_resumed_across_the_months() -> None:
    days = {
        sitting.on
        for entry in month_snapshot(NOVEMBER).entries
        if entry.meeting_number == "S/PV.8649"
        for sitting in entry.sittings
    }
    assert days == {date(2019, 10, 29), date(2019, 11, 4)}


def titles(snapshot) -> list[str]:
    return [entry.title for entry in snapshot.entries]


def test_a_published_month_is_what_was_published(django_assert_num_queries) -> None:
    """Whatever becomes known of margin and presidency afterwards."""
    MandateFactory(mission=MissionFactory(acronym="UNDOF"), ends=date(2026, 12, 31))
    PresidencyFactory(
        month=DECEMBER, country=CountryFactory(iso3="DNK", name_en="Denmark", name_fr="Danemark")
    )
    EntryFactory(on=date(2026, 12, 4), title="Syria")
    publish()
    MandateFactory(mission=MissionFactory(acronym="UNISFA"), ends=date(2026, 12, 30))
    with django_assert_num_queries(1), override("fr"):
        snapshot = month_snapshot(DECEMBER)
    assert titles(snapshot) == ["Syria"]
    assert [(line.kind, line.what, line.settled) for line in snapshot.margin] == [
        (MarginKind.MANDATE_END, "UNDOF", True)
    ]
    assert snapshot.presidency is not None
    assert (snapshot.presidency.what, snapshot.presidency.detail) == ("Danemark", "DNK")


def test_a_version_is_seen_as_it_was_published(django_assert_num_queries) -> None:
    entry = EntryFactory(on=date(2026, 12, 4), title="Syria")
    publish(note="The first.")
    entry.programme, _made = Programme.objects.get_or_create(month=JANUARY)
    entry.save()
    publish(note="The second.")
    publish(JANUARY)
    first, second = (
        ProgrammeVersion.objects.select_related("programme")
        .filter(programme__month=DECEMBER)
        .order_by("number")
    )
    with django_assert_num_queries(0):
        seen = [version_snapshot(version) for version in (first, second)]
    assert [(one.version, one.note, one.by_number, titles(one)) for one in seen] == [
        (1, "The first.", True, ["Syria"]),
        (2, "The second.", True, ["Syria"]),
    ]
    assert [one.entries[0].status for one in seen] == [EntryStatus.TENTATIVE, EntryStatus.POSTPONED]
    latest = month_snapshot(DECEMBER)
    assert (latest.entries, latest.by_number) == (seen[1].entries, False)


def move_to_january(entry) -> str:
    entry.programme, _made = Programme.objects.get_or_create(month=JANUARY)
    entry.save()
    entry.sittings.update(on=date(2027, 1, 8))
    return str(entry.uid)


def statuses(month) -> dict[str, EntryStatus]:
    return {entry.title: entry.status for entry in month_snapshot(month).entries}


@pytest.mark.parametrize("months", [(DECEMBER, JANUARY), (JANUARY, DECEMBER)])
def test_what_left_for_another_month_still_stands_there_postponed(months, django_assert_num_queries) -> None:
    """In whichever order the two months are revised; the rules are told of it once, where it is planned."""
    uid = move_to_january_published()
    for month in months:
        publish(month)
    with django_assert_num_queries(1):
        december = month_snapshot(DECEMBER)
    assert statuses(DECEMBER) == {"Syria": EntryStatus.POSTPONED, "Libya": EntryStatus.TENTATIVE}
    assert statuses(JANUARY) == {"Syria": EntryStatus.TENTATIVE}
    told = [entry for entry in december.plan((), DECEMBER).entries if entry.uid == uid]
    assert [(entry.month, entry.status) for entry in told] == [(JANUARY, EntryStatus.TENTATIVE)]


def test_what_another_month_took_over_stands_there_alone_until_this_one_is_revised() -> None:
    move_to_january_published()
    publish(JANUARY)
    assert (statuses(DECEMBER), statuses(JANUARY)) == (
        {"Libya": EntryStatus.TENTATIVE},
        {"Syria": EntryStatus.TENTATIVE},
    )


def move_to_january_published() -> str:
    """December with two entries, published; then one is moved to January, and nothing is published yet."""
    syria = EntryFactory(on=date(2026, 12, 4), title="Syria")
    EntryFactory(on=date(2026, 12, 7), title="Libya")
    publish()
    return move_to_january(syria)


def test_a_withdrawn_month_says_so() -> None:
    EntryFactory(on=date(2026, 12, 4), title="Syria")
    publish()
    assert not month_snapshot(DECEMBER).withdraws
    ProgrammeVersion.objects.create(
        programme=Programme.objects.get(month=DECEMBER),
        number=2,
        withdraws=True,
        content=ProgrammeVersion.objects.get().content,
        published_at=ProgrammeVersion.objects.get().published_at,
    )
    assert (month_snapshot(DECEMBER).withdraws, month_snapshot(DECEMBER).version) == (True, 2)


def test_holidays_are_asked_for_where_rules_are(django_assert_num_queries) -> None:
    HolidayFactory(on=date(2026, 12, 25), name="Christmas Day")
    HolidayFactory(on=date(2027, 1, 1), name="New Year's Day")
    publish()
    snapshot = month_snapshot(DECEMBER)
    assert snapshot.holidays == ()
    with django_assert_num_queries(1):
        holidays = with_holidays(snapshot).holidays
    assert [holiday.on for holiday in holidays] == [date(2026, 12, 25), date(2027, 1, 1)]


def test_what_a_month_is_made_of_changes_with_whatever_shows_and_with_nothing_else() -> None:
    publish()
    seen = [month_around(DECEMBER).made_of]
    EntryFactory(on=date(2026, 12, 4), title="Draft")
    Programme.objects.filter(month=DECEMBER).update(note="A working note.", state=Programme.State.ADOPTED)
    publish(date(2026, 10, 1))
    assert month_around(DECEMBER).made_of == seen[0]
    for change in (
        publish,
        lambda: publish(JANUARY),
        lambda: publish(date(2026, 11, 1)),
        lambda: Programme.objects.filter(month=DECEMBER).update(is_sample=True),
    ):
        change()
        seen.append(month_around(DECEMBER).made_of)
    assert len(set(seen)) == 5


def test_only_a_published_month_is_frozen() -> None:
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    publish()
    frozen = {month: month_around(month).is_frozen for month in (DECEMBER, NOVEMBER, JANUARY)}
    assert frozen == {DECEMBER: True, NOVEMBER: False, JANUARY: False}
