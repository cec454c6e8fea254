"""What must be connected once everything is loaded."""

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "scheduler.accounts"

    def ready(self) -> None:
        from scheduler.accounts import second_factor

        second_factor.connect()
        # Once, with the tables of the library whose counts the cache keeps.
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("account"))


def make_cache_table(using: str, verbosity: int, **_: Any) -> None:
    """Make the table of the cache where it is not there yet, so that ``migrate`` is all a site needs."""
    call_command("createcachetable", database=using, verbosity=min(verbosity, 1) - 1)
