"""Where a row was read, and whether it was read at all."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """A row of real data keeps its source; what was recalled or follows a rule is *not verified*."""

    verified = models.BooleanField(
        _("verified"),
        default=True,
        help_text=_("Off where the value was recalled, computed or inferred and not read in a source."),
    )
    source_url = models.TextField(_("source"), blank=True)
    source_note = models.TextField(_("note on the source"), blank=True)

    class Meta:
        abstract = True
