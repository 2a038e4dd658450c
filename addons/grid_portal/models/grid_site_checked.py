from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

BATCH = 500
#: What the keeper of the site is reminded of.
CHECKED = (
    *("grid.site.article", "grid.site.paper", "grid.office", "grid.branch", "grid.fee.rate"),
    *("grid.service", "res.company"),
)


class GridSiteChecked(models.AbstractModel):
    """What the site tells the public, and when a person last checked that it is still true."""

    _name = "grid.site.checked"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Checked information of the site"

    checked_on = fields.Date("Last checked", readonly=True, copy=False)
    checked_by_id = fields.Many2one("res.users", "Checked by", readonly=True, copy=False)
    is_reminded = fields.Boolean("Somebody was asked to check it", readonly=True, copy=False)
    is_stale = fields.Boolean("To be checked", compute="_compute_is_stale", search="_search_is_stale")

    @api.depends("checked_on", "company_id")
    def _compute_is_stale(self):
        for record in self:
            record.is_stale = not record.checked_on or record.checked_on <= self._stale_day(record.company_id)

    def _search_is_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        companies = self.env["res.company"].sudo().search([])
        stale = Domain.OR(
            Domain("company_id", "=", company.id) & Domain("checked_on", "<=", self._stale_day(company))
            for company in companies
        )
        ours = Domain("company_id", "=", False) & Domain("checked_on", "<=", self._stale_day(companies.browse()))
        stale = Domain("checked_on", "=", False) | stale | ours
        return Domain.OR(stale if wanted else ~stale for wanted in value)

    @api.model
    def _stale_day(self, company):
        """Return the last day on which a check is too old by now: the setting of the company, or of the user's."""
        company = (company or self.env.company).sudo()
        return company._legal_today() - timedelta(days=company.site_check_days)

    def action_check(self):
        """Record that a person has read this today and it is true; who was reminded of it need not be any more."""
        self.check_access("write")
        for company, records in self.grouped("company_id").items():
            today = (company or self.env.company)._legal_today()
            records.write({"checked_on": today, "checked_by_id": self.env.uid, "is_reminded": False})
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    def _site_domain(self):
        """Return which records the public sees, and so which must be checked."""
        return Domain.TRUE

    @api.model
    def _cron_remind(self):
        """Remind those who keep the site of what was not checked for long: once, until it is checked."""
        for company in self.env["res.company"].sudo().search([("site_keeper_id", "!=", False)]):
            keeper = company.site_keeper_id
            if not keeper.active:
                continue
            for model in CHECKED:
                self.env[model].sudo().with_company(company)._remind(company, keeper)

    @api.model
    def _remind(self, company, keeper):
        domain = self._site_domain() & Domain("company_id", "in", (False, company.id)) & Domain("is_stale", "=", True)
        stale = self.search(domain & Domain("is_reminded", "=", False), limit=BATCH)
        stale.is_reminded = True
        stale.with_context(mail_activity_quick_update=True, lang=keeper.lang).activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=company._legal_today(),
            user_id=keeper.id,
            summary=stale.with_context(lang=keeper.lang).env._("Check what the site says and press “Checked today”"),
        )
