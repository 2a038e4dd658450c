from odoo import models

from .protected import Protected

SVG = "image/svg+xml"
#: How the types end that a browser would run. They are saved, never shown, whatever type the address asks for.
RUN = ("html", "xml", "xsl", "script")
SAVED = "application/octet-stream"


class IrBinary(models.AbstractModel):
    """A download of a scan of protected data is a look at it; nothing that was sent to us runs in a browser."""

    _inherit = "ir.binary"

    def _get_stream_from(self, record, field_name="raw", *args, **kwargs):
        stream = super()._get_stream_from(record, field_name, *args, **kwargs)
        kind = (stream.mimetype or "").partition(";")[0].strip().lower()
        # a drawing in a field is a sign or a picture of the company
        if kind.endswith(RUN) and not stream.public and (record._name == "ir.attachment" or kind != SVG):
            stream.mimetype = SAVED
        return stream

    def _record_to_stream(self, record, field_name):
        stream = super()._record_to_stream(record, field_name)
        shown = self.env[record._name].browse(record.ids)
        if record._name == "ir.attachment":
            shown._note_looks_at_scans()
        elif isinstance(record._fields.get(field_name), Protected):
            shown._note_looks([field_name])
        return stream
