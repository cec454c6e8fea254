"""What is on record is not changed at the desk."""

from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Entry, Programme
from meetings.rules.vocabulary import EntryStatus
from meetings.services.refusals import Refused


def refuse_record(programme: Programme) -> None:
    """What a month on record holds is public, and loaded from its sources: no desk changes it.

    Raises:
        Refused: the month is on record.
    """
    if programme.state == Programme.State.RECORD:
        month = date_format(programme.month, "F Y")
        raise Refused(gettext("%(month)s is on record; nothing is planned in it.") % {"month": month})


def refuse_held(entry: Entry) -> None:
    """What was held stands on record.

    Raises:
        Refused: the entry was held, or its month is on record.
    """
    refuse_record(entry.programme)
    if entry.status == EntryStatus.HELD:
        raise Refused(gettext("This was held, and is on record as it was."))
