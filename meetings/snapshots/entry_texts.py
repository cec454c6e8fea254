"""What an entry's line in the Journal and its communiqué are made of, beyond the entry itself."""

from dataclasses import dataclass

from meetings.models import Entry, Invitation, Report


@dataclass(frozen=True, slots=True)
class EntryTextsSnapshot:
    """The missions' full names, symbols of documents, and the parties whose invitations stand, with their letters."""

    missions: tuple[str, ...]
    documents: tuple[str, ...]
    invited: tuple[tuple[str, str], ...]


def entry_texts_snapshot(entry: Entry) -> EntryTextsSnapshot:
    """Of an entry fetched ``with_parts``: two queries at most, however many parties there are."""
    invited = Invitation.objects.filter(entry=entry, answer=Invitation.Answer.INVITED).select_related(
        "country"
    )
    return EntryTextsSnapshot(
        missions=tuple(mission.name_en for mission in entry.missions.all()),
        documents=_documents(entry),
        invited=tuple((row.category, str(row)) for row in invited),
    )


def _documents(entry: Entry) -> tuple[str, ...]:
    """As the entry has them; else the reports its occasions wait for, as far as they have a symbol."""
    if entry.documents:
        return (entry.documents,)
    served = [step.occasion_id for step in entry.steps.all()]
    reports = Report.objects.filter(occasions__in=served).exclude(symbol="").order_by("symbol")
    return tuple(reports.values_list("symbol", flat=True).distinct()) if served else ()
