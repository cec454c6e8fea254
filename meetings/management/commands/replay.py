"""``manage.py replay``: every occasion on record, or the rows of a file, held against the rules."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from meetings.exchange.cycles import read_cycles
from meetings.exchange.replay import FORMATS, as_csv, as_json, as_table, replay
from meetings.models import Occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.vocabulary import WeekRule
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.occasions import occasion_facts


class Command(BaseCommand):
    help = (
        "Hold the chains of dates on record, or those of a file like fixtures/cycles.csv, against the rules."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            metavar="FILE.csv",
            help="a file with the columns of fixtures/cycles.csv; without one, every occasion in the database",
        )
        parser.add_argument(
            "--week-rule",
            choices=[rule.value for rule in WeekRule],
            default=settings.WEEK_RULE,
            help="whether exactly seven days count as one week (default: the setting WEEK_RULE)",
        )
        parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")

    def handle(self, *args: Any, **options: Any) -> None:
        week_rule = WeekRule(options["week_rule"])
        occasions, errors = self._read(options["file"]) if options["file"] else (_on_record(), [])
        answers = replay(occasions, self._calendar(), week_rule)
        match options["format"]:
            case "json":
                self.stdout.write(as_json(answers, week_rule))
            case "csv":
                self.stdout.write(as_csv(answers), ending="")
            case _:
                self.stdout.write(as_table(answers), ending="")
        if errors:
            # What was asked for has been answered; the exit code says that not all of it could be.
            self.stdout.flush()
            raise CommandError(_plainly(errors), returncode=1)

    def _read(self, path: Path) -> tuple[Iterable[OccasionFact], list[str]]:
        found = read_cycles(path)
        return [row.occasion for row in found.rows], [str(error) for error in found.errors]

    def _calendar(self) -> WorkingDays:
        """The holidays on record; a file can be replayed without a database, counting weekends alone."""
        try:
            return headquarters_calendar()
        except DatabaseError:
            self.stderr.write("No holidays are loaded: N1 and N2 count weekends alone.")
            return WorkingDays(frozenset())


def _on_record() -> tuple[OccasionFact, ...]:
    try:
        return occasion_facts(Occasion.objects.order_by("pk").with_parts())
    except DatabaseError as error:
        raise CommandError(f"The database cannot be read (is it set up, and loaded?): {error}") from error


def _plainly(errors: list[str]) -> str:
    count = len(errors)
    return "\n".join([*errors, f"{count} value{'s' if count > 1 else ''} could not be read."])
