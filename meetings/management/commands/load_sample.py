"""Load the sample plan, or take it away: ``manage.py load_sample [--remove]``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.exchange.reference.table import ReferenceErrors
from meetings.services.load_sample import MonthTaken, NoReferenceData, load_sample
from meetings.services.remove_sample import remove_sample


class Command(BaseCommand):
    help = "Loads and publishes a plan of two months, made up to show the software at work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = Path(settings.BASE_DIR) / "fixtures" / "sample"
        parser.add_argument(
            "--from", dest="folder", type=Path, default=default, metavar="DIR", help="another folder of data"
        )
        parser.add_argument("--remove", action="store_true", help="take the sample plan away again")
        parser.add_argument("--quiet", action="store_true", help="say nothing but errors")

    def handle(self, *args: Any, folder: Path, remove: bool, quiet: bool, **options: Any) -> None:
        said = self._remove() if remove else self._load(folder.resolve())
        if not quiet:
            self.stdout.write(said)

    def _remove(self) -> str:
        months = remove_sample(actor=None, now=timezone.now())
        return f"{months} months of the sample plan were taken away."

    def _load(self, folder: Path) -> str:
        try:
            versions = load_sample(folder=folder, actor=None, now=timezone.now())
        except ReferenceErrors as errors:
            raise CommandError("\n".join([*map(str, errors.errors), "Nothing was loaded."])) from errors
        except NoReferenceData as error:
            raise CommandError(f"Not on record: {error}; run load_reference first.") from error
        except MonthTaken as error:
            message = f"{error} has a plan that is no sample; nothing of it was changed."
            raise CommandError(message) from error
        lines = [f"Published {version.programme}, version {version.number}." for version in versions]
        return "\n".join(lines) or "Nothing to change: the sample plan was loaded before."
