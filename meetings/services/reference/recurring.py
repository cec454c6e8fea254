"""Business that comes back every month or so, of which proposals are made."""

from meetings.models import RecurringBusiness
from meetings.services.reference.loading import Loading, shared_values
from meetings.services.reference.writing import bring_links_up_to_date, bring_up_to_date


def write_recurring(loading: Loading) -> None:
    """Recurring business, by title. Whether it is still proposed is left as admins set it."""
    given = loading.reference.recurring
    rows = [
        {
            **shared_values(row, RecurringBusiness),
            "room_id": loading.rooms[row.room] if row.room else None,
        }
        for row in given
    ]
    stored = bring_up_to_date(rows, RecurringBusiness.objects.all(), key=["title"], tally=loading.tally)
    keys = {row.title: stored[(row.title,)].pk for row in given}
    links = [(keys[row.title], loading.missions[mission]) for row in given for mission in row.missions]
    through = RecurringBusiness.missions.through
    bring_links_up_to_date(through, links, owned=set(keys.values()), tally=loading.tally)
