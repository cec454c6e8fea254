"""The draft of a private meeting's communiqué, its only public record (rule 55 of the provisional rules).

The sentences follow communiqués of 2001 to 2007: the decision; the meeting; the briefing under rule 39; the exchange
of views, a sentence sometimes absent. A list of who took part was in none of those read: it is offered as an option.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.utils.text import get_text_list
from django.utils.translation import get_language, gettext

from meetings.exchange.item_titles import BLANK, named, numbered
from meetings.exchange.journal import EntryToPrint
from meetings.exchange.pdf.compiling import compile_document
from meetings.exchange.written_days import day_in_full
from meetings.models import Invitation
from meetings.planning.invitees import Meeting, Party
from meetings.rules.facts import EntryFact
from meetings.rules.vocabulary import FORMAL_MEETINGS, Format, Openness


@dataclass(frozen=True, slots=True)
class Invited:
    """A party whose invitation stands, by its category."""

    party: Party
    name: str


@dataclass(frozen=True, slots=True)
class Communique:
    """The draft: what comes before the communiqué, its paragraphs, and its list where one was asked for."""

    title: str
    standing: str
    decision: str
    paragraphs: tuple[str, ...]
    list_title: str = ""
    list_note: str = ""
    invited: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, to be copied. The note about the list is for who drafts, and is no part of it."""
        listed = (self.list_title, *self.invited) if self.list_title else ()
        return "\n\n".join((self.decision, *self.paragraphs, *listed))


def has_communique(entry: EntryFact) -> bool:
    """Whether rule 55 asks for one: of a formal meeting held in private."""
    return entry.format in {Format.TCC_MEETING, Format.PRIVATE_MEETING} or (
        entry.format in FORMAL_MEETINGS and entry.openness is Openness.CLOSED
    )


def communique(
    given: EntryToPrint, invited: Iterable[Invited] = (), *, views: bool = True, parties: bool = False
) -> Communique:
    """The draft in the active language; what is not on record stands as a blank.

    Args:
        invited: the parties whose invitations stand.
        views: whether it says that there was an exchange of views.
        parties: whether it lists who was invited.
    """
    words = {
        "number": numbered(given.entry.meeting_number),
        "day": day_in_full(given.entry.on) or BLANK,
        "missions": named(given.missions),
        "briefer": _briefers(given.entry.briefers),
        "item": "; ".join(given.entry.agenda) or given.entry.title,
    }
    listed = tuple(_by_category(invited)) if parties else ()
    with_contributors = given.meeting is Meeting.WITH_CONTRIBUTORS
    sentences = _with_contributors(views=views) if with_contributors else _private(views=views)
    decision = gettext(
        "At its %(number)s meeting, held in private on %(day)s, the Security Council decided to authorize its "
        "President to issue the following communiqué through the Secretary-General in accordance with rule 55 of its "
        "provisional rules of procedure:"
    )
    return Communique(
        title=_title(given, with_contributors=with_contributors),
        standing=gettext("Draft"),
        decision=decision % words,
        paragraphs=tuple(sentence % words for sentence in sentences),
        list_title=gettext("The following were invited:") if listed else "",
        list_note=_about_the_list() if listed else "",
        invited=listed,
    )


def communique_pdf(draft: Communique) -> bytes:
    """The draft on A4 portrait, tagged, in the active language."""
    data = asdict(draft) | {"foot": draft.standing}
    return compile_document("communique", data, language=get_language() or "en")


def _title(given: EntryToPrint, *, with_contributors: bool) -> str:
    if with_contributors:
        text = gettext("Communiqué: meeting with the troop-contributing countries to %(missions)s")
        return text % {"missions": named(given.missions)}
    return gettext("Communiqué: %(title)s") % {"title": given.entry.title}


def _with_contributors(*, views: bool) -> tuple[str, ...]:
    sentences = (
        gettext(
            "On %(day)s, the Security Council, pursuant to sections A and B of annex II to resolution 1353 (2001), "
            "held its %(number)s meeting in private with the troop-contributing countries to %(missions)s."
        ),
        gettext(
            "The Council and the troop-contributing countries heard a briefing under rule 39 of its provisional rules "
            "of procedure by %(briefer)s."
        ),
        gettext(
            "The members of the Council, %(briefer)s and the representatives of the troop-contributing countries had "
            "an exchange of views."
        ),
    )
    return sentences if views else sentences[:2]


def _private(*, views: bool) -> tuple[str, ...]:
    sentences = (
        gettext(
            "On %(day)s, the Security Council held its %(number)s meeting in private on the item: %(item)s."
        ),
        gettext(
            "The Council heard a briefing under rule 39 of its provisional rules of procedure by %(briefer)s."
        ),
        gettext("The members of the Council and %(briefer)s had an exchange of views."),
    )
    return sentences if views else sentences[:2]


def _briefers(briefers: str) -> str:
    """Each briefer with name and title. Where the entry says "title" and not "name, title", the name is a blank."""
    parts = [part.strip() for part in briefers.replace("\n", ";").split(";") if part.strip()]
    known = [part if "," in part else f"{BLANK}, {part}" for part in parts]
    return get_text_list(known, gettext("and")) or gettext("%(blank)s [name and title]") % {"blank": BLANK}


def _about_the_list() -> str:
    return gettext(
        "An option: later communiqués are said to list who took part, but none was read. The list is of invitations "
        "that stand, not of who came."
    )


def _by_category(invited: Iterable[Invited]) -> Iterable[str]:
    """A line a category, in the order of resolution 1353, with the names in alphabetical order."""
    groups: dict[Party, list[str]] = defaultdict(list)
    for one in invited:
        groups[one.party].append(one.name)
    for party in Party:
        if names := sorted(groups.get(party, ()), key=str.casefold):
            words = {"category": Invitation.Category(party.value).label, "names": "; ".join(names)}
            yield gettext("%(category)s: %(names)s") % words
