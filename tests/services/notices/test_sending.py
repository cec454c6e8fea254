"""Sending, against a real mail server: what it takes, what it refuses, and what nobody knows."""

import socket
from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from uuid import uuid4

import icalendar
import pytest

from meetings.exchange.mail import MailServer, NoServer, message_id
from meetings.models import Notice
from meetings.services.notices.claiming import LAPSE, PAUSES, claim, note_arrived, note_hand_over, uncertain
from meetings.services.notices.sending import Outcome, send_waiting
from tests.factories import NoticeFactory, UserFactory
from tests.mail_server import HANG_UP, serving
from tests.services.notices.told import NOW, contributing, delegation, meeting, wants
from tests.views.published import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(settings):
    with serving() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "Programme of work <programme@example.org>"
        yield server


def send(*, now=NOW, uncertain_too=False, is_stopped=lambda: False):
    with MailServer() as server:
        return [
            (attempt.notice.to, attempt.outcome, attempt.why)
            for attempt in send_waiting(
                server=server, clock=lambda: now, is_stopped=is_stopped, uncertain_too=uncertain_too
            )
        ]


def notice(address="delegation@example.org", **values):
    return NoticeFactory(user=delegation(username=address, email=address), to=address, **values)


def states():
    return list(Notice.objects.order_by("pk").values_list("sent_at", "given_up_at", "attempts", "error"))


def test_what_arrives(mail):
    meeting("UNIFIL")
    contributing("UNIFIL", email="beirut@example.org", language="fr")
    publish()
    assert send() == [("beirut@example.org", Outcome.SENT, "")]
    [message], made = mail.taken, Notice.objects.get()
    assert {name: message[name] for name in ("From", "To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": "Programme of work <programme@example.org>",
        "To": "beirut@example.org",
        "Subject": made.subject,
        "Message-ID": message_id(made),
        "Auto-Submitted": "auto-generated",
    }
    assert message["List-Unsubscribe"] == "<http://testserver/account/notices/>"
    assert message["Content-Language"] == "fr"
    text, file = message.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert text.get_content().splitlines() == made.body.splitlines()
    assert "décembre 2026" in text.get_content()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "programme.ics")
    [event] = icalendar.Calendar.from_ical(file.get_content()).walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2026-12-07T10:00:00-05:00"
    assert (file.get_param("method"), icalendar.Calendar.from_ical(file.get_content())["method"]) == (
        "PUBLISH",
        "PUBLISH",
    )


def test_a_message_in_arabic_arrives_as_it_was_written(mail):
    made = notice(subject="كانون الأول: نُقل اجتماع", body="نُقل الاجتماع إلى ٨ ديسمبر\n", language="ar")
    send()
    [message] = mail.taken
    assert (message["Subject"].strip(), message.get_content().strip()) == (made.subject, made.body.strip())
    assert not message.is_multipart()


def test_what_was_sent_is_not_sent_again(mail):
    notice()
    assert len(send()) == 1
    assert send() == send(now=NOW + timedelta(days=1)) == []
    assert (len(mail.taken), states()) == (1, [(NOW, None, 1, "")])


def test_the_oldest_goes_first(mail):
    for day, address in ((3, "late@example.org"), (1, "early@example.org"), (2, "middle@example.org")):
        notice(address, created_at=datetime(2026, 11, day, tzinfo=UTC))
    send()
    assert mail.receivers == ["early@example.org", "middle@example.org", "late@example.org"]


def test_one_bad_address_stops_nobody(mail):
    for address in ("a@example.org", "bad@example.org", "c@example.org"):
        notice(address)
    mail.answers = {"bad@example.org": "550 5.1.1 no such user"}
    assert send() == [
        ("a@example.org", Outcome.SENT, ""),
        ("bad@example.org", Outcome.PUT_OFF, "550 5.1.1 no such user"),
        ("c@example.org", Outcome.SENT, ""),
    ]
    assert mail.receivers == ["a@example.org", "c@example.org"]
    assert states()[1] == (None, None, 1, "550 5.1.1 no such user")


def test_a_refused_notice_is_tried_again_after_longer_and_longer_and_then_given_up(mail):
    notice("bad@example.org")
    mail.answers = {"bad@example.org": "450 not now"}
    now, tries = NOW, []
    for pause in (*PAUSES, None):
        tries += send(now=now)
        if pause:
            assert Notice.objects.get().not_before == now + pause
            assert send(now=now + pause - timedelta(seconds=1)) == []
            now += pause
    assert [outcome for _to, outcome, _why in tries] == [Outcome.PUT_OFF] * 4 + [Outcome.GIVEN_UP]
    assert states() == [(None, now, 5, "450 not now")]
    assert send(now=now + timedelta(days=30)) == []


def test_a_refusal_may_pass(mail):
    notice("busy@example.org")
    mail.answers = {"busy@example.org": "450 not now"}
    send()
    mail.answers = {}
    assert send(now=NOW + PAUSES[0]) == [("busy@example.org", Outcome.SENT, "")]
    assert states() == [(NOW + PAUSES[0], None, 2, "")]


@pytest.mark.parametrize(("step", "taken"), [("DATA", 0), ("TAKEN", 1)])
def test_a_message_that_is_refused_itself_is_put_off(mail, step, taken):
    """Whatever the server kept of it: it said no, so it is its word that counts."""
    notice()
    mail.told = lambda now_at, _client: "554 no" if now_at == step else None
    assert send() == [("delegation@example.org", Outcome.PUT_OFF, "554 no")]
    assert (len(mail.taken), Notice.objects.get().handed_at) == (taken, None)


@pytest.mark.parametrize("answer", [HANG_UP, "what?"])
def test_no_answer_to_a_message_leaves_it_uncertain(mail, answer):
    """One that cannot be read is none; the next message finds a connection all the same."""
    made = notice()
    notice("next@example.org")
    mail.told = lambda step, _client: answer if step == "TAKEN" and len(mail.taken) == 1 else None
    first, second = send()
    assert first[:2] == ("delegation@example.org", Outcome.UNCERTAIN)
    assert second == ("next@example.org", Outcome.SENT, "")
    assert list(uncertain(NOW)) == [made]
    assert send(now=NOW + timedelta(days=30)) == []
    assert mail.receivers == ["delegation@example.org", "next@example.org"]


@pytest.fixture
def handed_over():
    """A notice whose sender was cut off before it noted the end."""
    made, token = notice(), uuid4()
    assert claim(made.pk, token=token, now=NOW) == made
    assert note_hand_over(made, token=token, now=NOW)
    return made


def test_what_is_being_handed_over_is_not_uncertain_yet(handed_over):
    almost = NOW + LAPSE - timedelta(seconds=1)
    assert list(uncertain(almost)) == []
    assert list(uncertain(NOW + LAPSE)) == [handed_over]


def test_what_is_uncertain_is_sent_again_only_when_that_is_asked(mail, handed_over):
    almost, later = NOW + LAPSE - timedelta(seconds=1), NOW + LAPSE
    assert send(now=later) == send(now=almost, uncertain_too=True) == []
    assert send(now=later, uncertain_too=True) == [("delegation@example.org", Outcome.SENT, "")]
    assert mail.ids == {message_id(handed_over): 1}
    assert send(now=later + LAPSE, uncertain_too=True) == []


def test_what_is_found_to_have_arrived_counts_as_sent(mail, handed_over):
    assert not note_arrived(handed_over.pk, now=NOW)
    assert note_arrived(handed_over.pk, now=NOW + LAPSE)
    assert send(now=NOW + LAPSE, uncertain_too=True) == []
    assert states() == [(NOW, None, 0, "")]


def test_a_claim_that_led_to_nothing_lapses(mail):
    made = notice()
    claim(made.pk, token=uuid4(), now=NOW)
    assert send(now=NOW + LAPSE - timedelta(seconds=1)) == []
    assert send(now=NOW + LAPSE) == [("delegation@example.org", Outcome.SENT, "")]


def test_who_wakes_after_the_claim_lapsed_hands_nothing_over(mail):
    """A sender slept for so long, once it had told the server of it, that another took its notice up."""
    taken = notice("taken@example.org")
    notice("next@example.org")
    offer = MailServer.offer

    def sleep(server, email):
        offer(server, email)
        if email.to == ["taken@example.org"]:
            assert claim(taken.pk, token=uuid4(), now=NOW + LAPSE)

    with patch.object(MailServer, "offer", sleep):
        assert send() == [("next@example.org", Outcome.SENT, "")]
    assert mail.receivers == ["next@example.org"]


def test_a_server_that_is_not_there_costs_no_attempt(mail, settings):
    notice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.EMAIL_PORT = free.getsockname()[1]
    with pytest.raises(NoServer, match="refused"):
        send()
    assert list(Notice.objects.values_list("claimed_at", "attempts", "error")) == [(None, 0, "")]


@pytest.mark.parametrize(
    ("step", "answer", "said"),
    [
        ("EHLO", HANG_UP, "closed"),
        ("MAIL", HANG_UP, "closed"),
        ("MAIL", "421 too many messages", "421 too many messages"),
        ("MAIL", "530 sign in first", "530 sign in first"),
        ("RCPT", HANG_UP, "closed"),
        ("RCPT", "421 shutting down", "421 shutting down"),
    ],
)
def test_a_server_that_speaks_with_nobody_costs_no_attempt(mail, step, answer, said):
    for address in ("a@example.org", "b@example.org"):
        notice(address)
    mail.told = lambda now_at, _client: answer if now_at == step else None
    with pytest.raises(NoServer, match=said):
        send()
    assert (
        list(Notice.objects.values_list("claimed_at", "handed_at", "attempts", "error"))
        == [(None, None, 0, "")] * 2
    )
    mail.told = lambda _step, _client: None
    assert len(send()) == 2


@pytest.mark.parametrize("answer", [HANG_UP, "421 so many and no more"])
def test_a_server_that_takes_so_many_messages_on_one_connection_is_called_again(mail, answer):
    for number in range(5):
        notice(f"{number}@example.org")
    begun = Counter()

    def two_each(step, client):
        begun[client] += step == "MAIL"
        return answer if step == "MAIL" and begun[client] > 2 else None

    mail.told = two_each
    assert [outcome for _to, outcome, _why in send()] == [Outcome.SENT] * 5
    assert len(set(mail.senders)) == 3


def test_without_anything_to_send_no_server_is_asked_for(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert send() == []


def test_between_two_messages_it_can_be_stopped(mail):
    for address in ("a@example.org", "b@example.org"):
        notice(address)
    assert send(is_stopped=lambda: bool(mail.taken)) == [("a@example.org", Outcome.SENT, "")]
    assert [row[0] for row in states()] == [NOW, None]
    assert Notice.objects.get(to="b@example.org").claimed_at is None


def test_it_goes_to_the_address_of_now(mail):
    made = notice()
    made.user.email = "moved@example.org"
    made.user.save()
    assert send() == [("moved@example.org", Outcome.SENT, "")]
    assert (mail.receivers, Notice.objects.get().to) == (["moved@example.org"], "moved@example.org")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"email": ""}, "The account has no e-mail address any more."),
        ({"is_active": False}, "The account is closed."),
    ],
)
def test_who_cannot_be_told_any_more_is_not(mail, changed, why):
    made = notice()
    for name, value in changed.items():
        setattr(made.user, name, value)
    made.user.save()
    assert send() == [("delegation@example.org", Outcome.GIVEN_UP, why)]
    assert (mail.taken, Notice.objects.get().error) == ([], why)


def test_who_wants_none_any_more_gets_none(mail):
    why = "No notices by e-mail are wanted any more."
    wants(notice().user, by_email=False)
    NoticeFactory(user=UserFactory(email="planner@example.org"))
    asked = UserFactory(email="asked@example.org")
    wants(asked)
    NoticeFactory(user=asked)
    assert [(outcome, said) for _to, outcome, said in send()] == [
        (Outcome.GIVEN_UP, why),
        (Outcome.GIVEN_UP, why),
        (Outcome.SENT, ""),
    ]


def test_what_cannot_be_written_as_a_message_stops_nobody(mail):
    notice("bad@example.org", subject="one\ntwo")
    notice("good@example.org")
    (_to, outcome, why), good = send()
    assert (outcome, good) == (Outcome.PUT_OFF, ("good@example.org", Outcome.SENT, ""))
    assert "newlines" in why


def test_mail_may_go_elsewhere_than_to_a_server(mailoutbox):
    """To the console while the software is developed; here, into a list."""
    made = notice()
    assert send() == [("delegation@example.org", Outcome.SENT, "")]
    assert [message.extra_headers["Message-ID"] for message in mailoutbox] == [message_id(made)]
