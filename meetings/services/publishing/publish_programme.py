"""Publishing a month from the desk: as the officer saw it, and with a reason for all that asks for one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, ngettext

from meetings.models import Programme, ProgrammeVersion, User
from meetings.rules.vocabulary import WeekRule
from meetings.services.locking import lock_programme
from meetings.services.on_record import refuse_record
from meetings.services.publishing.coming_version import ComingVersion, coming_version
from meetings.services.publishing.publish_version import publish_version
from meetings.services.refusals import Refused
from meetings.snapshots.desk import DeskSnapshot, desk_snapshot
from meetings.snapshots.standing_reasons import ReasonedFinding, calling_findings


class PlanChanged(Refused):
    """What would be published is not what the officer saw."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The month has changed since you saw it. Nothing was published: look at it again.")
        )


class ReasonsMissing(Refused):
    """Some findings at warning or above have no reason that stands."""

    def __init__(self, waiting: Iterable[ReasonedFinding]) -> None:
        self.waiting = tuple(waiting)
        text = ngettext(
            "Nothing was published: %(number)d finding waits for a reason (%(rules)s).",
            "Nothing was published: %(number)d findings wait for a reason (%(rules)s).",
            len(self.waiting),
        )
        super().__init__(text % {"number": len(self.waiting), "rules": _rules(self.waiting)})


def publish_programme(
    *,
    programme: Programme,
    seen: str,
    title_kind: str,
    note: str,
    week_rule: WeekRule,
    today: date,
    actor: User,
    now: datetime,
    request: UUID | None = None,
) -> ProgrammeVersion:
    """Freeze the month as its next version, if it is what the officer saw and every finding has its reason.

    The month is locked first, and all is asked under the lock: of two who publish at once from the same page, the
    second is refused, since the number it saw is taken. From which stage a month comes does not matter.

    Args:
        seen: the ``fingerprint`` of the ``ComingVersion`` that the officer looked at.
        title_kind: *programme*, or *plan* where members did not agree (a plan of work).
        note: in words, what this version is. A version that changes nothing must say here why there is one.
        today: the New York day that the rules are told.
        now: an aware instant.

    Raises:
        PlanChanged: another version was published meanwhile, or this one would not hold what was seen.
        ReasonsMissing: a finding at warning or above has no reason, or one whose dates have changed since.
        Refused: the month is on record; or, at ``note``, nothing changes and no note says why.
    """
    with transaction.atomic():
        locked = lock_programme(pk=programme.pk)
        refuse_record(locked)
        coming = coming_version(locked)
        if coming.fingerprint != seen:
            raise PlanChanged
        _refuse_unanswered(desk_snapshot(locked.month, today, actor), coming, week_rule)
        if not note and not coming.changes_anything(title_kind):
            raise Refused(_unchanged(coming.number - 1), "note")
        return publish_version(
            programme=locked,
            actor=actor,
            now=now,
            title_kind=title_kind,
            note=note,
            request=request,
            month=coming.month,
            today=today,
        )


def _refuse_unanswered(snapshot: DeskSnapshot, coming: ComingVersion, week_rule: WeekRule) -> None:
    """The rules must have judged the very entries that are frozen: an entry saved in between changes the plan."""
    judged = {entry.uid: entry for entry in snapshot.entries if entry.month == snapshot.month}
    if judged != {entry.uid: entry for entry in coming.month.live}:
        raise PlanChanged
    waiting = [one for one in calling_findings(snapshot, week_rule) if one.waits_for_reason]
    if waiting:
        raise ReasonsMissing(waiting)


def _unchanged(number: int) -> str:
    said = gettext("Nothing has changed since version %(number)d. Say here why it is published again.")
    return said % {"number": number}


def _rules(waiting: Iterable[ReasonedFinding]) -> str:
    """The rules, as one looks them up: G13, L3 (9)."""
    counted = Counter(one.finding.rule for one in waiting)
    return ", ".join(rule if number == 1 else f"{rule} ({number})" for rule, number in counted.items())
