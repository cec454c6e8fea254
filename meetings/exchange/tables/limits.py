"""How much a file may hold. Each bound is far above what any real table needs, and keeps a hostile one small."""

from typing import Final

LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes of an uploaded file."""

MOST_ROWS: Final = 50_000
"""Rows of a file that are not empty."""

MOST_COLUMNS: Final = 200

LONGEST_CELL: Final = 10_000
"""Far more than any remark needs: a longer cell is a row whose quotes are not closed, or no data at all."""

HEADING_ROWS: Final = 20
"""Rows at the top of a sheet among which the headings are looked for."""

MOST_PROBLEMS: Final = 20_000

ROWS_A_STEP: Final = 500
"""After so many rows, a reading says how far it has come."""

LAST_ROW: Final = 1_048_576
"""The last row that a sheet of a workbook can have."""

MOST_PARTS: Final = 1_000
"""Files in the zip that a workbook is."""

LARGEST_UNPACKED: Final = 64 * 1024 * 1024
"""Bytes of all parts of a workbook together."""

LARGEST_STRINGS: Final = 16 * 1024 * 1024
"""Bytes of the part that holds the texts of all sheets."""

HIGHEST_RATIO: Final = 200
"""How many bytes one packed byte of a part may stand for. Even very even tables stay below a hundred."""

RATIO_MATTERS_FROM: Final = 1024 * 1024
"""Bytes from which on the ratio is looked at: a small part does no harm, however well it is packed."""

MOST_ELEMENTS: Final = 2_000_000
"""XML elements of a part that is read piece by piece: about a million cells."""

MOST_PIECES: Final = 250_000
"""Rows of a sheet, empty ones included, or texts of the part that holds them; lines of a CSV file."""

MOST_ELEMENTS_AT_ONCE: Final = 60_000
"""XML elements that are in memory at the same time: those of a row, or of a part that is read whole."""

LONGEST_PIECE: Final = 4_000_000
"""Characters of one row: all its columns, with cells as long as they may be."""
