from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.mail import plaintext2html

from odoo.addons.grid_appeal.models.helpdesk_ticket_guard import LEGAL_ACT

from .grid_service_request import MOVE

#: Proves in the context that a past is told: what happened then is registered at that moment, not now.
HISTORY = object()


class GridServiceRequest(models.Model):
    """A request is an appeal: its submission is registered as one, and its end closes it."""

    _inherit = "grid.service.request"

    def _submit(self, transition, at):
        """Register requests that leave their first step: each is an appeal with a number.

        An act that is told to the applicant confirms the registration as well: he gets one letter.
        """
        now = fields.Datetime.now()
        for request in self:
            request.sudo()._by_move().write({"received_at": min(at, now), "submitted_at": at})
        tickets = self.env["helpdesk.ticket"].sudo().create([request._appeal_vals() for request in self])
        told = self.env.context.get("service_history") is HISTORY
        if transition.notify_applicant:
            tickets = tickets.with_context(told_by_request=MOVE)
        tickets._register_new(at if told else now)
        for request, ticket in zip(self.sudo(), tickets, strict=True):
            request._by_move().ticket_id = ticket
            ticket.with_context(appeal_act=LEGAL_ACT).write({"state": "in_work", "user_id": request.user_id.id})

    def _take_edition(self, at):
        """Let drafts follow the edition of the day of their submission: one may have come since they were begun."""
        for drafts in self.grouped(lambda one: (one.service_id, one.company_id, one._local(at).date())).values():
            edition = drafts[0]._edition_of_day(at)
            if edition != drafts.service_id:
                step = edition.step_ids.filtered(lambda one, code=drafts[0].state: one.code == code)
                drafts.sudo()._by_move().write(
                    {"service_id": edition.id, "step_id": (step or edition.start_step_id).id}
                )

    @api.model
    def _draft_in_account(self, code, customer, company, meter=None):
        """Return the draft of a customer for a passport on the site: the one begun already, or a new one; or none.

        A request that is about a `meter` is another one than those about others.
        """
        today = self.env["legal.rule"]._local(fields.Datetime.now(), company.legal_tz).date()
        service = self.env["grid.service"]._in_force(code, today, company)
        if not service.is_online:
            return self.browse()
        self._wait_for_other_clicks(customer)
        own = [("partner_id", "=", customer.id), ("service_id.code", "=", code), ("submitted_at", "=", False)]
        begun = self.search([*own, ("meter_id", "=", meter.id)] if meter else own, limit=1)
        point = meter.usage_point_id if meter else customer.usage_point_ids
        point = point if len(point) == 1 else point.browse()
        branch = point.branch_id or self.env["grid.branch"].with_company(company)._default_branch()
        vals = {
            "service_id": service.id,
            "subject": service.name,
            "partner_id": customer.id,
            "usage_point_id": point.id,
            "meter_id": meter.id if meter else False,
            "branch_id": branch.id,
            "channel_id": self.env.ref("grid_appeal.channel_account").id,
        }
        return begun or self._begin_draft(vals)

    @api.model
    def _wait_for_other_clicks(self, customer):
        """Let a second click wait for the first: repeated after it, it finds the draft that the first has begun."""
        touch = SQL("UPDATE res_partner SET write_date = write_date WHERE id = %s", customer.id)
        self.env.cr.execute(touch, log_exceptions=False)

    @api.model
    def _begin_draft(self, vals):
        """Create a draft in the account; for addons above, whose requests have a form of their own."""
        return self.create(vals)

    def _edition_of_day(self, at):
        """Return the edition of the passport in force on the local day of the submission."""
        service = self.service_id.sudo()
        day = self._local(at).date()
        found = service._in_force(service.code, day, self.company_id)
        if not found:
            raise UserError(
                self.env._(
                    "No edition of the passport “%(name)s” is in force on %(day)s. Ask the methodologist.",
                    name=service.name,
                    day=day.strftime("%d.%m.%Y"),
                )
            )
        return found

    def _appeal_vals(self):
        return {
            "name": self.subject,
            "description": plaintext2html(self.description or self.subject),
            "kind": "application",
            "theme": self.family,
            "category_id": self.service_id.category_id.id,
            "channel_id": self.channel_id.id,
            "partner_id": self.partner_id.id,
            "representative_id": self.representative_id.id,
            "usage_point_id": self.usage_point_id.id,
            "branch_id": self.branch_id.id,
            "received_at": self.received_at,
            "service_id": self.service_id.id,
        }

    def _end_appeal(self, at):
        """Close the appeals of requests that have ended: their results were the answers."""
        for request in self:
            request.ticket_id.sudo().with_context(appeal_act=LEGAL_ACT).write(
                {
                    "state": "withdrawn" if request.outcome == "withdrawn" else "closed",
                    "answered_at": at,
                    "closed_date": at,
                }
            )

    def action_open_appeal(self):
        """Open the appeal that the request is registered as."""
        self.ensure_one()
        return self.ticket_id.get_formview_action()
