"""What was previewed is written whole, once, and only as it was seen."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from meetings.models import AuditRecord, Load, LoadLine, Report
from meetings.models.history import current_change
from meetings.services.loads.apply import Moved, apply_load, leave_load, preview_again
from meetings.services.loads.steps import finished
from meetings.services.refusals import Refused
from tests.factories import MissionFactory, ReportFactory, UserFactory
from tests.services.loads.files import NOW, TODAY, applied, lines, outcomes, previewed
from tests.services.loads.plain import by_hand, made_by_hand, reports, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain")]

AGAIN = "What is on record has changed since this was shown. Look at it again before applying it."


@pytest.fixture
def kim():
    return UserFactory(username="kim")


@pytest.fixture
def load():
    """One row that changes and one that is new."""
    MissionFactory(acronym="UNDOF")
    ReportFactory(symbol="S/2026/1", title="Old")
    rows = [{"symbol": f"S/2026/{number}", "title": "New", "missions": "UNDOF"} for number in (1, 2)]
    return previewed("plain", table(*rows))


def refused(load, kind=Refused):
    """Why it is not applied; nothing is written then."""
    before, audited = reports(), AuditRecord.objects.count()
    with pytest.raises(kind) as refusal, transaction.atomic():
        applied(load)
    assert (reports(), AuditRecord.objects.count(), current_change()) == (before, audited, None)
    return refusal.value.message


class TestApplied:
    def test_its_rows_stand(self, load):
        applied(load)
        assert reports() == {
            "S/2026/1": ("New", None, {"UNDOF"}),
            "S/2026/2": ("New", None, {"UNDOF"}),
        }

    def test_who_and_when_is_kept_with_what_it_did(self, load, kim):
        seen = lines(load)
        done = applied(load, actor=kim)
        assert (done.state, done.decided_by, done.decided_at) == ("applied", kim, NOW)
        assert lines(done) == seen
        keys = dict(Report.objects.values_list("symbol", "pk"))
        assert [line.object_id for line in done.lines.all()] == [keys["S/2026/1"], keys["S/2026/2"]]

    def test_every_row_and_the_audit_trail_bear_its_request(self, load, kim):
        request = uuid4()
        finished(apply_load(load=load, actor=kim, now=NOW, today=TODAY, request=request))
        assert Load.objects.get().request == request
        told = Report.history.filter(request=request).order_by("symbol")
        assert [(row.symbol, row.history_type, row.history_user) for row in told] == [
            ("S/2026/1", "~", kim),
            ("S/2026/2", "+", kim),
        ]
        record = AuditRecord.objects.get(request=request)
        assert (record.action, record.subject, record.actor) == ("apply load", "table.csv", kim)

    def test_it_is_applied_once(self, load):
        applied(load)
        again = Load.objects.get()
        assert refused(again) == "This file is no longer to be decided about: it was applied."
        assert refused(load) == "This file is no longer to be decided about: it was applied."

    def test_one_that_is_broken_off_leaves_nothing(self, load):
        before = reports()
        steps = apply_load(load=load, actor=None, now=NOW, today=TODAY)
        while not next(steps).stage.startswith("Writing"):
            pass
        steps.close()
        assert (reports(), Load.objects.get().state, current_change()) == (before, "previewed", None)


class TestLeft:
    def test_it_stays_in_the_history_with_its_preview(self, load, kim):
        left = leave_load(load=load, actor=kim, now=NOW)
        assert (left.state, left.decided_by, left.decided_at) == ("left", kim, NOW)
        assert outcomes(left) == [("changed", "report", "S/2026/1"), ("new", "report", "S/2026/2")]

    def test_it_can_no_longer_be_applied(self, load):
        leave_load(load=load, actor=None, now=NOW)
        assert refused(load) == "This file is no longer to be decided about: it was left."

    def test_one_that_was_applied_cannot_be_left(self, load):
        applied(load)
        with pytest.raises(Refused):
            leave_load(load=load, actor=None, now=NOW)


CHANGES = {
    "a row was changed": lambda kim: by_hand(kim, Report.objects.get(), title="Mine"),
    "a row was changed to what the file says": lambda kim: by_hand(kim, Report.objects.get(), title="New"),
    "a row was deleted": lambda kim: Report.objects.get().delete(),
    "a row it would make was made": lambda kim: made_by_hand(kim, symbol="S/2026/2", title="Mine"),
    "another load changed a row": lambda kim: applied(
        previewed("plain", table(symbol="S/2026/1", title="Other"))
    ),
    "a mission has another name": lambda kim: Report.objects.get().missions.create(
        acronym="UNIFIL", name_en="Force", kind="peacekeeping"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_what_is_on_record_has_changed_it_is_looked_at_again(load, kim, what):
    CHANGES[what](kim)
    assert refused(load, Moved) == AGAIN
    again = finished(preview_again(load=load, actor=kim, now=NOW, today=TODAY))
    assert (again.pk, again.state, again.digest != load.digest) == (load.pk, "previewed", True)
    assert applied(again).state == "applied"


def test_what_has_nothing_to_do_with_it_may_change(load, kim):
    other = made_by_hand(kim, symbol="S/2026/9")
    by_hand(kim, other, title="Mine")
    by_hand(kim, Report.objects.get(symbol="S/2026/1"), due_on=date(2026, 12, 1))
    assert applied(load).state == "applied"
    assert reports()["S/2026/1"] == ("New", date(2026, 12, 1), {"UNDOF"})


def test_a_conflict_that_came_since_is_seen_before_it_is_decided(load, kim):
    by_hand(kim, Report.objects.get(), title="Mine")
    finished(preview_again(load=load, actor=kim, now=NOW, today=TODAY))
    assert outcomes(load)[0] == ("conflict", "report", "S/2026/1")
    applied(load)
    assert reports()["S/2026/1"] == ("Mine", None, {"UNDOF"})


def test_only_chosen_conflicts_are_decided_for_the_file(kim):
    for number in (1, 2):
        by_hand(kim, ReportFactory(symbol=f"S/2026/{number}"), title="Mine")
    load = previewed("plain", table(*({"symbol": f"S/2026/{number}", "title": "New"} for number in (1, 2))))
    second = load.lines.get(label="S/2026/2")
    done = applied(load, take=[second.pk])
    assert [row[0] for row in reports().values()] == ["Mine", "New"]
    assert list(done.lines.values_list("label", "outcome", "take_file")) == [
        ("S/2026/1", LoadLine.Outcome.CONFLICT, False),
        ("S/2026/2", LoadLine.Outcome.CONFLICT, True),
    ]


def test_lines_of_another_load_decide_nothing(kim):
    by_hand(kim, ReportFactory(symbol="S/2026/1"), title="Mine")
    first, second = (previewed("plain", table(symbol="S/2026/1", title=title)) for title in ("One", "Two"))
    applied(first, take=[second.lines.get().pk])
    assert reports()["S/2026/1"][0] == "Mine"


def test_applied_twice_from_two_previews_the_second_changes_nothing(load):
    second = previewed(
        "plain",
        table(*({"symbol": f"S/2026/{number}", "title": "New", "missions": "UNDOF"} for number in (1, 2))),
    )
    applied(load)
    assert refused(second, Moved) == AGAIN
    again = finished(preview_again(load=second, actor=None, now=NOW, today=TODAY))
    records = Report.history.count()
    assert lines(again) == []
    applied(again)
    assert Report.history.count() == records


def test_a_file_that_can_no_longer_be_used_is_refused_when_looked_at_again(kim):
    MissionFactory(acronym="UNDOF")
    mission = MissionFactory(acronym="UNIFIL")
    text = "mission,decision,adopted,end\nUNIFIL,S/RES/2830 (2026),2026-10-28,2027-10-31\n"
    load = previewed("mandates", text)
    mission.delete()
    assert refused(load, Moved) == AGAIN
    again = finished(preview_again(load=load, actor=kim, now=NOW, today=TODAY))
    assert (again.state, lines(again), again.reading["problems_in_all"]) == ("refused", [], 1)
