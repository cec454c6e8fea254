"""A row on record that a file speaks of twice: reading cannot see it where the two write its name in two ways."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Place, Problem
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.lines import Wanted
from meetings.services.reference.writing import Key


def said_once(
    bringing: Bringing, wanted: Iterable[Wanted], *, key: Sequence[str], may_repeat: bool = False
) -> list[Wanted]:
    """Those that speak of a row first; each further one is a problem of its place.

    Args:
        key: the columns that tell a row from all others.
        may_repeat: whether a row may stand in the file again, as long as it says the same.
    """
    first: dict[Key, Wanted] = {}
    for one in wanted:
        known = first.setdefault(tuple(one.values[column] for column in key), one)
        if known is one:
            continue
        if not may_repeat:
            message = gettext("The same is in the file already, written in another way: see row %(row)s.")
            said = message % {"row": where(known.place, one.place)}
            bringing.problems.append(Problem(one.place.sheet, one.place.row, "", one.label, said))
        elif known.values != one.values:
            note_other(bringing, one.place, known.place, "", one.label)
    return list(first.values())


def note_other(bringing: Bringing, place: Place, first: Place, column: str, value: str) -> None:
    """Note that two rows of the file say different things of the same."""
    message = gettext("The file says something else of the same in row %(row)s.")
    problem = Problem(place.sheet, place.row, column, value, message % {"row": where(first, place)})
    bringing.problems.append(problem)


def where(first: Place, seen_from: Place) -> str:
    """The number of a row, with the name of its sheet where it is another one."""
    if first.sheet == seen_from.sheet:
        return str(first.row)
    return gettext("%(row)d of the sheet “%(sheet)s”") % {"row": first.row, "sheet": first.sheet}
