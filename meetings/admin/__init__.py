"""The admin: where admins look after the reference data, the people and the settings.

One file a subject, as the models. Groups are not offered, since the role alone decides what a person may do.
"""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from meetings.admin import loads, missions, occasions, people, places, programmes, records

__all__ = ["loads", "missions", "occasions", "people", "places", "programmes", "records"]

admin.site.site_header = _("Programme of work of the Security Council")
admin.site.site_title = _("Programme of work")
admin.site.index_title = _("Reference data, people and records")
admin.site.unregister(Group)
