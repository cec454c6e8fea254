"""A row on record that a file speaks of twice: reading cannot see it where the two write its name in two ways."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Problem
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.lines import Wanted
from meetings.services.reference.writing import Key


def said_once(bringing: Bringing, wanted: Iterable[Wanted], *, key: Sequence[str]) -> list[Wanted]:
    """Those that speak of a row first; each further one is a problem of its place.

    Args:
        key: the columns that tell a row from all others.
    """
    first: dict[Key, Wanted] = {}
    for one in wanted:
        known = first.setdefault(tuple(one.values[column] for column in key), one)
        if known is not one:
            message = gettext("The same is in the file already, written in another way: see row %(row)d.")
            said = message % {"row": known.place.row}
            bringing.problems.append(Problem(one.place.sheet, one.place.row, "", one.label, said))
    return list(first.values())
