"""What stands beside a line of a calendar that shows what changed."""

from collections.abc import Mapping
from typing import TypeVar

from django import template

from meetings.rules.facts import EntryFact

register = template.Library()

Mark = TypeVar("Mark")


@register.filter
def mark_of(entry: EntryFact, marks: Mapping[str, Mark]) -> Mark | None:
    """What changed of an entry, from the changes by uid; nothing of one that did not change."""
    return marks.get(entry.uid)
