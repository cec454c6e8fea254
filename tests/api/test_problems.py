"""Whatever is asked, there is a clear answer in one shape, and never a broken one."""

from urllib.parse import quote

import pytest

from tests.api.asking import API, ask, something_for_everyone, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def uids(bangladesh):
    return something_for_everyone(bangladesh)


def test_what_is_not_there_is_said_in_the_one_shape(visitor):
    answer = ask(visitor, "/months/2030-01", 404)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert answer.json() == {
        "status": 404,
        "title": "Not found",
        "detail": "There is no such thing, or it is not for this reader.",
        "parameters": [],
    }


def test_what_cannot_be_used_is_named_with_its_place(visitor):
    answer = ask(visitor, "/months/2026-13/versions?limit=0", 422)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "status": 422,
        "title": "Parameters that cannot be used",
        "detail": "See the parameters.",
        "parameters": [
            {
                "name": "month",
                "where": "path",
                "message": "Write a month of the years 2000 to 2099 as 2026-12.",
            },
            {"name": "limit", "where": "query", "message": "Input should be greater than or equal to 1"},
        ],
    }


def test_a_parameter_that_is_missing_is_named(planner):
    (wrong,) = told(planner, "/findings", 422)["parameters"]
    assert (wrong["name"], wrong["message"]) == ("month", "Field required")


STRANGE = {
    "/months/2026-13": 422,
    "/months/2026-00": 422,
    "/months/2026-1": 422,
    "/months/2026-12\n": 422,
    "/months/0001-01": 422,
    "/months/1999-12": 422,
    "/months/2100-01": 422,
    "/months/20\N{ARABIC-INDIC DIGIT TWO}6-12": 422,
    "/months/\0": 422,
    "/months/2000-01": 404,
    "/months/2099-12": 404,
    "/months/2026-12/versions/0": 422,
    "/months/2026-12/versions/-1": 422,
    "/months/2026-12/versions/32768": 422,
    f"/months/2026-12/versions/{'9' * 5000}": 422,
    "/months/2026-12/versions/1.5": 422,
    "/months/2026-12/versions/99": 404,
    "/months/2026-12/differences?from=0": 422,
    "/months/2026-12/differences?from=x": 422,
    "/months/2026-12/differences?from=": 422,
    f"/months/2026-12/differences?to={'9' * 30}": 422,
    "/missions/UNFICYP/more": 404,
    f"/missions/{'x' * 3000}": 404,
    "/missions/\0": 404,
    "/missions/\N{GRINNING FACE}": 404,
    "/occasions/not-a-uid": 422,
    "/occasions/00000000-0000-0000-0000-000000000000": 404,
    "/occasions?mission=\0": 422,
    f"/occasions?mission={'x' * 21}": 422,
    "/occasions?mission=\N{GRINNING FACE}": 200,
    "/occasions?concluded=perhaps": 422,
    "/findings?month=2026-13": 422,
    "/findings?month=\0": 422,
    "/findings?month=2026-12&month=2026-13": 422,
    "/rules/\0": 404,
    "/": 302,
    "/months/": 404,
    "/nowhere": 404,
    "/docs": 404,
    "//": 404,
}


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner"])
def test_no_strange_question_breaks_anything(request, uids, who):
    client = request.getfixturevalue(who).client
    answers = {asked: client.get(f"{API}{quote(asked, safe='/?&=')}").status_code for asked in STRANGE}
    assert answers == STRANGE
