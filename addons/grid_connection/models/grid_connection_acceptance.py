from odoo import fields, models

FOUND = {"inspected_on", "inspection_by", "inspection_findings", "inspection_remarks", "boundary", "earlier_papers"}


class GridConnection(models.Model):
    """What the acts say: what an inspection found, where the boundary of the sides is."""

    _inherit = "grid.connection"

    inspected_on = fields.Date("Inspected on", copy=False)
    inspection_by = fields.Text("Took part in the inspection", copy=False, help="One a line: position and name.")
    inspection_findings = fields.Text("What the inspection found", copy=False)
    inspection_remarks = fields.Text("Remarks", copy=False, help="One a line; empty: there are none.")
    boundary = fields.Text("Boundary of balance ownership", copy=False, help="And of responsibility for operation.")
    earlier_papers = fields.Text("Papers that are restored", copy=False, help="One a line.")

    def _application_fields(self):
        """What acts say is written after the offer."""
        return super()._application_fields() - FOUND
