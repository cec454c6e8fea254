"""Missions, where they are, who holds the pen on them, and who contributes to them."""

from meetings.models import Contribution, Mission, Penholding
from meetings.services.reference.loading import Loading, shared_values
from meetings.services.reference.writing import bring_links_up_to_date, bring_up_to_date


def write_missions(loading: Loading) -> None:
    """Missions by acronym, with their host countries."""
    missions = loading.reference.missions
    rows = [
        {**shared_values(row, Mission), "unverified_fields": list(row.unverified_fields)} for row in missions
    ]
    stored = bring_up_to_date(rows, Mission.objects.all(), key=["acronym"], tally=loading.tally)
    loading.missions = {acronym: mission.pk for (acronym,), mission in stored.items()}
    ours = {loading.missions[row.acronym] for row in missions}
    hosts = [
        (loading.missions[row.acronym], loading.countries[host])
        for row in missions
        for host in row.host_countries
    ]
    bring_links_up_to_date(Mission.host_countries.through, hosts, owned=ours, tally=loading.tally)


def write_penholdings(loading: Loading) -> None:
    """Who drafts on each mission; the files give no days, so one undated row a mission."""
    known = [row for row in loading.reference.missions if row.penholders is not None]
    rows = [
        {
            "mission_id": loading.missions[row.acronym],
            "begins": None,
            "verified": row.penholders_verified,
            "source_url": row.source_url if row.penholders_verified else "",
        }
        for row in known
    ]
    undated = Penholding.objects.filter(begins=None)
    stored = bring_up_to_date(rows, undated, key=["mission_id", "begins"], tally=loading.tally)
    pens = {row.acronym: stored[loading.missions[row.acronym], None].pk for row in known}
    holders = [
        (pens[row.acronym], loading.countries[country]) for row in known for country in row.penholders or ()
    ]
    through = Penholding.countries.through
    bring_links_up_to_date(through, holders, owned=set(pens.values()), tally=loading.tally)


def write_contributions(loading: Loading) -> None:
    """Uniformed personnel by mission, State and month."""
    rows = [
        {
            **shared_values(row, Contribution),
            "mission_id": loading.missions[row.mission],
            "country_id": loading.countries[row.country],
        }
        for row in loading.reference.contributions
    ]
    key = ["mission_id", "country_id", "as_of"]
    bring_up_to_date(rows, Contribution.objects.order_by(), key=key, tally=loading.tally)
