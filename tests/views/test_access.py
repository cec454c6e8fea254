"""Who may open which address: a row for every one, for all five kinds of visitor."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from meetings import urls
from tests.factories import ContributionFactory, EntryFactory, MissionFactory, OccasionFactory, UserFactory
from tests.views.published import DECEMBER, publish

pytestmark = pytest.mark.django_db

PEOPLE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin")

# What a GET answers to each of them, in that order. Bangladesh contributes to the mission, Uruguay does not.
ACCESS = {
    "front": (302, 302, 302, 302, 302),
    "programme": (302, 302, 302, 302, 302),
    "month": (200, 200, 200, 200, 200),
    "month_list": (200, 200, 200, 200, 200),
    "month_print": (200, 200, 200, 200, 200),
    "year_current": (302, 302, 302, 302, 302),
    "year": (200, 200, 200, 200, 200),
    "missions": (200, 200, 200, 200, 200),
    "mission": (200, 200, 200, 200, 200),
    "occasion": (404, 200, 404, 200, 200),
    "guideline": (200, 200, 200, 200, 200),
    "rule": (200, 200, 200, 200, 200),
    "consultations": (302, 200, 200, 200, 200),
    "sign_in": (200, 200, 200, 200, 200),
    "sign_out": (405, 405, 405, 405, 405),
}
FORMS = {"sign_in", "sign_out"}

ADMIN = (302, 302, 302, 302, 200)
"""The admin sends everyone away but admins."""


@pytest.fixture
def address(bangladesh):
    """Gives the address of a page by its name."""
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    EntryFactory(on=DECEMBER, missions=[mission])
    publish()
    values = {
        "month": [DECEMBER],
        "month_list": [DECEMBER],
        "month_print": [DECEMBER],
        "year": [2026],
        "mission": ["FORCE"],
        "occasion": [OccasionFactory(mission=mission).uid],
        "rule": ["G7"],
    }
    return lambda name: reverse(name, args=values.get(name, []))


def names():
    return [pattern.name for pattern in urls.urlpatterns]


def test_every_address_has_its_row():
    assert sorted(names()) == sorted(ACCESS)


@pytest.mark.parametrize("name", ACCESS)
def test_who_may_open_it(request, address, name):
    given = tuple(request.getfixturevalue(who).client.get(address(name)).status_code for who in PEOPLE)
    assert given == ACCESS[name]


def test_the_way_to_consultations_leads_through_the_door(visitor):
    response = visitor.client.get(reverse("consultations"))
    assert response["Location"] == f"{reverse('sign_in')}?next={reverse('consultations')}"


def test_the_admin_is_for_admins(request):
    given = tuple(request.getfixturevalue(who).client.get("/admin/").status_code for who in PEOPLE)
    assert given == ADMIN


def test_who_has_left_is_a_stranger(address, planner):
    planner.user.is_active = False
    planner.user.save()
    assert planner.client.get(address("occasion")).status_code == 404
    assert planner.client.get(address("consultations")).status_code == 302


@pytest.mark.parametrize("name", [name for name in ACCESS if name not in FORMS])
def test_what_is_read_takes_no_post(address, planner, name):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(planner.client, method)(address(name)).status_code == 405


@pytest.mark.parametrize("name", [name for name, given in ACCESS.items() if given[3] == 200])
def test_who_asks_for_the_head_alone_gets_it(address, planner, name):
    response = planner.client.head(address(name))
    assert (response.status_code, response.content) == (200, b"")


STRANGE = [
    "/programme/1999-12/",
    "/programme/2000-01/",
    "/programme/2000-01/list/",
    "/programme/2099-12/",
    "/programme/2099-12/print/",
    "/programme/2100-01/",
    "/programme/2026-00/",
    "/programme/2026-13/",
    "/programme/2026-1/",
    "/programme/20\N{ARABIC-INDIC DIGIT TWO}6-12/",
    "/programme/0000-00/list/",
    "/year/0/",
    "/year/1999/",
    "/year/2000/",
    "/year/2099/",
    "/year/2100/",
    f"/year/{'9' * 5000}/",
    "/missions/\0/",
    "/missions/FORCE\0/",
    "/missions/%/",
    "/missions/_/",
    "/missions/\N{LATIN SMALL LETTER SHARP S}/",
    "/missions/\N{GRINNING FACE}/",
    "/missions/<script>/",
    f"/missions/{'x' * 3000}/",
    "/missions/?q=\0",
    "/missions/?q=%&kind=\0",
    f"/missions/?q={'x' * 3000}",
    "/missions/?kind=none&kind=political",
    "/guideline/\0/",
    "/guideline/\N{LATIN SMALL LETTER SHARP S}/",
    "/guideline/G7\n/",
    "/occasions/00000000-0000-0000-0000-000000000000/",
    "/occasions/not-a-uid/",
    "/?month=0&year=2026",
    "/?month=12&year=1999",
    "/?month=12&year=99999999999999999999",
    f"/?month=12&year={'9' * 5000}",
    "/?month=\0&year=\N{ARABIC-INDIC DIGIT TWO}",
    "/consultations/?page=-1",
    "//example.org/",
    "/account/sign-in/?next=//example.org/",
]


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner"])
def test_no_strange_address_breaks_anything(request, address, who):
    client = request.getfixturevalue(who).client
    answers = {strange: client.get(quote(strange, safe="/?&=")).status_code for strange in STRANGE}
    assert set(answers.values()) <= {200, 301, 302, 404}


ELSEWHERE = [
    "https://example.org/",
    "//example.org/",
    "///example.org/",
    "/\\example.org/",
    "\\\\example.org",
    "http:///example.org/",
    "javascript:alert(1)",
    " https://example.org/",
    "\thttps://example.org/",
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_form_leads_to_another_site(visitor, elsewhere):
    user = UserFactory(username="ola", password="correct horse battery staple")
    language = {"language": "fr", "next": elsewhere}
    told = visitor.client.post(reverse("set_language"), language, headers={"referer": elsewhere})
    given = {"username": user.username, "password": "correct horse battery staple", "next": elsewhere}
    signed_in = visitor.client.post(reverse("sign_in"), given)
    assert (told["Location"], signed_in["Location"]) == ("/", "/")


def test_signing_in_begins_a_session_of_its_own(visitor):
    """A session that somebody else put into the browser is worth nothing afterwards."""
    UserFactory(username="ola", password="correct horse battery staple")
    session = visitor.client.session
    session["planted"] = True
    session.save()
    visitor.client.cookies["sessionid"] = before = session.session_key
    given = {"username": "ola", "password": "correct horse battery staple"}
    response = visitor.client.post(reverse("sign_in"), given)
    cookie = response.cookies["sessionid"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("name", ["sign_in", "sign_out", "set_language"])
def test_every_form_needs_its_token(name):
    assert Client(enforce_csrf_checks=True).post(reverse(name), {"language": "fr"}).status_code == 403


def test_another_host_is_refused(visitor):
    response = visitor.client.get("/missions/", headers={"host": "example.org"})
    assert response.status_code == 400
    assert b"example.org" not in response.content


MARKUP = "\"><script>alert(1)</script>'{{ 7|add:1 }}"


def test_what_people_type_is_text_everywhere(address, planner):
    """Titles, notes and names are written by many hands; none of them writes markup."""
    texts = ("title", "agenda", "convener", "level", "briefers", "footnote", "documents", "outcome", "vote")
    mission = MissionFactory(acronym='"><i>M', name_en=MARKUP, area=MARKUP, source_url="javascript:alert(1)")
    EntryFactory(on=DECEMBER, missions=[mission], **dict.fromkeys(texts, MARKUP[:30]), format="tcc_meeting")
    EntryFactory(on=DECEMBER, title=MARKUP, format="adoption", missions=[mission])
    occasion = OccasionFactory(
        mission=mission, label=MARKUP, notes=MARKUP, source_note=MARKUP, source_url="javascript:alert(1)"
    )
    publish(note=MARKUP)
    pages = [address(name) for name in ("month", "month_list", "month_print", "year", "missions")]
    pages += [reverse("mission", args=[mission.acronym]), reverse("occasion", args=[occasion.uid])]
    for page in [*pages, address("consultations"), f"/missions/?q={quote(MARKUP)}"]:
        said = planner.client.get(page).content.decode()
        assert "<script>alert" not in said
        assert "<i>M" not in said
        assert 'href="javascript:' not in said
