"""What a file does to the plan, as the admin reads it before and after, and the next occasions that follow."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from meetings.exchange.kept_findings import finding_to_json
from meetings.models import Load, Mandate, Occasion
from meetings.rules.findings import Finding, Reason, Result, Severity, SubjectKind
from meetings.rules.vocabulary import StepKind
from meetings.services.audit import changing
from meetings.services.first_state import keep_first_states
from tests.factories import (
    ContributionFactory,
    DecisionFactory,
    LoadFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    StepFactory,
)
from tests.views.loads.uploads import NOW, cost, text_of, upload

pytestmark = pytest.mark.django_db

END, NEXT_END = date(2026, 12, 20), date(2027, 12, 20)
RENEWAL = (
    "mission,decision,adopted_on,action,kind,begins,ends\r\n"
    "FORCE,S/RES/2820 (2026),2026-11-20,{action},fixed,2026-12-20,2027-12-20\r\n"
)
CORRECTION = "mission,decision,ends\r\nFORCE,S/RES/2790 (2025),2027-01-15\r\n"


@pytest.fixture
def occasion():
    """The renewal of a mandate that ends soon, of a mission to which somebody contributes."""
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission)
    decision = DecisionFactory(symbol="S/RES/2790 (2025)", adopted_on=date(2025, 12, 19))
    mandate = MandateFactory(mission=mission, decision=decision, ends=END, begins=date(2025, 12, 20))
    return OccasionFactory(mission=mission, mandate=mandate, mandate_end=None, label="FORCE 2026-12 renewal")


def loaded(admin, content):
    """The load of a file about mandates, and its page."""
    response = upload(admin.client, content, kind="mandates", name="mandates.csv")
    return Load.objects.first(), admin.client.get(response["Location"])


def apply(admin, load):
    admin.client.post(reverse("load_apply", args=[load.pk]))
    return admin.client.get(reverse("load", args=[load.pk]))


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestBefore:
    def test_an_occasion_that_the_decision_concludes_and_the_next_end(self, admin, occasion):
        load, page = loaded(admin, RENEWAL.format(action="renewal"))
        text = text_of(page)
        assert (
            "What it would do to the plan FORCE 2026-12 renewal It would be concluded by S/RES/2820 (2026)"
            in text
        )
        assert "The new end is 20 December 2027" in text
        assert "Each can be opened with one press once the file is applied." in text
        assert reverse("load_open", args=[load.pk]) not in page.content.decode()
        (proposal,) = page.context["effects"].proposed
        assert (proposal.mission, proposal.end) == ("FORCE", NEXT_END)

    def test_a_corrected_end_moves_the_days_that_are_counted_back_from_it(self, admin, occasion):
        _load, page = loaded(admin, CORRECTION)
        (told,) = page.context["effects"].occasions
        assert told.ends == (END, date(2027, 1, 15))
        assert [day.step for day in told.days][-1] == "Adoption"
        assert "Its end moves: was 20 December 2026 is now 15 January 2027" in text_of(page)

    def test_a_reason_that_lapses_is_named_with_who_gave_it(self, admin, occasion):
        lapsed = {
            "justification": 1,
            "rule": "G7",
            "reason": "The <b>Commander</b> travels.",
            "given_by": "Ola",
            "given_at": "2026-11-02T12:00:00+00:00",
            "occasion": str(occasion.uid),
            "name": occasion.label,
            "is_found": True,
        }
        load = LoadFactory(effects={"lapsed": [lapsed]}, summary={"new": 1})
        text = text_of(admin.client.get(reverse("load", args=[load.pk])))
        assert (
            "Reasons that lapse FORCE 2026-12 renewal , G7 : The <b>Commander</b> travels. Ola , 2 November 2026 "
            "The finding is there with other dates: it wants a reason again."
        ) in text

    def test_a_finding_that_goes_is_said_in_the_readers_language(self, admin):
        mission = MissionFactory(acronym="FORCE")
        ContributionFactory(mission=mission)
        MandateFactory(
            mission=mission, decision=DecisionFactory(symbol="S/RES/2790 (2025)"), ends=date(2026, 6, 30)
        )
        _load, page = loaded(admin, RENEWAL.format(action="renewal").replace("2026-12-20", "2026-06-30"))
        (found,) = [one for one in page.context["effects"].missions if one.rule == "L3"]
        assert (found.about, found.after) == ("FORCE", None)
        assert "No longer FORCE :" in text_of(page)

    def test_a_finding_on_an_occasion_says_of_what_it_speaks(self, admin, occasion):
        ticked = Finding(
            rule="G10",
            subject_kind=SubjectKind.OCCASION,
            subject=str(occasion.uid),
            result=Result.NOT_MET,
            severity=Severity.WARNING,
            reason=Reason.OVERDUE,
        )
        told = {
            "uid": str(occasion.uid),
            "label": occasion.label,
            "concluded": None,
            "end": None,
            "steps": [],
        }
        effects = {"occasions": [told | {"lost": [finding_to_json(ticked)]}]}
        load = LoadFactory(effects=effects, summary={"new": 1})
        text = text_of(admin.client.get(reverse("load", args=[load.pk])))
        assert "No longer Fact sheets at the meeting :" in text

    def test_a_finding_that_says_the_same_of_other_dates_is_left_out(self, admin, occasion):
        def finding(day):
            return finding_to_json(
                Finding(
                    rule="L4",
                    subject_kind=SubjectKind.OCCASION,
                    subject=str(occasion.uid),
                    result=Result.UNKNOWN,
                    severity=Severity.WARNING,
                    reason=Reason.NO_ADOPTION,
                    dates=((StepKind.MANDATE_END, day),),
                )
            )

        pair = [finding(END), finding(NEXT_END)]
        load = LoadFactory(effects={"missions": {"changed": [pair], "lost": pair[:1]}}, summary={"new": 1})
        found = admin.client.get(reverse("load", args=[load.pk])).context["effects"].missions
        assert [(one.before is None, one.after is None) for one in found] == [(False, True)]

    def test_where_nothing_of_the_plan_changes_it_says_so(self, admin):
        empty = {
            "occasions": [],
            "missions": {},
            "months": [],
            "lapsed": [],
            "proposed": [],
            "not_proposed": [],
        }
        load = LoadFactory(effects=empty, summary={"new": 1})
        page = admin.client.get(reverse("load", args=[load.pk]))
        assert "The plan stays as it is: no finding comes or goes, no date moves." in text_of(page)

    def test_a_finding_that_an_older_release_kept_otherwise_is_left_out(self, admin):
        load = LoadFactory(effects={"missions": {"gained": [{"rule": "G7"}]}}, summary={"new": 1})
        assert admin.client.get(reverse("load", args=[load.pk])).context["effects"].missions == ()


class TestAfter:
    def test_what_is_decided_for_the_file_may_move_an_occasion_as_well(self, admin, occasion, planner):
        mandate = occasion.mandate
        with changing(action="edit mandate", subject=mandate, actor=planner.user, now=NOW):
            keep_first_states([mandate])
            mandate.ends = date(2026, 12, 27)
            mandate.save()
        load, page = loaded(admin, CORRECTION)
        (shown,) = page.context["page"]
        assert shown.line.outcome == "conflict"
        ticked = {"shown": [shown.line.pk], "take": [shown.line.pk]}
        admin.client.post(reverse("load_apply", args=[load.pk]), ticked)
        mandate.refresh_from_db()
        load.refresh_from_db()
        assert (load.state, mandate.ends) == (Load.State.APPLIED, date(2027, 1, 15))
        page = admin.client.get(reverse("load", args=[load.pk]))
        assert [shown.line.noun for shown in page.context["page"]] == ["mandate", "occasion"]

    def test_the_next_occasion_is_opened_with_one_press(self, admin, occasion):
        load, _page = loaded(admin, RENEWAL.format(action="renewal"))
        page = apply(admin, load)
        (one,) = page.context["next"]
        assert (one.there, one.is_gone, one.earlier) == (None, False, None)
        response = admin.client.post(reverse("load_open", args=[load.pk]), {"mandate": one.proposal.mandate})
        opened = Occasion.objects.get(mandate=one.proposal.mandate)
        assert said(response) == ["Opened: FORCE 2027-12 renewal."]
        (one,) = admin.client.get(reverse("load", args=[load.pk])).context["next"]
        assert one.there == opened

    def test_a_second_press_says_that_it_is_open(self, admin, occasion):
        load, _page = loaded(admin, RENEWAL.format(action="renewal"))
        (one,) = apply(admin, load).context["next"]
        for _ in range(2):
            response = admin.client.post(
                reverse("load_open", args=[load.pk]), {"mandate": one.proposal.mandate}
            )
        assert said(response)[-1] == "It was open already: FORCE 2027-12 renewal."
        assert Occasion.objects.filter(concluded=False).count() == 1

    @pytest.mark.parametrize("counted", [False, True])
    def test_after_a_technical_rollover_the_earlier_meeting_may_count(self, admin, occasion, counted):
        StepFactory(occasion=occasion, kind=StepKind.CONTRIBUTORS, on=date(2026, 11, 12), entry=None)
        load, _page = loaded(admin, RENEWAL.format(action="technical rollover"))
        page = apply(admin, load)
        (one,) = page.context["next"]
        assert one.earlier.day == date(2026, 11, 12)
        assert "Count the meeting of 12 November 2026, before the technical rollover" in text_of(page)
        ticked = {"count_earlier_meeting": "yes"} if counted else {}
        admin.client.post(reverse("load_open", args=[load.pk]), {"mandate": one.proposal.mandate} | ticked)
        opened = Occasion.objects.get(mandate=one.proposal.mandate)
        heard = opened.steps.filter(kind=StepKind.CONTRIBUTORS).values_list("on", flat=True)
        assert list(heard) == ([date(2026, 11, 12)] if counted else [])

    def test_an_end_that_was_corrected_meanwhile_is_no_longer_offered(self, admin, occasion):
        load, _page = loaded(admin, RENEWAL.format(action="renewal"))
        apply(admin, load)
        Mandate.objects.filter(ends=NEXT_END).update(ends=date(2028, 1, 31))
        page = admin.client.get(reverse("load", args=[load.pk]))
        assert page.context["next"][0].is_gone
        assert "This end stands no longer." in text_of(page)

    @pytest.mark.parametrize("mandate", ["", "x", "0", "999999", "9" * 40])
    def test_a_mandate_that_is_none_is_refused_in_words(self, admin, mandate):
        load = LoadFactory(state="applied")
        response = admin.client.post(reverse("load_open", args=[load.pk]), {"mandate": mandate})
        assert said(response) == ["There is no such mandate. Look at the list again."]

    def test_what_was_taken_back_offers_nothing(self, admin, occasion):
        load, _page = loaded(admin, RENEWAL.format(action="renewal"))
        apply(admin, load)
        admin.client.post(reverse("load_take_back", args=[load.pk]))
        page = admin.client.get(reverse("load", args=[load.pk]))
        assert "Taken back" in text_of(page)
        assert reverse("load_open", args=[load.pk]) not in page.content.decode()


def test_the_page_costs_the_same_at_1_and_at_200_proposals(admin):
    def load(number):
        proposed = []
        for place in range(number):
            mandate = MandateFactory(mission=MissionFactory(acronym=f"F-{number}-{place}"), ends=NEXT_END)
            told = {"mission": mandate.mission.acronym, "strand": "", "mandate": mandate.pk}
            proposed.append({**told, "end": NEXT_END.isoformat(), "kind": "renewal"})
        return LoadFactory(state="applied", effects={"proposed": proposed}, summary={"new": number})

    of_one, of_many = (cost(admin.client, reverse("load", args=[load(number).pk])) for number in (1, 200))
    assert of_one == of_many
