"""The admin: every page answers, costs the same at one row and at fifty, and loads no long list."""

from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.contrib import admin as django_admin
from django.core import checks
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import (
    AuditRecord,
    Country,
    Decision,
    FeedAddress,
    Load,
    LoadedFile,
    LoadLine,
    Mission,
    Notice,
    Programme,
    ProgrammeVersion,
    Room,
    User,
)
from meetings.models.sourced import Sourced
from tests.factories import FACTORIES, NOUNS

pytestmark = pytest.mark.django_db

RECORDS = {FeedAddress, ProgrammeVersion, Notice, AuditRecord, Load, LoadedFile, LoadLine}
MANY = 50

each_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun._meta.model_name)
each_written_here = pytest.mark.parametrize(
    "noun", [noun for noun in NOUNS if noun not in RECORDS], ids=lambda noun: noun._meta.model_name
)
each_record = pytest.mark.parametrize(
    "noun", sorted(RECORDS, key=str), ids=lambda noun: noun._meta.model_name
)


def relations(options):
    """What a row points to in our own app, and a form may change."""
    return {
        field.name: field.related_model
        for field in (*options.fields, *options.many_to_many)
        if field.is_relation
        and field.related_model._meta.app_label == "meetings"
        and (not field.many_to_many or field.remote_field.through._meta.auto_created)
    }


# Each noun that can be chosen in a form, with one place where it is.
CHOICES = {
    offered: (noun, name)
    for noun in NOUNS
    if noun not in RECORDS
    for name, offered in relations(noun._meta).items()
}


def address(noun, page, *args):
    return reverse(f"admin:{noun._meta.app_label}_{noun._meta.model_name}_{page}", args=args)


def rows(noun, number):
    """So many rows, each with a month of its own where the factory would give all the same."""
    months = [date(2000 + place // 12, place % 12 + 1, 1) for place in range(number)]
    if noun is Programme:
        return [FACTORIES[noun](month=month) for month in months]
    if "programme" in relations(noun._meta) and not noun._meta.get_field("programme").null:
        return [FACTORIES[noun](programme__month=month) for month in months]
    return FACTORIES[noun].create_batch(number)


class Page(HTMLParser):
    """What a page would make a browser load at once, or run in spite of the content security policy."""

    def __init__(self, response):
        super().__init__()
        self.longest_list = self._options = 0
        self.inline = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        if tag == "select":
            self._options = 0
        if tag == "option":
            self._options += 1
            self.longest_list = max(self.longest_list, self._options)
        runs = tag == "script" and "src" not in about and about.get("type", "").endswith("json") is False
        if tag == "style" or runs or any(name == "style" or name.startswith("on") for name in about):
            self.inline.append(self.get_starttag_text())


def test_the_admin_passes_the_checks_of_django():
    assert checks.run_checks(tags=["admin"]) == []


@each_noun
def test_every_noun_has_a_page_with_search_and_can_be_chosen_by_it(noun):
    assert django_admin.site._registry[noun].search_fields


@each_noun
def test_what_is_not_verified_can_be_found(noun, rf, admin):
    request = rf.get("/")
    request.user = admin.user
    filters = django_admin.site._registry[noun].get_list_filter(request)
    assert ("verified" in filters) is issubclass(noun, Sourced)


@each_noun
def test_every_relation_in_a_form_is_chosen_by_search(noun):
    page = django_admin.site._registry[noun]
    for form in (page, *(part(noun, django_admin.site) for part in page.inlines)):
        assert relations(form.opts).keys() <= set(form.autocomplete_fields)


class TestWhoGetsIn:
    @pytest.mark.parametrize(
        "name", ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner"]
    )
    def test_nobody_but_admins(self, request, name):
        person = request.getfixturevalue(name)
        for page in (reverse("admin:index"), address(User, "changelist")):
            response = person.client.get(page)
            assert response.status_code == 302
            assert response.url.startswith(reverse("admin:login"))

    def test_an_admin(self, admin):
        response = admin.client.get(reverse("admin:index"))
        assert response.status_code == 200
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert all(address(noun, "changelist") in response.content.decode() for noun in NOUNS)


class TestPages:
    @pytest.fixture
    def many_rows(self):
        """More of what forms offer most than any list of theirs may hold."""
        for noun in (Country, Mission, Decision, Room):
            rows(noun, MANY + 1)

    @each_noun
    def test_the_list_answers_and_can_be_searched_and_filtered(self, noun, admin):
        row, *_ = rows(noun, 3)
        for query in (
            "",
            "?q=a",
            f"?q={row.pk}",
            "?verified__exact=1" if issubclass(noun, Sourced) else "?all=",
        ):
            response = admin.client.get(address(noun, "changelist") + query)
            assert response.status_code == 200
            assert Page(response).inline == []

    @each_written_here
    def test_the_form_for_a_new_row(self, noun, admin, many_rows):
        self.assert_light(admin.client.get(address(noun, "add")))

    @each_noun
    def test_the_form_of_a_row_its_history_and_its_deletion(self, noun, admin, many_rows):
        row = rows(noun, 1)[0]
        self.assert_light(admin.client.get(address(noun, "change", row.pk)))
        assert admin.client.get(address(noun, "history", row.pk)).status_code == 200
        expected = 403 if noun in RECORDS else 200
        assert admin.client.get(address(noun, "delete", row.pk)).status_code == expected

    @each_record
    def test_a_record_is_only_read(self, noun, admin):
        row = rows(noun, 1)[0]
        assert admin.client.get(address(noun, "add")).status_code == 403
        assert admin.client.post(address(noun, "change", row.pk), {}).status_code == 403
        assert admin.client.post(address(noun, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert noun.objects.filter(pk=row.pk).exists()

    def assert_light(self, response):
        assert response.status_code == 200
        page = Page(response)
        assert page.longest_list <= MANY
        assert page.inline == []


class TestQueries:
    def count(self, person, page):
        with CaptureQueriesContext(connection) as queries:
            assert person.client.get(page).status_code == 200
        return len(queries)

    @each_noun
    def test_a_list_costs_the_same_at_one_row_and_at_fifty(self, noun, admin):
        rows(noun, 1)
        page = address(noun, "changelist")
        self.count(admin, page)  # the first page of a run also looks up the content types
        at_one = self.count(admin, page)
        rows(noun, MANY - 1)
        assert self.count(admin, page) == at_one

    @pytest.mark.parametrize("offered", CHOICES, ids=lambda noun: noun._meta.model_name)
    def test_a_choice_costs_the_same_among_one_and_among_fifty(self, offered, admin):
        noun, name = CHOICES[offered]
        about = {"app_label": "meetings", "model_name": noun._meta.model_name, "field_name": name}
        page = f"{reverse('admin:autocomplete')}?{urlencode(about)}"
        rows(offered, 1)
        at_one = self.count(admin, page)
        rows(offered, MANY - 1)
        assert self.count(admin, page) == at_one
