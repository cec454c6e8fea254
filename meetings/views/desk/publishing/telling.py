"""Who will hear of a version, by which channel, and who cannot be told and why, as the page says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from django.utils.translation import gettext_lazy as _

from meetings.models import User
from meetings.models.labels import Label
from meetings.services.notices import (
    Message,
    NotTold,
    Publication,
    Telling,
    Told,
    Why,
    notice_for,
    who_is_told,
)
from meetings.services.publishing.coming_version import ComingVersion

WHY: Final[Mapping[Why, Label]] = {
    Why.NO_ADDRESS: _("no e-mail address is known"),
    Why.ASKED_FOR_NONE: _("asked for no e-mail"),
    Why.NOTHING_WANTED: _("asked not to be told of changes of this kind"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person: who they are, of how many changes they hear, and why not by mail where they are not told."""

    who: Told | NotTold

    @property
    def user(self) -> User:
        return self.who.user

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.user.username

    @property
    def place(self) -> str:
        """Whom they speak for: their country, else what they do here."""
        return str(self.who.country or self.user.get_role_display())

    @property
    def number(self) -> int:
        return len(self.who.changes)

    @property
    def has_feed(self) -> bool:
        return self.who.has_feed

    @property
    def why(self) -> str:
        return str(WHY[self.who.why]) if isinstance(self.who, NotTold) else ""


@dataclass(frozen=True)
class TellingPage:
    """Who hears of one version that is to come, and what is written to them."""

    telling: Telling
    publication: Publication

    @cached_property
    def told(self) -> tuple[Recipient, ...]:
        return tuple(map(Recipient, self.telling.told))

    @cached_property
    def not_told(self) -> tuple[Recipient, ...]:
        return tuple(map(Recipient, self.telling.not_told))

    def recipient(self, pk: int | None) -> Recipient | None:
        """The person of this key among those who are told; the first of them where nobody is asked for."""
        if pk is None:
            return next(iter(self.told), None)
        return next((one for one in self.told if one.user.pk == pk), None)

    def message(self, recipient: Recipient) -> Message:
        """What this person would get."""
        return notice_for(recipient.user, recipient.who.changes, self.publication)


def telling_of(coming: ComingVersion, today: date, now: datetime, *, withdraws: bool = False) -> TellingPage:
    """Who hears of the next version of a month; or, ``withdraws``, of its withdrawal: five queries."""
    published, changes = coming.withdrawing if withdraws else (coming.content, coming.changes)
    publication = Publication(
        month=coming.programme.month,
        number=coming.number,
        title_kind=coming.latest.title_kind if withdraws and coming.latest else coming.title_kind,
        published=published,
        at=now,
        withdraws=withdraws,
        is_sample=coming.programme.is_sample,
        before=coming.latest,
    )
    return TellingPage(who_is_told(changes, today=today), publication)
