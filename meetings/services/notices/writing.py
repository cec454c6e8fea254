"""One person's message about one version: their changes in words, in their language, with a calendar file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from meetings.exchange.mail import absolute
from meetings.exchange.wording_changes import ShownChange, count_text, shown_changes
from meetings.exchange.wording_values import about, month_name, titled
from meetings.models import ProgrammeVersion, Sitting, User
from meetings.models.labels import FORMATS
from meetings.planning.calendar_lines import calendar_lines
from meetings.planning.diff import Change, ChangeKind
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.services.notices.calendar_file import calendar_file
from meetings.snapshots.latest import latest_near

SUBJECT_LENGTH = 250


@dataclass(frozen=True, slots=True)
class Publication:
    """A version as its notices speak of it, whether it was published or is about to be.

    ``at`` is the aware instant of its publication. ``title_kind`` is one of ``ProgrammeVersion.Title``.
    ``other_months`` are the latest versions of other months, each with its instant: what moved there is no longer
    off on a calendar. ``before`` is the version before it, of which the content is not read; none before a first.
    """

    month: date
    number: int
    title_kind: str
    published: PublishedMonth
    at: datetime
    withdraws: bool = False
    note: str = ""
    is_sample: bool = False
    other_months: tuple[tuple[PublishedMonth, datetime], ...] = ()
    before: ProgrammeVersion | None = None

    @property
    def is_back(self) -> bool:
        """Whether it publishes a month again that was withdrawn."""
        return self.before is not None and self.before.withdraws and not self.withdraws

    @property
    def has_new_title(self) -> bool:
        """Whether it has another title than the version before; a first one, than a programme has."""
        usual = ProgrammeVersion.Title.PROGRAMME
        return self.title_kind != (self.before.title_kind if self.before else usual)

    @classmethod
    def of(cls, version: ProgrammeVersion) -> Self:
        """Of a version that was published: two queries beside its own."""
        earlier = version.programme.versions.filter(number__lt=version.number).defer("content")
        return cls(
            month=version.programme.month,
            number=version.number,
            title_kind=version.title_kind,
            published=version.published,
            at=version.published_at,
            withdraws=version.withdraws,
            note=version.note,
            is_sample=version.programme.is_sample,
            other_months=other_months(version.programme.month),
            before=earlier.order_by("-number").first(),
        )


@dataclass(frozen=True, slots=True)
class Message:
    """What one person gets: plain text, and an iCalendar file beside it."""

    subject: str
    body: str
    calendar: str
    language: str


def other_months(month: date) -> tuple[tuple[PublishedMonth, datetime], ...]:
    """The latest versions of the months near one, each with the instant it was published at: one query."""
    return tuple((published, at) for at, other, published in latest_near(month) if other != month)


class CalendarFiles:
    """Calendar files of one version: many are told of the same entries in the same language."""

    def __init__(self, publication: Publication) -> None:
        months = ((publication.published, publication.at), *publication.other_months)
        self.lines = calendar_lines(months)
        self.made: dict[tuple[str, frozenset[str]], str] = {}

    def of(self, changes: Iterable[Change]) -> str:
        """The file with the entries of some changes, in the active language."""
        uids = frozenset(change.uid for change in changes)
        kept = (translation.get_language(), uids)
        if kept not in self.made:
            self.made[kept] = calendar_file(self.lines, uids)
        return self.made[kept]


def language_of(user: User) -> str:
    """The language somebody is written to in: theirs, else the site's."""
    return user.language if user.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def notice_for(
    user: User, changes: Iterable[Change], publication: Publication, *, files: CalendarFiles | None = None
) -> Message:
    """Write to one person what a version changes for them; nothing is kept or sent.

    Args:
        changes: those that touch them, as ``who_is_told`` gives them.
        publication: the version, published or to come.
        files: where several are written to, what keeps equal calendar files.
    """
    changes = tuple(changes)
    with translation.override(language_of(user)):
        shown = shown_changes(changes, left=publication.published.left)
        calendar = (files or CalendarFiles(publication)).of(changes)
        context = _context(user, shown, publication) | {"has_calendar": bool(calendar)}
        return Message(
            subject=one_line(_subject(shown, publication)),
            body=written("emails/notice.txt", context),
            calendar=calendar,
            language=language_of(user),
        )


def name_of(entry: EntryFact) -> str:
    """An entry on one line: its format, its title and its missions, none of them said twice."""
    named = entry.title.casefold()
    text = titled(str(FORMATS[entry.format]), entry.title)
    missions = [mission for mission in entry.missions if mission.casefold() not in named]
    return f"{text} ({', '.join(missions)})" if missions else text


def one_line(subject: str) -> str:
    """A subject that fits a header and its column; a title may have been written over several lines."""
    line = " ".join(subject.split())
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"


def written(template: str, context: dict[str, Any]) -> str:
    """A body from its template, which ends with one line end however the template does."""
    return render_to_string(template, context).strip() + "\n"


def _subject(shown: tuple[ShownChange, ...], publication: Publication) -> str:
    """What happened, not that something did: to the month, where it did to that; one change is said in full."""
    month, what = month_name(publication.month), _of_the_month(publication)
    if publication.withdraws:
        return gettext("%(month)s: the programme is withdrawn") % {"month": month}
    if len(shown) == 1:
        changed = gettext("%(title)s: %(what)s") % {"title": shown[0].title, "what": shown[0].line}
    else:
        changed = _counts(shown)
    if what:
        words = {"month": month, "what": what, "changed": changed}
        return gettext("%(month)s: %(what)s; %(changed)s") % words
    return changed if len(shown) == 1 else about(month, changed)


def _of_the_month(publication: Publication) -> str:
    """What happened to the month itself; empty where it goes on as it was."""
    if publication.has_new_title:
        is_plan = publication.title_kind == ProgrammeVersion.Title.PLAN
        return gettext("plan of work published") if is_plan else gettext("programme of work published")
    return gettext("published again") if publication.is_back else ""


def _counts(shown: tuple[ShownChange, ...]) -> str:
    numbers: dict[Any, int] = {}
    for change in shown:
        numbers[change.kind] = numbers.get(change.kind, 0) + 1
    return ", ".join(count_text(kind, number) for kind, number in numbers.items())


def _where(shown: ShownChange) -> str:
    """The room of what moved, where it is the same as before: else it is among what is said otherwise."""
    if shown.kind is not ChangeKind.MOVED or any(field.name == "rooms" for field in shown.change.fields):
        return ""
    rooms = dict.fromkeys(sitting.room for sitting in shown.entry.sittings if sitting.room)
    label = str(capfirst(Sitting._meta.get_field("room").verbose_name))
    return about(label, ", ".join(rooms)) if rooms else ""


def _context(user: User, shown: tuple[ShownChange, ...], publication: Publication) -> dict[str, Any]:
    month, number = publication.month, publication.number
    compared = f"{absolute('changes', month)}?from={number - 1}&to={number}"
    return {
        "user": user,
        "changes": [
            {"name": name_of(change.entry), "shown": change, "where": _where(change)} for change in shown
        ],
        "publication": publication,
        "month_address": absolute("month", month),
        "changes_address": compared if number > 1 else "",
        "settings_address": absolute("notices"),
    }
