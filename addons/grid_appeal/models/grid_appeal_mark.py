from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import consteq, hmac

from ..appeals import marks

MARKED_STATES = ("answered", "closed")


class GridAppealMark(models.Model):
    """What the applicant thinks of the answer, from 1 to 5: the applicant's own, whoever serves only reads it."""

    _name = "grid.appeal.mark"
    _description = "Mark of an answer"
    _order = "marked_at desc, id desc"
    _rec_name = "value"

    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", required=True, readonly=True, ondelete="restrict")
    value = fields.Integer(
        "Mark", required=True, readonly=True, aggregator="avg", help="From 1, very bad, to 5, very good."
    )
    words = fields.Text("In the applicant's words", readonly=True)
    marked_at = fields.Datetime("Given", required=True, readonly=True)
    way = fields.Selection(
        [("account", "In the personal account"), ("letter", "By the link in the letter")], required=True, readonly=True
    )
    executor_id = fields.Many2one("res.users", "Who answered", readonly=True, index="btree_not_null")
    branch_id = fields.Many2one(related="ticket_id.branch_id", store=True, index=True)
    company_id = fields.Many2one(related="ticket_id.company_id", store=True, index=True)

    _once = models.Constraint("UNIQUE (ticket_id)", "The answer has its mark already.")
    _value_range = models.Constraint("CHECK (value BETWEEN 1 AND 5)", "A mark is from 1 to 5.")
    _marked_idx = models.Index("(marked_at DESC, id DESC)")

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_hands()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_hands()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        self._refuse_hands()

    def _refuse_hands(self):
        if not self.env.su:
            raise AccessError(self.env._("A mark is given by the applicant: nobody else gives or changes it."))


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    mark_ids = fields.One2many("grid.appeal.mark", "ticket_id", "Mark of the answer", readonly=True)

    def _mark_open_until(self):
        """Return until when the answer can be marked; nothing when there is none, or it is too late."""
        if self.state not in MARKED_STATES or not self.answered_at:
            return None
        until = marks.open_until(self.answered_at)
        return until if until > fields.Datetime.now() else None

    def _give_mark(self, value, words, way):
        """Keep what the applicant thinks of the answer, instead of what was thought before.

        For a caller that holds the appeal and has asked `_mark_open_until`.
        """
        self.ensure_one()
        given = {"value": value, "words": words, "way": way, "marked_at": fields.Datetime.now()}
        mark = self.env["grid.appeal.mark"].sudo().search([("ticket_id", "=", self.id)])
        said = self.with_context(lang=self.company_id.partner_id.lang)
        if not mark:
            said._log_act(said.env._("The applicant gave the mark %(value)s of 5 for the answer.", value=value))
            return mark.create({**given, "ticket_id": self.id, "executor_id": self._answerers()[:1].id})
        if (mark.value, mark.words or "") != (value, words or ""):
            said._log_act(said.env._("The applicant changed the mark of the answer to %(value)s of 5.", value=value))
            mark.write(given)
        return mark

    # --- the key in the letter of the answer: who has the letter may mark it, and nothing else
    def _mark_token(self):
        return f"{self.id}.{self._mark_signature()}"

    def _mark_signature(self):
        return hmac(self.env(su=True), "grid_appeal.mark", str(self.id))[:32]

    @api.model
    def _of_mark_token(self, token):
        """Return the appeal whose answer a key is for; empty for any other text."""
        number, _dot, signature = token.partition(".")
        if not (token.isascii() and number.isdecimal() and len(number) < 10):
            return self.browse()
        ticket = self.browse(int(number)).exists()
        return ticket if consteq(signature, ticket._mark_signature()) else ticket.browse()
