"""Names in the reader's language, and who sits on the Council on a day."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from meetings.models import CouncilTerm
from meetings.models.countries import NAME_FIELDS
from tests.factories import CouncilTermFactory, CountryFactory

pytestmark = pytest.mark.django_db


def test_there_is_a_name_for_each_language_of_the_site():
    assert set(NAME_FIELDS) == dict(settings.LANGUAGES).keys()


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ar", "ألمانيا"),
        ("zh-hans", "德国"),
        ("en", "Germany"),
        ("fr", "Allemagne"),
        ("ru", "Германия"),
        ("es", "Alemania"),
    ],
)
def test_a_country_is_named_in_the_readers_language(language, name):
    germany = CountryFactory(
        iso3="DEU",
        name_ar="ألمانيا",
        name_zh="德国",
        name_en="Germany",
        name_fr="Allemagne",
        name_ru="Германия",
        name_es="Alemania",
    )
    with translation.override(language):
        assert (germany.name, str(germany)) == (name, name)


def test_outside_any_language_the_name_is_english():
    with translation.override(None):
        assert CountryFactory(name_en="Germany", name_fr="Allemagne").name == "Germany"


@pytest.fixture
def terms():
    """China always; Bahrain in 2026 and 2027."""
    china = CouncilTermFactory(country__iso3="CHN", kind=CouncilTerm.Kind.PERMANENT, begins=None, ends=None)
    bahrain = CouncilTermFactory(country__iso3="BHR", begins=date(2026, 1, 1), ends=date(2027, 12, 31))
    return {"CHN": china, "BHR": bahrain}


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2025, 12, 31), {"CHN"}),
        (date(2026, 1, 1), {"CHN", "BHR"}),
        (date(2027, 12, 31), {"CHN", "BHR"}),
        (date(2028, 1, 1), {"CHN"}),
    ],
)
def test_who_sits_on_a_day_both_ends_of_a_term_included(terms, day, members):
    assert set(CouncilTerm.objects.sitting_on(day).values_list("country__iso3", flat=True)) == members


def test_permanent_seats_come_first(terms):
    assert list(CouncilTerm.objects.all()) == [terms["CHN"], terms["BHR"]]
    assert str(terms["BHR"]) == f"{terms['BHR'].country} 2026-2027"
