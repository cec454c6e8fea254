"""Rows that are written once: what was published, and who did what."""

from typing import Any, NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model)


class WrittenOnceQuerySet(models.QuerySet[Row]):
    """Reads and adds; ``bulk_update`` comes here too."""

    def update(self, **kwargs: Any) -> NoReturn:
        self._refuse()

    def delete(self) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ValidationError(getattr(self.model, "why_never_changed", WrittenOnce.why_never_changed))


class WrittenOnce(models.Model):
    """A row that neither a save nor a deletion touches again, one by one or many at once."""

    why_never_changed = _("A record is never changed or deleted.")

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(self.why_never_changed)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(self.why_never_changed)
