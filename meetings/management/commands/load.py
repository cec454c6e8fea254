"""``manage.py load``: bring a spreadsheet in, as the pages under /load/ do."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from meetings.clock import today
from meetings.exchange.kinds import KINDS
from meetings.exchange.load_report import FORMATS, as_json, as_table
from meetings.exchange.tables.columns import Progress
from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.exchange.tables.opening import plain_name
from meetings.exchange.tables.templates import template
from meetings.models import Load, LoadLine, User
from meetings.services.loads.apply import apply_load
from meetings.services.loads.preview import preview_load
from meetings.services.loads.steps import Steps, finished
from meetings.services.refusals import Refused

TEMPLATES: Final[Mapping[str, Literal["csv", "xlsx"]]] = {".csv": "csv", ".xlsx": "xlsx"}

NOT_USABLE: Final = 1
CONFLICTS: Final = 3
"""Exit codes beside 0; a wrong word on the command line ends with 2, as everywhere."""


class Command(BaseCommand):
    help = (
        "Load a CSV or XLSX file. Exit code 0: applied, or (with --dry-run) can be; 1: the file cannot be used, "
        "every reason is printed and nothing was loaded; 3: done, but values set by hand were kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=KINDS, metavar="KIND", help=f"what it holds: {', '.join(KINDS)}")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, and keep nothing")
        parser.add_argument("--sheet", default="", metavar="NAME", help="read this sheet only")
        parser.add_argument("--take-file", action="store_true", help="overwrite values that were set by hand")
        parser.add_argument(
            "--as", dest="username", default="", metavar="NAME", help="the admin who loads it"
        )
        parser.add_argument("--format", choices=FORMATS, default="table", help="default: table")
        parser.add_argument("--quiet", action="store_true", help="do not tell how far it is")
        parser.add_argument(
            "--template", action="store_true", help="write an empty table with an example to FILE instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self._write_template(options["kind"], options["file"])
            return
        with transaction.atomic(), _progress(self, quiet=options["quiet"]) as tell:
            try:
                load = self._load(tell, **options)
            except Refused as refusal:
                raise CommandError(refusal.message, returncode=NOT_USABLE) from refusal
            told = as_json(load) if options["format"] == "json" else as_table(load)
            code = _exit_code(load)
            if options["dry_run"]:
                transaction.set_rollback(True)
        self.stdout.write(told, ending="\n" if options["format"] == "json" else "")
        if code:
            self.stdout.flush()
            raise CommandError(_why(code, load), returncode=code)

    def _load(self, tell: Callable[[Progress], None], **options: Any) -> Load:
        """Preview, and apply, in the one transaction of the command: whoever stops it finds nothing of it."""
        now, day, actor = timezone.now(), today(), _admin(options["username"])
        content = _content(options["file"])
        steps: Steps[Load] = preview_load(
            kind=options["kind"],
            file_name=plain_name(options["file"].name),
            content=content,
            sheet=options["sheet"],
            actor=actor,
            now=now,
            today=day,
        )
        load = finished(steps, tell)
        if load.state != Load.State.PREVIEWED or options["dry_run"]:
            return load
        conflicts = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT)
        take = set(conflicts.values_list("pk", flat=True)) if options["take_file"] else set()
        return finished(apply_load(load=load, take=take, actor=actor, now=now, today=day), tell)

    def _write_template(self, kind: str, path: Path) -> None:
        form = TEMPLATES.get(path.suffix.lower())
        if form is None:
            raise CommandError("Name the template .csv or .xlsx.", returncode=2)
        try:
            path.write_bytes(template(KINDS[kind], form))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Written: {path}")


def _content(path: Path) -> bytes:
    """The file, and no more of one that is too large than tells so."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=NOT_USABLE) from error


def _admin(username: str) -> User | None:
    if not username:
        return None
    admin = User.objects.filter(username__iexact=username, role=User.Role.ADMIN, is_active=True).first()
    if admin is None:
        raise CommandError(f"There is no admin “{username}”.", returncode=2)
    return admin


def _exit_code(load: Load) -> int:
    if load.state == Load.State.REFUSED:
        return NOT_USABLE
    kept = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT, take_file=False)
    return CONFLICTS if kept.exists() else 0


def _why(code: int, load: Load) -> str:
    if code == NOT_USABLE:
        return f"{load.file_name} cannot be used."
    return "Values that were set by hand were kept; --take-file takes those of the file."


@contextmanager
def _progress(command: BaseCommand, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Tell how far it is: a bar for each stage in a terminal, lines elsewhere."""
    if quiet:
        yield lambda _progress: None
    elif sys.stderr.isatty():
        with tqdm(file=sys.stderr, leave=False, unit=" rows") as bar:
            yield lambda progress: _move(bar, progress)
    else:
        yield lambda progress: command.stderr.write(_line(progress), style_func=str)


def _move(bar: "tqdm[Any]", progress: Progress) -> None:
    if bar.desc != f"{progress.stage}: ":
        bar.reset(total=progress.total)
        bar.set_description(progress.stage, refresh=False)
    bar.update(progress.done - bar.n)


def _line(progress: Progress) -> str:
    far = f": {progress.done:,}" if progress.done else ""
    return f"{progress.stage}{far}{f' of {progress.total:,}' if far and progress.total else ''}"
