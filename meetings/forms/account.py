"""The forms of signing in: allauth's, without the hints inside fields, and with what this site asks beside."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from meetings.models import User

CODE = {
    "inputmode": "numeric",
    "autocomplete": "one-time-code",
    "spellcheck": "false",
    "dir": "ltr",
    "maxlength": "20",
}


class Plain(forms.Form):
    """Labels stand above their fields and stay there: a hint inside would repeat them, and go with typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if field.widget.input_type == "password" and field.widget.attrs["autocomplete"] != "new-password":
                field.help_text = ""  # a link; the pages have it where it belongs


class SignInForm(Plain, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ConfirmForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    pass


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    """Looks among the addresses that admins keep with the accounts, however they are written."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        found = User.objects.filter(email__iexact=email, is_active=True)
        # Who has no password to forget was given none on purpose.
        self.users = [user for user in found if user.has_usable_password()]
        return email


class Code(Plain):
    """Six digits of an app, or where ``or_recovery_code`` says so, one of the codes kept for a lost one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Code")
        field.widget.attrs |= CODE


class UsedOnce(Code):
    """A code opens one door: whoever looked over a shoulder comes too late (RFC 6238, section 5.2).

    allauth forgets a used code after one period; it would be taken for as long as ``MFA_TOTP_TOLERANCE`` allows.
    """

    SECONDS = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        kept = salted_hmac("used code", f"{self.user.pk}:{code.strip()}").hexdigest()  # type: ignore[attr-defined]
        if not cache.add(f"used-code:{kept}", True, self.SECONDS):
            raise forms.ValidationError(_("This code was used already. Wait for the next one."), code="used")
        return code


class CodeForm(UsedOnce, mfa.AuthenticateForm):
    pass


class ConfirmCodeForm(UsedOnce, mfa.ReauthenticateForm):
    pass


class SetUpForm(Code, totp.ActivateTOTPForm):
    @property
    def secret_in_groups(self) -> str:
        """The secret as a person reads it from one screen and types it into another."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))
