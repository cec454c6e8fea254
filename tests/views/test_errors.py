"""Pages for what is not there, not allowed or broken; they look like the site, and the last needs no database."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from meetings.views import errors
from tests.views.reading import Page


@pytest.mark.django_db
def test_what_is_not_there(visitor):
    response = visitor.client.get("/nowhere/")
    assert response.status_code == 404
    assert Page(response).texts("h1") == ["There is no such page"]
    assert ("To the programme of work", "/") in Page(response).links()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "error", "status", "title"),
    [
        (errors.bad_request, BadRequest(), 400, "This request could not be understood"),
        (errors.forbidden, PermissionDenied(), 403, "This is not open to you"),
        (errors.not_found, Http404(), 404, "There is no such page"),
    ],
)
def test_each_has_its_page(visitor, view, error, status, title):
    request = RequestFactory().get("/")
    request.user = visitor.user
    response = view(request, error)
    assert (response.status_code, Page(response).texts("h1")) == (status, [title])


def test_what_is_broken_is_told_without_the_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    page = Page(response)
    assert page.texts("h1") == ["Something went wrong on our side"]
    assert page.elements("form") == []


@pytest.mark.django_db
def test_a_broken_page_answers_with_it(visitor, monkeypatch):
    def broken(month):
        raise RuntimeError

    assert resolve("/programme/2026-12/").url_name == "month"
    monkeypatch.setattr("meetings.views.programme.month_around", broken)
    visitor.client.raise_request_exception = False
    response = visitor.client.get("/programme/2026-12/")
    assert (response.status_code, Page(response).texts("h1")) == (500, ["Something went wrong on our side"])
