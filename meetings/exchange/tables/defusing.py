"""Texts that a spreadsheet program would take for a formula: how files of ours hold them, and how they are read.

Such a text is written with an apostrophe before it. So that nothing is lost, one that looks as if it had been
written that way already gets another: ``as_written`` undoes ``defused`` for every text.
"""

import re
from typing import Final

FIRST_OF_A_FORMULA: Final = r"[=+\-@\t\r\n＝＋－＠]"
"""What a formula may begin with, in one program or another; those of full width in East Asian editions."""

TO_DEFUSE: Final = re.compile(f"'*{FIRST_OF_A_FORMULA}")
DEFUSED: Final = re.compile(f"'+{FIRST_OF_A_FORMULA}")


def defused(text: str) -> str:
    """The text as we write it into a cell, where no program takes it for a formula."""
    return f"'{text}" if TO_DEFUSE.match(text) else text


def as_written(text: str) -> str:
    """The text of a cell without what ``defused`` has put before it."""
    return text[1:] if DEFUSED.match(text) else text
