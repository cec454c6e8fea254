"""What the next version of a month is made from: its own plan, and what was published in whichever month."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Entry, Programme, ProgrammeVersion
from meetings.models.frozen import freeze
from meetings.planning.published import CalendarMark, PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.rules.margin import MarginKind, PresidencyFact
from meetings.rules.vocabulary import Format
from meetings.snapshots.to_publish import to_publish
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    PresidencyFactory,
    ProgrammeFactory,
    ProgrammeVersionFactory,
)
from tests.views.published import publish

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
AT = datetime(2026, 11, 20, tzinfo=UTC)


def fact(entry: Entry, title: str) -> EntryFact:
    """An entry as some version has it; the title says which."""
    return EntryFact(str(entry.uid), entry.programme.month, Format.BRIEFING, title)


def published(programme: Programme, number: int, *entries: EntryFact, **marks: int) -> ProgrammeVersion:
    """A version with these entries, their sequences given by title."""
    month = PublishedMonth(
        entries, marks={one.uid: CalendarMark(marks[one.title], AT) for one in entries if one.title in marks}
    )
    return ProgrammeVersionFactory(programme=programme, number=number, content=freeze(month))


def test_what_is_planned_in_this_month_is_live_and_what_is_in_its_neighbours_is_not() -> None:
    here, there = EntryFactory(on=DECEMBER.replace(day=31)), EntryFactory(on=JANUARY)
    month = to_publish(here.programme)
    assert [entry.uid for entry in month.live] == [str(here.uid)]
    assert [entry.uid for entry in to_publish(there.programme).live] == [str(there.uid)]
    assert (month.last, month.elsewhere, month.sequences) == (None, frozenset(), {})


def test_the_last_version_is_the_latest_of_this_month() -> None:
    entry = EntryFactory(on=DECEMBER)
    for number, title in enumerate(("First", "Second"), start=1):
        published(entry.programme, number, fact(entry, title))
    published(ProgrammeFactory(month=JANUARY), 7, fact(entry, "January's"))
    last = to_publish(entry.programme).last
    assert last
    assert [one.title for one in last.entries] == ["Second"]


def test_what_was_published_here_and_is_planned_in_another_month_is_elsewhere() -> None:
    stays, went, removed, never_here = (EntryFactory(on=DECEMBER.replace(day=day)) for day in (1, 2, 3, 4))
    programme = stays.programme
    published(programme, 1, *(fact(entry, "Item") for entry in (stays, went, removed)))
    Entry.objects.filter(pk__in=[went.pk, never_here.pk]).update(programme=ProgrammeFactory(month=JANUARY))
    removed.delete()
    assert to_publish(programme).elsewhere == {str(went.uid)}


def test_sequences_are_the_highest_under_which_anybody_saw_an_entry() -> None:
    entry, other = EntryFactory(on=DECEMBER), EntryFactory(on=DECEMBER)
    january = ProgrammeFactory(month=JANUARY)
    published(entry.programme, 1, fact(entry, "here"), fact(other, "other"), here=2, other=1)
    published(january, 1, fact(entry, "there"), there=5)
    expected = {str(entry.uid): 5, str(other.uid): 1}
    assert to_publish(entry.programme).sequences == expected
    assert to_publish(january).sequences == expected


def test_a_version_of_before_marks_were_kept_counts_as_published_once() -> None:
    entry = EntryFactory(on=DECEMBER)
    content = freeze(PublishedMonth((fact(entry, "Old"),)))
    alone = {"form": 1, "entries": content["entries"]}
    ProgrammeVersionFactory(programme=entry.programme, number=1, content=alone)
    month = to_publish(entry.programme)
    assert month.sequences == {str(entry.uid): 0}
    assert month.last == PublishedMonth((fact(entry, "Old"),), margin=None)


def test_the_margin_is_that_of_its_days_and_the_presidency_is_apart() -> None:
    mission = MissionFactory(acronym="FORCE")
    for ends in (date(2026, 11, 30), date(2026, 12, 20), date(2027, 1, 1)):
        MandateFactory(mission=mission, ends=ends)
    HolidayFactory(on=date(2026, 12, 25), name="Christmas Day")
    names = {f"name_{code}": f"Country in {code}" for code in ("ar", "zh", "en", "fr", "ru", "es")}
    PresidencyFactory(month=DECEMBER, country=CountryFactory(iso3="GRC", **names), verified=False)
    PresidencyFactory(month=JANUARY)
    month = to_publish(ProgrammeFactory())
    assert [(line.kind, line.on, line.what) for line in month.margin] == [
        (MarginKind.MANDATE_END, date(2026, 12, 20), "FORCE"),
        (MarginKind.HOLIDAY, date(2026, 12, 25), "Christmas Day"),
    ]
    in_each = {code: f"Country in {code}" for code in ("ar", "en", "fr", "ru", "es")}
    assert month.presidency == PresidencyFact("GRC", in_each | {"zh-hans": "Country in zh"}, verified=False)


def test_it_costs_the_same_whatever_the_month_holds_and_however_often_it_was_published() -> None:
    counts = []
    for month, entries, versions in ((DECEMBER, 1, 1), (JANUARY, 200, 5)):
        programme = ProgrammeFactory(month=month)
        rows = [EntryFactory(on=month.replace(day=1 + number % 28)) for number in range(entries)]
        for number in range(1, versions + 1):
            published(programme, number, *(fact(row, "Item") for row in rows))
        with CaptureQueriesContext(connection) as queries:
            to_publish(programme)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_what_was_published_years_away_is_not_read() -> None:
    """Or publishing took longer with each month that was ever published."""
    for year in (2025, 2026, 2027, 2028):
        EntryFactory(on=date(year, 12, 1), title=str(year))
        publish(date(year, 12, 1))
    near = Entry.objects.filter(title__in=["2025", "2026", "2027"]).values_list("uid", flat=True)
    assert to_publish(Programme.objects.get(month=DECEMBER)).sequences.keys() == {str(uid) for uid in near}
