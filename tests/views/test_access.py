"""Who may open which address of the site, and who may post to it: a row for each, for all five kinds of visitor.

To add an address: add its name to ``ACCESS`` with what a GET answers to each of the five; if it takes a POST,
to ``POST`` as well, with what an empty POST answers; and, if it takes an argument, to ``VALUES``. An address
without a row fails the tests, and so does a row without an address.
"""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.factories import (
    ContributionFactory,
    EntryFactory,
    FeedAddressFactory,
    LoadedFileFactory,
    LoadFactory,
    MissionFactory,
    OccasionFactory,
    UserFactory,
)
from tests.people import PASSWORD
from tests.views.published import DECEMBER, publish

pytestmark = pytest.mark.django_db

PEOPLE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin")

EVERYONE = (200, 200, 200, 200, 200)
ELSEWHERE = (302, 302, 302, 302, 302)
SIGNED_IN = (302, 200, 200, 200, 200)
NOT_SIGNED_IN = (200, 302, 302, 302, 302)
PLANNERS = (302, 404, 404, 200, 200)
POST_ONLY = (405, 405, 405, 405, 405)
POST_ONLY_TO_PLANNERS = (302, 404, 404, 405, 405)
PLANNERS_AND_ON = (302, 404, 404, 302, 302)
ADMINS_AND_ON = (302, 404, 404, 404, 302)
HIDDEN = (302, 404, 404, 404, 404)
ADMINS = (302, 404, 404, 404, 200)
POST_ONLY_TO_ADMINS = (302, 404, 404, 404, 405)
ADMINS_AND_ON = (302, 404, 404, 404, 302)

# What a GET answers to each of them, in that order. Bangladesh contributes to the mission, Uruguay does not.
ACCESS = {
    "front": ELSEWHERE,
    "programme": ELSEWHERE,
    "month": EVERYONE,
    "month_list": EVERYONE,
    "month_print": EVERYONE,
    **dict.fromkeys(("versions", "version", "version_list", "version_print", "changes"), EVERYONE),
    "month_standing": SIGNED_IN,
    "forecast_current": ELSEWHERE,
    "forecast": EVERYONE,
    "forecast_pdf": EVERYONE,
    "cycles": EVERYONE,
    "cycles_pdf": EVERYONE,
    "public_feed": EVERYONE,
    "month_feed": EVERYONE,
    "version_feed": EVERYONE,
    "own_feed": EVERYONE,  # whoever knows the secret
    "year_current": ELSEWHERE,
    "year": EVERYONE,
    "missions": EVERYONE,
    "mission": EVERYONE,
    "occasion": (404, 200, 404, 200, 200),
    "guideline": EVERYONE,
    "rule": EVERYONE,
    "consultations": SIGNED_IN,
    **dict.fromkeys(("month_pdf", "version_pdf"), EVERYONE),
    **dict.fromkeys(("month_table", "version_table", "data"), EVERYONE),  # the API: tests/api/test_access.py
    # The desk
    "desk_front": PLANNERS_AND_ON,
    "desk": PLANNERS,
    "desk_begin": POST_ONLY_TO_PLANNERS,
    "entry_add": PLANNERS,
    "desk_copy": PLANNERS,
    "desk_proposals": PLANNERS,
    "desk_undo": POST_ONLY_TO_PLANNERS,
    "month_papers": PLANNERS,
    "step_marks": PLANNERS,
    "justify": PLANNERS_AND_ON,
    "justify_withdraw": POST_ONLY_TO_PLANNERS,
    "publish": PLANNERS,
    "publish_reasons": PLANNERS_AND_ON,
    "publish_notice": PLANNERS,
    "programme_stage": PLANNERS_AND_ON,
    "programme_withdraw": PLANNERS,
    "entry_edit": PLANNERS,
    "entry_remove": PLANNERS,
    "entry_move": PLANNERS,
    "entry_marks": PLANNERS,
    "entry_history": PLANNERS,
    "entry_restore": PLANNERS_AND_ON,
    "entry_papers": PLANNERS,
    "entry_texts": PLANNERS,
    "communique_pdf": PLANNERS,
    "invitations": PLANNERS,
    "invitations_print": PLANNERS,
    "occasion_open": PLANNERS,
    "occasion_edit": PLANNERS,
    "occasion_reports": PLANNERS,
    "step_place": POST_ONLY_TO_PLANNERS,
    "occasion_take": POST_ONLY_TO_PLANNERS,
    "occasion_papers": PLANNERS,
    "occasion_history": PLANNERS,
    "occasion_restore": PLANNERS_AND_ON,
    # Loading
    "loads": ADMINS,
    "load": ADMINS,
    "load_template": ADMINS,
    "load_file": ADMINS,
    "load_problems": ADMINS,
    "load_choose": POST_ONLY_TO_ADMINS,
    "load_apply": POST_ONLY_TO_ADMINS,
    "load_leave": POST_ONLY_TO_ADMINS,
    "load_again": POST_ONLY_TO_ADMINS,
    "load_open": POST_ONLY_TO_ADMINS,
    "load_take_back": ADMINS,
    # Signing in. Those who are signed in already are led on; a step of signing in that was not begun leads back.
    "sign_in": NOT_SIGNED_IN,
    "account_login": NOT_SIGNED_IN,
    "account_reset_password_from_key_done": NOT_SIGNED_IN,
    "mfa_authenticate": ELSEWHERE,
    "sign_out": POST_ONLY,
    "account_logout": POST_ONLY,
    "account_inactive": EVERYONE,
    "account_reset_password": EVERYONE,
    "account_set_password": EVERYONE,
    "account_reset_password_done": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    # One's own account. Nobody here has a second factor: there is none to take away, and no codes to show.
    "account": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "notices": SIGNED_IN,
    "feeds": SIGNED_IN,
    "feeds_renew": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate": ELSEWHERE,
    "account_change_password": SIGNED_IN,
    "mfa_activate_totp": ELSEWHERE,
    "mfa_deactivate_totp": HIDDEN,
    "mfa_view_recovery_codes": HIDDEN,
    "mfa_generate_recovery_codes": ELSEWHERE,
    "mfa_download_recovery_codes": HIDDEN,
    "usersessions_list": SIGNED_IN,
    # The doors of the admin, and the language
    "admin_sign_in": ADMINS_AND_ON,
    "admin_password": ADMINS_AND_ON,
    "set_language": ELSEWHERE,
}

# What an empty POST answers to each of them: 200 is the form with its errors, 302 a way on or to the sign-in.
POST = {
    "desk_begin": PLANNERS_AND_ON,
    "entry_add": PLANNERS,
    "desk_copy": PLANNERS,
    "desk_proposals": PLANNERS_AND_ON,
    "desk_undo": PLANNERS_AND_ON,
    "justify": PLANNERS_AND_ON,
    "justify_withdraw": PLANNERS_AND_ON,
    "publish": PLANNERS,
    "publish_reasons": PLANNERS,
    "programme_stage": PLANNERS,
    "programme_withdraw": PLANNERS,
    "entry_edit": PLANNERS,
    "entry_remove": PLANNERS,
    "entry_move": PLANNERS,
    "entry_restore": PLANNERS_AND_ON,
    "month_papers": PLANNERS_AND_ON,
    "entry_papers": PLANNERS_AND_ON,
    "invitations": PLANNERS,
    "occasion_open": PLANNERS,
    "occasion_edit": PLANNERS,
    "occasion_reports": PLANNERS,
    "step_place": PLANNERS,
    "occasion_take": PLANNERS,
    "occasion_papers": PLANNERS_AND_ON,
    "occasion_restore": PLANNERS_AND_ON,
    "loads": ADMINS,
    "load_choose": ADMINS_AND_ON,
    "load_apply": ADMINS_AND_ON,
    "load_leave": ADMINS_AND_ON,
    "load_again": ADMINS_AND_ON,
    "load_open": ADMINS_AND_ON,
    "load_take_back": ADMINS_AND_ON,
    "sign_in": NOT_SIGNED_IN,
    "account_login": NOT_SIGNED_IN,
    "account_reset_password_from_key_done": NOT_SIGNED_IN,
    "mfa_authenticate": ELSEWHERE,
    "sign_out": ELSEWHERE,
    "account_logout": ELSEWHERE,
    "account_reset_password": EVERYONE,
    "account_set_password": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    "feeds_renew": ELSEWHERE,
    "notices": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate": ELSEWHERE,
    "account_change_password": SIGNED_IN,
    "mfa_activate_totp": ELSEWHERE,
    "mfa_deactivate_totp": HIDDEN,
    "mfa_generate_recovery_codes": ELSEWHERE,
    "usersessions_list": ELSEWHERE,
    "set_language": ELSEWHERE,
}

# What stands in an address that takes an argument; the values are those of the fixture.
VALUES = {
    "month": "month",
    "month_list": "month",
    "month_print": "month",
    "month_feed": "month",
    "version_feed": "version",
    "own_feed": "own_feed",
    "versions": "month",
    "version": "version",
    "version_list": "version",
    "version_print": "version",
    "changes": "month",
    "month_standing": "month",
    "forecast": "month",
    "forecast_pdf": "month",
    "month_pdf": "month",
    "version_pdf": "version",
    "month_table": "month_table",
    "version_table": "version_table",
    "year": "year",
    "mission": "mission",
    "occasion": "occasion",
    "rule": "rule",
    "desk": "month",
    "desk_begin": "month",
    "entry_add": "month",
    "desk_copy": "month",
    "desk_proposals": "month",
    "desk_undo": "month",
    "month_papers": "month",
    "step_marks": "month",
    "justify": "month",
    "justify_withdraw": "month",
    **dict.fromkeys(
        ("publish", "publish_reasons", "publish_notice", "programme_stage", "programme_withdraw"), "month"
    ),
    "entry_edit": "entry",
    "entry_remove": "entry",
    "entry_move": "entry",
    "entry_marks": "entry",
    "entry_history": "entry",
    "entry_restore": "entry",
    "entry_papers": "entry",
    "entry_texts": "entry",
    "communique_pdf": "private_meeting",
    "invitations": "entry",
    "invitations_print": "entry",
    "occasion_edit": "occasion",
    "occasion_reports": "occasion",
    "step_place": "occasion",
    "occasion_take": "occasion",
    "occasion_papers": "occasion",
    "occasion_history": "occasion",
    "occasion_restore": "occasion",
    **dict.fromkeys(
        (
            *("load", "load_file", "load_problems", "load_choose", "load_apply", "load_leave"),
            *("load_again", "load_open", "load_take_back"),
        ),
        "load",
    ),
    "load_template": "template",
    "account_reset_password_from_key": "link",
}

ADMIN = (302, 302, 302, 302, 200)
"""The admin sends everyone to its door but admins; what is behind the door is Django's own."""


@pytest.fixture
def address(bangladesh):
    """Gives the address of a page by its name."""
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    entry = EntryFactory(on=DECEMBER, missions=[mission])
    publish()
    problem = {"sheet": "", "row": 2, "column": "on", "value": "?", "message": "This is no day."}
    load = LoadFactory(state="applied", reading={"problems": [problem], "problems_in_all": 1})
    LoadedFileFactory(load=load)
    values = {
        "month": [DECEMBER],
        "version": [DECEMBER, 1],
        "month_table": [DECEMBER, "csv"],
        "version_table": [DECEMBER, 1, "xlsx"],
        "own_feed": [FeedAddressFactory().secret, "programme"],
        "year": [2026],
        "mission": ["FORCE"],
        "entry": [entry.uid],
        "private_meeting": [EntryFactory(on=DECEMBER, format="tcc_meeting").uid],
        "occasion": [OccasionFactory(mission=mission).uid],
        "rule": ["G7"],
        "load": [load.pk],
        "template": ["holidays", "csv"],
        "link": ["1", "a-link-long-used"],
    }
    return lambda name: reverse(name, args=values[VALUES[name]] if name in VALUES else [])


def names(patterns):
    """The name of every address below some patterns, but for what has tables of its own: the admin and the API."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern.name
        elif pattern.namespace not in ("admin", "api"):
            yield from names(pattern.url_patterns)


def test_every_address_has_its_row():
    assert sorted(names(get_resolver().url_patterns)) == sorted(ACCESS)


def test_what_takes_only_a_post_says_what_it_answers():
    only = {name for name, given in ACCESS.items() if 405 in given}
    assert only - POST.keys() == set()
    assert POST.keys() - ACCESS.keys() == set()


@pytest.mark.parametrize("name", ACCESS)
def test_who_may_open_it(request, address, name):
    given = tuple(request.getfixturevalue(who).client.get(address(name)).status_code for who in PEOPLE)
    assert given == ACCESS[name]


@pytest.mark.parametrize("name", POST)
def test_who_may_post_to_it(request, address, name):
    given = tuple(request.getfixturevalue(who).client.post(address(name)).status_code for who in PEOPLE)
    assert given == POST[name]


@pytest.mark.parametrize("name", [name for name in ACCESS if name not in POST])
def test_what_is_read_takes_no_post(address, planner, name):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(planner.client, method)(address(name)).status_code == 405


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


@pytest.mark.parametrize("name", [name for name, given in ACCESS.items() if given[3] == 200])
def test_who_asks_for_the_head_alone_gets_it(address, planner, name):
    response = planner.client.head(address(name))
    assert (response.status_code, response.content) == (200, b"")


STRANGE = [
    "/programme/2000-01/programme.ics",
    "/programme/2026-12/programme.ics?language=\0",
    "/programme/2026-12/versions/0/programme.ics",
    f"/programme/2026-12/versions/{'9' * 5000}/programme.ics",
    "/feeds/\0/programme.ics",
    "/feeds/\N{ARABIC-INDIC DIGIT TWO}/programme.ics",
    f"/feeds/{'x' * 5000}/deadlines.ics",
    "/programme/2000-01/versions/",
    "/programme/2099-12/changes/?from=1&to=2",
    "/programme/2026-12/versions/0/",
    "/programme/2026-12/versions/32768/list/",
    f"/programme/2026-12/versions/{'9' * 5000}/print/",
    "/programme/2026-12/versions/-1/",
    "/programme/2026-12/versions/\N{ARABIC-INDIC DIGIT TWO}/",
    "/programme/2026-12/changes/?from=\0&to=\0",
    f"/programme/2026-12/changes/?from={'9' * 5000}&to=-1",
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
    "/programme/2026-12/programme.pdf?language=\0",
    f"/programme/2026-12/programme.pdf?language={'x' * 3000}",
    f"/programme/2026-12/versions/{'9' * 30}/programme.pdf",
    f"/programme/2026-12/versions/{'9' * 5000}/programme.pdf",
    "/forecast/2000-01/",
    "/forecast/2099-12/",
    "/forecast/2099-12/forecast.pdf",
    "/forecast/2026-12/?from=\0",
    "/cycles/?year=\0",
    "/cycles/?year=2000",
    "/cycles/cycles.pdf?year=2099",
    f"/cycles/?year={'9' * 5000}",
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
    "/load/0/",
    "/load/9223372036854775808/",
    f"/load/{'9' * 5000}/",
    "/load/templates/\0.csv",
    "/load/templates/mandates.exe",
    "/load/?page=99999999999999999999&kind=\0",
    "//example.org/",
    "/account/sign-in/?next=//example.org/",
]


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner", "admin"])
def test_no_strange_address_breaks_anything(request, address, who):
    client = request.getfixturevalue(who).client
    answers = {strange: client.get(quote(strange, safe="/?&=")).status_code for strange in STRANGE}
    assert set(answers.values()) <= {200, 301, 302, 404}


OTHER_SITES = [
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


@pytest.mark.parametrize("elsewhere", OTHER_SITES)
def test_no_form_leads_to_another_site(visitor, elsewhere):
    UserFactory(username="ola", password=PASSWORD)
    language = {"language": "fr", "next": elsewhere}
    told = visitor.client.post(reverse("set_language"), language, headers={"referer": elsewhere})
    given = {"login": "ola", "password": PASSWORD, "next": elsewhere}
    signed_in = visitor.client.post(reverse("sign_in"), given)
    assert (told["Location"], signed_in["Location"]) == ("/", "/")


def test_signing_in_begins_a_session_of_its_own(visitor):
    """A session that somebody else put into the browser is worth nothing afterwards."""
    UserFactory(username="ola", password=PASSWORD)
    session = visitor.client.session
    session["planted"] = True
    session.save()
    visitor.client.cookies["sessionid"] = before = session.session_key
    given = {"login": "ola", "password": PASSWORD}
    response = visitor.client.post(reverse("sign_in"), given)
    cookie = response.cookies["sessionid"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("name", POST)
def test_every_form_needs_its_token(address, name):
    assert Client(enforce_csrf_checks=True).post(address(name), {"language": "fr"}).status_code == 403


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
