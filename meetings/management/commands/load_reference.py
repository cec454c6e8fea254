"""Load the reference data: ``manage.py load_reference``."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from meetings.exchange.reference.table import ReferenceErrors
from meetings.services.load_reference import STEPS, load_reference


class Command(BaseCommand):
    help = "Loads the reference data into the database; again and again without duplicates."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = Path(settings.BASE_DIR) / "fixtures"
        parser.add_argument(
            "--from", dest="folder", type=Path, default=default, metavar="DIR", help="another folder of data"
        )
        parser.add_argument("--quiet", action="store_true", help="say nothing but errors")

    def handle(self, *args: Any, folder: Path, quiet: bool, **options: Any) -> None:
        with self._progress(quiet=quiet) as tell:
            try:
                tally = load_reference(folder=folder.resolve(), actor=None, now=timezone.now(), tell=tell)
            except ReferenceErrors as errors:
                raise CommandError(self._report(errors)) from errors
        if not quiet:
            lines = (f"{number:6,} {what}" for what, number in sorted(tally.items()))
            self.stdout.write("\n".join(lines) or "Nothing to change: all of it was loaded before.")

    def _report(self, errors: ReferenceErrors) -> str:
        lines = "\n".join(str(error) for error in errors.errors)
        number = len(errors.errors)
        return f"{lines}\n{number} error{'s' if number > 1 else ''}; nothing was loaded."

    @contextmanager
    def _progress(self, *, quiet: bool) -> Iterator[Callable[[str], None]]:
        """Tell of each step: a bar in a terminal, a line elsewhere."""
        if quiet:
            yield lambda step: None
        elif sys.stderr.isatty():
            with tqdm(
                total=len(STEPS), file=sys.stderr, bar_format="{l_bar}{bar:30}| {desc}", leave=False
            ) as bar:
                yield lambda step: _advance(bar, step)
        else:
            yield lambda step: self.stderr.write(f"Loading {step}", style_func=str)


def _advance(bar: "tqdm[Any]", step: str) -> None:
    bar.set_description_str(step, refresh=False)
    bar.update()
