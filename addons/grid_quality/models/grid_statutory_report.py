from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

from ..statutory.periods import NoSuchPart, span
from .local_year import LocalPeriod

TICKETS = "helpdesk.ticket"
HEAD = "grid_customer.group_head"


class GridStatutoryReport(models.Model):
    """A form filled for a period: a draft follows the records, what was published stays as it was."""

    _name = "grid.statutory.report"
    _description = "Filled form"
    _order = "date_from desc, code, version desc"

    form_id = fields.Many2one("grid.statutory.form", "Form", required=True, index=True, ondelete="restrict")
    code = fields.Char(related="form_id.code", store=True)
    period = fields.Selection(related="form_id.period", string="Filled each")
    needs_check = fields.Boolean(related="form_id.needs_check")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    year = fields.Integer(required=True, default=lambda self: self._last_year(), aggregator=None)
    part = fields.Integer("Number of the period", default=1, required=True, aggregator=None, help="Of the year.")
    day = fields.Date(compute="_compute_day", inverse="_inverse_day", help="Of a form that is filled each day.")
    date_from = fields.Date("From", compute="_compute_dates", store=True)
    date_to = fields.Date("To", compute="_compute_dates", store=True)
    period_name = fields.Char("Period", compute="_compute_period_name")
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published")], "Status", required=True, readonly=True, default="draft",
        copy=False, index=True,
    )  # fmt: skip
    version = fields.Integer(compute="_compute_previous_id", store=True, aggregator=None)
    previous_id = fields.Many2one(
        "grid.statutory.report", "Corrects", compute="_compute_previous_id", store=True, ondelete="restrict"
    )
    snapshot = fields.Json(readonly=True, copy=False, prefetch=False, groups=HEAD)  # it has rows of every branch
    published_at = fields.Datetime(readonly=True, copy=False)
    published_by_id = fields.Many2one("res.users", "Published by", readonly=True, copy=False, ondelete="restrict")

    _version_unique = models.UniqueIndex(
        "(company_id, code, date_from, version)", "This form is being filled for this period already. Open it."
    )
    _draft_unique = models.UniqueIndex(
        "(company_id, code, date_from) WHERE state = 'draft'",
        "This form is being filled for this period already. Open it.",
    )

    # ------------------------------------------------------------------
    # The period
    # ------------------------------------------------------------------
    @api.model
    def _last_year(self):
        return self.env.company._legal_today().year - 1

    @api.depends("form_id", "year", "part")
    def _compute_dates(self):
        for report in self:
            report.date_from, report.date_to = report._span() if report.form_id else (False, False)

    def _span(self, years=0):
        """Return the first and the last local day of the period, or of the same some years away."""
        try:
            return span(self.period, self.year + years, 1 if self.period == "year" else self.part)
        except NoSuchPart as wrong:
            raise ValidationError(
                self.env._(
                    "%(year)s has no %(period)s number %(part)s. Correct the year or the number.",
                    year=self.year,
                    period=dict(self.form_id._fields["period"]._description_selection(self.env))[self.period],
                    part=self.part,
                )
            ) from wrong

    @api.depends("date_from", "period")
    def _compute_day(self):
        for report in self:
            report.day = report.period == "day" and report.date_from

    def _inverse_day(self):
        for report in self.filtered(lambda report: report.period == "day" and report.day):
            report.write({"year": report.day.year, "part": report.day.timetuple().tm_yday})

    @api.depends("date_from", "date_to")
    def _compute_period_name(self):
        for report in self:
            report.period_name = report.form_id and report._said_period()

    def _said_period(self):
        if self.period == "year":
            return self.env._("the year %(year)s", year=self.year)
        if self.period == "quarter":
            return self.env._("quarter %(part)s of %(year)s", part=self.part, year=self.year)
        if self.period == "half":
            return self.env._("half-year %(part)s of %(year)s", part=self.part, year=self.year)
        if self.period == "day":
            return _day(self.date_from)
        return self.env._("%(first)s to %(last)s", first=_day(self.date_from), last=_day(self.date_to))

    @api.depends("form_id", "period_name")
    def _compute_display_name(self):
        for report in self:
            form, period = report.form_id, report.period_name or ""
            if form.number:
                report.display_name = self.env._("Form %(code)s for %(period)s", code=form.number, period=period)
            else:
                report.display_name = self.env._("%(form)s for %(period)s", form=form.name or "", period=period)

    @api.constrains("form_id", "year", "part")
    def _check_edition(self):
        for report in self:
            edition = self.env["grid.statutory.form"]._on(report.code, report.date_to)
            if edition != report.form_id:
                raise ValidationError(
                    self.env._(
                        "On %(day)s another edition of form %(code)s is in force: “%(form)s”. Choose it.",
                        day=_day(report.date_to),
                        code=report.code,
                        form=edition.display_name,
                    )
                )

    @api.depends("form_id", "year", "part", "company_id")
    def _compute_previous_id(self):
        """A draft corrects the last version that was published, if there is one."""
        domain = Domain("state", "=", "published") & Domain("code", "in", self.mapped("code"))
        published = self.search(domain, order="version").grouped(lambda r: (r.company_id, r.code, r.date_from))
        for report in self:
            if report.state == "draft":
                report.previous_id = published.get((report.company_id, report.code, report.date_from), self.browse())[
                    -1:
                ]
                report.version = report.previous_id.version + 1

    # ------------------------------------------------------------------
    # What was published is never changed
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_acts(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_acts(vals)
        self._refuse_published()
        return super().write(vals)

    def _refuse_published(self):
        if any(report.state == "published" for report in self):
            raise UserError(
                self.env._("A published form stays as it was. Press “Correct”: a new version shows what differs.")
            )

    def _refuse_acts(self, vals):
        if self._act_fields() & vals.keys() and not self.env.su:
            raise AccessError(self.env._("A form is filled and published by its buttons alone."))

    def _act_fields(self):
        """Return the fields that only the acts change."""
        return {"state", "snapshot", "published_at", "published_by_id"}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if any(report.state == "published" for report in self):
            raise UserError(self.env._("A published form is kept."))

    # ------------------------------------------------------------------
    # The records behind it
    # ------------------------------------------------------------------
    def _local_period(self):
        """Return the period of the whole company, by the local days of each branch."""
        return LocalPeriod(self.company_id, self.env["grid.branch"], *self._span())

    def _over_at(self):
        """Return the moment at which the period is over by the clock of every branch."""
        _first, last = self._span()
        return max(midnight(last + timedelta(days=1), zone) for zone in self._local_period().zones)

    def _appeals(self):
        """Return the model of appeals as the forms count them: what was registered is counted, archived or not."""
        return self.env[TICKETS].with_context(active_test=False)

    def _appeal_domain(self, years=0):
        """Return the registered appeals received in the period, by the local days of each branch."""
        first, last = self._span(years)
        tickets = self._appeals()
        domain = Domain("number", "!=", False) & Domain("company_id", "=", self.company_id.id)
        domain &= tickets._domain_by_day("received_at", ">=", first)
        return domain & tickets._domain_by_day("received_at", "<=", last)


def _day(day):
    return f"{day:%d.%m.%Y}"
