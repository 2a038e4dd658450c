from odoo import api, fields, models
from odoo.tools import SQL

from ..outages import House, house, matching, searched
from .grid_outage import OPEN_STATES

#: How many usage points are looked at for one house entered by hand.
POINTS_MAX = 5_000


class GridOutageHouse(models.Model):
    """A house without supply: by it an outage is found where only an address is known. It names no flat, no person."""

    _name = "grid.outage.house"
    _description = "House hit by an outage"
    _order = "address, id"
    _rec_name = "address"

    outage_id = fields.Many2one("grid.outage", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="outage_id.company_id")
    address = fields.Char("House", required=True, help="From the town to the house: Kemerovo, Lenina street, 5.")
    key = fields.Char(compute="_compute_key", store=True)
    around = fields.Char(compute="_compute_key", store=True)
    point_count = fields.Integer("Points", readonly=True)
    is_from_points = fields.Boolean("Found by usage points", readonly=True)

    _key_idx = models.Index("(key, outage_id)")
    _listed_idx = models.Index("(outage_id, address, id)")

    @api.depends("address")
    def _compute_key(self):
        for one in self:
            found = house(one.address)
            one.key = found.key if found else False
            one.around = " ".join(sorted(found.around)) if found else False

    @api.model
    def _of_address(self, typed, company, states=OPEN_STATES):
        """Return the houses of open outages that a typed address may mean: one look-up by its keys."""
        keys = searched(typed)
        if not keys:
            return self.browse()
        self.flush_model(["key", "around", "outage_id", "address"])
        self.env["grid.outage"].flush_model(["state", "started_at", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """SELECT house.id, house.key, house.around, house.address
                     FROM grid_outage_house AS house JOIN grid_outage AS outage ON outage.id = house.outage_id
                    WHERE house.key = ANY(%s) AND outage.state = ANY(%s) AND outage.company_id = %s
                    ORDER BY outage.started_at, house.id LIMIT 200""",
                keys,
                list(states),
                company.id,
            )
        )
        ids = {}
        for id_, key, around, address in rows:
            ids.setdefault(House(key, frozenset((around or "").split()), address), []).append(id_)
        return self.browse(id_ for one in matching(typed, ids) for id_ in ids[one])

    @api.model
    def _first_of(self, outages, count):
        """Return {outage: addresses of its first houses}; one query for all."""
        self.flush_model(["outage_id", "address"])
        rows = self.env.execute_query(
            SQL(
                """SELECT outage_id, address FROM unnest(%s::int[]) AS asked(id) JOIN LATERAL (
                       SELECT outage_id, address FROM grid_outage_house WHERE outage_id = asked.id
                        ORDER BY address, id LIMIT %s) AS house ON TRUE""",
                outages.ids,
                count,
            )
        )
        found = {outage: [] for outage in outages}
        for outage_id, address in rows:
            found[outages.browse(outage_id)].append(address)
        return found

    def _points(self):
        """Return the usage points of houses entered by hand."""
        points = self.env["grid.usage.point"].sudo()
        found = points
        for one in self.filtered("key"):
            words = sorted(one.key.split()[:-1], key=len)
            same_street = points.search(
                [("company_id", "=", one.company_id.id), ("address", "ilike", words[-1])], limit=POINTS_MAX
            )
            around = set((one.around or "").split())
            for point in same_street:
                there = house(point.address)
                if there and there.key == one.key and (not around or not there.around or around & there.around):
                    found |= point
        return found
