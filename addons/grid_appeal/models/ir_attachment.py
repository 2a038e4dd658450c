import os
from pathlib import Path
from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

ANSWER = "grid.appeal.answer"
# Whoever may write an answer may write its attachments: not those that have left the house.
LETTER_FIELDS = {"raw", "datas", "db_datas", "store_fname", "name", "mimetype", "res_model", "res_id", "url", "type"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    is_from_applicant = fields.Boolean("Sent by the applicant", readonly=True)

    @api.model
    def _file_write(self, bin_value, checksum):
        """Let a file appear whole: of two deliveries of one letter at the same moment, the second would else
        meet a file half written, and Odoo refuses that as a collision.
        """
        fname = f"{checksum[:2]}/{checksum}"
        path = Path(self._full_path(fname))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = path.with_name(f"{checksum}.{uuid4().hex}")
            whole.write_bytes(bin_value)
            os.replace(whole, path)
            self._mark_for_gc(fname)
        return super()._file_write(bin_value, checksum)

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
