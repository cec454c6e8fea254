"""Who is invited to a meeting: the list a planner writes, keeps up with the figures, and prints.

What a planner at it wants to find out, in this order:

1. Who is missing? (the gaps: a contributor or member not invited, a request nobody decided)
2. Who comes as of right, as of which month's figures, and has anybody joined or left since? (the first groups)
3. Who asked, what may they come as, and what did the President decide? (the groups on request)
4. Whom does each of them send: a military officer, a political one? (the boxes in the list)
5. The list on paper, for the President and for the door. (the print page)
"""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings import clock
from meetings.forms.invitations import AttendanceForm, DecisionForm, PartyForm, WithdrawalForm
from meetings.models import Entry, Invitation
from meetings.permissions import fetch_entry
from meetings.planning.invitation_gaps import Answer
from meetings.planning.invitees import Meeting, Party
from meetings.rules.vocabulary import Format
from meetings.services.add_party import add_party
from meetings.services.decide_invitation import decide_invitation, withdraw_invitation
from meetings.services.derive_invitations import Derived, derive_invitations
from meetings.services.invitation_rows import AnswerChanged
from meetings.services.refusals import Refused
from meetings.services.set_attendance import AttendanceChanged, set_attendance
from meetings.snapshots.invitations import invitation_list, meeting_of_entry
from meetings.views.desk.invitation_page import Group, InvitationPage, Typed, invitation_page
from meetings.views.desk.planners import acting, planners_only

LONGEST_KEY = 18
"""Digits in the key of a row, at most."""


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The list, with all that can be done about it; or one sentence where nobody is invited."""
    entry, today = fetch_entry(uid, request.user), clock.today()
    meeting = meeting_of_entry(entry)
    if meeting is None:
        return render(request, "meetings/desk/no_invitations.html", _nobody(entry))
    typed = Typed()
    if request.method == "POST":
        act = ACTIONS.get(request.POST.get("action", ""), _unknown)
        try:
            if act(request, entry, meeting, today, typed):
                return redirect(request.path)
        except ObjectDoesNotExist as gone:  # the entry was removed meanwhile
            raise Http404 from gone
    page = invitation_page(entry, invitation_list(entry, meeting, today), today, typed)
    return render(request, "meetings/desk/invitations.html", {"entry": entry, "page": page})


@planners_only
@require_safe
def printed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who is to be invited, for paper: A4 portrait, without navigation."""
    entry, today = fetch_entry(uid, request.user), clock.today()
    meeting = meeting_of_entry(entry)
    if meeting is None:
        return render(request, "meetings/desk/no_invitations.html", _nobody(entry))
    page = invitation_page(entry, invitation_list(entry, meeting, today), today, Typed())
    context = {"entry": entry, "page": page, "today": today, "groups": _to_print(page)}
    return render(request, "print/invitations.html", context)


def _nobody(entry: Entry) -> dict[str, object]:
    return {"entry": entry, "is_consultations": entry.format == Format.CONSULTATIONS}


def _to_print(page: InvitationPage) -> list[Group]:
    """By category, who is invited, or is to be as of right and not written yet; then who still waits."""
    groups = [
        *(_only(group, group.label, Answer.INVITED, Answer.NOT_WRITTEN) for group in page.groups),
        *(
            _only(group, gettext("Not decided: %(party)s") % {"party": group.label}, Answer.PENDING)
            for group in page.groups
        ),
    ]
    return [group for group in groups if group.lines]


def _only(group: Group, label: str, *answers: Answer) -> Group:
    return Group(group.party, label, tuple(line for line in group.lines if line.party.answer in answers))


def _unknown(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    messages.error(request, gettext("Nothing was changed: it was not said what to do."))
    return False


def _derive(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    messages.success(request, _told(derive_invitations(entry=entry, today=today, **acting(request))))
    return True


def _told(derived: Derived) -> str:
    if not (derived.added or derived.changed):
        return gettext("Nobody is new since the list was written.")
    added, changed = len(derived.added), len(derived.changed)
    said = [ngettext("%(number)d party added.", "%(number)d parties added.", added) % {"number": added}]
    if changed:
        text = ngettext(
            "%(number)d party is listed otherwise now.",
            "%(number)d parties are listed otherwise now.",
            changed,
        )
        said.append(text % {"number": changed})
    return " ".join(said)


def _add(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    form = typed.party = PartyForm(meeting, today, request.POST)
    if not form.is_valid():
        return False
    values = {name: form.cleaned_data[name] for name in ("country", "organization", "requested_on")}
    try:
        row = add_party(entry=entry, party=Party(form.cleaned_data["party"]), **values, **acting(request))
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    messages.success(request, gettext("%(party)s is on the list.") % {"party": row})
    return True


def _decide(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    row = _row(request, entry)
    form = typed.rows[row.pk] = DecisionForm(row, today, request.POST)
    if not form.is_valid():
        return False
    values = form.cleaned_data
    try:
        decide_invitation(
            invitation=row,
            seen=values["seen"],
            answer=Invitation.Answer(values["answer"]),
            decided_on=values["decided_on"],
            **acting(request),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    except AnswerChanged as changed:
        return _answered_meanwhile(request, changed, typed)
    messages.success(request, gettext("The decision about %(party)s is on record.") % {"party": row})
    return True


def _withdraw(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    row = _row(request, entry)
    form = typed.rows[row.pk] = WithdrawalForm(row, request.POST)
    if not form.is_valid():
        return False
    values = form.cleaned_data
    try:
        withdraw_invitation(
            invitation=row, seen=values["seen"], on=today, reason=values["reason"], **acting(request)
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    except AnswerChanged as changed:
        return _answered_meanwhile(request, changed, typed)
    messages.success(request, gettext("The invitation of %(party)s is withdrawn.") % {"party": row})
    return True


def _answered_meanwhile(request: HttpRequest, changed: AnswerChanged, typed: Typed) -> bool:
    """Nothing is written; the page shows how it stands, for the planner to look at again."""
    text = gettext(
        "Nothing was changed: somebody else answered %(party)s meanwhile. It now says: %(answer)s."
    )
    messages.warning(request, text % {"party": changed.row, "answer": changed.row.get_answer_display()})
    typed.rows.clear()
    return False


def _attendance(request: HttpRequest, entry: Entry, meeting: Meeting, today: date, typed: Typed) -> bool:
    parties = invitation_list(entry, meeting, today).parties
    form = typed.attendance = AttendanceForm(parties, request.POST)
    if not form.is_valid():
        return False
    try:
        written = set_attendance(entry=entry, edits=form.edits, **acting(request))
    except AttendanceChanged as changed:
        form.show_changed(changed.rows.values())
        return False
    text = ngettext("%(number)d line saved.", "%(number)d lines saved.", written) % {"number": written}
    messages.success(request, text if written else gettext("Nothing was changed."))
    return True


def _row(request: HttpRequest, entry: Entry) -> Invitation:
    """The invitation that was meant, if it is one of this entry's."""
    key = request.POST.get("invitation", "")
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        raise BadRequest
    return get_object_or_404(Invitation.objects.select_related("country"), pk=key, entry=entry)


ACTIONS: Mapping[str, Callable[[HttpRequest, Entry, Meeting, date, Typed], bool]] = {
    "derive": _derive,
    "add": _add,
    "decide": _decide,
    "withdraw": _withdraw,
    "attendance": _attendance,
}
"""What a button on the page does; each tells whether it was done, or keeps what was typed."""
