"""How an operation is put down: what it may answer, beside what it is asked for."""

from typing import Any, Final

from meetings.api.problems import Problem

UNCHANGED: Final[dict[int, Any]] = {304: None}
UNUSABLE: Final[dict[int, Any]] = {422: Problem}
MISSING: Final[dict[int, Any]] = {404: Problem}


def listed(content: type[Any]) -> dict[int, Any]:
    """The answers of a list that is always there."""
    return {200: content, **UNCHANGED, **UNUSABLE}


def found(content: type[Any]) -> dict[int, Any]:
    """The answers where there may be nothing, or nothing for this reader."""
    return {200: content, **UNCHANGED, **MISSING, **UNUSABLE}
