"""Twenty people register two thousand appeals of one branch at the same time, through two servers."""

from concurrent.futures import ThreadPoolExecutor

PEOPLE = 20
EACH = 100
SINGLE = 5  # of which so many one by one, as clerks do; the others in batches, as an import does
BATCH = 19


def _values(house, person, number):
    return {
        "name": f"Вопрос {person}-{number}",
        "description": "<p>Вечером мигает свет.</p>",
        "kind": "complaint",
        "branch_id": house.branch,
        "channel_id": house.post,
        "partner_name": f"Толпин {person}",
        "partner_phone": f"+7905{person:03d}{number:04d}",
    }


def test_twenty_people_register_two_thousand_appeals(plant, house, database, numbers):
    servers, before = (plant(0), plant(1)), len(numbers())
    sizes = [1] * SINGLE + [BATCH] * ((EACH - SINGLE) // BATCH)
    assert PEOPLE * sum(sizes) == 2000

    def work(person):
        server, acknowledged, begun = servers[person % 2], [], 0
        for size in sizes:
            vals = [_values(house, person, begun + number) for number in range(size)]
            ids = server.call(house.clerk, "helpdesk.ticket", "create", vals_list=vals)
            server.call(house.clerk, "helpdesk.ticket", "action_register", ids)
            acknowledged += ids
            begun += size
        return acknowledged

    with ThreadPoolExecutor(PEOPLE) as people:
        acknowledged = [ticket for mine in people.map(work, range(PEOPLE)) for ticket in mine]
    assert len(acknowledged) == len(set(acknowledged)) == 2000
    registered = database.rows("SELECT count(*) FROM helpdesk_ticket WHERE id = ANY(%s) AND number <> ''", acknowledged)
    assert registered == [(2000,)]
    assert len(numbers()) == before + 2000
