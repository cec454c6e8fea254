"""What the Council's own papers call a meeting: its item, its number, the missions it is about."""

import re
from collections.abc import Iterable
from typing import Final

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.text import get_text_list
from django.utils.translation import gettext, pgettext

BLANK: Final = "[...]"
"""Stands where something is not on record: nothing is made up."""

NUMBER: Final = re.compile(r"S/PV\.(\d{1,6})|^(\d{1,6})$")
CITES_1353: Final = re.compile(r"\b1353\b")


def official_item(agenda: Iterable[str], missions: Iterable[str]) -> str:
    """The item of a meeting with contributors.

    As the entry's agenda words it, if it cites resolution 1353 (2001); else in the form of the Council's own lists:
    early items cite section A of its annex II alone, later ones A and B.

    Args:
        agenda: the items of the entry.
        missions: their full names.
    """
    for item in agenda:
        if CITES_1353.search(item):
            return item
    text = gettext(
        "Meeting of the Security Council with the troop-contributing countries to %(missions)s, pursuant to sections "
        "A and B of annex II to resolution 1353 (2001)"
    )
    return text % {"missions": named(missions)}


def numbered(meeting_number: str) -> str:
    """Which meeting of the Council it is, such as "7964th"; a blank where its record has no number yet.

    Args:
        meeting_number: the symbol of the record, S/PV.7964 (Resumption 1), or the number alone.
    """
    found = NUMBER.search(meeting_number.strip())
    return str(ordinal(found[1] or found[2])) if found else BLANK


def named(missions: Iterable[str]) -> str:
    """The missions by their full names, with the article the sentence needs; a blank where there is none."""
    names = [gettext("the %(mission)s") % {"mission": name} for name in missions]
    return get_text_list(names, pgettext("list of missions", "and")) or BLANK
