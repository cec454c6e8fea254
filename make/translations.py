"""Compiled translations, by Babel: a machine that runs the site needs none of gettext's programs.

``.venv/bin/python make/translations.py`` compiles them all and tells what is wrong with them.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from environment import PYTHON
from steps import ROOT, Command, Steps, main

LOCALE = ROOT / "meetings" / "locale"
COMPILE: Command = [PYTHON, "make/translations.py"]

STEPS = 1


def ensure(steps: Steps) -> None:
    """Compile the translations if one is newer than what was made of it."""
    label = "compiling translations"
    if any(_is_stale(source) for source in LOCALE.rglob("*.po")):
        steps.run(label, COMPILE)
    else:
        steps.skip(label)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= source.stat().st_mtime


def _compile_all() -> int:
    """Compile every catalogue; return 1 if a translation does not fit its text, as by a lost placeholder."""
    mistakes = [mistake for source in sorted(LOCALE.rglob("*.po")) for mistake in _compile(source)]
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return 1 if mistakes else 0


def _compile(source: Path) -> Iterator[str]:
    # Babel is there only in the environment that this module's other half prepares.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    for message, errors in catalogue.check():
        yield from (f"{source.relative_to(ROOT)}:{message.lineno}: {error}" for error in errors)


if __name__ == "__main__":
    main(_compile_all)
