from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

SHOWN = 5  # rows of a section; the buttons above lead to the whole lists
TONES = {"overdue": "danger", "due_soon": "warning", "running": "success", "paused": "secondary"}
STATE_TONES = {"valid": "success", "future": "warning", "expired": "danger", "revoked": "danger"}


class ResPartner(models.Model):
    """One page with everything about a customer: what the company owes first, then the rest."""

    _inherit = "res.partner"

    customer_page = fields.Html(
        compute="_compute_customer_page", sanitize=False, groups="grid_customer.group_staff", string="Overview"
    )

    @api.depends_context("lang", "uid", "allowed_company_ids")
    def _compute_customer_page(self):
        qweb = self.env["ir.qweb"]
        for partner in self:
            if not isinstance(partner.id, int):  # a form being typed in: its page is that of the card
                partner.customer_page = False
                continue
            sections = sorted(partner._customer_page_sections(), key=lambda section: section["sequence"])
            partner.customer_page = qweb._render(
                "grid_customer.customer_page", {"sections": sections}, minimal_qcontext=True
            )

    def _customer_page_sections(self):
        """Return what the page of this customer shows, by the reader's own rights; upper addons add theirs.

        A section is made by `_page_section`; 10 is the place of promises, 20 of appeals, 30 of requests,
        40 of letters, 50 of consents, 60 of points, 70 of representatives.
        """
        self.ensure_one()
        return [
            self._page_promises(),
            self._page_consents(),
            self._page_points(),
            self._page_representatives(),
        ]

    def _customer_promised(self):
        """Return a list of the records on which promises to this customer may be open; upper addons add theirs."""
        self.ensure_one()
        return [self.consent_ids]

    def _page_section(self, sequence, title, records, row, empty=None):
        """Return a section: a row for each of the first records, a sign that there are more, words for none.

        `row` gives of a record its `text`, `note`, `badge` and `tone` (`success warning danger secondary`).
        """
        rows = [{"url": self._page_url(record), **row(record)} for record in records[:SHOWN]]
        return {
            "sequence": sequence,
            "title": title,
            "rows": rows,
            "more": len(records) > SHOWN,
            "empty": empty,
        }

    def _page_url(self, record):
        """Open the record with the way back to this card."""
        return f"/odoo/customers/{self.id}/{record._name}/{record.id}"

    def _page_promises(self):
        """What is owed and not done yet, the nearest date first."""
        deadlines = self.env["legal.deadline"]
        domain = Domain.OR(
            Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in self._customer_promised()
            if records
        )
        if not domain.is_false():
            domain &= Domain("state", "in", ("running", "paused"))
            deadlines = deadlines.search(domain, order="due_at, id", limit=SHOWN + 1)
        return self._page_section(
            10,
            self.env._("Open promises"),
            deadlines,
            self._promise_row,
            self.env._("Nothing is owed to this customer now."),
        )

    def _promise_row(self, deadline):
        return {
            "url": f"/odoo/customers/{self.id}/{deadline.res_model}/{deadline.res_id}",
            "text": deadline.rule_id.sudo().name,
            "note": deadline.record_name,
            "badge": self.env._("until %(date)s", date=deadline.due_text),
            "tone": TONES.get(deadline.deadline_state, "secondary"),
        }

    def _page_consents(self):
        own = Domain("partner_id", "=", self.id)
        consents = self.env["grid.consent"].search(own, order="withdrawn_at desc, given_on desc, id", limit=SHOWN + 1)
        return self._page_section(50, self.env._("Consents"), consents, self._consent_row)

    def _consent_row(self, consent):
        given = consent.state == "given"
        return {
            "text": self._label_of(consent, "purpose"),
            "note": self.env._("given on %(date)s", date=format_date(self.env, consent.given_on)),
            "badge": self._label_of(consent, "state"),
            "tone": "success" if given else "secondary",
        }

    def _page_points(self):
        points = self.env["grid.usage.point"].search([("partner_id", "=", self.id)], limit=SHOWN + 1)
        return self._page_section(60, self.env._("Usage points and meters"), points, self._point_row)

    def _point_row(self, point):
        today = self.env.company._legal_today()
        every = point.meter_ids
        # what is said of one meter is read for those of every point on the page
        meters = every.filtered(lambda meter: not meter.removed_on).with_prefetch(every._prefetch_ids)
        late = meters.filtered(lambda meter: meter.verified_until and meter.verified_until < today)
        facts = [
            self.env._("%(power)g kW", power=point.power_kw),
            point.account_number and self.env._("account %(number)s", number=point.account_number),
            *(self._meter_words(meter) for meter in meters),
        ]
        return {
            "text": f"{point.name} · {point.address}",
            "note": " · ".join(filter(None, facts)),
            "badge": self.env._("verification ended") if late else "",
            "tone": "danger",
        }

    def _meter_words(self, meter):
        if not meter.verified_until:
            return self.env._("meter %(number)s", number=meter.name)
        until = format_date(self.env, meter.verified_until)
        return self.env._("meter %(number)s, verified until %(date)s", number=meter.name, date=until)

    def _page_representatives(self):
        """Who acts for the customer, and for whom the customer acts."""
        either = Domain("principal_id", "=", self.id) | Domain("representative_id", "=", self.id)
        papers = self.env["grid.representation"].search(
            either, order="valid_until desc nulls first, id", limit=SHOWN + 1
        )
        return self._page_section(70, self.env._("Representatives"), papers, self._representation_row)

    def _representation_row(self, paper):
        until = paper.valid_until and format_date(self.env, paper.valid_until)
        return {
            "text": paper.display_name,
            "note": self.env._("until %(date)s", date=until) if until else self._label_of(paper, "kind"),
            "badge": self._label_of(paper, "state"),
            "tone": STATE_TONES[paper.state],
        }

    @api.model
    def _label_of(self, record, name):
        """Return the words of a choice in the reader's language."""
        return dict(record._fields[name]._description_selection(self.env)).get(record[name], "")
