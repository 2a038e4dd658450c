import base64

from reportlab.graphics import renderSVG
from reportlab.graphics.barcode import createBarcodeDrawing
from reportlab.lib.units import mm

from odoo import api, models

from odoo.addons.base.models.ir_actions_report import _wkhtml

from .grid_appeal_letter_print import UNPATCHED_ZOOM

# A label of the size that desk printers take; an office printer puts it on a sheet.
SLIP_PAGE = [
    *("--page-width", "80mm", "--page-height", "50mm", "--margin-left", "3mm", "--margin-right", "3mm"),
    *("--margin-top", "3mm", "--margin-bottom", "2mm"),
]
BAR_MM, BAR_HEIGHT_MM = 0.28, 11


class GridAppealLetter(models.AbstractModel):
    """The slip with a barcode: stuck on the letter, or given to who brought it."""

    _inherit = "grid.appeal.letter"

    @api.model
    def _slip_pdf(self, tickets):
        """One page a slip, in the language of the letters of the first."""
        tickets = tickets.sudo().with_context(lang=tickets[:1].sudo()._letter_lang())
        zoom = 1 if _wkhtml().is_patched_qt else UNPATCHED_ZOOM
        slips = [ticket._slip_values() for ticket in tickets]
        source = tickets.env["ir.qweb"]._render("grid_appeal.slips", {"slips": slips, "zoom": zoom})
        return self._wkhtmltopdf(f"<!DOCTYPE html>{source}", SLIP_PAGE)

    @api.model
    def _barcode(self, text):
        """Code 128 as a picture of lines: any resolution of a printer keeps the bars as wide as they are."""
        drawing = createBarcodeDrawing("Code128", value=text, barWidth=BAR_MM * mm, barHeight=BAR_HEIGHT_MM * mm)
        svg = renderSVG.drawToString(drawing)
        return {
            "src": "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode(),
            "width": f"{drawing.width / mm:.2f}mm",
            "height": f"{drawing.height / mm:.2f}mm",
        }


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _slip_values(self):
        """What a slip says, in the language of the context; whoever finds it learns nothing of the applicant."""
        deadline = self._answer_deadline()
        moments = {"received": self.received_at, "registered": self.registered_at, "due": deadline.due_at}
        return {
            **{name: self._local(moment).strftime("%d.%m.%Y") for name, moment in moments.items() if moment},
            "company": self.company_id.name,
            "branch": self.branch_id.name,
            "number": self.number,
            "sheets": self.sheet_count,
            "phone": self.env["grid.appeal.letter"]._phone(self.branch_id.phone or self.company_id.phone),
            "barcode": self.env["grid.appeal.letter"]._barcode(self.number),
        }

    def action_print_slip(self):
        """Print slips of registered appeals, of many at once too."""
        ids = "-".join(str(ticket.id) for ticket in self if ticket.number)
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/slip/{ids or 0}", "target": "new"}
