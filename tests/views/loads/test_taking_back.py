"""Taking a load back: what goes is said first, and what stands in the way is said instead."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from meetings.models import Holiday, Load
from tests.factories import LoadFactory, LoadLineFactory
from tests.views.loads.uploads import set_by_hand, text_of, upload

pytestmark = pytest.mark.django_db


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def applied(admin):
    upload(admin.client)
    load = Load.objects.get()
    admin.client.post(reverse("load_apply", args=[load.pk]))
    return load


def test_what_goes_is_said_first_and_nothing_is_done(admin, applied):
    page = admin.client.get(reverse("load_take_back", args=[applied.pk]))
    assert "1 record that it added goes." in text_of(page)
    assert Holiday.objects.count() == 1


def test_conflicts_count_where_any_of_them_was_written(admin):
    load = LoadFactory(state="applied", summary={"new": 2, "changed": 3, "closed": 1, "conflict": 3})
    two = {"name": ["a", "b"], "kind": ["c", "d"]}
    LoadLineFactory(
        load=load, outcome="conflict", conflicts=["name"], changes={"name": ["a", "b"]}, take_file=True
    )
    LoadLineFactory(load=load, outcome="conflict", conflicts=["name"], changes=two)
    LoadLineFactory(load=load, outcome="conflict", conflicts=["name"], changes={"name": ["a", "b"]})
    undone = admin.client.get(reverse("load_take_back", args=[load.pk])).context["undone"]
    assert (undone.gone, undone.as_before, undone.opened) == (2, 5, 1)


def test_it_is_taken_back_and_the_page_says_so(admin, applied):
    response = admin.client.post(reverse("load_take_back", args=[applied.pk]))
    assert response["Location"] == reverse("load", args=[applied.pk])
    applied.refresh_from_db()
    assert (applied.state, applied.taken_back_by) == (Load.State.TAKEN_BACK, admin.user)
    assert not Holiday.objects.exists()
    assert "Taken back" in text_of(admin.client.get(response["Location"]))


def test_what_stands_in_the_way_is_said_and_nothing_is_done(admin, applied, planner):
    set_by_hand(planner, Holiday.objects.get(), "floating")
    response = admin.client.post(reverse("load_take_back", args=[applied.pk]))
    applied.refresh_from_db()
    assert (applied.state, Holiday.objects.count()) == (Load.State.APPLIED, 1)
    (sentence,) = said(response)
    assert sentence.startswith("Nothing was taken back. ")
    assert "planner" in sentence


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("taken_back", "It was taken back already. Nothing was done a second time."),
        ("previewed", "It was not applied: there is nothing to take back."),
        ("left", "It was not applied: there is nothing to take back."),
        ("refused", "It was not applied: there is nothing to take back."),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_one_that_stands_can_be_taken_back(admin, state, sentence, method):
    load = LoadFactory(state=state)
    response = getattr(admin.client, method)(reverse("load_take_back", args=[load.pk]))
    assert (response["Location"], said(response)) == (reverse("load", args=[load.pk]), [sentence])
    load.refresh_from_db()
    assert load.state == state


def test_it_costs_the_same_at_1_and_at_200_conflicts(admin, django_assert_num_queries):
    few, many = (LoadFactory(state="applied", summary={"conflict": number}) for number in (1, 200))
    LoadLineFactory(load=few, outcome="conflict", conflicts=["name"])
    LoadLineFactory.create_batch(200, load=many, outcome="conflict", conflicts=["name"])
    for load in (few, many):
        with django_assert_num_queries(4):
            admin.client.get(reverse("load_take_back", args=[load.pk]))
