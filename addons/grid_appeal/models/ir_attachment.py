from odoo import fields, models
from odoo.exceptions import UserError

ANSWER = "grid.appeal.answer"
# Whoever may write an answer may write its attachments: not those that have left the house.
LETTER_FIELDS = {"raw", "datas", "db_datas", "store_fname", "name", "mimetype", "res_model", "res_id", "url", "type"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    is_from_applicant = fields.Boolean("Sent by the applicant", readonly=True)

    def write(self, vals):
        if LETTER_FIELDS & vals.keys():
            self._refuse_sent_letters()
        return super().write(vals)

    def unlink(self):
        self._refuse_sent_letters()
        return super().unlink()

    def _refuse_sent_letters(self):
        mine = self.sudo().filtered(lambda attachment: attachment.res_model == ANSWER)
        if mine and self.env[ANSWER].sudo().search_count([("letter_id", "in", mine.ids)], limit=1):
            raise UserError(self.env._("The letter has been sent: it stays as it was signed."))
