from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..models.grid_delivery import CARRIED, WAYS

ACTS = [
    ("posted", "Handed to the post, courier"),
    ("delivered", "Delivered, handed over"),
    ("failed", "Came back"),
    ("again", "Send once more"),
]


class GridDeliveryNote(models.TransientModel):
    """What became of a letter: the dialog of the acts of its delivery."""

    _name = "grid.delivery.note"
    _description = "Note on the delivery of a letter"

    letter = fields.Reference("_selection_letter", required=True, readonly=True)
    delivery_state = fields.Char(compute="_compute_delivery_state")
    act = fields.Selection(ACTS, "What happened", required=True, compute="_compute_act", store=True, readonly=False)
    day = fields.Date("On", default=fields.Date.context_today)
    postal_number = fields.Char(help="14 digits, as on the receipt of the post; of a courier as he gives it.")
    moment = fields.Datetime("Received at", default=fields.Datetime.now)
    to_whom = fields.Char("Received by", compute="_compute_to_whom", store=True, readonly=False)
    document = fields.Char("Document of the representative", help="Power of attorney: number, date, until when.")
    proof = fields.Binary("Signed copy, notice of the post")
    proof_name = fields.Char()
    reason = fields.Char("Why it came back")
    delivery = fields.Selection(
        [way for way in WAYS if way[0] != "portal"],
        "Way of sending",
        compute="_compute_delivery",
        store=True,
        readonly=False,
    )
    email = fields.Char("To the address", help="Empty: the address of the appeal.")

    @api.model
    def _selection_letter(self):
        return [(name, self.env[name]._description) for name in self.env["grid.delivery"]._letter_models()]

    @api.depends("letter")
    def _compute_delivery_state(self):
        for note in self:
            note.delivery_state = note.letter.delivery_state

    @api.depends("letter")
    def _compute_act(self):
        for note in self:
            letter = note.letter
            if letter.delivery_state == "failed":
                note.act = "again"
            else:
                note.act = "posted" if letter.delivery in CARRIED and letter.delivery_state == "queued" else "delivered"

    @api.depends("letter")
    def _compute_delivery(self):
        """Propose the way the letter was prepared for; what has come back goes by post."""
        for note in self:
            letter = note.letter
            keeps = letter.delivery_state != "failed" and letter.delivery != "portal"
            note.delivery = letter.delivery if keeps else "post"

    @api.depends("letter")
    def _compute_to_whom(self):
        for note in self:
            note.to_whom = note.letter.ticket_id.partner_id.name or note.letter.ticket_id.partner_name

    def action_note(self):
        self.ensure_one()
        getattr(self, f"_note_{self.act}")()
        return {"type": "ir.actions.act_window_close"}

    def _note_posted(self):
        self._ask("day")
        self.letter._note_posted(self.day, (self.postal_number or "").strip(), self.delivery)

    def _note_delivered(self):
        self._ask("moment", "to_whom")
        self.letter._check_noter()
        proof = self._kept_proof()
        self.letter._note_delivered(self.moment, self.to_whom.strip(), self.document or "", proof, self.delivery)

    def _note_failed(self):
        self._ask("reason")
        self.letter._note_failed(self.reason.strip())

    def _note_again(self):
        self._ask("delivery")
        email = email_normalize(self.email or "")
        if self.email and not email:
            raise UserError(self.env._("“%(email)s” is no e-mail address: correct it.", email=self.email))
        self.letter._send_again(self.delivery, email if self.delivery == "email" else "")

    def _ask(self, *names):
        for name in names:
            if not self[name]:
                field = self._fields[name]._description_string(self.env)
                raise UserError(self.env._("Fill in “%(field)s”.", field=field))

    def _kept_proof(self):
        if not self.proof:
            return None
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": self.proof_name or self.env._("Proof of delivery"),
                    "datas": self.proof,
                    "res_model": self.letter._name,
                    "res_id": self.letter.id,
                    "res_field": "proof_id",
                }
            )
        )
