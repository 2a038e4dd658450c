from odoo import models

from .protected import Protected

CONTENT = frozenset(("raw", "datas", "db_datas", "index_content"))


class IrAttachment(models.Model):
    """A scan of protected data is looked at, too, when its file is read."""

    _inherit = "ir.attachment"

    def _read_format(self, fnames, load="_classic_read"):
        if CONTENT.intersection(fnames) and not self.env.su and not self.env.context.get("bin_size"):
            self._note_looks_at_scans()
        return super()._read_format(fnames, load)

    def _note_looks_at_scans(self):
        """Note that the user is shown those of the files that are scans of protected data."""
        for attachment in self.sudo().exists().filtered("res_field"):
            owner = self.env[attachment.res_model].browse(attachment.res_id)
            if isinstance(owner._fields.get(attachment.res_field), Protected):
                owner._note_looks([attachment.res_field])
