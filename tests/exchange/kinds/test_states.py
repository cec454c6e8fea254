"""A State named by a code, by a name, or by both."""

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.checks import MOST_SUGGESTIONS, folded, resolved
from meetings.exchange.tables.columns import Names, Place, Problem, TypedRow

NAMES = {"FRA": "FRA", "France": "FRA", "Франция": "FRA", "Côte d’Ivoire": "CIV", "CIV": "CIV"}
ON_RECORD = {
    Names.COUNTRY: {folded(name): code for name, code in NAMES.items()},
    Names.MISSION: {},
    Names.DECISION: {},
    Names.ROOM: {},
}
PLACE = Place("", 2)


def looked_up(**values: str) -> TypedRow | Problem:
    (found,) = resolved(KINDS["members"], [TypedRow(PLACE, values)], ON_RECORD)
    return found


def test_a_code_or_a_name_will_do() -> None:
    france = TypedRow(PLACE, {"iso3": "FRA"})
    assert looked_up(iso3="FRA") == france
    assert looked_up(country="Франция") == france
    assert looked_up(iso3="FRA", country="France") == france


def test_beside_a_code_a_name_need_not_be_known() -> None:
    assert looked_up(iso3="CIV", country="Cote d Ivoire") == TypedRow(PLACE, {"iso3": "CIV"})


def test_a_code_and_a_name_may_not_mean_two_states() -> None:
    message = "This names another than “iso3”, which says CIV."
    assert looked_up(iso3="CIV", country="France") == Problem("", 2, "country", "France", message)


def test_a_name_that_is_not_known_is_a_problem_with_a_suggestion() -> None:
    message = "No State of that name is on record. Is CIV meant?"
    assert looked_up(country="Cote d Ivoire") == Problem("", 2, "country", "Cote d Ivoire", message)


def test_a_code_that_is_not_known_is_complained_of_once() -> None:
    message = "No State of that name is on record."
    assert looked_up(iso3="XXX", country="France") == Problem("", 2, "iso3", "XXX", message)


def test_of_very_many_unknown_names_the_first_have_a_suggestion() -> None:
    """To look for one takes its time, and nobody mends so many names one by one."""
    rows = [TypedRow(PLACE, {"country": f"Franze{' e' * n}"}) for n in range(MOST_SUGGESTIONS)]
    rows += [TypedRow(PLACE, {"country": name}) for name in ("Franc", "Franze")]
    *_many, late, known = resolved(KINDS["members"], rows, ON_RECORD)
    said = "No State of that name is on record."
    assert late == Problem("", 2, "country", "Franc", said)
    assert known == Problem("", 2, "country", "Franze", f"{said} Is FRA meant?")
