"""One's own notices: whether and where, of what, and what was told lately."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import AuditRecord, Subscription, User
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    MissionFactory,
    NoticeFactory,
    SubscriptionFactory,
)
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

SENT = {
    "by_email": "on",
    "language": "fr",
    "extent": "concerning",
    "of_moved": "on",
    "of_cancelled": "on",
    "reminders": "on",
    "days_before": "3",
}


def page_of(person):
    return Page(person.client.get(reverse("notices")))


def post(person, **changed):
    sent = {name: value for name, value in (SENT | changed).items() if value is not None}
    return person.client.post(reverse("notices"), sent)


def kept(person):
    row = Subscription.objects.get(user=person.user)
    switches = [
        name
        for name in ("by_email", "of_new", "of_moved", "of_changed", "of_cancelled")
        if getattr(row, name)
    ]
    missions = sorted(mission.acronym for mission in row.missions.all())
    return switches, row.everything, missions, row.reminders, row.days_before


@pytest.mark.parametrize(
    ("who", "address", "said"),
    [
        (
            "delegation_of_bangladesh",
            "dhaka@example.org",
            "You are told by e-mail, at dhaka@example.org. Another address: ask an admin of the site.",
        ),
        (
            "delegation_of_bangladesh",
            "",
            "You cannot be told by e-mail: there is no address with your account. "
            "Ask an admin of the site to add one.",
        ),
        (
            "planner",
            "p@example.org",
            "You are not told by e-mail. If you choose to be, messages go to p@example.org.",
        ),
        (
            "admin",
            "",
            "You are not told by e-mail, and there is no address with your account; "
            "ask an admin of the site to add one.",
        ),
    ],
)
def test_whether_one_is_told_and_where(request, who, address, said):
    person = request.getfixturevalue(who)
    person.user.email = address
    person.user.save()
    assert page_of(person).texts("p", class_="notices-standing") == [said]


def test_what_counts_before_anything_was_set(delegation_of_bangladesh, planner):
    form = delegation_of_bangladesh.client.get(reverse("notices")).context["form"]
    assert {name for name, value in form.initial.items() if value is True} == {
        "by_email",
        "of_new",
        "of_moved",
        "of_changed",
        "of_cancelled",
        "reminders",
    }
    assert (form.initial["extent"], form.initial["days_before"]) == ("concerning", 7)
    form = planner.client.get(reverse("notices")).context["form"]
    assert (form.initial["by_email"], form.initial["extent"]) == (False, "everything")


def test_what_is_set_is_kept(delegation_of_bangladesh):
    answer = post(delegation_of_bangladesh)
    assert (answer.status_code, answer["Location"]) == (302, reverse("notices"))
    assert kept(delegation_of_bangladesh) == (["by_email", "of_moved", "of_cancelled"], False, [], True, 3)
    assert User.objects.get(pk=delegation_of_bangladesh.user.pk).language == "fr"
    form = delegation_of_bangladesh.client.get(reverse("notices")).context["form"]
    assert (form.initial["of_new"], form.initial["days_before"], form.initial["language"]) == (False, 3, "fr")


def test_only_some_missions(delegation_of_bangladesh):
    chosen = [MissionFactory(acronym=acronym) for acronym in ("UNIFIL", "UNDOF")]
    MissionFactory(acronym="MINURSO")
    post(delegation_of_bangladesh, extent="chosen", missions=[mission.pk for mission in chosen])
    assert kept(delegation_of_bangladesh)[1:3] == (False, ["UNDOF", "UNIFIL"])
    form = delegation_of_bangladesh.client.get(reverse("notices")).context["form"]
    assert form.initial["extent"] == "chosen"
    post(delegation_of_bangladesh, extent="everything", missions=[chosen[0].pk])
    assert kept(delegation_of_bangladesh)[1:3] == (True, [])
    post(delegation_of_bangladesh, missions=[chosen[0].pk])
    assert kept(delegation_of_bangladesh)[1:3] == (False, [])


def test_what_concerns_ones_country_is_said(delegation_of_bangladesh, delegation_of_uruguay, planner):
    """A country that gives to none would wait in vain."""
    about = {"country": delegation_of_bangladesh.user.country}
    for acronym in ("UNIFIL", "MONUSCO"):
        ContributionFactory(mission=MissionFactory(acronym=acronym), **about)
    ContributionFactory(mission=MissionFactory(acronym="UNAMID", closed_on=date(2020, 12, 31)), **about)
    ContributionFactory(mission=MissionFactory(acronym="UNDOF"))

    def said(person):
        return page_of(person).texts("span", class_="tick-about")[1]

    assert (
        said(delegation_of_bangladesh) == "Those about the missions to which it contributes: MONUSCO, UNIFIL."
    )
    assert said(delegation_of_uruguay) == (
        "None at the moment: it contributes to no mission, by the latest month on record."
    )
    CouncilTermFactory(country=delegation_of_uruguay.user.country)
    assert said(delegation_of_uruguay) == "All of them: your country sits on the Council."
    assert said(planner).startswith("Entries that were on no version before")


def test_a_mission_that_closed_since_stays_chosen(delegation_of_bangladesh):
    closed = MissionFactory(acronym="UNAMID", closed_on=timezone.localdate() - timedelta(days=900))
    MissionFactory(acronym="UNMIS", closed_on=timezone.localdate() - timedelta(days=900))
    SubscriptionFactory(user=delegation_of_bangladesh.user).missions.add(closed)
    assert page_of(delegation_of_bangladesh).texts("ul", class_="mission-boxes") == ["UNAMID"]


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"days_before": "0"}, "days_before", "One day at least."),
        ({"days_before": "61"}, "days_before", "60 days at most."),
        ({"days_before": "a week"}, "days_before", "Write a whole number of days."),
        ({"days_before": None}, "days_before", "This field is required."),
        ({"extent": "chosen"}, "missions", "Choose at least one mission."),
        ({"extent": None}, "extent", "This field is required."),
        (
            {"extent": "mine"},
            "extent",
            "Select a valid choice. mine is not one of the available choices.",
        ),
        (
            {"extent": "chosen", "missions": ["999"]},
            "missions",
            "Select a valid choice. 999 is not one of the available choices.",
        ),
        ({"language": "tlh"}, "language", "Select a valid choice. tlh is not one of the available choices."),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(delegation_of_bangladesh, changed, field, said):
    answer = post(delegation_of_bangladesh, **changed)
    assert answer.status_code == 200
    assert answer.context["form"].errors == {field: [said]}
    assert said in answer.content.decode()
    assert not Subscription.objects.exists()
    assert answer.context["form"]["of_moved"].value() is True


def test_a_planner_follows_missions_or_everything(planner):
    assert post(planner).context["form"].errors["extent"]
    assert post(planner, extent="everything").status_code == 302
    assert kept(planner)[1] is True


def test_who_set_what_is_on_record_and_nothing_twice(delegation_of_bangladesh):
    for _ in range(2):
        post(delegation_of_bangladesh)
    record = AuditRecord.objects.get()
    assert (record.action, record.actor, record.subject) == (
        "set notices",
        delegation_of_bangladesh.user,
        "dhaka",
    )
    post(delegation_of_bangladesh, by_email=None)
    assert AuditRecord.objects.order_by("pk").last().changes == {"by_email": [True, False]}


AGO = timedelta(hours=1)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "waiting to be sent"),
        ({"claimed": 0, "handed": 0}, "waiting to be sent"),
        ({"claimed": 1, "handed": 1}, "perhaps sent: the mail server did not confirm it"),
        (
            {"attempts": 1, "later": 1, "error": "450 not now"},
            "refused by the mail server so far; it is tried again 450 not now",
        ),
        ({"given_up": 1, "error": "550 no such user"}, "not sent 550 no such user"),
    ],
)
def test_what_became_of_a_notice_is_said_in_words(delegation_of_bangladesh, values, said):
    now = timezone.now()
    times = {
        "claimed_at": now - values["claimed"] * AGO if "claimed" in values else None,
        "handed_at": now - values["handed"] * AGO if "handed" in values else None,
        "given_up_at": now if "given_up" in values else None,
        "not_before": now + AGO if "later" in values else None,
    }
    NoticeFactory(
        user=delegation_of_bangladesh.user,
        attempts=values.get("attempts", 0),
        error=values.get("error", ""),
        **times,
    )
    assert page_of(delegation_of_bangladesh).texts("td", class_="notices-end") == [said]


def test_what_was_sent_says_when_and_to_whom(delegation_of_bangladesh):
    at = timezone.make_aware(timezone.datetime(2026, 11, 20, 16, 30))
    NoticeFactory(user=delegation_of_bangladesh.user, sent_at=at, claimed_at=at, handed_at=at, created_at=at)
    assert page_of(delegation_of_bangladesh).texts("tr")[1:] == [
        "20 November 2026, 4:30 p.m. The programme was revised "
        "sent on 20 November 2026, 4:30 p.m., to delegation@example.org"
    ]


def test_the_last_twenty_are_listed_and_nobody_elses(delegation_of_bangladesh, delegation_of_uruguay):
    now = timezone.now()
    NoticeFactory(user=delegation_of_uruguay.user, subject="PLANTED")
    for number in range(25):
        NoticeFactory(
            user=delegation_of_bangladesh.user, subject=f"Number {number}", created_at=now + number * AGO
        )
    listed = page_of(delegation_of_bangladesh).texts("th", scope="row")
    assert listed == [f"Number {number}" for number in range(24, 4, -1)]


def test_the_number_of_queries_does_not_grow(delegation_of_bangladesh, django_assert_num_queries):
    for number in range(30):
        MissionFactory(acronym=f"M{number}")
        NoticeFactory(user=delegation_of_bangladesh.user)
    delegation_of_bangladesh.client.get(reverse("notices"))
    # The session, the person, their wishes, the missions, the notices; whether they sit, and what concerns them.
    with django_assert_num_queries(7):
        delegation_of_bangladesh.client.get(reverse("notices"))


def test_ones_account_leads_there(delegation_of_bangladesh):
    page = Page(delegation_of_bangladesh.client.get(reverse("account")))
    assert "What you are told by e-mail" in page.texts("dd")
