"""One notice before anything is sent: what a delegation will read, in its language."""

import pytest

from meetings.models import Notice, Programme
from meetings.rules.vocabulary import Format
from tests.factories import ContributionFactory, EntryFactory, MissionFactory, ProgrammeFactory, UserFactory
from tests.people import all_five_at_the_desk
from tests.views.desk.publishing.months import NOTICE, SECOND, read
from tests.views.published import DECEMBER
from tests.views.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december():
    return ProgrammeFactory(month=DECEMBER)


@pytest.fixture
def told(bangladesh, uruguay):
    """Two delegations: one in English of one meeting, one in French of another."""
    people = []
    for name, country, language in (("dhaka", bangladesh, "en"), ("montevideo", uruguay, "fr")):
        mission = MissionFactory(acronym=f"FORCE-{name}")
        ContributionFactory(mission=mission, country=country)
        EntryFactory(on=SECOND, format=Format.TCC_MEETING, title=f"Meeting {name}", missions=[mission])
        email = f"{name}@example.org"
        about = {"role": "delegation", "country": country, "email": email, "language": language}
        people.append(UserFactory(username=name, **about))
    return people


def shown(page):
    (found,) = page.elements("div", class_="notice-preview")
    return found["attributes"]["lang"], text_of(found)


@all_five_at_the_desk
def test_who_may_see_it(request, who, status):
    assert request.getfixturevalue(who).client.get(NOTICE).status_code == status


def test_the_notice_of_the_one_who_is_chosen(planner, told):
    _first, second = told
    language, words = shown(read(planner, f"{NOTICE}?to={second.pk}"))
    assert language == "fr"
    assert "Meeting montevideo" in words
    assert "Meeting dhaka" not in words
    assert not Notice.objects.exists()


@pytest.mark.parametrize("to", ["", "0", "x", "99999999999999999999", "123456", "\0"])
def test_anybody_else_is_the_first_of_those_who_are_told(planner, told, to):
    page = read(planner, f"{NOTICE}?to={to}")
    assert "Meeting dhaka" in shown(page)[1]
    assert [text_of(one) for one in page.elements("option")][:2] == [
        "Bangladesh, dhaka",
        "Uruguay, montevideo",
    ]


def test_nobody_to_tell(planner):
    assert "Nobody is told by e-mail." in text_of(read(planner, NOTICE).elements("main")[0])


def test_no_notice_of_withdrawing_what_does_not_stand(planner, told):
    assert "withdrawn" not in shown(read(planner, f"{NOTICE}?withdraws=on"))[1]


def test_it_says_what_the_stage_makes_of_the_title(planner, told):
    Programme.objects.update(state=Programme.State.NOT_AGREED)
    assert "this is a plan of work" in shown(read(planner, NOTICE))[1]
