"""Where this site differs from what allauth does by itself."""

import logging
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal import ratelimit
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by admins."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Every form is a page: no answer in JSON, whatever a request claims to be."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Nobody is led to another host, trusted or not."""
        hosts = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, hosts, require_https=self.request.is_secure())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Limit the failures with one name from everywhere; those from one address are counted by axes.

        An attempt counts from its beginning, and no longer once it succeeds: ``authenticate`` takes it back.
        """
        name = credentials["username"].casefold()
        usage = ratelimit.consume(request, app="allauth.account", action="sign_in_as", key=name)
        self._login_failed_rl_usage = usage
        if not usage:
            raise self.validation_error("too_many_login_attempts")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago is not asked again: the way to a second factor would begin with it."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the address the account has now, which is the one that admins look after."""
        address = email or getattr(user, "email", "")
        if address:
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, address)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A server that takes no mail breaks no page; the page's answer must not depend on it either."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("A mail about an account could not be sent (%s).", template_prefix)
