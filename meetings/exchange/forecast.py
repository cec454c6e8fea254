"""The tentative forecast as a document: the same lines on the page and on paper.

What stands at its head and in its disclaimer is what S/2006/507, 38 and S/26176 ask for, in our own words.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import get_language, gettext

from meetings.exchange.pdf.compiling import compile_document
from meetings.exchange.wording_forecast import (
    Line,
    founding_text,
    mandate_text,
    meeting_text,
    notable_text,
    read_mark,
    report_mark,
    report_text,
    requesting_document,
    usual_text,
)
from meetings.exchange.written_days import day_in_full, written_day
from meetings.models import Mission
from meetings.planning.forecast import Forecast, ForecastFacts, MissionForecast, NotableDate, forecast
from meetings.planning.reports_due import Basis


@dataclass(frozen=True, slots=True)
class Item:
    """What is said of one mission."""

    acronym: str
    name: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A region with its missions."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class DateRow:
    """A row of the notable dates: ``document`` is the one that asks for it, ``iso`` the day for programs."""

    day: str
    iso: str
    what: str
    document: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ForecastDocument:
    """Everything that is printed, ready in the active language."""

    title: str
    day: str
    standing: str
    disclaimer: tuple[str, ...]
    draft: str
    sample: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    others_title: str
    others: tuple[Line, ...]
    usual_title: str
    usual: tuple[Line, ...]
    dates_title: str
    dates_heads: tuple[str, ...]
    dates: tuple[DateRow, ...]
    nothing: str = ""
    legend: tuple[str, ...] = ()


def forecast_document(
    facts: ForecastFacts, today: date, *, draft: bool = False, sample: bool = False, has_meetings: bool = True
) -> ForecastDocument:
    """The forecast of a month in the active language.

    Args:
        facts: what it may tell; who may read what is decided by whoever gathers them.
        today: the day it is dated, in New York.
        draft: whether the facts hold the working draft, which its head then says.
        sample: whether the month is made up to show the software at work.
        has_meetings: whether any programme of the month could be asked for its meetings.
    """
    regions = {region.value: str(region.label) for region in Mission.Region}
    found = forecast(facts, tuple(regions))
    # Translators: a month and its year in a title.
    month = written_day(facts.month, "YEAR_MONTH_FORMAT")
    return ForecastDocument(
        title=gettext("Tentative forecast of the programme of work of the Security Council for %(month)s")
        % {"month": month},
        day=day_in_full(today),
        standing=gettext("For information only/Not an official document"),
        disclaimer=_disclaimer(),
        draft=gettext("From the working draft. For planners only: not published, not to be passed on.")
        if draft
        else "",
        sample=gettext("Sample: made up to show the software") if sample else "",
        notes=_notes(found, draft=draft, has_meetings=has_meetings),
        parts=tuple(
            Part(regions.get(code) or gettext("No region on record"), tuple(map(_item, missions)))
            for code, missions in found.regions
        ),
        others_title=gettext("Other items"),
        others=tuple(Line(meeting_text(line)) for line in found.others),
        usual_title=gettext("Usually comes up this month, and not placed"),
        usual=tuple(Line(usual_text(one)) for one in found.usual),
        dates_title=gettext("Notable dates"),
        dates_heads=(gettext("Day"), gettext("What falls due"), gettext("Requesting document")),
        dates=tuple(map(_date_row, found.dates)),
        nothing=_nothing(month) if found.is_empty else "",
        legend=_legend(found),
    )


def forecast_pdf(document: ForecastDocument) -> bytes:
    """The document on A4 portrait, tagged, in the active language."""
    data = asdict(document) | {"foot": document.draft or document.standing}
    return compile_document("forecast", data, language=get_language() or "en")


def journal_notice(month: date) -> str:
    """The Journal's notice that a month's forecast is out (S/2006/507, 39); the day is for whoever hands copies out."""
    text = gettext(
        "The tentative forecast of the programme of work of the Security Council for %(month)s has been issued. "
        "Copies are available to delegations from [date]."
    )
    return text % {"month": written_day(month, "YEAR_MONTH_FORMAT")}


def _disclaimer() -> tuple[str, ...]:
    return (
        gettext("This forecast was prepared by the Secretariat for the President of the Council."),
        gettext(
            "It covers matters that the Council may take up in the month under decisions it has already made. "
            "That a matter is listed, or is not, implies nothing about it."
        ),
        gettext("The actual programme will depend on events and on the views of the members of the Council."),
    )


def _notes(found: Forecast, *, draft: bool, has_meetings: bool) -> tuple[str, ...]:
    if has_meetings or found.is_empty:
        return ()
    if draft:
        return (gettext("No entry is drafted for this month yet."),)
    return (
        gettext(
            "No programme of this month is published yet, so no meetings are listed: only what falls due."
        ),
    )


def _nothing(month: str) -> str:
    return gettext("Nothing on record falls due in %(month)s, and no meeting is known.") % {"month": month}


def _legend(found: Forecast) -> tuple[str, ...]:
    """What the marks mean, where there are any."""
    said = []
    if any(due.basis is Basis.WORKED_OUT for part in found.missions for due in part.reports):
        said.append(
            gettext("“Worked out”: from the interval that the decision sets; the decision names no day.")
        )
    if any("region" in part.mission.unverified for part in found.missions):
        said.append(gettext("The regions are our own grouping; not read in a source."))
    return tuple(said)


def _item(part: MissionForecast) -> Item:
    mission = part.mission
    founding = founding_text(mission)
    recalled = mission.unverified & {"established_by", "established_on"}
    lines = [Line(founding, read_mark(verified=not recalled))] if founding else []
    lines += [Line(mandate_text(line), read_mark(verified=line.mandate.verified)) for line in part.mandates]
    lines += [Line(report_text(due), report_mark(due)) for due in part.reports]
    lines += [Line(meeting_text(line, mission.agenda_item)) for line in part.meetings]
    return Item(mission.acronym, mission.name, mission.agenda_item, tuple(lines))


def _date_row(one: NotableDate) -> DateRow:
    # Translators: a date format (docs.djangoproject.com, "date" filter): weekday, day, month.
    day = written_day(one.on, gettext("l j F"))
    mark = report_mark(one.report) if one.report else read_mark(verified=one.verified)
    return DateRow(day, one.on.isoformat(), notable_text(one), requesting_document(one), mark)
