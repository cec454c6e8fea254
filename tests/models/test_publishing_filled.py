"""What stood in the database before publishing came: the migrations take it along."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE = ("meetings", "0004_loads")

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(*targets):
    MigrationExecutor(connection).migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


def migrate_to_the_last():
    return migrate_to(*MigrationExecutor(connection).loader.graph.leaf_nodes("meetings"))


@pytest.fixture
def before():
    """The tables as they were; afterwards, as the other tests want them."""
    yield migrate_to(BEFORE)
    migrate_to_the_last()


def test_versions_subscriptions_and_reminders_are_taken_along(before) -> None:
    def table(name):
        return before.get_model("meetings", name)._base_manager

    mission = table("Mission").create(acronym="MONUSCO", name_en="Mission")
    one, other = (table("User").create(username=name) for name in ("one", "other"))
    table("Subscription").create(user=one, mission=mission, channel="feed", reminders=False)
    table("Subscription").create(user=other, mission=mission, channel="email")
    table("Subscription").create(user=other, channel="feed")
    month = table("Programme").create(month="2026-12-01")
    table("ProgrammeVersion").create(
        programme=month, number=1, content={"form": 1, "entries": []}, published_at=timezone.now()
    )
    reminder = table("Notice").create(
        user=one, kind="reminder", subject="", body="", created_at=timezone.now()
    )

    after = migrate_to_the_last()
    kept = after.get_model("meetings", "Subscription")._base_manager.order_by("user__username")
    assert [
        (row.user.username, row.by_email, row.reminders, [each.acronym for each in row.missions.all()])
        for row in kept
    ] == [("one", False, False, ["MONUSCO"]), ("other", True, True, [])]
    version = after.get_model("meetings", "ProgrammeVersion")._base_manager.get()
    assert version.digest == "8c7bbac36e47c47c12d3205110518cb67bec098a8a011a3bb1e5e33954ce4039"
    assert after.get_model("meetings", "Notice")._base_manager.get().about == f"before-{reminder.pk}"
