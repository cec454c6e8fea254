"""The forecast's lines in words: what runs, what is expected, and which decision asks for it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.text import get_text_list
from django.utils.translation import get_language_bidi, gettext, pgettext

from meetings.exchange.written_days import day_in_full, written_day
from meetings.models.labels import FORMATS, REPORT_KINDS
from meetings.planning.by_region import MissionFact
from meetings.planning.forecast import (
    MandateLine,
    MeetingLine,
    Notable,
    NotableDate,
    Outlook,
    UsualBusiness,
)
from meetings.planning.reports_due import Basis, DueReport
from meetings.rules.facts import MandateFact
from meetings.rules.vocabulary import MandateKind, ReportKind

CONTRIBUTORS_ARE_HEARD_BY: Final = "S/RES/1353 (2001)"
"""The document by which contributors are heard before a decision (annex II)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or two; ``mark`` is the word for what was not read in a source, where that is so."""

    text: str
    mark: str = ""


def left_to_right(symbol: str) -> str:
    """A symbol as part of a sentence: where that runs from right to left, its brackets stay where they belong."""
    return f"\u2066{symbol}\u2069" if symbol and get_language_bidi() else symbol


def founding_text(mission: MissionFact) -> str:
    """The founding decision and its day, as far as they are on record; empty where neither is."""
    if mission.founded_by and mission.founded_on:
        text = gettext("Founding decision: %(decision)s, %(day)s.")
    elif mission.founded_by:
        text = gettext("Founding decision: %(decision)s.")
    else:
        text = gettext("Established on %(day)s.") if mission.founded_on else ""
    return text % {"decision": left_to_right(mission.founded_by), "day": day_in_full(mission.founded_on)}


def mandate_text(line: MandateLine) -> str:
    """When the mandate ends, by which decision, and what that leads to."""
    mandate = line.mandate
    said = [_runs(mandate, passed=line.outlook is Outlook.PASSED)]
    if line.outlook is Outlook.DECISION_EXPECTED:
        said.append(gettext("A decision is expected before it ends."))
    elif line.outlook is Outlook.FINAL:
        said.append(gettext("No renewal is foreseen after it."))
    elif line.outlook is Outlook.DECIDED:
        said.append(gettext("Decided since: %(decision)s.") % {"decision": left_to_right(line.decided_by)})
    elif line.outlook is Outlook.PASSED:
        said.append(gettext("No later decision is on record."))
    text = " ".join(said)
    return (
        gettext("%(strand)s: %(text)s") % {"strand": mandate.strand, "text": text} if mandate.strand else text
    )


def _runs(mandate: MandateFact, *, passed: bool) -> str:
    words = {"day": day_in_full(mandate.ends), "decision": decision_text(mandate)}
    if mandate.kind is MandateKind.OPEN_ENDED:
        text = gettext("Mandate without an end, by %(decision)s.")
        return text % words if words["decision"] else gettext("Mandate without an end.")
    if mandate.ends is None:
        return gettext("The end of the mandate is not on record.")
    if not words["decision"]:
        return (gettext("Mandate ended on %(day)s.") if passed else gettext("Mandate until %(day)s.")) % words
    if passed:
        return gettext("Mandate ended on %(day)s, by %(decision)s.") % words
    return gettext("Mandate until %(day)s, by %(decision)s.") % words


def decision_text(mandate: MandateFact) -> str:
    """The decision that set a mandate, with its day; empty where none is on record."""
    symbol = left_to_right(mandate.decision)
    if not (symbol and mandate.decided_on):
        return symbol
    words = {"decision": symbol, "day": day_in_full(mandate.decided_on)}
    return gettext("%(decision)s of %(day)s") % words


def report_text(due: DueReport) -> str:
    """A report expected: of which kind, by when, asked for by which decision, and whether it is out already."""
    words = {"what": report_name(due), "day": day_in_full(due.on)}
    if due.basis is Basis.WORKED_OUT:
        said = [gettext("%(what)s, by about %(day)s.") % words]
    else:
        said = [gettext("%(what)s, by %(day)s.") % words]
    said.append(_asked(due))
    if due.jointly_with:
        said.append(gettext("Jointly with %(party)s.") % {"party": due.jointly_with})
    if due.issued_on:
        said.append(gettext("Issued on %(day)s.") % {"day": day_in_full(due.issued_on)})
    return " ".join(said)


def _asked(due: DueReport) -> str:
    words = {"by": left_to_right(due.asked_by), "wording": due.wording}
    if due.wording:
        return gettext("Asked for by %(by)s: “%(wording)s”.") % words
    if due.asked_by:
        return gettext("Asked for by %(by)s.") % words
    return gettext("The decision that asked for it is not on record.")


def report_name(due: DueReport) -> str:
    """A report by its symbol or title, else by its kind."""
    kinds = {
        ReportKind.WRITTEN: gettext("Report of the Secretary-General"),
        ReportKind.ORAL: gettext("Oral report"),
        ReportKind.LETTER: gettext("Letter of the Secretary-General"),
    }
    kind = kinds.get(due.kind, str(REPORT_KINDS[due.kind]))
    if due.symbol:
        return gettext("%(what)s %(symbol)s") % {"what": kind, "symbol": left_to_right(due.symbol)}
    return due.title or kind


def report_mark(due: DueReport) -> str:
    """The word for a day that nobody read: recalled, or worked out from an interval; empty for one that was read."""
    if due.verified and due.basis is Basis.WORKED_OUT:
        return gettext("worked out")
    return read_mark(verified=due.verified)


def read_mark(*, verified: bool) -> str:
    """The word for what was recalled, computed or inferred; empty for what was read in a source."""
    return "" if verified else gettext("not verified")


def meeting_text(line: MeetingLine, about: str = "") -> str:
    """A meeting: its format, day and title, unless the title only repeats the item or the format."""
    form = str(FORMATS[line.format])
    if line.with_contributors:
        form = gettext("Meeting with contributors")
    day = _on_day(line.on) or gettext("Day not set")
    words = {"form": form, "day": day, "title": line.title}
    shown = line.title and line.title.casefold() != about.casefold() and not line.with_contributors
    text = (gettext("%(day)s: %(form)s, %(title)s") if shown else gettext("%(day)s: %(form)s")) % words
    return gettext("%(text)s (tentative)") % {"text": text} if line.tentative else text


def usual_text(one: UsualBusiness) -> str:
    """Business that usually comes up: its title, format, and the day it keeps to."""
    words = {"title": one.title, "form": FORMATS[one.format], "day": _on_day(one.on)}
    text = gettext("%(title)s (%(form)s), usually on %(day)s") if one.on else gettext("%(title)s (%(form)s)")
    return text % words


def notable_text(one: NotableDate) -> str:
    """What falls due on a day."""
    if not one.missions and one.title:
        return one.title
    about = get_text_list(list(one.missions), pgettext("list of missions", "and"))
    if one.what is Notable.REPORT and one.report:
        words = {"what": report_name(one.report), "missions": about}
        return gettext("%(what)s (%(missions)s)") % words if _unnamed(one) else words["what"]
    texts = {
        Notable.CONTRIBUTORS: gettext("Meeting with contributors: %(missions)s"),
        Notable.ADOPTION: gettext("Adoption foreseen: %(missions)s"),
        Notable.MANDATE_END: gettext("Mandate ends: %(missions)s"),
    }
    return texts[one.what] % {"missions": about}


def _unnamed(one: NotableDate) -> bool:
    """Whether the report's own name leaves out which mission it is about."""
    name = report_name(one.report) if one.report else ""
    return not all(mission in name for mission in one.missions)


def requesting_document(one: NotableDate) -> str:
    """The document by which it falls due; empty where none is on record or none is needed."""
    return CONTRIBUTORS_ARE_HEARD_BY if one.what is Notable.CONTRIBUTORS else one.document


def _on_day(on: date | None) -> str:
    # Translators: a date format (docs.djangoproject.com, "date" filter): weekday, day, month.
    return written_day(on, gettext("l j F")) if on else ""
