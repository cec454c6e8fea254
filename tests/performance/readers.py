"""Who asks: a visitor and a planner, as the cookies of their browsers."""

TOKEN = "b" * 32
"""What the cookie and the form of a request must have in common."""

VISITOR = f"csrftoken={TOKEN}"


def signed_in_planner() -> str:
    """The cookies of a planner who is signed in."""
    from django.test import Client

    from meetings.models import User

    client = Client()
    client.force_login(User.objects.get(username="planner"))
    return f"sessionid={client.cookies['sessionid'].value}; {VISITOR}"
