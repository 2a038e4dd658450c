from odoo import api, fields, models

# Buttons that only show something, and the one of the reader's own part.
READING = ("action_open_", "action_preview", "action_print_")


class HelpdeskTicket(models.Model):
    """The form of an appeal in the hands of a co-executor, who writes his own part and no more."""

    _inherit = "helpdesk.ticket"

    may_write = fields.Boolean("I may change it", compute="_compute_may_write")

    @api.depends_context("uid")
    def _compute_may_write(self):
        new = self.filtered(lambda ticket: not ticket._origin)
        writable = new + (self - new)._filtered_access("write")
        for ticket in self:
            ticket.may_write = ticket in writable

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Show the acts of a form to whoever may do them; `GuardedRecord` shows its fields as text to the others."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form" and arch.xpath("//field[@name='may_write']"):
            for button in arch.xpath("//button[not(ancestor::list)]"):
                if not (button.get("name") or "").startswith(READING):
                    invisible = button.get("invisible")
                    button.set("invisible", f"not may_write or ({invisible})" if invisible else "not may_write")
        return arch, view
