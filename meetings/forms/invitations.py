"""What a planner writes on the list of who is invited to a meeting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.papers import day_field
from meetings.models import Country, Invitation
from meetings.planning.attendance import Attendance
from meetings.planning.invitees import Meeting
from meetings.services.add_party import parties_by_hand
from meetings.services.invitation_rows import seen_of
from meetings.services.set_attendance import AttendanceEdit
from meetings.snapshots.invitations import InvitedParty

LONGEST_LEVEL = 120


def _past(day: date | None, today: date) -> date | None:
    """The day, if it has come.

    Raises:
        ValidationError: it lies ahead.
    """
    if day and day > today:
        raise forms.ValidationError(gettext("That day has not come yet."))
    return day


class PartyForm(forms.Form):
    """One more party: a country or an organization, and as what it is to come."""

    party = forms.ChoiceField(label=_("As what"))
    country = forms.ModelChoiceField(
        Country.objects.none(),
        label=_("Country"),
        required=False,
        error_messages={"invalid_choice": _("There is no such country on record.")},
    )
    organization = forms.CharField(label=_("Or an organization"), required=False, max_length=150)
    requested_on = day_field(_("Asked on"))

    def __init__(self, meeting: Meeting, today: date, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"requested_on": today}, auto_id="party-%s")
        self.today = today
        labels = dict(Invitation.Category.choices)
        parties: Any = self.fields["party"]
        parties.choices = [(party.value, labels[party.value]) for party in parties_by_hand(meeting)]
        countries: Any = self.fields["country"]
        countries.queryset = Country.objects.all()
        countries.empty_label = _("none")

    def clean_organization(self) -> str:
        return " ".join(self.cleaned_data["organization"].split())

    def clean_requested_on(self) -> date | None:
        return _past(self.cleaned_data["requested_on"], self.today)


class DecisionForm(forms.Form):
    """What was decided about a party, and when."""

    answer = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Invitation.Answer.INVITED.value, Invitation.Answer.INVITED.label),
            (Invitation.Answer.DECLINED.value, Invitation.Answer.DECLINED.label),
        ],
    )
    decided_on = day_field(_("Decided on"), required=True)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, row: Invitation, today: date, data: QueryDict | None = None) -> None:
        answer = Invitation.Answer.INVITED.value
        initial = {"answer": answer, "decided_on": today, "seen": seen_of(row)}
        super().__init__(data, initial=initial, auto_id=f"decide-{row.pk}-%s")
        self.row, self.today = row, today

    def clean_decided_on(self) -> date | None:
        return _past(self.cleaned_data["decided_on"], self.today)


class WithdrawalForm(forms.Form):
    """Why an invitation is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, row: Invitation, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"seen": seen_of(row)}, auto_id=f"withdraw-{row.pk}-%s")
        self.row = row


class AttendanceRow(forms.Form):
    """Whom one party sends. Its fields stand in the list, and are sent by the button below it."""

    military = forms.BooleanField(label=_("Military"), required=False)
    political = forms.BooleanField(label=_("Political"), required=False)
    level = forms.CharField(label=_("Level"), required=False, max_length=LONGEST_LEVEL)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    FORM = "attendance"

    def __init__(self, party: InvitedParty, row: Invitation, data: QueryDict | None = None) -> None:
        known = party.attendance
        initial = {name: getattr(known, name) for name in ("military", "political", "level")}
        super().__init__(data, prefix=f"party-{row.pk}", initial=initial | {"seen": row.attendance})
        self.row = row
        self.fields["level"].widget.attrs["placeholder"] = gettext("level")
        for name, field in self.fields.items():
            field.widget.attrs["form"] = self.FORM  # the boxes stand outside it, among other forms
            if name != "seen":
                field.widget.attrs["aria-label"] = f"{party.name}: {field.label}"

    @property
    def was_sent(self) -> bool:
        """Whether the page that was sent had this party at all."""
        return self.add_prefix("seen") in self.data

    @property
    def edit(self) -> AttendanceEdit:
        values = self.cleaned_data
        level = " ".join(values["level"].replace(";", ",").split())
        attendance = Attendance(values["military"], values["political"], level)
        return AttendanceEdit(self.row.pk, values["seen"], attendance)


class AttendanceForm:
    """Whom all parties send."""

    def __init__(self, parties: Iterable[InvitedParty], data: QueryDict | None = None) -> None:
        self.data = None if data is None else data.copy()
        self.rows = {
            party.row.pk: AttendanceRow(party, party.row, self.data) for party in parties if party.row
        }

    def is_valid(self) -> bool:
        """Whether every row is; each keeps its own errors."""
        found = [row.is_valid() for row in self.rows.values() if row.was_sent]
        return all(found)

    @property
    def edits(self) -> list[AttendanceEdit]:
        return [row.edit for row in self.rows.values() if row.was_sent]

    def show_changed(self, rows: Iterable[Invitation]) -> None:
        """Say at each row what another wrote meanwhile. Sent once more, what was typed replaces it."""
        for row in rows:
            form = self.rows[row.pk]
            told = gettext("Somebody else wrote meanwhile: %(attendance)s. Save again to replace it.")
            form.add_error("level", told % {"attendance": row.attendance or gettext("nothing")})
            if self.data is not None:
                self.data[form.add_prefix("seen")] = row.attendance
