"""What a change on the desk is answered with.

Where scripts run, the parts of the desk that the change touched, each of which replaces the one with its id: the
days, the findings, what is to place, what can be undone, and one sentence that is read aloud. Otherwise a message,
and the way back to the desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings import clock
from meetings.planning.month_grid import WORKING_WEEK, Day, Week
from meetings.views.desk.desk_page import DeskPage, desk_page
from meetings.views.desk.planners import acting
from meetings.views.desk.saved import to_desk

WHOLE = None
"""In place of days: the whole calendar is drawn again."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A week of which some days are drawn again; the whole row, where a half may have come or gone in it."""

    week: Week
    days: tuple[Day, ...]

    @property
    def whole(self) -> bool:
        """A half that nobody uses takes no room in a row: the cells beside it tell whether it still is there."""
        beside = [day for day in self.week.days if day not in self.days]
        return not (any(day.morning for day in beside) and any(day.afternoon for day in beside))


def asked_by_script(request: HttpRequest) -> bool:
    """Whether the answer is to be parts of a page, taken over by htmx."""
    return bool(getattr(request, "htmx", False))


def answer(
    request: HttpRequest,
    month: date,
    message: str,
    days: Iterable[date | None] | None = (),
    *,
    occasions: Iterable[str] = (),
    refused: bool = False,
    place: str = "",
) -> HttpResponse:
    """Tell that something was changed on the desk of a month, and show what came of it.

    Args:
        message: one sentence that says what was done; or, ``refused``, why it was not.
        days: those whose lines changed, ``None`` among them for the lines without a day; ``WHOLE`` where
            that is not known.
        occasions: the uids of those it bears on: the marks beside all their entries may have changed, and what
            is to place.
        place: the id of the part of the desk to which a whole page comes back; else to its top.
    """
    if not asked_by_script(request):
        (messages.error if refused else messages.success)(request, message)
        return to_desk(month, place)
    context = parts(request, month, days, occasions) | {"message": message, "refused": refused}
    return render(request, "meetings/desk/answer.html", context)


def parts(
    request: HttpRequest, month: date, days: Iterable[date | None] | None, occasions: Iterable[str] = ()
) -> dict[str, object]:
    """What the template of the changed parts needs: the desk as it is now, and which of it is drawn again."""
    page = desk_page(acting(request)["actor"], month, clock.today())
    occasions = set(occasions)
    weeks = None if days is WHOLE else _redrawn(page, {day for day in days if day}, occasions)
    return {
        "page": page,
        "month": month,
        "today": page.snapshot.today,
        "redrawn": weeks,
        "steps_changed": weeks is None or bool(occasions),
    }


def _redrawn(page: DeskPage, days: set[date], occasions: set[str]) -> list[Redrawn] | None:
    """The weeks with a day that is drawn again; none where that is not enough.

    A weekend has a column only while something stands in it, and days farther off a list of their own.
    """
    shown = {day.on for week in page.grid.weeks for day in week.days}
    if any(day.weekday() not in WORKING_WEEK or day not in shown for day in days):
        return None
    days = days | _days_of(page, occasions)
    weeks = (Redrawn(week, tuple(day for day in week.days if day.on in days)) for week in page.grid.weeks)
    return [week for week in weeks if week.days]


def _days_of(page: DeskPage, occasions: set[str]) -> set[date]:
    """The days on which entries stand that serve these occasions."""
    serving = (entry for entry in page.snapshot.entries if occasions.intersection(entry.occasions))
    return {sitting.on for entry in serving for sitting in entry.sittings}
