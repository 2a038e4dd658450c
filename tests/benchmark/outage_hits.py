"""An outage of a thousand usage points and of a hundred thousand: whom it hits, which one is at a point and at a house.

Each point is a copy of one that the product made itself; four hundred flats share a number on five streets.
"""

from .timing import best, best_within
from .volume import insert_like

FEW, MANY = 1_000, 100_000
CODES = {FEW: "BENF", MANY: "BENM"}
ADDRESS = (
    "'г. Кемерово, ул. ' || (ARRAY['Речная','Лесная','Мирная','Новая','Южная'])[1 + n % 5] || ', д. ' || n / 400 + 1"
)


def measure(env) -> dict[str, dict[str, float]]:
    """The seconds of each act with few points and with many; the database is our own."""
    few, many = (_acts(env, _outage(env, count)) for count in (FEW, MANY))
    return {name: {"few": few[name](), "many": many[name]()} for name in few}


def _outage(env, count):
    """Start an outage of a feeder with so many points."""
    branch = env["grid.branch"].create({"name": f"Bench {count}", "code": CODES[count], "company_id": env.company.id})
    customer = env["res.partner"].create(
        {"name": "Bench", "customer_kind": "individual", "customer_group": "1", "company_id": env.company.id}
    )
    pattern = env["grid.usage.point"].create(
        {
            "name": f"{count}-0",
            "partner_id": customer.id,
            "branch_id": branch.id,
            "address": "г. Кемерово, ул. Речная, д. 1",
            "feeder": f"Bench {count}",
        }
    )
    env.flush_all()
    insert_like(
        env.cr,
        "grid_usage_point",
        f"generate_series(1, {count - 1}) AS n JOIN grid_usage_point AS pattern ON pattern.id = {pattern.id}",
        name=f"'{count}-' || n",
        address=f"{ADDRESS} || ', кв. ' || n",
    )
    outage = env["grid.outage"].create({"branch_id": branch.id, "feeder_ids": pattern.feeder_id.ids})
    outage.action_start()
    env.cr.commit()
    env.cr.execute("ANALYZE grid_usage_point, grid_outage_usage_point, grid_outage_house")
    return outage


def _acts(env, outage):
    point = outage.feeder_ids.usage_point_ids[-1]
    houses, address = env["grid.outage.house"], point.address
    return {
        "whom it hits": lambda: best(outage._find_hits, runs=3),
        "which outage is at a point": lambda: best_within(lambda: env["grid.outage"]._of_points(point), 1),
        "which outage is at an address": lambda: best_within(lambda: houses._of_address(address, env.company), 1),
    }
