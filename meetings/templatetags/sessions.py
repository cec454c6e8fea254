"""A browser in words, as somebody remembers it who looks for their own among several."""

from django import template
from django.utils.translation import gettext

register = template.Library()

# The first that fits: most browsers also name those they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """Name and system from what a browser says of itself: Firefox, Windows."""
    known = [
        next((name for sign, name in names if sign in user_agent), None) for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, known)) or gettext("not known")
