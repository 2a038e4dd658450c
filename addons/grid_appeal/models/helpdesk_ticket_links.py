from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

#: A question, thanks or a report of an outage asked again is a new matter each time; these are the same one.
REPEATED_KINDS = ("complaint", "claim", "application", "proposal", "authority_request", "pd_request")


class HelpdeskTicket(models.Model):
    """The chain of appeals on one matter, and the person an appeal complains of."""

    _inherit = "helpdesk.ticket"

    previous_id = fields.Many2one(
        "helpdesk.ticket",
        "Previous appeal",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        check_company=True,
        tracking=True,
        domain="[('number', '!=', False), ('id', '!=', id), ('partner_id', '=', partner_id)]",
        help="The appeal on the same matter that this one goes on from.",
    )
    next_ids = fields.One2many("helpdesk.ticket", "previous_id", "Later appeals", readonly=True)
    is_repeat = fields.Boolean("Repeat appeal", compute="_compute_is_repeat", store=True)
    arrival_ids = fields.One2many(
        "grid.appeal.arrival",
        "ticket_id",
        "Came again",
        help="The same appeal by another channel: one number, one answer.",
    )
    complained_of_id = fields.Many2one(
        "res.users",
        "Complains of",
        index="btree_not_null",
        tracking=True,
        domain="[('share', '=', False)]",
        help="Somebody else decides: law 59-FZ, art. 8 p. 6.",
    )

    _repeat_idx = models.Index("(partner_id, theme, registered_at DESC, id DESC) WHERE registered_at IS NOT NULL")

    @api.depends("previous_id")
    def _compute_is_repeat(self):
        for ticket in self:
            ticket.is_repeat = bool(ticket.previous_id)

    @api.constrains("previous_id")
    def _check_previous_id(self):
        if self._has_cycle("previous_id"):
            raise ValidationError(self.env._("An appeal cannot go on from itself."))

    @api.constrains("complained_of_id", "user_id")
    def _check_complained_of(self):
        for ticket in self:
            if ticket.user_id & ticket._barred():
                raise ValidationError(
                    self.env._(
                        "The appeal %(appeal)s complains of %(user)s: somebody else must decide on it "
                        "(law 59-FZ, art. 8 p. 6). Name another handler.",
                        appeal=ticket.display_name,
                        user=ticket.user_id.sudo().name,
                    )
                )

    def _barred(self):
        """Return the users who may not decide on these appeals: those they complain of (59-FZ art. 8 p. 6)."""
        return self.complained_of_id

    def _passed_over(self):
        """Return the users to whom these appeals are not given by themselves, only by a supervisor."""
        return self._barred()

    def _refuse_complained_of(self):
        """Let nobody decide anything on an appeal that complains of him (59-FZ art. 8 p. 6)."""
        own = self.filtered(lambda ticket: self.env.user in ticket._barred())
        if own and not self.env.su:
            raise AccessError(
                self.env._(
                    "The appeal %(appeal)s complains of you: somebody else decides on it (law 59-FZ, art. 8 p. 6).",
                    appeal=own[0].display_name,
                )
            )

    def _check_complained_of_change(self, vals):
        """Whom a registered appeal complains of is corrected by a supervisor, and never by that person."""
        if "complained_of_id" not in vals or self.env.su:
            return
        changed = self.filtered(lambda t: t.number and t.complained_of_id.id != (vals["complained_of_id"] or False))
        changed._refuse_complained_of()
        if changed.complained_of_id and not self.env.user.has_group("grid_customer.group_supervisor"):
            raise AccessError(self.env._("Only a supervisor corrects whom a registered appeal complains of."))

    # --- repeats
    def _recognise_repeats(self, registered_at):
        """Link appeals that are registered now to the last answered one of the same customer and theme.

        How far back counts is the rule `appeal_repeat`. One query a batch. Returns `{appeal id: a sentence for its
        history}`.
        """
        said = {}
        asked = self.filtered(lambda t: t.partner_id and not t.previous_id and t.kind in REPEATED_KINDS)
        for branch, tickets in asked.grouped("branch_id").items():
            since, _steps = self.env["legal.rule"]._due("appeal_repeat", registered_at, branch)
            previous = tickets._last_answered(since)
            found = {ticket: previous.get((ticket.partner_id.id, ticket.theme)) for ticket in tickets}
            said.update(tickets.filtered(found.get)._link_repeats(found))
        return said

    def _last_answered(self, since):
        """Return {(customer, theme): id of the last finished appeal registered since}."""
        self.flush_model(["partner_id", "theme", "registered_at", "state", "company_id"])
        pairs = {(ticket.partner_id.id, ticket.theme) for ticket in self}
        rows = self.env.execute_query(
            SQL(
                """SELECT asked.partner, asked.theme, found.id, found.number
                     FROM unnest(%(partners)s, %(themes)s) AS asked(partner, theme)
                     JOIN LATERAL (SELECT id, number FROM helpdesk_ticket
                                    WHERE partner_id = asked.partner AND theme = asked.theme
                                      AND registered_at >= %(since)s
                                      AND state IN ('answered', 'closed', 'redirected', 'refused')
                                      AND company_id = %(company)s
                                    ORDER BY registered_at DESC, id DESC LIMIT 1) AS found ON TRUE""",
                partners=[partner for partner, _theme in pairs],
                themes=[theme for _partner, theme in pairs],
                since=since,
                company=self[:1].company_id.id,
            )
        )
        found = self.browse(row[2] for row in rows)
        self._fields["number"]._insert_cache(found, [row[3] for row in rows])
        return {(partner, theme): id_ for partner, theme, id_, _number in rows}

    def _link_repeats(self, previous):
        """Chain appeals to those they go on from, `{appeal: id}`; both numbers live.

        Nothing can go on yet from an appeal that is registered only now, so no circle is looked for: one statement
        a batch, with the other changes of the registration. Returns what their history says of it.
        """
        before, said = self._fields["previous_id"], {}
        numbers = {ticket.id: ticket.number for ticket in self.sudo().browse(previous[ticket] for ticket in self)}
        for ticket in self:
            before._update_cache(ticket, previous[ticket], dirty=True)
            said[ticket.id] = self.env._("Repeat appeal: goes on from %(number)s.", number=numbers[previous[ticket]])
        self.modified(["previous_id"])
        self._fields["next_ids"]._invalidate_cache(self.env, list(numbers))
        return said

    def action_reopen(self):
        """Register what the customer still asks as a new, linked appeal; the old one stays as it ended."""
        self.ensure_one()
        self._begin("reopen")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Repeat appeal"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {f"default_{name}": value for name, value in self._repeat_vals().items()},
        }

    def _repeat_vals(self):
        """Return the values of an appeal that goes on from this one: the same people and place, a text of its own."""
        kept = ("name", "kind", "theme", "partner_name", "partner_email", "partner_phone")
        linked = ("partner_id", "branch_id", "office_id", "usage_point_id", "category_id", "complained_of_id")
        return {
            **{name: self[name] for name in kept},
            **{name: self[name].id for name in linked},
            "previous_id": self.id,
        }
