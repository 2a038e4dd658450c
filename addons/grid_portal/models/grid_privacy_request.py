from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.mail import plaintext2html

#: The term of the act by what is asked: 152-FZ, art. 20 p. 3 and art. 21 p. 5.1.
CODES = {"correct": "pd_rectify", "erase": "pd_stop_on_demand"}


class GridPrivacyRequest(models.Model):
    """What a customer asks to be done with personal data in the account.

    It is an appeal with its number and answer; what is to be done has a term of its own, and is done, or refused with
    its ground, by the personal-data officer: nothing is corrected or erased by itself.
    """

    _name = "grid.privacy.request"
    _description = "Request about personal data"
    _inherit = ["legal.deadline.mixin"]
    _order = "id desc"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, readonly=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="restrict")
    kind = fields.Selection(
        [("correct", "Correct the data"), ("erase", "Erase the data")], "What is asked", required=True, readonly=True
    )
    words = fields.Text("In the customer's words", required=True, readonly=True)
    state = fields.Selection(
        [("asked", "To be decided"), ("done", "Done"), ("refused", "Refused")],
        required=True,
        readonly=True,
        default="asked",
        index=True,
    )
    result = fields.Text("What was done, or why not", help="The customer reads it in the account.")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(readonly=True)

    _open_uniq = models.UniqueIndex(
        "(partner_id, kind) WHERE state = 'asked'", "The customer has asked for this already."
    )

    @api.depends("kind", "partner_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            one.display_name = f"{kinds.get(one.kind)}: {one.partner_id.display_name}"

    @api.model
    def _ask(self, customer, kind, words):
        """File what a customer asks, with the term of the act; a second click finds the one that is open.

        :raises UserError: no rule gives a term for the day
        """
        self.env["grid.service.request"]._wait_for_other_clicks(customer)
        asked = [("partner_id", "=", customer.id), ("kind", "=", kind), ("state", "=", "asked")]
        if found := self.search(asked, limit=1):
            return found
        request = self.create({"partner_id": customer.id, "kind": kind, "words": words})
        request._deadline_start(CODES[kind])
        ticket = self.env["helpdesk.ticket"].with_user(SUPERUSER_ID).create(request._appeal_vals())
        ticket.action_register()
        request.ticket_id = ticket.id
        return request

    def _appeal_vals(self):
        return {
            "name": dict(self._fields["kind"]._description_selection(self.env))[self.kind],
            "description": plaintext2html(self.words),
            "kind": "pd_request",
            "theme": "other",
            "category_id": self.env.ref("grid_appeal.category_personal_data").id,
            "channel_id": self.env.ref("grid_appeal.channel_account").id,
            "partner_id": self.partner_id.id,
        }

    # ------------------------------------------------------------------
    # What the officer does
    # ------------------------------------------------------------------
    def action_done(self):
        """State that the data was corrected; of a request to erase, make the card nobody's."""
        self._decide("done")
        for request in self.filtered(lambda one: one.kind == "erase"):
            request.partner_id._pseudonymise(request.result)

    def action_refuse(self):
        """State on what ground the data stays as it is."""
        self._decide("refused")

    def write(self, vals):
        """Let a person write only what was done, until it is decided: the rest is the customer's, or done by an act."""
        if not self.env.su and (vals.keys() - {"result"} or any(request.state != "asked" for request in self)):
            raise AccessError(self.env._("A request about personal data is decided by its buttons, once."))
        return super().write(vals)

    def _decide(self, state):
        self.check_access("write")
        if any(request.state != "asked" for request in self):
            raise UserError(self.env._("This request was decided already. Open it again to see how."))
        if any(not (request.result or "").strip() for request in self):
            raise UserError(self.env._("Write what was done, or why not: the customer reads it in the account."))
        self.sudo().write({"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()})
        for kind, requests in self.grouped("kind").items():
            requests._deadline_done(CODES[kind])

    def _deadline_recipients(self, level):
        """Personal-data officers of the company are told of a request that is due."""
        return self.env["res.users"]._privacy_officers_of(self)
