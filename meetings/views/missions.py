"""Missions: the list, and one mission's own record.

Who opens the list wants to find out, in this order: which mission's mandate ends next, and is anything past
its end; who drafts; how many countries contribute. Then one mission by its name.

Who opens one mission wants to know: when does the mandate end and by what decision; how was it renewed so
far and how often; how much time did the steps leave in past cycles; what is to be reported and when; who
contributes, who drafts, who hosts; when were contributors heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from meetings.clock import today as day_in_new_york
from meetings.models import Contribution, Mission
from meetings.models.contributions import PERSONNEL
from meetings.permissions import occasions_concerning, sight_of
from meetings.planning.standing import Standing, left_behind, standing
from meetings.snapshots.missions import MissionRow, mission_rows, mission_snapshot
from meetings.views.answers import Answer, week_rule
from meetings.views.lead_times import lead_times
from meetings.views.renewals import chains

NEWEST = 8
"""How many of a long list stand open; the older ones are folded."""


class MissionFilter(forms.Form):
    """Find a mission by a part of its name, in English or French, or of its area; or all of one kind."""

    q = forms.CharField(label=_("Name, acronym or area"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *Mission.Kind.choices]
    )

    def select(self, missions: QuerySet[Mission]) -> QuerySet[Mission]:
        """The missions asked for; a question that makes no sense is as good as none."""
        asked = self.cleaned_data if self.is_valid() else {}
        if text := asked.get("q"):
            fields = ("acronym", "name_en", "acronym_fr", "name_fr", "area")
            missions = missions.filter(
                Q(*((f"{field}__icontains", text) for field in fields), _connector=Q.OR)
            )
        return missions.filter(kind=asked["kind"]) if asked.get("kind") else missions


@dataclass(frozen=True, slots=True)
class MissionLine:
    """One line of the list."""

    row: MissionRow
    standing: Standing


@dataclass(frozen=True, slots=True)
class MissionGroup:
    """Missions of one kind, by the day their mandate ends."""

    kind: Mission.Kind
    lines: tuple[MissionLine, ...]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All missions on record; open to everyone."""
    today = day_in_new_york()
    asked = MissionFilter(request.GET)
    rows = mission_rows(asked.select(Mission.objects.all()), today)
    passed = left_behind((fact for row in rows for fact in row.mandates), today)
    lines = [MissionLine(row, standing(row.mandates, passed.get(row.mission.acronym), today)) for row in rows]
    context = {
        "form": asked,
        "is_filtered": any(asked.cleaned_data.values()),
        "current": _by_kind(line for line in lines if not _is_former(line, today)),
        "former": sorted(
            (line for line in lines if _is_former(line, today)),
            key=lambda line: line.row.mission.closed_on or date.min,
            reverse=True,
        ),
        "number": len(lines),
    }
    return render(request, "meetings/missions/index.html", context)


def _is_former(line: MissionLine, today: date) -> bool:
    closed_on = line.row.mission.closed_on
    return closed_on is not None and closed_on < today


def _by_kind(lines: Iterable[MissionLine]) -> tuple[MissionGroup, ...]:
    ordered = sorted(lines, key=_soonest_first)
    groups = (
        (kind, tuple(line for line in ordered if line.row.mission.kind == kind)) for kind in Mission.Kind
    )
    return tuple(MissionGroup(kind, found) for kind, found in groups if found)


def _soonest_first(line: MissionLine) -> tuple[int, date, str]:
    """What runs, soonest end first; then what has passed its end or is not known, then the open-ended."""
    end = line.standing.mandate.ends if line.standing.mandate else None
    rank = 0 if line.standing.days_left is not None else 2 if line.standing.open_ended else 1
    return rank, end or date.max, line.row.mission.acronym


@require_safe
def mission(request: HttpRequest, acronym: str) -> HttpResponse:
    """One mission; open to everyone, with links to occasions for those who may open them."""
    if "\0" in acronym:  # which PostgreSQL cannot even be asked about
        raise Http404
    found = Mission.objects.prefetch_related("host_countries").filter(acronym__iexact=acronym).first()
    if found is None:
        raise Http404
    if found.acronym != acronym:
        return redirect("mission", found.acronym, permanent=True)
    today = day_in_new_york()
    opened = occasions_concerning(sight_of(request.user), today)
    snapshot = mission_snapshot(found, opened=opened)
    passed = left_behind(snapshot.facts, today).get(found.acronym)
    context = {
        "mission": found,
        "snapshot": snapshot,
        "standing": standing(snapshot.facts, passed, today),
        "passed": Answer.of(passed) if passed else None,
        "chains": chains(snapshot.mandates),
        "times": lead_times(snapshot.concluded, snapshot.calendar, week_rule()),
        "may_open": snapshot.may_open,
        "contributions": _largest_first(snapshot.contributions),
        "totals": [sum(getattr(row, kind) for row in snapshot.contributions) for kind in PERSONNEL],
        "total": sum(row.total for row in snapshot.contributions),
        "newest": f":{NEWEST}",
        "older": f"{NEWEST}:",
        "unverified": set(found.unverified_fields),
    }
    return render(request, "meetings/missions/mission.html", context)


def _largest_first(rows: Iterable[Contribution]) -> list[Contribution]:
    return sorted((row for row in rows if row.total), key=lambda row: (-row.total, str(row.country)))
