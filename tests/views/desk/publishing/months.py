"""A month before the button, and what an officer's browser posts from its page."""

from datetime import date

from django.urls import reverse

from meetings.models import Justification
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import EntryFactory, MandateFactory, MissionFactory, OccasionFactory, ReportFactory
from tests.views.published import DECEMBER
from tests.views.reading import Page

PUBLISH, REASONS, NOTICE, STAGE, WITHDRAW = (
    reverse(name, args=[DECEMBER])
    for name in ("publish", "publish_reasons", "publish_notice", "programme_stage", "programme_withdraw")
)
DESK = reverse("desk", args=[DECEMBER])
SECOND, SEVENTH = date(2026, 12, 2), date(2026, 12, 7)


def short(name="FORCE", *, ends=date(2026, 12, 20)):
    """A renewal whose meeting with contributors, on the 2nd, leaves five days until consultations (G13)."""
    mission = MissionFactory(acronym=name)
    meeting = EntryFactory(
        on=SECOND, format=Format.TCC_MEETING, title=f"{name} contributors", missions=[mission]
    )
    consultations = EntryFactory(
        on=SEVENTH, format=Format.CONSULTATIONS, title=f"{name} consultations", missions=[mission]
    )
    adoption = EntryFactory(on=date(2026, 12, 15), format=Format.ADOPTION, title=f"{name} adoption")
    return OccasionFactory(
        mission=mission,
        mandate=MandateFactory(mission=mission, ends=ends),
        reports=[ReportFactory(circulated_on=date(2026, 11, 16), missions=[mission])],
        steps={
            StepKind.CONTRIBUTORS: meeting,
            StepKind.CONSULTATIONS: consultations,
            StepKind.ADOPTION: adoption,
        },
    )


def read(person, address=PUBLISH, status=200):
    response = person.client.get(address)
    assert response.status_code == status
    return Page(response)


def hidden(page):
    """What the page of the button keeps of what it showed."""
    return {
        name: page.elements("input", name=name)[0]["attributes"]["value"]
        for name in ("seen", "shown")
        if page.elements("input", name=name)
    }


def push(person, page=None, **typed):
    """Press the button of a page; of the page as it is now where none is given."""
    data = hidden(page or read(person)) | {"title_kind": "programme", "note": ""} | typed
    return person.client.post(PUBLISH, data)


def ticks(page):
    """The boxes of the findings that wait, in order, each with its label; a box for all of a group has none."""
    labels = {one["attributes"].get("for"): one for one in page.elements("label")}
    boxes = page.elements("input", name="findings")
    return [(one["attributes"]["value"], labels.get(one["attributes"].get("id"))) for one in boxes]


def answer(person, reason="The report came late.", page=None):
    """Tick all that waits and give one reason."""
    boxes = [value for value, _label in ticks(page or read(person))]
    return person.client.post(REASONS, {"findings": boxes, "reason": reason})


def reasons():
    return sorted(Justification.objects.values_list("rule", "reason"))
