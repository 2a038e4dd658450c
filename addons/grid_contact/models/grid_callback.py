from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import format_datetime, mute_logger

from odoo.addons.grid_customer.identity import phones

TERM = "phone_callback"
OPEN_STATES = ("open", "taken")
REASONS = [("promised", "Promised by an operator"), ("lost", "Call that nobody answered")]
STATES = [
    ("open", "Waits"),
    ("taken", "Being called"),
    ("done", "Reached"),
    ("answered", "Called again and was answered"),
    ("written", "Became a written appeal"),
    ("forgotten", "Personal data were erased"),
]


class GridCallback(models.Model):
    """A promise to call back within the legal term: by an operator, or for a call that nobody answered.

    Order 186: an operator who cannot answer at once calls back within 4 hours, by the clock; a company that counts
    them in its own hours says so in an edition of the rule. A lost call is called back by analogy. One caller has one
    open call-back.
    """

    _name = "grid.callback"
    _inherit = "legal.deadline.mixin"
    _description = "Call-back"
    _order = "next_due_at, id"
    _rec_names_search = ["phone"]
    _deadline_user_field = "user_id"

    phone = fields.Char("Number to call", required=True, readonly=True)
    phone_words = fields.Char("Phone", compute="_compute_phone_words")
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, ondelete="set null", index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    branch_id = fields.Many2one("grid.branch", required=True, readonly=True, ondelete="restrict")
    reason = fields.Selection(REASONS, required=True, readonly=True)
    question = fields.Text(readonly=True)
    call_id = fields.Many2one("grid.call", "Call", readonly=True, ondelete="set null", index="btree_not_null")
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, ondelete="set null", index="btree_not_null")
    asked_at = fields.Datetime("Asked", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="open")
    user_id = fields.Many2one("res.users", "Operator", readonly=True, ondelete="restrict", index="btree_not_null")
    next_try_at = fields.Datetime("Not before", readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    try_ids = fields.One2many("grid.callback.try", "callback_id", "Tries", readonly=True)
    tries = fields.Integer("Number of tries", readonly=True)
    answer = fields.Text("What was answered")

    _one_open = models.UniqueIndex(
        "(company_id, phone) WHERE state IN ('open', 'taken')", "This caller is being called back already."
    )
    _waiting_idx = models.Index("(branch_id, next_due_at, id) WHERE state = 'open'")
    _order_idx = models.Index("(next_due_at, id)")

    @api.depends("phone")
    def _compute_phone_words(self):
        for callback in self:
            callback.phone_words = phones.spoken(callback.phone or "")

    @api.depends("phone", "asked_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for callback in self:
            asked = format_datetime(self.env, callback.asked_at, dt_format="short") if callback.asked_at else ""
            callback.display_name = f"{callback.phone_words} · {asked}"

    # ------------------------------------------------------------------
    # The promise
    # ------------------------------------------------------------------
    def _deadline_branch(self):
        return self.branch_id

    def _deadline_recipients(self, level):
        """Operators of the branch carry it, their supervisors and the heads hear of it when it is late."""
        tickets = self.env["helpdesk.ticket"]
        heads = tickets._holders("head")
        role = {"executor": "operator", "supervisor": "supervisor", "head": "head"}[level]
        holders, told = tickets._holders(role), {}
        for branch, callbacks in self.grouped("branch_id").items():
            seeing = tickets._seeing(branch, heads)
            for one in callbacks:
                told[one.id] = seeing(one.user_id if level == "executor" and one.user_id else holders)
        return told

    @api.model
    def _promise(self, vals_list):
        """Return the open call-back of each caller, new where there is none; what is asked anew joins it.

        :raises ConcurrencyError: another promise to the same caller has just been made; the ORM repeats the whole
        """
        callbacks = self.sudo()
        numbers = [vals["phone"] for vals in vals_list]
        company = vals_list[0]["company_id"] if vals_list else False
        own = [("company_id", "=", company), ("phone", "in", numbers), ("state", "in", OPEN_STATES)]
        standing = {one.phone: one for one in callbacks.search(own)}
        new = {}
        for vals in vals_list:
            if known := standing.get(vals["phone"]):
                known._ask_more(vals.get("question"))
            else:
                new.setdefault(vals["phone"], vals)
        try:
            with mute_logger("odoo.sql_db"):
                created = callbacks.create(list(new.values()))
        except UniqueViolation as error:
            raise ConcurrencyError("two promises to call one person back at the same time") from error
        for asked_at, group in created.grouped("asked_at").items():
            group._deadline_start(TERM, asked_at)
        standing.update({one.phone: one for one in created})
        return callbacks.browse(standing[number].id for number in dict.fromkeys(numbers))

    def _ask_more(self, question):
        if question and question not in (self.question or ""):
            self.question = "\n".join(filter(None, [self.question, question]))

    # ------------------------------------------------------------------
    # Calls that nobody answered
    # ------------------------------------------------------------------
    @api.model
    def _promise_for_lost(self, calls):
        """Owe a call-back for lost calls, by the moment of the call; one for each caller.

        An exchange whose clock is ahead tells of a call to come: it is owed from now on.
        """
        now = fields.Datetime.now()
        return self._promise(
            [
                {
                    "phone": call.caller,
                    "partner_id": call.partner_id.id,
                    "company_id": call.company_id.id,
                    "branch_id": call.branch_id.id,
                    "reason": "lost",
                    "call_id": call.id,
                    "asked_at": min(call.began_at, now),
                }
                for call in calls.sorted("began_at")
            ]
        )

    @api.model
    def _answered_meanwhile(self, calls):
        """End what is owed for lost calls to those who called again and were answered; a promise stays a promise."""
        callbacks = self.sudo()
        owed = [
            ("company_id", "in", calls.company_id.ids),
            ("phone", "in", calls.mapped("caller")),
            ("state", "=", "open"),
            ("reason", "=", "lost"),
        ]
        now, answered_at = fields.Datetime.now(), {call.caller: call.answered_at for call in calls}
        answered = callbacks.search(owed).filtered(lambda one: answered_at[one.phone] >= one.asked_at)
        moments = {one: max(one.asked_at, min(answered_at[one.phone], now)) for one in answered}
        answered._end_at("answered", moments)

    def _end(self, state, moment):
        self._end_at(state, dict.fromkeys(self, moment))

    def _end_at(self, state, moments):
        """End call-backs, each at its moment, in as many queries as one."""
        for moment, same in self.grouped(moments.get).items():
            same.write({"state": state, "ended_at": moment, "next_try_at": False})
        self._deadline_done(TERM, moments)
