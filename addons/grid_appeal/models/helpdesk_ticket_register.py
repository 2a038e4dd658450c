from collections import defaultdict
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..appeals import life


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def action_register(self):
        """Register new appeals; those registered already keep their number.

        In one transaction: number, customer, law, deadlines, team, log, receipt.
        """
        waiting = self.filtered(lambda ticket: ticket.state == "new")
        if waiting:
            waiting._register_new()
            return True
        return self._say_registered()

    def _say_registered(self):
        """Tell who came second that the appeals have their numbers."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "Registered already: %(numbers)s.",
                    numbers=", ".join(self.mapped("number")),
                ),
            },
        }

    def _register_new(self, registered_at=None):
        self._begin("register")
        registered_at = registered_at or fields.Datetime.now()
        self._check_complete()
        self._set_customers()
        appeals = self.sudo()  # the right to register them is checked once, not again by every step
        repeats = appeals._recognise_repeats(registered_at)
        appeals._decide_law()
        appeals._by_act().write(
            {
                "state": "registered",
                "registered_at": registered_at,
                "registered_by_id": self.env.uid,
            }
        )
        appeals._route()
        appeals._give_automatically()
        appeals._deadline_done("appeal_register", registered_at)
        for code, tickets in appeals.filtered("answer_code").grouped("answer_code").items():
            tickets._deadline_start(code, registered_at)
        appeals._start_redirect_term(registered_at)
        # last of all: from here on the branch's other registrations wait for this one
        appeals._give_numbers(registered_at)
        appeals._log_act(self.env._("Registered by %(user)s.", user=self.env.user.name), repeats)
        appeals._send_receipt()

    # --- steps of registration
    def _check_complete(self):
        for ticket in self:
            lacking = []
            if not ticket.channel_id:
                lacking.append(self.env._("the channel"))
            known = ticket.partner_id or ticket.partner_name or ticket.partner_email
            if not (known or ticket.partner_phone or ticket.is_anonymous):
                lacking.append(self.env._("who applies: a customer, a name, a phone or an e-mail"))
            if lacking:
                raise UserError(
                    self.env._(
                        "The appeal “%(name)s” cannot be registered yet. Give %(lacking)s.",
                        name=ticket.name,
                        lacking="; ".join(lacking),
                    )
                )

    def _set_customers(self):
        """Find or create the customers of appeals that name one in words only."""
        nameless = self.filtered(lambda t: not t.partner_id and not t.is_anonymous)
        for company, tickets in nameless.grouped("company_id").items():
            customers = self.env["res.partner"].with_company(company)
            found = customers._find_or_create_customers(
                [
                    {
                        "name": ticket.partner_name,
                        "email": ticket.partner_email,
                        "phone": ticket.partner_phone,
                        "inn": ticket.partner_inn,
                        "company_id": company.id,
                    }
                    for ticket in tickets
                ]
            )
            for ticket, partner in zip(tickets, found, strict=True):
                ticket._by_act().partner_id = partner

    def _decide_law(self):
        """Set the law of each appeal by the decision table."""
        table = self.env["grid.appeal.law"]
        decided = defaultdict(self.browse)
        for ticket in self:
            group = ticket._applicant_group()
            law = table._find(ticket.company_id, group, ticket.kind, ticket.channel_id)
            if not law:
                raise self._no_law(ticket.name)
            decided[law, group, ticket._answer_code_by(law)] += ticket
        for (law, group, answer_code), tickets in decided.items():
            vals = {
                "customer_group": group,
                "law_id": law.id,
                "law_basis": law._known("law_basis"),
                "answer_code": answer_code,
            }
            stands = {**vals, "law_id": law}
            if changed := tickets.filtered(lambda t, stands=stands: any(t[name] != stands[name] for name in stands)):
                changed._by_act().write(vals)

    def _answer_code_by(self, law):
        """Return the rule of the answer; nothing for appeals whose terms something else sets: for addons above."""
        return law._known("answer_code")

    @api.model
    def _no_law(self, name):
        return UserError(
            self.env._(
                "The table “Choice of law” has no row for the appeal “%(name)s”. Ask the methodologist to add one.",
                name=name,
            )
        )

    def _applicant_group(self):
        """Return the customer group: of the point, else of the person; fixed by registration."""
        if self.state != "new":
            return self.customer_group
        return self.usage_point_id.sudo().effective_group or self.partner_id.customer_group

    def _law_facts_changed(self, names):
        """Count anew what an edited fact of law moves: a corrected kind, another receipt."""
        new = self.filtered(lambda ticket: ticket.state == "new")
        corrected = self.filtered(lambda ticket: ticket.state in life.WORKED_STATES)
        laws = {ticket: ticket.law_basis for ticket in new}
        codes = {ticket: ticket.answer_code for ticket in corrected}
        (new + corrected)._decide_law()
        moved = new.filtered(lambda t: {"received_at", "branch_id"} & names or t.law_basis != laws[t])
        if moved:
            moved._deadline_cancel("appeal_register", self.env._("Facts of the receipt were corrected"))
            moved._deadline_start("appeal_register")
        for (old, code), tickets in corrected.grouped(lambda t: (codes[t], t.answer_code)).items():
            tickets = tickets if old != code else tickets.filtered(lambda t: t._is_under_another_rule())
            if tickets:
                tickets._deadline_cancel(old, self.env._("The kind of the appeal was corrected"))
                for registered_at, part in tickets.grouped("registered_at").items():
                    part._deadline_start(code, registered_at)

    def _is_under_another_rule(self):
        """Whether the corrected facts choose another edition than the one that gave the promise."""
        promise = self._answer_deadline()
        if not promise:
            return False
        branch, facts = self._deadline_branch(), self._deadline_facts()
        _due, steps = self.env["legal.rule"]._due(self.answer_code, promise.started_at, branch, **facts)
        return next(step["rule"] for step in steps if step["code"] == "rule") != promise.rule_id.id

    def _give_numbers(self, registered_at):
        """Number the appeals in the order they were received."""
        by_series = defaultdict(self.browse)
        for ticket in self.sorted(lambda t: (t.received_at, t.id)):
            by_series[ticket.branch_id, ticket._local(registered_at).year] += ticket
        counter = self.env["grid.counter"].sudo()
        # two batches over the same branches wait for each other in one order, never both ways
        for (branch, year), tickets in sorted(by_series.items(), key=lambda series: (series[0][0].id, series[0][1])):
            values = counter._next(branch, year, "appeal", len(tickets))
            tickets._set_numbers([f"{branch.code}-{year}-{value:06d}" for value in values])

    def _set_numbers(self, numbers):
        """Number each appeal in the cache: all go to the table in one statement, and a number is not tracked."""
        field = self._fields["number"]
        for ticket, number in zip(self, numbers, strict=True):
            field.write(ticket, number)
        self.modified(["number"])

    def _route(self):
        """Give each appeal to the team of its category and branch."""
        routed = defaultdict(self.browse)
        for ticket in self.filtered(lambda ticket: not ticket.team_id):
            routed[self.env["helpdesk.ticket.team"]._for_appeal(ticket)] += ticket
        for team, tickets in routed.items():
            tickets._by_act().write({"team_id": team.id})

    # --- local time
    def _local(self, moment):
        """Return a naive UTC moment in the time zone of the branch."""
        zone = self.branch_id.tz or self.company_id.legal_tz
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))

    def _local_text(self, moment):
        return self._local(moment).strftime("%d.%m.%Y %H:%M")
