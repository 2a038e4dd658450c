from odoo import api, fields, models
from odoo.tools import consteq, hmac

from ..queueing import secret

STATES = [
    ("waiting", "waiting"),
    ("called", "called"),
    ("serving", "being served"),
    ("done", "served"),
    ("no_show", "did not come"),
    ("left", "not called by the end of the day"),
]
HELD = ("called", "serving")
CATEGORIES = [("ordinary", "ordinary"), ("priority", "with priority"), ("appointment", "by appointment")]
ORIGINS = [("kiosk", "kiosk"), ("staff", "administrator"), ("phone", "by phone")]


class GridQueueTicket(models.Model):
    """A ticket of the electronic queue: one visit of one person, from the slip to the end of her service."""

    _name = "grid.queue.ticket"
    _description = "Ticket of the queue"
    _order = "day desc, issued_at desc, id desc"

    name = fields.Char("Ticket", readonly=True)
    office_id = fields.Many2one("grid.office", required=True, readonly=True, ondelete="restrict", index=True)
    branch_id = fields.Many2one(related="office_id.branch_id", store=True, precompute=True, index=True)
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index=True)
    service_id = fields.Many2one(
        "grid.reception.service", required=True, ondelete="restrict", domain="[('office_id', '=', office_id)]"
    )
    category = fields.Selection(CATEGORIES, required=True, default="ordinary")
    origin = fields.Selection(ORIGINS, "Taken at", readonly=True, required=True, default="staff")
    state = fields.Selection(STATES, readonly=True, required=True, default="waiting")
    day = fields.Date(readonly=True, required=True, help="By the clock of the office.")
    number = fields.Integer(readonly=True, required=True, aggregator=None)
    rank = fields.Datetime("Turn", readonly=True, required=True, help="The earliest turn is called first.")
    slot_at = fields.Datetime("Time of the appointment", readonly=True)
    issued_at = fields.Datetime("Issued", readonly=True, required=True)
    waiting_since = fields.Datetime(readonly=True, required=True)
    due_at = fields.Datetime("Call until", readonly=True, required=True, help="The longest wait that is allowed.")
    called_at = fields.Datetime("Called", readonly=True)
    started_at = fields.Datetime("Service began", readonly=True)
    finished_at = fields.Datetime("Service ended", readonly=True)
    hour = fields.Integer(readonly=True, aggregator=None, help="In which it was issued, by the clock of the office.")
    wait_seconds = fields.Integer(readonly=True, help="The longest wait of the visit.")
    service_seconds = fields.Integer(readonly=True)
    wait_minutes = fields.Float(
        "Waited, min", compute="_compute_minutes", store=True, precompute=True, aggregator="avg", digits=(8, 1)
    )
    service_minutes = fields.Float(
        "Served, min", compute="_compute_minutes", store=True, precompute=True, aggregator="avg", digits=(8, 1)
    )
    is_late = fields.Boolean("Waited too long", readonly=True)
    window_id = fields.Many2one("grid.window", readonly=True, ondelete="restrict", index="btree_not_null")
    for_window_id = fields.Many2one(
        "grid.window", "Kept for the window", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    user_id = fields.Many2one("res.users", "Employee", readonly=True, ondelete="restrict", index="btree_not_null")
    partner_id = fields.Many2one("res.partner", "Customer", ondelete="restrict", index="btree_not_null")
    note = fields.Char("Note of the hand-over", readonly=True)
    mark = fields.Integer(readonly=True, aggregator="avg", help="1 to 5, by the visitor; 0: none given.")
    press = fields.Char("Form that took it", readonly=True, help="The same form sent again gives the same ticket.")
    event_ids = fields.One2many("grid.queue.event", "ticket_id", "Course")
    appeal_ids = fields.One2many("helpdesk.ticket", "queue_ticket_id", "Appeals")
    request_ids = fields.One2many("grid.service.request", "queue_ticket_id", "Requests")

    # of the office: a hand-over changes the service, and the slip in the hand of the visitor stays as it is
    _number_uniq = models.Constraint("UNIQUE (office_id, day, name)", "A number is given once a day.")
    _press_uniq = models.UniqueIndex("(press) WHERE press IS NOT NULL")
    _waiting_idx = models.Index("(office_id, rank, id) WHERE state = 'waiting'")
    _day_idx = models.Index("(office_id, day, state)")
    _live_idx = models.Index("(branch_id, day, state)")
    _held_uniq = models.UniqueIndex("(window_id) WHERE state IN ('called', 'serving')")
    _mark_known = models.Constraint("CHECK (mark BETWEEN 0 AND 5)", "A mark is 1 to 5.")

    def _note(self, kind, note=""):
        """Note an act on tickets; who did it is left out where a device or the server did."""
        now, person = fields.Datetime.now(), self.env.user
        is_employee = person.has_group("base.group_user")  # known without a query
        events = [
            {
                "ticket_id": ticket.id,
                "kind": kind,
                "at": now,
                "window_id": ticket.window_id.id,
                "user_id": person.id if is_employee else False,
                "note": note,
            }
            for ticket in self
        ]
        self.env["grid.queue.event"].sudo().create(events)

    @api.depends("wait_seconds", "service_seconds")
    def _compute_minutes(self):
        for ticket in self:
            ticket.wait_minutes = ticket.wait_seconds / 60
            ticket.service_minutes = ticket.service_seconds / 60

    # --- the key of the visitor
    def _key(self):
        self.ensure_one()
        return f"{self.id}.{self._signature()}"

    def _signature(self):
        return hmac(self.env(su=True), "grid_reception.ticket", str(self.id))[:32]

    @api.model
    def _of_key(self, key):
        """Return the ticket that a key of a slip belongs to; empty for any other text."""
        if not (parts := secret(key)):
            return self.browse()
        ticket = self.browse(parts[0]).exists()
        return ticket if ticket and consteq(parts[1], ticket._signature()) else self.browse()

    def action_print_slip(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/queue/slip/{self._key()}", "target": "new"}
