"""The site's main links, with the one that is open marked."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from meetings.permissions import sight_of

register = template.Library()

SECTIONS = {
    "programme": {"front", "programme", "month", "month_list", "month_print", "month_standing"}
    | {"versions", "version", "version_list", "version_print", "changes"},
    "year_current": {"year_current", "year"},
    "missions": {"missions", "mission"},
    "guideline": {"guideline", "rule"},
    "consultations": {"consultations", "occasion"},
    "desk_front": {
        "desk_front",
        "desk",
        "justify",
        "entry_add",
        "desk_copy",
        "desk_proposals",
        "month_papers",
    }
    | {"entry_edit", "entry_remove", "entry_move", "entry_history", "entry_papers", "invitations"}
    | {"occasion_open", "occasion_edit", "occasion_reports", "occasion_papers", "occasion_history"}
    | {"occasion_take", "occasion_restore", "entry_restore", "entry_texts"}
    | {"publish", "publish_reasons", "publish_notice", "programme_stage", "programme_withdraw"},
    "loads": {"loads", "load", "load_take_back"},
}
"""Each main link with the pages that lie under it."""


@register.inclusion_tag("includes/navigation.html", takes_context=True)
def navigation(context: Mapping[str, Any]) -> dict[str, Any]:
    """The main links a reader may follow; without a request, as on an error page, only the public ones."""
    request = context.get("request")
    titles = {
        "programme": gettext("Programme"),
        "year_current": gettext("Year"),
        "missions": gettext("Missions"),
        "guideline": gettext("Guideline"),
    }
    sight = sight_of(request.user) if request and hasattr(request, "user") else None
    if sight and sight.restricted:
        titles["consultations"] = gettext("Consultations")
    if sight and sight.drafts:
        titles["desk_front"] = gettext("Desk")
    if sight and sight.loads:
        titles["loads"] = gettext("Load")
    match = getattr(request, "resolver_match", None)
    here = match.url_name if match else None
    return {"links": [(reverse(name), title, here in SECTIONS[name]) for name, title in titles.items()]}
