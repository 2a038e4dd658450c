import logging
from functools import partial

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

from ..live import Filter, FilterError, asked, span

_logger = logging.getLogger(__name__)

NEWS = "grid.live.page"
READER = "grid_customer.group_supervisor"


class GridLivePage(models.AbstractModel):
    """The live page of supervisors: what is late, whose, since when, and how the work goes.

    Tiles are added by `_tiles()`; each is one query under the reader's own rights, and opens its records by the same
    domain. What changes a figure calls `_tell_change()`.
    """

    _name = "grid.live.page"
    _description = "Live page of supervisors"

    @api.model
    def _tiles(self):
        """Return the tiles; an addon above adds its own: `return super()._tiles() + [Tile(...)]`."""
        return []

    @api.model
    def _tiles_by_section(self):
        """Return the tiles as the page shows them, whichever addon each comes from: a section is never begun twice."""
        order = {code: place for place, code in enumerate(self._sections())}
        return sorted(self._tiles(), key=lambda tile: (order.get(tile.section, len(order)), tile.section))

    @api.model
    def _sections(self):
        """Return the titles of sections; an addon above adds those of its own."""
        return {
            "now": self.env._("Right now"),
            "teams": self.env._("What is overdue, and whose"),
            "term": self.env._("In the term of the law"),
            "mix": self.env._("Open appeals"),
            "connection": self.env._("Connections and services"),
            "voice": self.env._("What applicants think"),
        }

    @api.model
    @api.readonly
    def read_page(self, filters):
        """Return what a page opens with: what it may be narrowed by, and every tile.

        :param filters: see `read_tiles`
        """
        self._check_reader()
        return {"choices": self._choices(), "tiles": self.read_tiles(filters)}

    @api.model
    @api.readonly
    def read_tiles(self, filters, codes=None):
        """Return `{code: figure}` of all tiles or of some, one query a tile.

        A figure has `value` or `bars`, each with the `domain` that opens what it counts; see `grid.live.figure`.

        :param filters: `period` (today, week, month, quarter, year, custom with `from` and `to`), `branch_ids`,
            `team_ids`, `customer_group`; an empty one is this month of everything that the reader sees
        :raises UserError: a filter that says nothing
        """
        self._check_reader()
        # PostgreSQL would compile each of these counts for longer than it counts
        self.env.cr.execute("SET LOCAL jit = off")
        asked_for = self._filter(filters or {})
        tiles = self._tiles_by_section()
        if codes is not None:
            tiles = [tile for tile in [*tiles, *self._tiles_of_letters()] if tile.code in codes]
        return {tile.code: figure for tile, figure in zip(tiles, self._figures(tiles, asked_for), strict=True)}

    @api.model
    def _figures(self, tiles, asked):
        titles, figures = self._sections(), self.env["grid.live.figure"]
        return [
            {**figures._read(tile, asked), "section_title": titles.get(tile.section, tile.section)} for tile in tiles
        ]

    @api.model
    def _check_reader(self):
        if not self.env.user.has_group(READER):
            raise AccessError(self.env._("The live page is for supervisors and heads."))

    @api.model
    def _choices(self):
        groups = self.env["helpdesk.ticket"]._fields["customer_group"]._description_selection(self.env)
        branches = self.env["grid.branch"].search(self._led())
        teams = self.env["helpdesk.ticket.team"].search([("company_id", "in", [*self.env.companies.ids, False])])
        return {
            "branches": [[branch.id, branch.name] for branch in branches],
            "teams": [[team.id, team.display_name] for team in teams],
            "groups": [list(group) for group in groups],
        }

    @api.model
    def _led(self):
        """Return the domain of the branches that the page is about: all for a head, the own ones for a supervisor.

        What a supervisor sees of others, because she was asked about it, is not hers to answer for.
        """
        own = Domain("company_id", "in", self.env.companies.ids)
        if self.env.user.has_group("grid_customer.group_head"):
            return own
        return own & Domain("id", "in", self.env.user.seen_branch_ids.ids)

    # --- the filter
    @api.model
    def _filter(self, filters):
        now = fields.Datetime.now()
        today = self._local(now).date()
        try:
            first, last = span(filters, today)
            narrowed = asked(filters)
        except FilterError as fault:
            raise UserError(self._said_fault(fault.code)) from fault
        chosen = frozenset(name for name, value in narrowed.items() if value)
        narrowed["branch_ids"] = self._branches_of(narrowed["branch_ids"])
        zones = self.env["helpdesk.ticket"]._deadline_zones()
        return Filter(first, last, today, now, zones, partial(self._between, zones), chosen=chosen, **narrowed)

    @api.model
    def _local(self, moment):
        """Return a moment by the clock of the company."""
        return self.env["legal.rule"]._local(moment, self.env.company.sudo().legal_tz)

    @api.model
    def _branches_of(self, chosen):
        """Return the ids of the chosen branches with their districts, or of all that the reader leads.

        They are always named: the indexes of appeals begin with the branch.
        """
        below = Domain("id", "child_of", chosen) if chosen else Domain.TRUE
        return tuple(self.env["grid.branch"].with_context(active_test=False).search(self._led() & below).ids)

    @api.model
    def _said_fault(self, code):
        return {
            "bad_period": self.env._("There is no such period. Choose one of the list."),
            "bad_days": self.env._("Enter the first and the last day of the period."),
            "days_backwards": self.env._("The first day of the period is after the last one. Exchange them."),
            "too_long": self.env._("The period is longer than five years. Choose a shorter one."),
            "bad_filter": self.env._("The filter cannot be read. Reset it and choose again."),
        }[code]

    @api.model
    def _between(self, zones, field, first, last, branch="branch_id"):
        """Return the domain of local days of the branch; the widest span stands in front, for an index to serve it."""
        parts = []
        for zone, domain in zones:
            start, end = midnight(first, zone), midnight(fields.Date.add(last, days=1), zone)
            parts.append((start, end, domain.map_conditions(lambda one: Domain(branch, one.operator, one.value))))
        span_of_all = self._between_moments(field, min(one[0] for one in parts), max(one[1] for one in parts))
        if len(parts) == 1:
            return span_of_all
        return span_of_all & Domain.OR(self._between_moments(field, start, end) & own for start, end, own in parts)

    @api.model
    def _between_moments(self, field, start, end):
        return Domain(field, ">=", start) & Domain(field, "<", end)

    # --- news
    @api.model
    def _tell_change(self):
        """Let open pages know, after the commit and once a transaction, that some figure has changed."""
        after = self.env.cr.postcommit
        if not after.data.get(self._name):
            after.data[self._name] = True
            after.add(partial(send_news, self.env.registry))


def send_news(registry):
    """Tell supervisors, in a transaction of its own: what was done is never lost because a page could not be told."""
    try:
        with registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            readers = env["ir.model.data"]._xmlid_to_res_id(READER)
            env["res.groups"].browse(readers)._bus_send(NEWS, {})
    except psycopg2.Error:
        _logger.warning("Open live pages were not told of a change", exc_info=True)
