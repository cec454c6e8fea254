"""Who is invited to a meeting: the list, its gaps, what is done to it, and how it is printed."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Invitation
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    CountryFactory,
    EntryFactory,
    InvitationFactory,
    MissionFactory,
    OccasionFactory,
    RoomFactory,
)
from tests.people import all_five_at_the_desk
from tests.views.reading import Page, errors

pytestmark = pytest.mark.django_db

TODAY = "2026-11-22"


@pytest.fixture
def force(bangladesh):
    force = MissionFactory(acronym="FORCE", name_en="United Nations Force")
    ContributionFactory(mission=force, country=bangladesh, troops=1200)
    return force


@pytest.fixture
def meeting(force):
    CouncilTermFactory(country=CountryFactory(iso3="GUY", name_en="Guyana"))
    return EntryFactory(
        on=date(2026, 12, 10),
        sitting__starts_at=time(10),
        sitting__room=RoomFactory(name="Trusteeship Council Chamber"),
        format=Format.TCC_MEETING,
        title="FORCE contributors",
        missions=[force],
    )


def url(entry, name="invitations"):
    return reverse(name, args=[entry.uid])


def read(person, entry, name="invitations"):
    response = person.client.get(url(entry, name))
    assert response.status_code == 200
    return Page(response)


def post(person, entry, action, **typed):
    return person.client.post(url(entry), {"action": action} | typed, follow=True)


def said(response):
    return Page(response).texts("li", class_="message")


def gaps(page):
    return [text.split(".")[0] for text in page.texts("li", class_="finding")]


def row_of(entry, name):
    return next(row for row in entry.invitations.all() if str(row) == name)


@pytest.mark.parametrize("name", ["invitations", "invitations_print"])
@all_five_at_the_desk
def test_planners_alone_open_it(request, meeting, name, who, status):
    assert request.getfixturevalue(who).client.get(url(meeting, name)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("visitor", 302), ("delegation_of_bangladesh", 404)])
def test_nobody_else_writes_it(request, meeting, who, status):
    response = request.getfixturevalue(who).client.post(url(meeting), {"action": "derive"})
    assert response.status_code == status
    assert not meeting.invitations.exists()


class TestTheList:
    def test_before_it_is_written_it_shows_who_would_be_on_it(self, planner, meeting):
        page = read(planner, meeting)
        assert page.texts("h2")[1:3] == [
            "Members of the Council 1",
            "(a) Contributors to the mission 1, 1,200 persons",
        ]
        assert page.texts("th", scope="row") == ["Guyana", "Bangladesh"]
        assert gaps(page) == [
            "The invitations are not written yet: 2 parties are to be invited without asking"
        ]

    def test_the_head_says_when_where_and_as_of_which_month(self, planner, meeting):
        page = read(planner, meeting)
        facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
        assert facts == {
            "Mission": "United Nations Force",
            "Date": "Thursday 10 December 2026, 10 a.m.",
            "Room": "Trusteeship Council Chamber",
            "Contributors as of": "October 2026",
        }

    def test_one_button_writes_it(self, planner, meeting):
        response = post(planner, meeting, "derive")
        assert said(response) == ["2 parties added."]
        assert {str(row): row.answer for row in meeting.invitations.all()} == {
            "Guyana": "invited",
            "Bangladesh": "invited",
        }
        assert AuditRecord.objects.get().actor == planner.user

    def test_pressed_again_it_says_that_nobody_is_new(self, planner, meeting):
        post(planner, meeting, "derive")
        assert said(post(planner, meeting, "derive")) == ["Nobody is new since the list was written."]

    def test_a_contributor_that_has_joined_and_one_that_has_left_show(self, planner, force, meeting, uruguay):
        post(planner, meeting, "derive")
        ContributionFactory(mission=force, country=uruguay, as_of=date(2026, 11, 20))
        page = read(planner, meeting)
        assert page.texts("th", scope="row") == [
            "Guyana",
            "Bangladesh no longer contributes",
            "Uruguay new since the list was written",
        ]
        assert gaps(page)[:2] == [
            "1 contributor is not invited",
            "1 party invited as of right is no longer a member or contributor by what is on record",
        ]

    def test_one_officer_alone_is_a_note(self, planner, meeting):
        post(planner, meeting, "derive")
        (gap,) = read(planner, meeting).elements("li", class_="finding")
        assert gap["attributes"]["class"] == "finding finding-note"

    def test_a_member_missing_at_an_informal_meeting_shows(self, planner, force, meeting):
        informal = EntryFactory(on=date(2026, 12, 9), format=Format.INTERACTIVE_DIALOGUE, missions=[force])
        OccasionFactory(mission=force, steps={StepKind.CONTRIBUTORS: informal})
        InvitationFactory(entry=informal, answer="invited", attendance="military; political")
        page = read(planner, informal)
        assert gaps(page)[0] == "1 member of the Council is not invited"
        assert "para 83" in page.texts("li", class_="finding-warning")[0]

    def test_without_a_day_the_members_are_those_of_its_month(self, planner, force, meeting):
        undated = EntryFactory(format=Format.TCC_MEETING, missions=[force])
        page = read(planner, undated)
        assert page.texts("th", scope="row") == ["Guyana", "Bangladesh"]
        assert "no day yet" in page.texts("dd")

    @pytest.mark.parametrize(
        ("form", "words"),
        [
            (Format.CONSULTATIONS, "To consultations of the whole nobody is invited"),
            (Format.ADOPTION, "Nobody is invited by letter to an entry of this format."),
        ],
    )
    @pytest.mark.parametrize("name", ["invitations", "invitations_print"])
    def test_where_nobody_is_invited_a_calm_page_says_so(self, planner, force, form, words, name):
        entry = EntryFactory(on=date(2026, 12, 10), format=form, missions=[force])
        assert words in planner.client.get(url(entry, name)).content.decode()

    def test_an_action_nobody_knows_changes_nothing(self, planner, meeting):
        assert said(post(planner, meeting, "burn")) == ["Nothing was changed: it was not said what to do."]


class TestAdding:
    def add(self, person, meeting, **typed):
        plain = {"party": "h", "country": "", "organization": "", "requested_on": TODAY}
        return post(person, meeting, "add", **plain | typed)

    def test_an_organization_that_asks_waits_for_the_president(self, planner, meeting):
        assert said(self.add(planner, meeting, organization=" African  Union ")) == [
            "African Union is on the list."
        ]
        row = meeting.invitations.get()
        assert (row.category, row.role, row.answer) == ("h", "observer", "pending")

    def test_a_potential_contributor_is_invited(self, planner, meeting, uruguay):
        self.add(planner, meeting, party="b", country=str(uruguay.pk))
        row = meeting.invitations.get()
        assert (row.category, row.basis, row.answer, row.requested_on) == ("b", "right", "invited", None)

    @pytest.mark.parametrize(
        ("typed", "field", "words"),
        [
            ({"country": "999999"}, "country", "There is no such country on record."),
            ({"country": "x"}, "country", "There is no such country on record."),
            ({"party": "a", "organization": "X"}, "party", "Select a valid choice."),
            ({"party": "member", "organization": "X"}, "party", "Select a valid choice."),
            ({"party": "f", "organization": "X"}, "organization", "Only a country can be invited as that."),
            ({}, "organization", "Give either a country or an organization."),
            ({"organization": "X", "requested_on": "1999-01-01"}, "requested_on", "Days run from 2000"),
            ({"organization": "X", "requested_on": "2026-11-23"}, "requested_on", "That day has not come"),
            ({"organization": "X" * 151}, "organization", "Ensure this value has at most 150"),
        ],
    )
    def test_bad_input_is_said_at_the_field(self, planner, meeting, typed, field, words):
        response = self.add(planner, meeting, **typed)
        ((where, told),) = errors(response).items()
        assert (where, told[: len(words)]) == (f"party-{field}_error", words)
        assert not meeting.invitations.exists()

    def test_a_country_and_an_organization_at_once_are_refused(self, planner, meeting, uruguay):
        response = self.add(
            planner, meeting, party="e", country=str(uruguay.pk), organization="African Union"
        )
        assert errors(response) == {"party-organization_error": "Give either a country or an organization."}
        assert Page(response).elements("input", name="organization", value="African Union")

    def test_nobody_is_added_twice(self, planner, meeting, bangladesh):
        post(planner, meeting, "derive")
        response = self.add(planner, meeting, party="b", country=str(bangladesh.pk))
        assert errors(response) == {"party-country_error": "It is on the list already."}


@pytest.fixture
def asking(meeting):
    return InvitationFactory(
        entry=meeting,
        country=None,
        organization="African Union",
        category="h",
        basis="request",
        role="observer",
        requested_on=date(2026, 11, 17),
    )


class TestDeciding:
    def decide(self, person, row, **typed):
        plain = {"invitation": row.pk, "answer": "invited", "decided_on": TODAY, "seen": "pending"}
        return post(person, row.entry, "decide", **plain | typed)

    def test_the_decision_is_kept(self, planner, asking):
        said_so = said(self.decide(planner, asking))
        asking.refresh_from_db()
        assert said_so == ["The decision about African Union is on record."]
        assert (asking.answer, asking.decided_on) == ("invited", date(2026, 11, 22))

    @pytest.mark.parametrize(
        ("typed", "field", "words"),
        [
            ({"decided_on": "2026-11-16"}, "decided_on", "That is before the day on which the party asked."),
            ({"decided_on": "1999-11-16"}, "decided_on", "Days run from 2000 to 2099."),
            ({"decided_on": "2026-11-23"}, "decided_on", "That day has not come yet."),
            ({"decided_on": ""}, "decided_on", "This field is required."),
            ({"answer": "pending"}, "answer", "Select a valid choice."),
        ],
    )
    def test_bad_input_is_said_at_the_field(self, planner, asking, typed, field, words):
        response = self.decide(planner, asking, **typed)
        ((where, told),) = errors(response).items()
        assert (where, told[: len(words)]) == (f"decide-{asking.pk}-{field}_error", words)
        asking.refresh_from_db()
        assert asking.answer == "pending"

    def test_what_another_decided_meanwhile_is_told(self, planner, asking):
        self.decide(planner, asking, answer="declined")
        response = self.decide(planner, asking)
        assert said(response) == [
            "Nothing was changed: somebody else answered African Union meanwhile. It now says: not invited."
        ]
        asking.refresh_from_db()
        assert asking.answer == "declined"

    def test_an_open_request_shows_a_week_before_the_meeting(self, planner, asking):
        asking.entry.sittings.update(on=date(2026, 11, 27))
        assert "1 request is not decided; the meeting is in 5 days" in gaps(read(planner, asking.entry))

    @pytest.mark.parametrize("key", ["", "x", "9" * 30, "\N{ARABIC-INDIC DIGIT TWO}"])
    def test_a_key_that_is_none_is_a_bad_request(self, planner, meeting, key):
        assert post(planner, meeting, "decide", invitation=key).status_code == 400

    def test_an_invitation_of_another_meeting_is_not_found(self, planner, meeting):
        other = InvitationFactory()
        assert post(planner, meeting, "decide", invitation=other.pk).status_code == 404


class TestWithdrawing:
    def withdraw(self, person, row, **typed):
        plain = {"invitation": row.pk, "reason": "The unit went home", "seen": "invited"}
        return post(person, row.entry, "withdraw", **plain | typed)

    def test_the_party_stays_with_the_reason(self, planner, meeting):
        post(planner, meeting, "derive")
        response = self.withdraw(planner, row_of(meeting, "Bangladesh"))
        assert said(response) == ["The invitation of Bangladesh is withdrawn."]
        page = Page(response)
        assert "Withdrawn: The unit went home" in page.texts("p", class_="small")
        assert gaps(page)[0] == "1 contributor is not invited"
        assert meeting.invitations.count() == 2

    def test_without_a_reason_nothing_happens(self, planner, meeting):
        post(planner, meeting, "derive")
        row = row_of(meeting, "Bangladesh")
        response = self.withdraw(planner, row, reason=" ")
        assert errors(response) == {f"withdraw-{row.pk}-reason_error": "This field is required."}
        row.refresh_from_db()
        assert row.answer == "invited"

    def test_what_was_withdrawn_can_be_invited_again(self, planner, meeting):
        post(planner, meeting, "derive")
        row = row_of(meeting, "Bangladesh")
        self.withdraw(planner, row)
        typed = {"invitation": row.pk, "answer": "invited", "decided_on": TODAY}
        post(planner, meeting, "decide", seen=f"declined {TODAY}", **typed)
        row.refresh_from_db()
        assert row.answer == "invited"


class TestAttendance:
    def test_whom_they_send_is_kept_for_all_at_once(self, planner, meeting):
        post(planner, meeting, "derive")
        row, other = row_of(meeting, "Bangladesh"), row_of(meeting, "Guyana")
        typed = {
            f"party-{row.pk}-military": "on",
            f"party-{row.pk}-political": "on",
            f"party-{row.pk}-level": "Colonel; counsellor",
            f"party-{row.pk}-seen": "",
            f"party-{other.pk}-seen": "",
        }
        response = post(planner, meeting, "attendance", **typed)
        assert said(response) == ["1 line saved."]
        row.refresh_from_db()
        assert row.attendance == "military; political; Colonel, counsellor"
        assert gaps(Page(response)) == []

    def test_too_long_a_level_is_said_at_the_field(self, planner, meeting):
        post(planner, meeting, "derive")
        row = row_of(meeting, "Bangladesh")
        typed = {f"party-{row.pk}-level": "x" * 121, f"party-{row.pk}-seen": ""}
        response = post(planner, meeting, "attendance", **typed)
        assert list(errors(response)) == [f"id_party-{row.pk}-level_error"]

    def test_what_another_wrote_meanwhile_is_told_and_can_be_replaced(self, planner, meeting):
        post(planner, meeting, "derive")
        row = row_of(meeting, "Bangladesh")
        Invitation.objects.filter(pk=row.pk).update(attendance="military")
        typed = {f"party-{row.pk}-political": "on", f"party-{row.pk}-seen": ""}
        response = post(planner, meeting, "attendance", **typed)
        assert errors(response) == {
            f"id_party-{row.pk}-level_error": "Somebody else wrote meanwhile: military. Save again to replace it."
        }
        (seen,) = Page(response).elements("input", name=f"party-{row.pk}-seen")
        post(planner, meeting, "attendance", **typed | {seen["attributes"]["name"]: "military"})
        row.refresh_from_db()
        assert (seen["attributes"]["value"], row.attendance) == ("military", "political")


class TestThePrintedList:
    def test_it_names_who_is_invited_and_as_what(self, planner, meeting, asking):
        post(planner, meeting, "derive")
        row = row_of(meeting, "Bangladesh")
        Invitation.objects.filter(pk=row.pk).update(attendance="military; Colonel")
        InvitationFactory(
            entry=meeting,
            category="f",
            basis="request",
            role="observer",
            answer="invited",
            country__name_en="Host",
        )
        InvitationFactory(
            entry=meeting,
            category="f",
            basis="request",
            role="observer",
            answer="declined",
            country__name_en="Other",
        )
        page = read(planner, meeting, "invitations_print")
        assert page.texts("h2") == [
            "Members of the Council 1, as participants",
            "(a) Contributors to the mission 1, as participants",
            "(f) Host countries 1, as observers",
            "Not decided: (h) Other regional organizations 1, as observers",
        ]
        invited = [text for text in page.texts("li") if text]
        assert invited == ["Guyana", "Bangladesh military, Colonel", "Host", "African Union"]

    def test_one_that_is_not_written_says_so(self, planner, meeting):
        page = read(planner, meeting, "invitations_print")
        assert page.texts("p", class_="notice") == [
            "These invitations are not written yet: the list is as it would be, by what is on record."
        ]
        assert page.texts("li") == ["Guyana", "Bangladesh"]


@pytest.mark.parametrize("name", ["invitations", "invitations_print"])
@pytest.mark.parametrize("written", [False, True])
def test_it_costs_the_same_at_one_and_at_sixty_contributors(planner, force, meeting, name, written):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(url(meeting, name)).status_code == 200
        return len(queries)

    def write():
        if written:
            post(planner, meeting, "derive")

    write()
    cost()  # the message of the button is read from the session here
    few = cost()
    for _number in range(60):
        ContributionFactory(mission=force)
    for _number in range(14):
        CouncilTermFactory()
    write()
    cost()
    assert cost() == few <= 12
