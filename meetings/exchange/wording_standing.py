"""What stands on every programme, whatever it holds."""

from django.utils.translation import gettext


def provisional_text() -> str:
    """That the programme is provisional (S/1998/354, 2); pages say it by ``includes/provisional.html``."""
    return gettext(
        "The programme is provisional: the actual programme depends on events, and items may be worded otherwise "
        "than their official titles (S/1998/354)."
    )
