"""Make the accounts of the demonstration: ``manage.py create_demo_accounts``."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.models import Country, User
from meetings.services.create_demo_accounts import PASSWORD, create_demo_accounts

__all__ = ["PASSWORD", "Command"]

REFUSAL = (
    "This site is set up for HTTPS, so people may rely on it, and the password of these accounts is public. "
    "If it is a demonstration all the same, repeat with --the-password-is-public."
)


class Command(BaseCommand):
    help = "Makes the demonstration's four accounts, with a password that everyone knows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--print", action="store_true", help="show who can sign in, and with what")
        parser.add_argument(
            "--the-password-is-public",
            action="store_true",
            help="make them on a site served over HTTPS as well",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SESSION_COOKIE_SECURE and not options["the_password_is_public"]:
            raise CommandError(REFUSAL)
        try:
            users = create_demo_accounts(now=timezone.now())
        except Country.DoesNotExist as error:
            raise CommandError("The countries are missing: run load_reference first.") from error
        if options["print"]:
            self.stdout.write(_table(users))


def _table(users: Iterable[User]) -> str:
    rows = [("sign in as", "password", "who")]
    for user in users:
        password = PASSWORD if user.check_password(PASSWORD) else "(changed)"
        who = f"delegation of {user.country.name_en}" if user.country else user.get_role_display()
        rows.append((user.username, password, str(who)))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = (f"  {name:{widths[0]}}  {password:{widths[1]}}  {who}" for name, password, who in rows)
    return "\n".join(lines)
