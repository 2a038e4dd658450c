import os
from pathlib import Path
from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# Whoever may write a document may write its attachments: not those that have left the house or came into it.
CONTENT = {"raw", "datas", "db_datas", "store_fname", "name", "mimetype", "url", "type"}
PLACE = {"res_model", "res_id", "res_field", "is_from_applicant", "public"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    is_from_applicant = fields.Boolean("Sent by the applicant", readonly=True)

    @api.model
    def _file_write(self, bin_value, checksum):
        """Let a file appear whole, and stay when the power fails: the database promises it by its commit.

        Of two deliveries of one letter at the same moment, the second would else meet a file half
        written, and Odoo refuses that as a collision.
        """
        fname = f"{checksum[:2]}/{checksum}"
        path = Path(self._full_path(fname))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = path.with_name(f"{checksum}.{uuid4().hex}")
            with whole.open("wb") as file:
                file.write(bin_value)
                file.flush()
                os.fsync(file.fileno())
            os.replace(whole, path)
            self._mark_for_gc(fname)
        return super()._file_write(bin_value, checksum)

    def write(self, vals):
        if (CONTENT | PLACE) & vals.keys():
            self.check_access("write")  # a refusal names the appeal
            self._refuse_kept_papers()
        return super().write(vals)

    def unlink(self):
        self.check_access("unlink")
        self._refuse_kept_papers()
        return super().unlink()

    # ------------------------------------------------------------------
    # Papers are evidence
    # ------------------------------------------------------------------
    def _refuse_kept_papers(self):
        self._refuse_sent_letters()
        self._refuse_papers_of_applicants()

    def _refuse_sent_letters(self):
        """Letters, once sent, stay as they were signed, with the proofs of their delivery."""
        # the letter of a copy is attached to the answer: each model is asked for the files of all
        outgoing = self.env["grid.delivery"]._letter_models()
        files = self.sudo().filtered(lambda file: file.res_model in outgoing)
        for model in outgoing if files else ():
            letters = self.env[model].sudo()
            files_of = [name for name in ("letter_id", "proof_id") if name in letters._fields]
            if letters.search_count(Domain.OR([(name, "in", files.ids)] for name in files_of), limit=1):
                raise UserError(self.env._("The letter has been sent: it stays as it was signed."))

    def _refuse_papers_of_applicants(self):
        """Refuse it to the system too, which deletes for the chatter; a scan is written by its field alone."""
        brought = self.sudo().filtered(
            lambda file: (
                file.res_model == "helpdesk.ticket"
                and (not self.env.su if file.res_field == "scan" else file.is_from_applicant)
            )
        )
        appeals = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        registered = Domain("id", "in", brought.mapped("res_id")) & Domain("number", "!=", False)
        if brought and (appeal := appeals.search(registered, limit=1)):
            raise UserError(
                self.env._(
                    "What the applicant sent with the appeal %(appeal)s is kept as it came. "
                    "Attach another file below, as a note.",
                    appeal=appeal.display_name,
                )
            )
