"""Long work in steps: it tells how far it is, and its result comes at the end."""

from collections.abc import Callable, Generator
from typing import TypeVar

from meetings.exchange.tables.columns import Progress

Result = TypeVar("Result")

Steps = Generator[Progress, None, Result]
"""Work under way: whoever drives it is told of each stage, and may stop it, which undoes all of it."""


def finished(steps: Steps[Result], tell: Callable[[Progress], object] = lambda _progress: None) -> Result:
    """Do all of it.

    Args:
        tell: called with each word of how far it is.
    """
    while True:
        try:
            tell(next(steps))
        except StopIteration as end:
            result: Result = end.value
            return result
