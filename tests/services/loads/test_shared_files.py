"""The files of the reference data, loaded as an admin would: after it they change nothing, in its place they do all."""

import pytest
from django.db.models import CharField
from django.db.models.functions import Cast

from meetings.models import Contribution, CouncilTerm, Holiday, Mission, Penholding, Presidency
from meetings.models.contributions import PERSONNEL
from tests.services.loads.written import fixture, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

SOURCE = ("verified", "source_url", "source_note")
NOUNS = {
    "contributions": (Contribution, ("mission__acronym", "country__iso3", "as_of", *PERSONNEL)),
    "presidencies": (Presidency, ("month", "country__iso3")),
    "members": (CouncilTerm, ("country__iso3", "kind", "begins", "ends", "regional_group")),
    "holidays": (Holiday, ("on", "name", "kind")),
}


@pytest.mark.parametrize("kind", [*NOUNS, "missions"])
def test_after_the_reference_data_its_file_changes_nothing(kind: str) -> None:
    done = write(kind, fixture(f"{kind}.csv"))
    rows = {place.row for place in done.bringing.unchanged}
    assert (done.reading.notices, done.lines) == ([], [])
    assert rows == set(range(2, len(done.reading.rows) + 2))


@pytest.mark.parametrize("kind", list(NOUNS))
def test_in_its_place_the_file_brings_the_same_rows(kind: str) -> None:
    noun, columns = NOUNS[kind]
    before = set(noun.objects.values_list(*columns, *SOURCE))
    noun.objects.all().delete()
    write(kind, fixture(f"{kind}.csv"))
    # A row that names no source has the file's; the reference data leaves that to its README.
    after = {
        (*row[:-1], "" if row[-1].startswith("Loaded from") else row[-1])
        for row in noun.objects.values_list(*columns, *SOURCE)
    }
    assert after == before
    assert len(before) == noun.objects.count()


def test_in_its_place_the_file_of_missions_brings_the_same_missions() -> None:
    columns = (
        "acronym",
        "name_en",
        "acronym_fr",
        "name_fr",
        "kind",
        "area",
        "host_city",
        "established_on",
        "established_by",
        "closed_on",
        "closed_as_printed",
        "interval_seen",
        "source_url",
        "source_note",
    )
    before = set(Mission.objects.values_list(*columns))
    unverified = dict(Mission.objects.values_list("acronym", "unverified_fields"))
    pens = penholders()
    Penholding.objects.all().delete()
    Mission.objects.update(acronym=Cast("id", CharField()))
    write("missions", fixture("missions.csv"))
    loaded = Mission.objects.filter(acronym__in=unverified)
    assert set(loaded.values_list(*columns)) == before
    assert penholders() == pens
    of_the_area = {"region", "host_countries", "agenda_item"}
    assert dict(loaded.values_list("acronym", "unverified_fields")) == {
        acronym: [name for name in fields if name not in of_the_area]
        for acronym, fields in unverified.items()
    }


def penholders() -> dict[str, tuple[bool, list[str]]]:
    return {
        pen.mission.acronym: (pen.verified, sorted(country.iso3 for country in pen.countries.all()))
        for pen in Penholding.objects.select_related("mission").prefetch_related("countries")
    }
