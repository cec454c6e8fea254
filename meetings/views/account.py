"""Signing in and out, and who one is."""

from django.contrib.auth.views import LoginView, LogoutView


class SignIn(LoginView):
    """The form; for those already signed in, who they are to the site and how to leave."""

    template_name = "meetings/account/sign_in.html"


class SignOut(LogoutView):
    """By POST only: no link can sign anybody out."""
