"""The sentence for each reason.

``%(day)s`` is the first date the finding compared and ``%(step)s`` what stands on it, ``%(days)d`` and
``%(wanted)d`` are the finding's numbers, ``%(detail)s`` a symbol or a name.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from meetings.rules.findings import Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REASONS: Final[Mapping[Reason, "StrPromise"]] = {
    Reason.NONE: _("Nothing more is known."),
    # Why a rule does not apply.
    Reason.URGENT: _("Does not apply in urgency: it could not be dated ahead."),
    Reason.ORAL_REPORT: _("Does not apply: the report is given orally."),
    Reason.NO_REPORT: _("Does not apply: no report was asked for."),
    Reason.WRITTEN_REPORT: _("Does not apply: asked for only where there is no written report."),
    Reason.NO_ASSESSMENT: _("Does not apply: no assessment mission is planned."),
    Reason.NOT_RENEWAL: _("Does not apply: this is not the renewal of a mandate."),
    Reason.NOT_NEEDED: _("Does not apply: marked as not needed."),
    Reason.NO_EVENT: _("Does not apply: nothing this month called for it."),
    # What is not known.
    Reason.NO_REPORT_DATE: _("No date of the report is on record."),
    Reason.NO_MEETING: _("No meeting with contributing countries is placed or on record."),
    Reason.NO_CONSULTATIONS: _("No consultations are placed or on record."),
    Reason.NO_ADOPTION: _("No adoption is placed or on record."),
    Reason.NO_MANDATE_END: _("The mandate's end is not known."),
    Reason.NOT_PLACED: _("Not placed or not on record."),
    Reason.TOO_FEW_DATES: _("Fewer than two steps have a date, so there is no order to judge."),
    Reason.NOT_RECORDED: _("Not on record."),
    Reason.NOT_DONE: _("Not yet ticked."),
    Reason.OVERDUE: _("The day for it has passed and it is not ticked."),
    Reason.NO_MEETINGS: _("No two meetings are known between which to count."),
    Reason.NO_AGENDA_DATE: _("It is not on record when the agenda went out."),
    Reason.NO_CONVENER: _("It is not on record on whose call the meeting was held."),
    Reason.NO_MEETING_NUMBER: _("The meeting's number is not on record."),
    Reason.RULE_FAILED: _("This rule could not be worked out (%(detail)s). The others were."),
    # What was found.
    Reason.LAST_DAY: _("The adoption is on the mandate's last day (%(day)s), which is in order."),
    Reason.LATE: ngettext_lazy(
        "%(days)d day late (%(day)s).",
        "%(days)d days late (%(day)s).",
        "days",
    ),
    Reason.WEEKEND: _("On a weekend: %(step)s (%(day)s)."),
    Reason.HOLIDAY: _("On a holiday at Headquarters: %(step)s (%(day)s)."),
    Reason.ROOM_CLASH: _("Overlaps with another sitting in the same room (%(day)s)."),
    Reason.END_PASSED: _("The mandate's end (%(day)s) has passed and no later decision is recorded."),
    Reason.FINAL_EXTENSION: _(
        "The final period of the mandate ended on %(day)s; no later decision is recorded."
    ),
    Reason.NO_OCCASION: ngettext_lazy(
        "%(days)d day before the mandate's end (%(day)s) no occasion to hear contributing countries is opened.",
        "%(days)d days before the mandate's end (%(day)s) no occasion to hear contributing countries is opened.",
        "days",
    ),
    Reason.DAYS_USED: ngettext_lazy(
        "Council business on %(days)d day of this week.",
        "Council business on %(days)d days of this week.",
        "days",
    ),
    Reason.FIFTH_DAY: ngettext_lazy(
        "Council business on %(days)d day of this week; %(wanted)d are planned for.",
        "Council business on %(days)d days of this week; %(wanted)d are planned for.",
        "days",
    ),
    Reason.FRIDAY: _("Council business on a Friday (%(day)s), normally left to subsidiary bodies."),
    Reason.LONG_INTERVAL: ngettext_lazy(
        "%(days)d day between two meetings of the Council; at most %(wanted)d are foreseen.",
        "%(days)d days between two meetings of the Council; at most %(wanted)d are foreseen.",
        "days",
    ),
    Reason.CLOSED_MEETING: _("Marked closed, though its format is public; the Council may so decide."),
}
"""One sentence a reason; a test holds that none is missing."""
