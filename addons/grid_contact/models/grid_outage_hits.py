from odoo import api, fields, models
from odoo.tools import SQL

from ..outages import HOUSEHOLDS, Hit, Interruption, house, reliability
from .grid_outage import OPEN_STATES

#: A flat at the end of an address, so that the flats of one house are read once.
FLAT = r"[[:space:],]+(кв|квартира|оф|офис|пом|помещение|ком|комната)[[:space:].]+.*$"


class GridOutage(models.Model):
    """Whom an outage hits: usage points by their feeders and houses; both are found by one index look-up."""

    _inherit = "grid.outage"

    usage_point_ids = fields.Many2many(
        "grid.usage.point", "grid_outage_usage_point", "outage_id", "usage_point_id", readonly=True, copy=False
    )
    house_ids = fields.One2many("grid.outage.house", "outage_id", "Houses hit", copy=False)

    def _find_hits(self):
        """Find the usage points of the feeders and of the houses entered by hand, and the houses of all of them."""
        self.flush_recordset()
        self.env["grid.usage.point"].flush_model(["feeder_id", "address", "active"])
        gained = self.browse()
        for outage in self.sudo():
            gained |= outage._find_points()
            outage._find_houses()
        self.invalidate_recordset(["usage_point_ids", "house_ids"])
        self.env["grid.usage.point"].invalidate_model(["outage_ids"])
        self._count_hits()
        self.filtered(lambda outage: outage.state in OPEN_STATES)._take_reports()
        gained._hit_more()

    def _find_points(self):
        """Keep the points that are hit, and no others; return the outage where it hits more than before."""
        by_hand = self._houses_by_hand()._points()
        is_hit = SQL("(feeder_id = ANY(%s) OR id = ANY(%s)) AND active", self.feeder_ids.ids, by_hand.ids)
        self.env.cr.execute(
            SQL(
                """DELETE FROM grid_outage_usage_point AS hit
                    WHERE outage_id = %s AND NOT EXISTS (
                          SELECT FROM grid_usage_point AS point WHERE point.id = hit.usage_point_id AND %s)""",
                self.id,
                is_hit,
            )
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO grid_outage_usage_point (outage_id, usage_point_id)
                   SELECT %s, id FROM grid_usage_point WHERE %s ON CONFLICT DO NOTHING""",
                self.id,
                is_hit,
            )
        )
        return self if self.env.cr.rowcount else self.browse()

    def _hit_more(self):
        """Do what follows when outages hit usage points that they did not hit before."""

    def _find_houses(self):
        """Replace the houses found by points; those entered by hand stay."""
        self.env.cr.execute(SQL("DELETE FROM grid_outage_house WHERE outage_id = %s AND is_from_points", self.id))
        rows = self.env.execute_query(
            SQL(
                """SELECT regexp_replace(point.address, %s, '', 'i'), count(*)
                     FROM grid_outage_usage_point AS hit JOIN grid_usage_point AS point ON point.id = hit.usage_point_id
                    WHERE hit.outage_id = %s GROUP BY 1""",
                FLAT,
                self.id,
            )
        )
        known = {(one.key, one.around or "") for one in self._houses_by_hand()}
        found = {}
        for address, count in rows:
            if one := house(address):
                place = (one.key, " ".join(sorted(one.around)))
                if place not in known:
                    text, before = found.get(place, (one.text, 0))
                    found[place] = (text, before + count)
        self._store_houses(found)

    def _houses_by_hand(self):
        return self.env["grid.outage.house"].search([("outage_id", "=", self.id), ("is_from_points", "=", False)])

    def _store_houses(self, found):
        self.env.cr.execute(
            SQL(
                """INSERT INTO grid_outage_house (outage_id, is_from_points, create_uid, write_uid, create_date,
                                                  write_date, key, around, address, point_count)
                   SELECT %s, TRUE, %s, %s, %s, %s, given.*
                     FROM unnest(%s::varchar[], %s::varchar[], %s::varchar[], %s::int[]) AS given""",
                self.id,
                self.env.uid,
                self.env.uid,
                fields.Datetime.now(),
                fields.Datetime.now(),
                [key for key, _around in found],
                [around for _key, around in found],
                [text for text, _count in found.values()],
                [count for _text, count in found.values()],
            )
        )

    def _count_hits(self):
        rows = self.env.execute_query(
            SQL(
                """SELECT outage.id,
                          (SELECT count(*) FROM grid_outage_usage_point AS hit WHERE hit.outage_id = outage.id),
                          (SELECT count(*) FROM grid_outage_house AS house WHERE house.outage_id = outage.id)
                     FROM grid_outage AS outage WHERE outage.id = ANY(%s)""",
                self.ids,
            )
        )
        for id_, points, houses in rows:
            self.sudo().browse(id_).write({"point_count": points, "house_count": houses})

    def action_find_hits(self):
        """Look anew whom the outage hits: points and feeders were loaded or corrected."""
        self.check_access("write")
        self._refuse_over()
        self._find_hits()
        return True

    def action_open_points(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_customer.grid_usage_point_action")
        return {**action, "domain": [("outage_ids", "in", self.ids)], "context": {}}

    # ------------------------------------------------------------------
    # Which outage is where
    # ------------------------------------------------------------------
    @api.model
    def _of_points(self, points, states=OPEN_STATES):
        """Return {usage point: its open outages, the first that began first}; one query."""
        found = {point: self.browse() for point in points}
        if not points:
            return found
        self.flush_model(["state", "started_at"])
        rows = self.env.execute_query(
            SQL(
                """SELECT hit.usage_point_id, outage.id
                     FROM grid_outage_usage_point AS hit JOIN grid_outage AS outage ON outage.id = hit.outage_id
                    WHERE hit.usage_point_id = ANY(%s) AND outage.state = ANY(%s)
                    ORDER BY outage.started_at, outage.id""",
                points.ids,
                list(states),
            )
        )
        every = self.browse(id_ for _point, id_ in rows)
        for point_id, id_ in rows:
            found[points.browse(point_id)] |= self.browse(id_).with_prefetch(every.ids)
        return found

    @api.model
    def _open_of(self, company, limit):
        """Return the outages of a company that are announced or under way, the earliest first."""
        return self.search(
            [("company_id", "=", company.id), ("state", "in", OPEN_STATES)], order="started_at, id", limit=limit
        )

    @api.model
    def _of_account(self, number, company):
        """Return the open outages at the point of a customer account, the first that began first."""
        if not number:
            return self.browse()
        point = (
            self.env["grid.usage.point"]
            .sudo()
            .search([("account_number", "=", number.strip()), ("company_id", "=", company.id)], limit=1)
        )
        return self.browse().union(*self._of_points(point).values())

    def _hit_kinds(self):
        """Return the kinds of points hit: group, category and sources of supply."""
        self.env["grid.usage.point"].flush_model(["effective_group", "reliability_category", "feeder_id"])
        self.env["grid.feeder"].flush_model(["source_count"])
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT point.effective_group, point.reliability_category, coalesce(feeder.source_count, 1)
                     FROM grid_outage_usage_point AS hit JOIN grid_usage_point AS point ON point.id = hit.usage_point_id
                     LEFT JOIN grid_feeder AS feeder ON feeder.id = point.feeder_id
                    WHERE hit.outage_id = %s""",
                self._origin.id or 0,
            )
        )
        return [Hit(group or "1", category or "3", sources) for group, category, sources in rows]

    def _audiences(self):
        """Return who must be warned: by the groups of the points, and households where only houses are known."""
        groups = {hit.customer_group for hit in self._hit_kinds()}
        companies = {"companies"} if "3" in groups else set()
        return companies | ({HOUSEHOLDS} if groups & {"1", "2"} or (self.house_count and not groups) else set())

    @api.model
    def _reliability(self, branches, first, last, kind=None):
        """Return SAIDI and SAIFI of the outages that began from one local day to another and are over.

        Order 1256: hours of each by its points, over all points of the branches. The legal source stays form 8.1.
        """
        zone = self.env["legal.rule"]._zone_of(branches[:1], self.env.company)
        since, until = self._day_bounds(first, last, zone)
        domain = [("branch_id", "in", branches.ids), ("state", "=", "restored")]
        domain += [("started_at", ">=", since), ("started_at", "<", until)]
        domain += [("kind", "=", kind)] if kind else []
        outages = self.search_fetch(domain, ["started_at", "ended_at", "point_count"])
        total = self.env["grid.usage.point"].search_count([("branch_id", "in", branches.ids)])
        events = [Interruption(outage._exact_hours(), min(outage.point_count, total)) for outage in outages]
        return reliability(events, total), outages
