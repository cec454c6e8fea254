"""What somebody wants to be told of, in which language, and how long before."""

from datetime import date
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from meetings.models import Mission, Subscription, User
from meetings.services.notices.audience import subscription_of
from meetings.services.notices.save_subscription import SWITCHES, Wishes

SHORTEST: Final = 1
LONGEST: Final = 60
"""Days before a meeting, as the database bounds them."""

CONCERNING: Final = "concerning"
CHOSEN: Final = "chosen"
EVERYTHING: Final = "everything"


class NoticesForm(forms.Form):
    """A person's wishes; one who set none yet sees what counts for them until they do."""

    by_email = forms.BooleanField(
        label=_("Tell me by e-mail"),
        required=False,
        help_text=_("One message for each published version that touches what you follow."),
    )
    language = forms.ChoiceField(
        label=_("Language of the messages"),
        required=False,
        choices=[("", _("the site's own (English)")), *settings.LANGUAGES],
    )
    extent = forms.ChoiceField(label=_("What you follow"), widget=forms.RadioSelect)
    missions = forms.ModelMultipleChoiceField(
        label=_("Missions"),
        queryset=Mission.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    of_new = forms.BooleanField(
        label=_("what is new"),
        required=False,
        help_text=_("Entries that were on no version before. Of a month's first version, all are."),
    )
    of_moved = forms.BooleanField(
        label=_("what was moved"), required=False, help_text=_("To another day or another time.")
    )
    of_cancelled = forms.BooleanField(
        label=_("what was cancelled or postponed, and what is on again"), required=False
    )
    of_changed = forms.BooleanField(
        label=_("what was changed otherwise"),
        required=False,
        help_text=_("The room, the form of the meeting, the title, briefers and documents."),
    )
    reminders = forms.BooleanField(label=_("Remind me"), required=False)
    days_before = forms.IntegerField(
        label=_("So many days before"),
        min_value=None,
        validators=[
            MinValueValidator(SHORTEST, _("One day at least.")),
            MaxValueValidator(LONGEST, _("60 days at most.")),
        ],
        widget=forms.NumberInput(attrs={"min": SHORTEST, "max": LONGEST, "class": "short-number"}),
        error_messages={"invalid": _("Write a whole number of days.")},
    )

    def __init__(self, user: User, today: date, data: Any = None) -> None:
        subscription = subscription_of(user)
        super().__init__(data, initial=_initial(user, subscription))
        chosen = subscription.missions.all() if subscription else Mission.objects.none()
        # A mission that closed since stays, so that saving does not take it away unasked.
        open_or_chosen = Mission.objects.open_on(today) | Mission.objects.filter(pk__in=chosen.values("pk"))
        self.fields["missions"].queryset = open_or_chosen.distinct().order_by("acronym")  # type: ignore[attr-defined]
        own = _("Meetings that concern my country") if user.country_id else _("Meetings about any mission")
        self.fields["extent"].choices = [  # type: ignore[attr-defined]
            (CONCERNING, own),
            (CHOSEN, _("Only meetings about these missions")),
            (EVERYTHING, _("The whole programme, whatever it is about")),
        ]
        if not user.country_id:
            self.fields["extent"].choices = self.fields["extent"].choices[1:]  # type: ignore[attr-defined]
        self.fields["reminders"].help_text = (
            _("Before meetings with contributors, consultations and adoptions that you follow.")
            if not user.is_planner
            else _(
                "Before days on which reports are due, meetings with contributors, consultations and adoptions."
            )
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("extent") == CHOSEN and not data.get("missions") and "missions" not in self.errors:
            self.add_error("missions", _("Choose at least one mission."))
        return data

    @property
    def wishes(self) -> Wishes:
        """What was set; of a form without errors."""
        names = [name for name in SWITCHES if name != "everything"]
        values = {name: self.cleaned_data[name] for name in names}
        everything = self.cleaned_data["extent"] == EVERYTHING
        return Wishes(**values, everything=everything, language=self.cleaned_data["language"])

    @property
    def only_missions(self) -> tuple[Mission, ...]:
        """Those alone of which the person is told; none where all that concerns them counts."""
        return tuple(self.cleaned_data["missions"]) if self.cleaned_data["extent"] == CHOSEN else ()


def _initial(user: User, subscription: Subscription | None) -> dict[str, Any]:
    """Nobody who plans is told anything before they asked for it."""
    shown = subscription or Subscription(by_email=user.role == User.Role.DELEGATION)
    missions = list(subscription.missions.all()) if subscription else []
    extent = CHOSEN if missions else CONCERNING
    if shown.everything or (not missions and not user.country_id):
        extent = EVERYTHING
    values = {name: getattr(shown, name) for name in SWITCHES if name != "everything"}
    return values | {"language": user.language, "extent": extent, "missions": missions}
