from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from odoo.addons.grid_customer.identity import phones

NO_END = "no_end"  # of a call whose exchange lost sight of it: neither answered nor lost, it stands in no figure
STAGES = [
    ("menu", "In the voice menu"),
    ("waiting", "Waits"),
    ("ringing", "Rings"),
    ("talking", "Talk"),
    ("answered", "Answered"),
    ("lost", "Lost"),
    ("self_service", "Ended in the menu"),
    (NO_END, "No end reported"),
]
EXITS = [("operator", "To an operator"), ("solved", "Solved in the menu")]
NOTE_MAX = 2000


class GridCall(models.Model):
    """A telephone call to the contact centre: what the exchange told of it, who called, what came of it.

    Nobody writes it by hand: events make it (`grid_call_taken.py`), acts of the operator end it.
    """

    _name = "grid.call"
    _description = "Call"
    _order = "began_at desc, id desc"
    _rec_names_search = ["caller"]

    source_id = fields.Many2one("grid.appeal.source", "Exchange", required=True, readonly=True, ondelete="restrict")
    source_number = fields.Char("Number in the exchange", required=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict", index=True)
    branch_id = fields.Many2one("grid.branch", required=True, readonly=True, ondelete="restrict")
    stage = fields.Selection(STAGES, required=True, readonly=True, default="waiting")
    caller = fields.Char(readonly=True, help="Empty: the caller hides the number.")
    caller_words = fields.Char("Phone of the caller", compute="_compute_caller_words")
    line = fields.Char("Called number", readonly=True)
    began_at = fields.Datetime("Began", required=True, readonly=True)
    answered_at = fields.Datetime("Answered at", readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    wait_seconds = fields.Integer("Wait, s", readonly=True, aggregator="avg")
    talk_seconds = fields.Integer("Talk, s", readonly=True, aggregator="avg")
    is_in_time = fields.Boolean("Answered in time", readonly=True, help="By the target on the day of the call.")
    ringing = fields.Char("Telephones that ring", readonly=True)
    operator = fields.Char("Telephone", readonly=True)
    user_id = fields.Many2one("res.users", "Operator", readonly=True, ondelete="restrict", index="btree_not_null")
    transfers = fields.Integer("Times handed over", readonly=True)
    menu_path = fields.Char("Way through the menu", readonly=True)
    menu_exit = fields.Selection(EXITS, "How the menu was left", readonly=True)
    recording_url = fields.Char("Recording", readonly=True, groups="grid_customer.group_supervisor")
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, ondelete="set null", index="btree_not_null")
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, ondelete="set null", index="btree_not_null")
    result_id = fields.Many2one("grid.call.result", "Result", readonly=True, ondelete="restrict")
    note = fields.Text(readonly=True)
    is_solved = fields.Boolean("Solved at first contact", compute="_compute_is_solved", store=True)
    event_ids = fields.One2many("grid.call.event", "call_id", "Events", groups="grid_customer.group_supervisor")

    _number_uniq = models.Constraint("UNIQUE (source_id, source_number)", "This call is known already.")
    _order_idx = models.Index("(began_at DESC, id DESC)")
    _caller_idx = models.Index("(caller, began_at DESC) WHERE caller IS NOT NULL")
    _branch_idx = models.Index("(branch_id, began_at DESC)")
    _open_idx = models.Index("(stage, branch_id) WHERE ended_at IS NULL")
    _to_wrap_up_idx = models.Index("(user_id, began_at DESC) WHERE result_id IS NULL")

    @api.depends("caller")
    @api.depends_context("lang")
    def _compute_caller_words(self):
        for call in self:
            call.caller_words = phones.spoken(call.caller) if call.caller else self.env._("Hidden number")

    @api.depends("caller", "began_at", "branch_id")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for call in self:
            moment = format_datetime(self.env, call.began_at, dt_format="short") if call.began_at else ""
            call.display_name = f"{moment} · {call.caller_words}"

    @api.depends("result_id", "ticket_id.closed_at_first_contact")
    def _compute_is_solved(self):
        for call in self:
            call.is_solved = call.result_id.is_solved or call.ticket_id.closed_at_first_contact

    # ------------------------------------------------------------------
    # What came of it
    # ------------------------------------------------------------------
    def _rings_at(self, user):
        """Whether the call rings at a person's telephone, or she has taken it."""
        self.ensure_one()
        telephones = (self.ringing or "").split(",")
        return self.user_id == user or bool(user.telephone and user.telephone in telephones)

    def _check_mine(self):
        """A call is worked on by whom it rings at or who took it; supervisors correct it."""
        user = self.env.user
        if not (self.env.su or self.sudo()._rings_at(user) or user.has_group("grid_customer.group_supervisor")):
            raise AccessError(self.env._("This call is served by another operator."))

    def action_wrap_up(self, result_id, note=""):
        """Note how the call ended; an act of the card has said it better already where it did."""
        self.ensure_one()
        self._check_mine()
        if len(note or "") > NOTE_MAX:
            raise UserError(self.env._("Shorten the note to %(max)s characters.", max=NOTE_MAX))
        result = self.env["grid.call.result"].search([("id", "=", result_id), ("is_by_act", "=", False)])
        if not result:
            raise UserError(self.env._("Choose one of the results of the list."))
        self.sudo().write({"result_id": result.id, "note": (note or "").strip() or self.sudo().note})
        return True

    def _came_to(self, code, ticket=None):
        """Note what an act made of the call; the first appeal stays the one of the call, its applicant the caller."""
        result, ticket = self.env.ref(f"grid_contact.call_result_{code}"), ticket or self.env["helpdesk.ticket"]
        for call in self.sudo():
            call.write(
                {
                    "result_id": result.id,
                    "ticket_id": (call.ticket_id or ticket).id,
                    "partner_id": (call.partner_id or ticket.sudo().partner_id).id,
                }
            )

    def _note_caller(self, partner_id):
        """Note who of several customers with one number has called, as the operator heard it."""
        self.ensure_one()
        self._check_mine()
        call = self.sudo()
        partner = call._customers_of({call.caller})[call.caller].filtered(lambda one: one.id == partner_id)
        if not partner:
            raise UserError(self.env._("Choose one of the customers who have this number."))
        call.partner_id = partner

    def _ended(self):
        """Do what the end of these calls asks for."""
