"""Asking the API in a test, and a month with something in it for every reader."""

from datetime import date, time

from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StepKind
from tests.factories import (
    ContributionFactory,
    CountryFactory,
    EntryFactory,
    InvitationFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    PenholdingFactory,
    PresidencyFactory,
    ReportFactory,
    ReportRequirementFactory,
)
from tests.views.published import DECEMBER, held, publish

OCTOBER = date(2026, 10, 1)
API = "/api/v1"


def ask(person, address, status=200, **headers):
    """What a person's program is answered; ``address`` begins below the API's own."""
    answer = person.client.get(f"{API}{address}", headers=headers)
    assert answer.status_code == status, answer.content
    return answer


def told(person, address, status=200):
    """The same, read."""
    return ask(person, address, status).json()


def renewal_in_december(bangladesh):
    """UNFICYP's renewal, published twice: in the second version the consultations have moved."""
    mission = MissionFactory(acronym="UNFICYP", name_en="United Nations Peacekeeping Force in Cyprus")
    ContributionFactory(mission=mission, country=bangladesh, troops=120)
    PenholdingFactory(mission=mission, countries=[CountryFactory(name_en="Greece")])
    PresidencyFactory(month=DECEMBER, country=CountryFactory(iso3="LBR", name_en="Liberia"))
    meeting = EntryFactory(
        on=date(2026, 12, 10),
        format=Format.TCC_MEETING,
        missions=[mission],
        title="Meeting with contributors",
    )
    consultations = EntryFactory(
        on=date(2026, 12, 15),
        format=Format.CONSULTATIONS,
        missions=[mission],
        title="UNFICYP",
        sitting__starts_at=time(10),
    )
    EntryFactory(title="The situation in the Middle East", missions=[])
    report = ReportFactory(symbol="S/2026/901", circulated_on=date(2026, 12, 1), missions=[mission])
    mandate = MandateFactory(mission=mission, ends=date(2026, 12, 31))
    ReportRequirementFactory(
        mission=mission, decision=mandate.decision, due_on=date(2026, 12, 1), every=None, unit=""
    )
    occasion = OccasionFactory(
        mission=mission,
        label="UNFICYP renewal of December 2026",
        mandate=mandate,
        reports=[report],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations},
    )
    PaperFactory(occasion=occasion, kind=PaperKind.INFORMAL_PAPER, due_on=date(2026, 12, 8))
    InvitationFactory(entry=meeting, country=bangladesh)
    JustificationFactory(occasion=occasion, rule="G13", reason="The report came late.")
    publish(note="As adopted.")
    consultations.sittings.update(on=date(2026, 12, 16))
    publish(note="Consultations moved.")
    return occasion


def something_for_everyone(bangladesh):
    """The renewal, a month on record, one only drafted, and an occasion of others; gives the uids by what they are."""
    ours = renewal_in_december(bangladesh)
    held(OCTOBER, 2)
    EntryFactory(on=date(2027, 2, 10), title="Only drafted", status=EntryStatus.TENTATIVE)
    others = OccasionFactory(mission=MissionFactory(acronym="OTHER"), label="Of others")
    return {"ours": ours.uid, "others": others.uid}
