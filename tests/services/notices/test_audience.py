"""Who is told of a version, and who is not and why."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.rules.vocabulary import EntryStatus
from meetings.services.notices import Channel, Why, who_is_told
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    CountryFactory,
    FeedAddressFactory,
    MissionFactory,
    UserFactory,
)
from tests.services.notices.told import (
    MONDAY,
    NOW,
    TODAY,
    TUESDAY,
    contributing,
    delegation,
    meeting,
    move,
    published,
    wants,
)

pytestmark = pytest.mark.django_db


def telling(*, today=TODAY):
    _version, changes = published()
    return who_is_told(changes, today=today)


def told(result):
    return {one.user.username: [change.uid for change in one.changes] for one in result.told}


def not_told(result):
    return {one.user.username: one.why for one in result.not_told}


def test_a_contributor_is_told_of_its_missions_alone():
    ours, theirs = meeting("UNIFIL"), meeting("UNDOF")
    contributing("UNIFIL", username="beirut")
    contributing("UNDOF", username="golan")
    contributing("MINURSO", username="elsewhere")
    result = telling()
    assert told(result) == {"beirut": [str(ours.uid)], "golan": [str(theirs.uid)]}
    assert (result.not_told, result.not_concerned) == ((), 1)


def test_a_country_that_gives_nobody_any_more_is_not_concerned():
    meeting("UNIFIL")
    user = contributing("UNIFIL", username="left")
    ContributionFactory(
        mission=MissionFactory(acronym="UNIFIL"), country=user.country, as_of=date(2026, 11, 30), troops=0
    )
    assert told(telling()) == {}


def test_a_member_of_the_council_is_told_of_all():
    entries = [meeting("UNIFIL"), meeting("UNDOF", on=TUESDAY)]
    CouncilTermFactory(country=delegation(username="member").country)
    CouncilTermFactory(
        country=delegation(username="was", country=CountryFactory()).country,
        begins=date(2024, 1, 1),
        ends=date(2025, 12, 31),
    )
    assert told(telling()) == {"member": [str(entry.uid) for entry in entries]}


@pytest.mark.parametrize("role", ["planner", "admin"])
def test_those_who_plan_are_told_only_when_they_asked(role):
    entry = meeting()
    UserFactory(role=role, username="silent", email="a@example.org")
    asked = UserFactory(role=role, username="asked", email="b@example.org")
    wants(asked)
    result = telling()
    assert told(result) == {"asked": [str(entry.uid)]}
    assert result.not_told == ()


def test_why_somebody_whom_it_concerns_is_not_told():
    meeting("UNIFIL")
    contributing("UNIFIL", username="no address", email="")
    wants(contributing("UNIFIL", username="none asked"), by_email=False)
    wants(contributing("UNIFIL", username="not of new"), of_new=False)
    wants(contributing("UNIFIL", username="of another mission"), missions=("MINURSO",))
    contributing("UNIFIL", username="gone", is_active=False)
    result = telling()
    assert told(result) == {}
    assert not_told(result) == {
        "no address": Why.NO_ADDRESS,
        "none asked": Why.ASKED_FOR_NONE,
        "not of new": Why.NOTHING_WANTED,
        "of another mission": Why.NOTHING_WANTED,
    }


def test_what_somebody_chose_takes_the_place_of_what_concerns_them():
    unifil, undof = meeting("UNIFIL"), meeting("UNDOF", on=TUESDAY)
    wants(contributing("UNIFIL", username="all"), everything=True)
    wants(contributing("UNIFIL", username="other"), missions=("UNDOF",))
    assert told(telling()) == {"all": [str(unifil.uid), str(undof.uid)], "other": [str(undof.uid)]}


KINDS = {"of_new": "new", "of_moved": "moved", "of_changed": "changed", "of_cancelled": "off"}


@pytest.mark.parametrize("switch", KINDS)
def test_each_kind_of_change_has_its_switch(switch):
    entries = {name: meeting(title=name) for name in ("moved", "changed", "off")}
    back = meeting(title="back", status=EntryStatus.CANCELLED)
    user = contributing("UNIFIL", username="chooser")
    published()
    move(entries["moved"], TUESDAY)
    entries["changed"].briefers = "The Force Commander"
    entries["changed"].save()
    for entry, status in ((entries["off"], EntryStatus.CANCELLED), (back, EntryStatus.CONFIRMED)):
        entry.status = status
        entry.save()
    meeting(title="new")
    wants(user, **{name: name == switch for name in KINDS})
    [one] = telling().told
    wanted = {KINDS[switch], "back"} if switch == "of_cancelled" else {KINDS[switch]}
    assert {change.entry.title for change in one.changes} == wanted


def test_an_entry_is_of_the_missions_it_was_about_as_well():
    entry = meeting("UNIFIL")
    contributing("UNIFIL", username="beirut")
    contributing("UNDOF", username="golan")
    published()
    entry.missions.set([MissionFactory(acronym="UNDOF")])
    assert sorted(told(telling())) == ["beirut", "golan"]


@pytest.mark.parametrize(
    ("on", "today", "is_news"),
    [
        (MONDAY, MONDAY, True),
        (MONDAY, TUESDAY, False),
        (None, date(2026, 12, 31), True),
        (None, date(2027, 1, 1), False),
    ],
)
def test_what_passed_is_no_news(on, today, is_news):
    meeting(on=on)
    contributing("UNIFIL", username="beirut")
    assert bool(told(telling(today=today))) is is_news


def test_what_was_moved_from_a_day_to_come_is_news_wherever_it_went():
    entry = meeting(on=TUESDAY)
    contributing("UNIFIL", username="beirut")
    published()
    move(entry, date(2026, 12, 2))
    assert told(telling(today=MONDAY)) == {"beirut": [str(entry.uid)]}


def test_what_was_held_is_no_news():
    entry = meeting()
    contributing("UNIFIL", username="beirut")
    published()
    entry.status = EntryStatus.HELD
    entry.save()
    assert told(telling(today=MONDAY)) == {}


def test_what_is_new_and_off_at_once_was_never_waited_for():
    meeting(status=EntryStatus.POSTPONED)
    contributing("UNIFIL")
    assert told(telling()) == {}


def test_countries_for_whom_nobody_can_sign_in_are_named():
    meeting("UNIFIL")
    contributing("UNIFIL")
    ContributionFactory(mission=MissionFactory(acronym="UNIFIL"), country=CountryFactory(name_en="Nepal"))
    ContributionFactory(mission=MissionFactory(acronym="UNDOF"), country=CountryFactory(name_en="Fiji"))
    contributing("UNIFIL", is_active=False, country=CountryFactory(name_en="Ghana"))
    assert [country.name_en for country in telling().no_account] == ["Ghana", "Nepal"]


def test_the_channel_is_named_and_so_is_a_feed_of_ones_own():
    meeting("UNIFIL")
    FeedAddressFactory(user=contributing("UNIFIL", username="a"), made_at=NOW)
    contributing("UNIFIL", username="b", country=CountryFactory())
    FeedAddressFactory(user=contributing("UNIFIL", username="c", email=""), made_at=NOW)
    result = telling()
    assert {one.user.username: (one.channel, one.has_feed) for one in result.told} == {
        "a": (Channel.EMAIL, True),
        "b": (Channel.EMAIL, False),
    }
    assert [(one.user.username, one.has_feed) for one in result.not_told] == [("c", True)]


def test_nothing_changed_and_nobody_is_told():
    meeting("UNIFIL")
    contributing("UNIFIL")
    published()
    result = telling()
    assert (result.told, result.not_told, result.no_account, result.not_concerned) == ((), (), (), 1)


def queries_with(delegations):
    for number in range(delegations):
        user = contributing("UNIFIL", username=f"{delegations}-{number}")
        if number % 2:
            wants(user, missions=("UNIFIL",))
    ContributionFactory(mission=MissionFactory(acronym="UNIFIL"))
    _version, changes = published()
    with CaptureQueriesContext(connection) as queries:
        result = who_is_told(changes, today=TODAY)
    assert len(result.told) == delegations
    return len(queries)


@pytest.mark.parametrize("delegations", [2, 200])
def test_so_many_delegations_take_as_many_queries(delegations):
    meeting("UNIFIL")
    assert queries_with(delegations) == 5
