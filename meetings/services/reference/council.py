"""States, the Council's members and presidencies, its holidays and rooms."""

from meetings.models import CouncilTerm, Country, Holiday, Presidency, Room
from meetings.services.reference.loading import Loading, shared_values, values_of
from meetings.services.reference.writing import bring_up_to_date


def write_countries(loading: Loading) -> None:
    """States, by their code."""
    rows = [shared_values(row, Country) for row in loading.reference.countries]
    stored = bring_up_to_date(rows, Country.objects.all(), key=["iso3"], tally=loading.tally)
    loading.countries = {iso3: country.pk for (iso3,), country in stored.items()}


def write_terms(loading: Loading) -> None:
    """Permanent seats and elected terms, by State and first day."""
    rows = [
        {**shared_values(row, CouncilTerm), "country_id": loading.countries[row.country]}
        for row in loading.reference.terms
    ]
    key = ["country_id", "begins"]
    bring_up_to_date(rows, CouncilTerm.objects.all(), key=key, tally=loading.tally)


def write_presidencies(loading: Loading) -> None:
    """Presidencies, by month."""
    rows = [
        {**shared_values(row, Presidency), "country_id": loading.countries[row.country]}
        for row in loading.reference.presidencies
    ]
    bring_up_to_date(rows, Presidency.objects.all(), key=["month"], tally=loading.tally)


def write_holidays(loading: Loading) -> None:
    """Holidays, by day and name."""
    rows = [shared_values(row, Holiday) for row in loading.reference.holidays]
    bring_up_to_date(rows, Holiday.objects.all(), key=["on", "name"], tally=loading.tally)


def write_rooms(loading: Loading) -> None:
    """Rooms, by name."""
    rows = [values_of(row, "name", "short_name", "shared") for row in loading.reference.rooms]
    stored = bring_up_to_date(rows, Room.objects.all(), key=["name"], tally=loading.tally)
    loading.rooms = {name: room.pk for (name,), room in stored.items()}
