from odoo import fields, models
from odoo.exceptions import UserError

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

    def _inspection_remarks(self):
        """Return the remarks of the inspection, line by line."""
        lines = (line.strip() for line in (self.inspection_remarks or "").splitlines())
        return [line for line in lines if line]

    def _check_inspection_day(self, _transition, at):
        """Refuse an act of the day of another inspection: it is held after the notice of the works, before its act."""
        day, told, today = self.inspected_on, self._local_day(self.request_id.entered_at), self._local_day(at)
        if not day:
            return
        if day < told:
            raise UserError(
                self.env._(
                    "The inspection is dated %(day)s, but the applicant told of the works on %(told)s. Enter the day of"
                    " this inspection in “Inspected on”.",
                    day=self._said_day(day),
                    told=self._said_day(told),
                )
            )
        if day > today:
            raise UserError(
                self.env._(
                    "The inspection is dated %(day)s, but the act is made on %(today)s. Enter the day on which it was"
                    " held in “Inspected on”.",
                    day=self._said_day(day),
                    today=self._said_day(today),
                )
            )

    def _check_inspection(self, transition, _at):
        """Refuse a result of the inspection that its act does not say."""
        remarks = self._inspection_remarks()
        if transition.code == "remarks" and not remarks:
            raise UserError(
                self.env._("The inspection left no remarks. Enter them in “Remarks” of the inspection, one a line.")
            )
        if transition.code == "no_remarks" and remarks:
            raise UserError(
                self.env._(
                    "The inspection left remarks: %(remarks)s. Give them to the applicant; when they are mended, he"
                    " tells of it and the installation is inspected again.",
                    remarks="; ".join(remarks),
                )
            )

    def _application_fields(self):
        """What acts say is written after the offer."""
        return super()._application_fields() - FOUND
