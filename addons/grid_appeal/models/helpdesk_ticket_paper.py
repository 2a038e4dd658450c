import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.grid_customer.models.ir_attachment_papers import PAPER_READERS

from ..appeal_form import files
from ..appeals import paper
from .findings import file_sentence

ENVELOPES = [
    ("plain", "Ordinary letter"),
    ("registered", "Registered letter"),
    ("valuable", "Letter of declared value"),
    ("courier", "Brought by courier"),
    ("box", "Put into the letter box"),
]
# What a scanner makes; a text or a film is no scan of a letter.
SCAN_ENDINGS = ("pdf", "tif", "tiff", "jpg", "jpeg", "png", "heic", "webp")


class HelpdeskTicket(models.Model):
    """What a letter on paper brings besides its words: its envelope, its own number and dates, its scan."""

    _inherit = "helpdesk.ticket"

    statutory_form = fields.Selection(related="channel_id.statutory_form", string="Form of service")
    sender_number = fields.Char("Sender's number", copy=False, tracking=True, help="The outgoing number on the letter.")
    sender_date = fields.Date("Sender's date", copy=False, tracking=True, help="The date written on the letter.")
    posted_on = fields.Date("Postmark", copy=False, tracking=True, help="The day the sender's post office stamped it.")
    envelope_kind = fields.Selection(ENVELOPES, "How it was sent", copy=False, tracking=True)
    envelope_tracking = fields.Char("Postal tracking number", copy=False, tracking=True, index="btree_not_null")
    sheet_count = fields.Integer("Sheets", copy=False, aggregator=None, tracking=True)
    scan = fields.Binary("Scan of the letter", attachment=True, copy=False, groups=PAPER_READERS)
    scan_name = fields.Char("Name of the scan", copy=False, groups=PAPER_READERS)

    _sheet_count_positive = models.Constraint("CHECK (sheet_count >= 0)", "The number of sheets cannot be negative.")

    @api.constrains("sender_date", "posted_on", "received_at")
    def _check_paper_dates(self):
        for ticket in self:
            received_on = ticket._local(ticket.received_at).date()
            if code := paper.fault(ticket.sender_date, ticket.posted_on, received_on):
                raise ValidationError(ticket._paper_sentence(code, received_on))

    def _paper_sentence(self, code, received_on):
        dates = {"written": self.sender_date, "posted": self.posted_on, "received": received_on}
        values = {name: day.strftime("%d.%m.%Y") for name, day in dates.items() if day}
        if code == "posted_after_received":
            return self.env._(
                "A letter cannot be posted (%(posted)s) after we received it (%(received)s). "
                "Correct the postmark or the date of receipt.",
                **values,
            )
        if code == "written_after_received":
            return self.env._(
                "A letter cannot be dated (%(written)s) after we received it (%(received)s). "
                "Correct the sender's date or the date of receipt.",
                **values,
            )
        return self.env._(
            "A letter cannot be posted (%(posted)s) before it was written (%(written)s). "
            "Correct the postmark or the sender's date.",
            **values,
        )

    @api.constrains("received_at", "registered_at")
    def _check_registered_at(self):
        for ticket in self.filtered("registered_at"):
            if ticket.registered_at < ticket.received_at:
                raise ValidationError(
                    self.env._(
                        "An appeal cannot be registered (%(registered)s) before it was received (%(received)s).",
                        registered=ticket._local_text(ticket.registered_at),
                        received=ticket._local_text(ticket.received_at),
                    )
                )

    @api.constrains("envelope_tracking")
    def _check_envelope_tracking(self):
        for ticket in self.filtered("envelope_tracking"):
            if not paper.is_tracking(ticket.envelope_tracking):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not a tracking number of the post: it has 14 digits, or from abroad two "
                        "letters, nine digits and two letters. Compare it with the envelope.",
                        number=ticket.envelope_tracking,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare_paper(vals) for vals in vals_list])

    def write(self, vals):
        vals = self._prepare_paper(vals)
        if "scan" in vals:
            self._refuse_other_scan(vals)
        return super().write(vals)

    @api.model
    def _prepare_paper(self, vals):
        """Check the scan and bring the tracking number into one spelling."""
        if vals.get("scan"):
            self._check_scan(vals)
        if vals.get("envelope_tracking"):
            return {**vals, "envelope_tracking": paper.tracking(vals["envelope_tracking"])}
        return vals

    @api.model
    def _check_scan(self, vals):
        content = base64.b64decode(vals["scan"])
        name = files.clean_name(vals.get("scan_name") or "") or self.env._("The scan")
        problem = files.problem(name, content[: files.HEAD], len(content))
        if not problem and files.ending(name) not in SCAN_ENDINGS:
            problem = "forbidden"
        if problem:
            raise UserError(file_sentence(self.env, name, problem))

    def _refuse_other_scan(self, vals):
        """What was registered stays as it came: its scan may be added later, never replaced or taken away."""
        kept = self.with_context(bin_size=False)
        for ticket in kept:
            if ticket.state != "new" and ticket.scan and ticket.scan != vals["scan"]:
                raise UserError(
                    self.env._(
                        "The scan of the appeal %(appeal)s is kept since its registration and is not replaced. "
                        "Attach another file below, as a note.",
                        appeal=ticket.display_name,
                    )
                )
