from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..appeals.differing import difference

#: Besides the text, what of an answer changes from version to version.
AROUND = ("executor_id", "executor_phone", "signer_name", "signer_position", "delivery")
MARKS = {"same": "%s", "gone": '<del class="text-danger">%s</del>', "new": '<ins class="text-success fw-bold">%s</ins>'}


class GridAnswerComparison(models.TransientModel):
    """Two versions of an answer, one over the other: what is gone and what is new."""

    _name = "grid.answer.comparison"
    _description = "What changed between two versions of an answer"

    ticket_id = fields.Many2one(related="after_id.ticket_id")
    before_id = fields.Many2one(
        "grid.appeal.answer",
        "Earlier version",
        required=True,
        ondelete="cascade",
        domain="[('ticket_id', '=', ticket_id)]",
    )
    after_id = fields.Many2one(
        "grid.appeal.answer",
        "Later version",
        required=True,
        ondelete="cascade",
        domain="[('ticket_id', '=', ticket_id)]",
    )
    changes = fields.Html("What changed", compute="_compute_changes", sanitize=False)

    @api.constrains("before_id", "after_id")
    def _check_one_appeal(self):
        for comparison in self:
            if comparison.before_id.ticket_id != comparison.after_id.ticket_id:
                raise UserError(self.env._("Two versions of one answer are compared: choose them on one appeal."))

    @api.depends("before_id", "after_id")
    def _compute_changes(self):
        for comparison in self:
            comparison.changes = comparison._marked()

    def _marked(self):
        """Return both texts as one, with what is gone struck out and what is new underlined."""
        if not self.before_id or not self.after_id:
            return False
        lines = [
            Markup("<p>%s: %s</p>") % (field._description_string(self.env), self._pieces(*values))
            for field in map(self.before_id._fields.get, AROUND)
            if len(set(values := [self._said(answer, field) for answer in (self.before_id, self.after_id)])) > 1
        ]
        was, now = (html2plaintext(answer.body or "") for answer in (self.before_id, self.after_id))
        if was == now and not lines:
            return Markup("<p>%s</p>") % self.env._("Nothing changed.")
        text = Markup('<div style="white-space: pre-line">%s</div>') % self._pieces(was, now)
        return Markup("").join([*lines, text])

    @staticmethod
    def _pieces(was, now):
        return Markup("").join(Markup(MARKS[piece.kind]) % piece.text for piece in difference(was, now))

    def _said(self, answer, field):
        value = answer[field.name]
        if field.type == "many2one":
            return value.display_name or ""
        return field.convert_to_export(value, answer) or ""
