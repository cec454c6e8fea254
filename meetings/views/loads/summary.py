"""What a load would do, or did, in one sentence or two.

One row of a file may bring two records, a decision and the mandate that it sets: rows and records are told apart.
"""

from django.utils.translation import gettext, ngettext

from meetings.models import Load, LoadLine
from meetings.templatetags.records import grouped

Outcome = LoadLine.Outcome


def summary_sentences(load: Load) -> list[str]:
    """The records it adds and changes, those that somebody set otherwise, and the rows that say nothing new."""
    new, changed, conflict, closed = (
        int(load.summary.get(outcome, 0))
        for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICT, Outcome.CLOSED)
    )
    unchanged = int(load.summary.get("unchanged", 0))
    if not any((new, changed, conflict, closed)):
        return [_nothing(unchanged)]
    said = [_done(new, changed + closed, done=load.state in {Load.State.APPLIED, Load.State.TAKEN_BACK})]
    said += [_in_conflict(conflict, load)] if conflict else []
    said += [_silent(unchanged)] if unchanged else []
    return [sentence for sentence in said if sentence]


def _nothing(unchanged: int) -> str:
    if not unchanged:
        return gettext("There is nothing in it: no row stands below its headings.")
    text = ngettext(
        "Nothing would change: what the file says stands on record already, in its one row.",
        "Nothing would change: what the file says stands on record already, in all %(number)s rows.",
        unchanged,
    )
    return text % {"number": grouped(unchanged)}


def _done(new: int, changed: int, *, done: bool) -> str:
    adds = ngettext("%(number)s record", "%(number)s records", new) % {"number": grouped(new)}
    changes = ngettext("%(number)s record", "%(number)s records", changed) % {"number": grouped(changed)}
    if new and changed:
        text = (
            gettext("It added %(new)s and changed %(changed)s.")
            if done
            else gettext("It would add %(new)s and change %(changed)s.")
        )
    elif new:
        text = gettext("It added %(new)s.") if done else gettext("It would add %(new)s.")
    elif changed:
        text = gettext("It changed %(changed)s.") if done else gettext("It would change %(changed)s.")
    else:
        return ""
    return text % {"new": adds, "changed": changes}


def _in_conflict(number: int, load: Load) -> str:
    if load.state in {Load.State.APPLIED, Load.State.TAKEN_BACK}:
        text = ngettext(
            "In %(number)s record somebody had set something else by hand.",
            "In %(number)s records somebody had set something else by hand.",
            number,
        )
    else:
        text = ngettext(
            "In %(number)s record somebody has set something else by hand: it stays, unless you decide for the file.",
            "In %(number)s records somebody has set something else by hand: it stays, unless you decide for the file.",
            number,
        )
    return text % {"number": grouped(number)}


def _silent(number: int) -> str:
    text = ngettext(
        "%(number)s row of the file says nothing new.", "%(number)s rows of the file say nothing new.", number
    )
    return text % {"number": grouped(number)}
