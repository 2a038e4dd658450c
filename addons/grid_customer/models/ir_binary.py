from odoo import models

from .protected import Protected


class IrBinary(models.AbstractModel):
    """A download of a scan of protected data is a look at it."""

    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        stream = super()._record_to_stream(record, field_name)
        shown = self.env[record._name].browse(record.ids)
        if record._name == "ir.attachment":
            shown._note_looks_at_scans()
        elif isinstance(record._fields.get(field_name), Protected):
            shown._note_looks([field_name])
        return stream
