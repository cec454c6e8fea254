"""Fill what the columns of publishing hold of rows that were there before."""

import hashlib
import json

from django.db import migrations


def digest_versions(apps, schema_editor):
    """A version's digest is the SHA-256 of its content; rows written since compute it themselves."""
    versions = apps.get_model("meetings", "ProgrammeVersion")._base_manager
    for version in versions.filter(digest="").iterator():
        plain = json.dumps(version.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        versions.filter(pk=version.pk).update(digest=hashlib.sha256(plain.encode()).hexdigest())


def name_old_reminders(apps, schema_editor):
    """Nothing made reminders yet; a row that somebody wrote all the same gets a name of its own."""
    notices = apps.get_model("meetings", "Notice")._base_manager
    for pk in notices.filter(kind="reminder", about="").values_list("pk", flat=True):
        notices.filter(pk=pk).update(about=f"before-{pk}")


def fold_subscriptions(apps, schema_editor):
    """One row a person, with the missions of all that were there; a row without a mission meant everything."""
    subscriptions = apps.get_model("meetings", "Subscription")._base_manager
    rows = {}
    for row in subscriptions.order_by("pk"):
        rows.setdefault(row.user_id, []).append(row)
    for first, *others in rows.values():
        every = [first, *others]
        first.by_email = any(row.channel == "email" for row in every)
        first.reminders = any(row.reminders for row in every)
        first.save()
        if all(row.mission_id for row in every):
            first.missions.set({row.mission_id for row in every})
        subscriptions.filter(pk__in=[row.pk for row in others]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_publishing'),
    ]

    operations = [
        migrations.RunPython(digest_versions, migrations.RunPython.noop),
        migrations.RunPython(name_old_reminders, migrations.RunPython.noop),
        migrations.RunPython(fold_subscriptions, migrations.RunPython.noop),
    ]
