"""The draft of a communiqué (N25; rule 55): its sentences in their order, and blanks where nothing is on record."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.exchange.communique import Invited, communique, communique_pdf, has_communique
from meetings.exchange.journal import EntryToPrint
from meetings.planning.invitees import Meeting, Party
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import Format, Openness
from tests.exchange.pdfs import A4, fonts_not_embedded, text_of, told

NAME = "United Nations Peacekeeping Force in Cyprus"
ENTRY = EntryFact(
    "e",
    date(2006, 12, 1),
    Format.TCC_MEETING,
    "Meeting with contributors: UNFICYP",
    sittings=(SittingFact(date(2006, 12, 8)),),
    openness=Openness.CLOSED,
    meeting_number="S/PV.5582",
    briefers="Major General Rafael José Barni, Force Commander of UNFICYP",
)
GIVEN = EntryToPrint(ENTRY, (NAME,), meeting=Meeting.WITH_CONTRIBUTORS)


def test_n25_the_communique_of_a_meeting_with_contributors():
    """The example of 8 December 2006: the decision, the meeting, the briefing, the exchange of views."""
    draft = communique(GIVEN)
    assert draft.text.split("\n\n") == [
        "At its 5582nd meeting, held in private on 8 December 2006, the Security Council decided to authorize its "
        "President to issue the following communiqué through the Secretary-General in accordance with rule 55 of its "
        "provisional rules of procedure:",
        "On 8 December 2006, the Security Council, pursuant to sections A and B of annex II to resolution 1353 (2001), "
        "held its 5582nd meeting in private with the troop-contributing countries to the United Nations Peacekeeping "
        "Force in Cyprus.",
        "The Council and the troop-contributing countries heard a briefing under rule 39 of its provisional rules of "
        "procedure by Major General Rafael José Barni, Force Commander of UNFICYP.",
        "The members of the Council, Major General Rafael José Barni, Force Commander of UNFICYP and the "
        "representatives of the troop-contributing countries had an exchange of views.",
    ]


def test_nothing_is_made_up():
    bare = replace(ENTRY, meeting_number="", briefers="", sittings=())
    draft = communique(EntryToPrint(bare, (), meeting=Meeting.WITH_CONTRIBUTORS))
    assert draft.paragraphs[0].count("[...]") == 3
    assert draft.paragraphs[1].endswith("by [...] [name and title].")
    assert draft.decision.startswith("At its [...] meeting, held in private on [...], ")


def test_of_a_briefer_without_a_name_the_name_is_a_blank():
    two = replace(ENTRY, briefers="Force Commander of UNFICYP; Jane Doe, Special Representative")
    draft = communique(replace(GIVEN, entry=two))
    assert draft.paragraphs[1].endswith(
        "by [...], Force Commander of UNFICYP and Jane Doe, Special Representative."
    )


def test_the_exchange_of_views_may_be_left_out():
    whole, without = communique(GIVEN).paragraphs, communique(GIVEN, views=False).paragraphs
    assert without == whole[:2]


INVITED = (
    Invited(Party.HOST, "Cyprus"),
    Invited(Party.CONTRIBUTOR, "Uruguay"),
    Invited(Party.CONTRIBUTOR, "Argentina"),
    Invited(Party.MEMBER, "France"),
)


def test_the_list_is_an_option_by_category_and_says_what_it_is():
    """That later communiqués list who took part is recalled only."""
    draft = communique(GIVEN, INVITED, parties=True)
    assert draft.invited == (
        "Council member: France",
        "(a) contributor to the mission: Argentina; Uruguay",
        "(f) host country: Cyprus",
    )
    assert draft.list_note.startswith(
        "An option: later communiqués are said to list who took part, but none was read."
    )
    assert draft.list_note not in draft.text
    assert communique(GIVEN, INVITED) == communique(GIVEN)


def test_another_private_meeting_has_one_of_its_own():
    other = replace(ENTRY, format=Format.PRIVATE_MEETING, agenda=("Briefing by the Court",))
    assert communique(EntryToPrint(other)).paragraphs[0] == (
        "On 8 December 2006, the Security Council held its 5582nd meeting in private on the item: "
        "Briefing by the Court."
    )


@pytest.mark.parametrize(
    ("form", "openness", "has_one"),
    [
        (Format.TCC_MEETING, Openness.CLOSED, True),
        (Format.PRIVATE_MEETING, Openness.CLOSED, True),
        (Format.BRIEFING, Openness.CLOSED, True),
        (Format.BRIEFING, Openness.PUBLIC, False),
        (Format.CONSULTATIONS, Openness.CLOSED, False),
        (Format.SUBSIDIARY_BODY, Openness.CLOSED, False),
    ],
)
def test_rule_55_is_about_formal_meetings_held_in_private(form, openness, has_one):
    assert has_communique(replace(ENTRY, format=form, openness=openness)) is has_one


def test_the_pdf_says_what_the_page_says():
    draft = communique(GIVEN, INVITED, parties=True)
    content = communique_pdf(draft)
    said = text_of(content)
    assert [
        text for text in (draft.standing, draft.decision, *draft.invited, draft.list_note) if text not in said
    ] == []
    assert told(content) == {"tagged": True, "language": "en", "title": draft.title, "paper": A4}
    assert fonts_not_embedded(content) == set()


def test_hostile_text_is_only_text():
    typed = replace(
        GIVEN, entry=replace(ENTRY, briefers='%(day)s #eval("1"), $x$ *b* {0}'), missions=("%s <i>",)
    )
    draft = communique(typed, INVITED)
    assert 'by %(day)s #eval("1"), $x$ *b* {0}.' in draft.text
    assert '#eval("1"), $x$ *b* {0}' in text_of(communique_pdf(draft))
