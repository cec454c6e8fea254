"""The four accounts of the demonstration, one for each kind of person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from meetings.models import Country, User
from meetings.services.audit import record
from meetings.services.load_sample import give_reason_for_short_gap

PASSWORD: Final = "seven-days-before-consultations"  # noqa: S105  shown to everyone who runs the demonstration


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account: a delegation speaks for ``country`` (alpha-3 code), nobody else for any."""

    username: str
    role: str
    country: str = ""


ACCOUNTS: Final = (
    DemoAccount("planner", User.Role.PLANNER),
    DemoAccount("delegation-bangladesh", User.Role.DELEGATION, "BGD"),
    DemoAccount("delegation-uruguay", User.Role.DELEGATION, "URY"),
    DemoAccount("admin", User.Role.ADMIN),
)


@transaction.atomic
def create_demo_accounts(*, now: datetime) -> tuple[User, ...]:
    """Make the accounts that are not there yet; one that is there stays as it is, password and all.

    Where the sample plan is loaded, the planner then gives a reason for its short gap.

    Args:
        now: an aware instant, kept in the audit trail.

    Returns:
        The four accounts, in the order of ``ACCOUNTS``.

    Raises:
        Country.DoesNotExist: the reference data is not loaded yet.
    """
    known = {user.username: user for user in User.objects.filter(username__in=[a.username for a in ACCOUNTS])}
    made = [account for account in ACCOUNTS if account.username not in known]
    for account in made:
        known[account.username] = _create(account)
    if made:
        names = ", ".join(account.username for account in made)
        record(action="create demonstration accounts", subject=names, actor=None, now=now)
        give_reason_for_short_gap(now=now)
    return tuple(known[account.username] for account in ACCOUNTS)


def _create(account: DemoAccount) -> User:
    admin = account.role == User.Role.ADMIN
    return User.objects.create_user(
        username=account.username,
        email=f"{account.username}@example.org",
        password=PASSWORD,
        role=account.role,
        country=Country.objects.get(iso3=account.country) if account.country else None,
        is_staff=admin,
        is_superuser=admin,
    )
