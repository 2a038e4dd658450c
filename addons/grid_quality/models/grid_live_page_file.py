from werkzeug.urls import url_encode

from odoo import api, fields, models

from ..live import Printed, sections
from ..report.live_pdf import write_pdf
from ..report.live_xlsx import write_xlsx

LISTS = ("branch_ids", "team_ids")
TEXTS = ("period", "from", "to", "customer_group")


class GridLivePage(models.AbstractModel):
    """The live page as a file: the figures of `read_tiles` for the same filter and the same reader."""

    _inherit = "grid.live.page"

    @api.model
    @api.readonly
    def action_save(self, filters, kind):
        """Return the action that downloads the page as a file, `pdf` or `xlsx`; a filter that says nothing is refused.

        :param filters: see `read_tiles`
        """
        self._check_reader()
        self._filter(filters)
        # a download does not know which companies the reader has chosen on the screen
        companies = ",".join(map(str, self.env.companies.ids))
        address = url_encode({**self._address(filters), "company_ids": companies})
        return {"type": "ir.actions.act_url", "url": f"/grid_quality/live/{kind}?{address}", "target": "download"}

    @api.model
    def _address(self, filters):
        """Return what stands in the address of a page that is narrowed so."""
        address = {name: ",".join(map(str, filters.get(name) or [])) for name in LISTS}
        address |= {name: filters.get(name) for name in TEXTS}
        return {name: value for name, value in address.items() if value}

    @api.model
    def _of_address(self, address):
        """Return the page of the companies that an address names, and the filter that it says."""
        filters = {name: address.get(name) or "" for name in TEXTS}
        filters |= {name: [one for one in address.get(name, "").split(",") if one] for name in LISTS}
        companies = [int(one) for one in address.get("company_ids", "").split(",") if one.isdecimal()]
        return (self.with_context(allowed_company_ids=companies) if companies else self), filters

    @api.model
    def _save_to(self, out, printed, kind):
        """Write the page into a file opened for bytes."""
        {"pdf": write_pdf, "xlsx": write_xlsx}[kind](out, printed)

    @api.model
    def _printed(self, filters):
        """Return the page as it is printed."""
        figures = self.read_tiles(filters)
        asked = self._filter(filters)
        heading = [
            ", ".join(self.env.companies.mapped("name")),
            *self._narrowed_words(asked),
            self.env._("Figures as of %(moment)s", moment=f"{self._local(asked.now):%d.%m.%Y %H:%M}"),
        ]
        words = {
            "figure": self.env._("Figure"),
            "value": self.env._("Value"),
            "part": self.env._("Of them"),
            "count": self.env._("Counted"),
            "plan": self.env._("Plan"),
            "week": self.env._("Week from"),
            "none": self.env._("no data"),
        }
        return Printed(self.env._("Live page"), heading, sections(figures.values()), words)

    @api.model
    def _narrowed_words(self, asked):
        days = {"first": f"{asked.first:%d.%m.%Y}", "last": f"{asked.last:%d.%m.%Y}"}
        yield self.env._("Period: %(first)s – %(last)s", **days)
        branches = self.env["grid.branch"].browse(asked.branch_ids)
        whole = "branch_ids" not in asked.chosen and self.env.user.has_group("grid_customer.group_head")
        names = self.env._("all") if whole else ", ".join(branches.mapped("name"))
        yield self.env._("Branches: %(names)s", names=names or self.env._("none"))
        if asked.team_ids:
            teams = self.env["helpdesk.ticket.team"].browse(asked.team_ids)
            yield self.env._("Team: %(names)s", names=", ".join(teams.mapped("display_name")))
        if asked.customer_group:
            groups = dict(self.env["helpdesk.ticket"]._fields["customer_group"]._description_selection(self.env))
            yield self.env._("Customers: %(group)s", group=groups[asked.customer_group])

    @api.model
    def _filename(self, kind):
        return f"{self.env._('Live page')} {self._local(fields.Datetime.now()):%d.%m.%Y}.{kind}"
