"""What an officer is told who pressed the button on a page that shows the month no more as it is."""

from dataclasses import dataclass

from meetings.exchange.wording_changes import ShownChange
from meetings.forms.publishing import PublishForm
from meetings.models import ProgrammeVersion
from meetings.views.desk.publishing.publish_page import PublishPage


@dataclass(frozen=True, slots=True)
class OutdatedPage:
    """What happened since it was made.

    ``since`` are changes that it did not show; ``meanwhile`` is the version that came out in another tab or by
    another officer; ``differs``: whether anything is left to publish, under the title that was chosen.
    """

    since: tuple[ShownChange, ...]
    meanwhile: ProgrammeVersion | None
    differs: bool


def outdated_page(page: PublishPage, form: PublishForm) -> OutdatedPage:
    """Compare the month as it is (``page``) with what a valid form says that its own page had shown."""
    given = form.cleaned_data
    return OutdatedPage(
        since=page.since(form.tokens_shown),
        meanwhile=page.coming.latest if page.coming.was_overtaken(given["seen"]) else None,
        differs=page.coming.changes_anything(given["title_kind"]),
    )
