"""Who plans nothing changes nothing: every form of the desk, filled in as a planner would, posted by the others.

The same forms posted by a planner each change something: so each of them would have.
"""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Entry, Occasion
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import (
    EntryFactory,
    InvitationFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RecurringBusinessFactory,
)
from tests.views.desk.publishing.months import hidden, ticks
from tests.views.desk.typed import page_of, typed
from tests.views.published import DECEMBER, publish
from tests.views.reading import Page
from tests.views.test_access import POST, VALUES

pytestmark = pytest.mark.django_db

OUTSIDE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay")
JANUARY = date(2027, 1, 1)
FEBRUARY, MARCH = date(2027, 2, 1), date(2027, 3, 1)
MONTHS = {"desk_begin": JANUARY, "publish": FEBRUARY, "programme_withdraw": MARCH}
"""Where a form changes something: a month nobody began, one whose findings all have reasons, one that is published."""


@pytest.fixture
def posts(planner):
    """By name, the address and what a planner's browser would post to it."""
    mission = MissionFactory(acronym="FORCE")
    month = ProgrammeFactory(month=DECEMBER)
    entry = EntryFactory(on=date(2026, 12, 10), format=Format.TCC_MEETING, missions=[mission])
    occasion = OccasionFactory(
        mission=mission,
        mandate=MandateFactory(mission=mission, ends=date(2026, 12, 31)),
        steps={StepKind.CONTRIBUTORS: entry},
    )
    month_before = EntryFactory(on=date(2026, 11, 10))
    InvitationFactory(entry=entry)
    reason = JustificationFactory(occasion=None, programme=month, rule="N18", subject="2026-12")
    ending = MandateFactory(mission=MissionFactory(), ends=date(2027, 1, 31))
    ProgrammeFactory(month=FEBRUARY)
    publish(MARCH)
    desk = Desk(planner.client, entry, occasion)
    planner.client.post(reverse("publish_reasons", args=[FEBRUARY]), desk.reason_for_all(FEBRUARY))
    desk.change("entry_edit", "title")
    desk.change("occasion_edit", "label")
    filled = {
        "desk_begin": {},
        "entry_add": typed(),
        "desk_copy": {"entries": [str(month_before.uid)]},
        "desk_proposals": {"leave": RecurringBusinessFactory().pk},
        "desk_undo": {"step": planner.user.audit_records.filter(can_be_undone=True).latest("pk").pk},
        "justify": desk.reason(),
        "justify_withdraw": {"justification": reason.pk},
        "publish": {"title_kind": "plan", **hidden(Page(desk.page("publish")))},
        "publish_reasons": desk.reason_for_all(),
        "programme_stage": {"step": "share", "on": "2026-11-20"},
        "programme_withdraw": {"reason": "It was a mistake.", "seen": 1},
        "entry_remove": {"seen": desk.revision(entry), "what": "remove"},
        "entry_move": {"revision": desk.revision(entry), "on": "2026-12-11"},
        "entry_edit": desk.edited("entry_edit", "title"),
        "entry_restore": desk.earlier_state("entry_history"),
        "month_papers": desk.ticked("month_papers"),
        "entry_papers": desk.ticked("entry_papers"),
        "occasion_papers": desk.ticked("occasion_papers"),
        "invitations": {"action": "add", "party": "h", "organization": "African Union"},
        "occasion_open": {"mandate": ending.pk, "month": DECEMBER.isoformat()},
        "occasion_reports": {
            "do": "record",
            "revision": desk.revision(occasion),
            "new-kind": "written",
            "new-due_on": "2026-12-01",
        },
        "step_place": {"step": "C", "on": "2026-12-14"},
        "occasion_take": {},
        "occasion_edit": desk.edited("occasion_edit", "label"),
        "occasion_restore": desk.earlier_state("occasion_history"),
    }
    return {name: (desk.address(name), data) for name, data in filled.items()}


@dataclass(frozen=True, slots=True)
class Desk:
    """A planner's browser, with an entry and an occasion to work on."""

    client: Client
    entry: Entry
    occasion: Occasion

    def address(self, name):
        values = {"month": MONTHS.get(name, DECEMBER), "entry": self.entry.uid, "occasion": self.occasion.uid}
        return reverse(name, args=[values[VALUES[name]]] if name in VALUES else [])

    def page(self, name):
        return self.client.get(self.address(name))

    def edited(self, name, field):
        filled = page_of(self.page(name))
        return filled | {field: f"{filled[field]}, changed"}

    def change(self, name, field):
        assert self.client.post(self.address(name), self.edited(name, field)).status_code == 302

    def earlier_state(self, history):
        """What the form behind the last button of a history holds."""
        said = self.page(history).content.decode()
        return page_of(self.client.get(re.findall(r'href="(/desk/[^"]+/restore/\?state=[^"]+)"', said)[-1]))

    def reason(self):
        said = self.page("desk").content.decode()
        address = unescape(re.search(r'href="(/desk/2026-12/justify/\?[^"]+)"', said)[1])
        return page_of(self.client.get(address)) | {"reason": "The report came late."}

    def reason_for_all(self, month=DECEMBER):
        page = Page(self.client.get(reverse("publish", args=[month])))
        return {"findings": [value for value, _label in ticks(page)], "reason": "The report came late."}

    def ticked(self, name):
        said = self.page(name).content.decode()
        return page_of(self.page(name)) | {
            "done_today": re.search(r'name="done_today"\s+value="([^"]+)"', said)[1]
        }

    @staticmethod
    def revision(row):
        return type(row).objects.get(pk=row.pk).revision


def all_that_is_kept():
    """Every row of every table of the app, history and audit trail included."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list())
        for model in apps.get_app_config("meetings").get_models()
    }


def test_every_form_of_the_desk_is_here(posts):
    desk = {name for name in POST if reverse(name, args=argument(name)).startswith("/desk/")}
    assert posts.keys() == desk


def argument(name):
    """Something that can stand in an address; of what is not the desk's, nothing has to."""
    values = {"month": DECEMBER, "entry": uuid4(), "occasion": uuid4(), "load": 1, "link": ("1", "x-y")}
    given = values.get(VALUES.get(name, ""), ())
    return given if isinstance(given, tuple) else [given]


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_plans_nothing_changes_nothing(request, posts, who):
    client, before = request.getfixturevalue(who).client, all_that_is_kept()
    given = {name: client.post(address, data).status_code for name, (address, data) in posts.items()}
    assert all_that_is_kept() == before
    assert given == dict.fromkeys(posts, 302 if who == "visitor" else 404)


def test_a_planner_changes_something_by_each_of_them(planner, posts):
    idle = []
    for name, (address, data) in posts.items():
        before = all_that_is_kept()
        with transaction.atomic():
            response = planner.client.post(address, data)
            idle += [(name, response.status_code)] if all_that_is_kept() == before else []
            transaction.set_rollback(True)
    assert idle == []
