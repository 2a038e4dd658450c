import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..letters import envelope

HEADERS = ("From", "Message-ID", "Received", "Subject")


class GridIntakeUpload(models.TransientModel):
    """A letter that came to a person's own mailbox: brought as a file, it goes the way of every other letter."""

    _name = "grid.intake.upload"
    _description = "Bring a letter as a file"

    letter = fields.Binary("Letter file", required=True, attachment=False)
    letter_name = fields.Char("File name")
    received_at = fields.Datetime(
        "When it came", required=True, default=fields.Datetime.now, help="The terms count from this moment."
    )

    def action_register(self):
        """Put the letter into the journal, register it, and open what it became."""
        raw = base64.b64decode(self.letter)
        self._check_is_letter(raw)
        arrival = {
            **self.env["mail.thread"]._intake_arrival(raw),
            **self._place(raw),
            "source": "file",
            "received_at": min(self.received_at, fields.Datetime.now()),
            "brought_by_id": self.env.uid,
        }
        intake_id = self.env["grid.intake"]._journal(arrival)
        ticket_id = self.env["grid.intake"]._process_kept(intake_id)
        # this transaction began before the letter was kept and does not see it; a new one does
        with self.env.registry.cursor() as cr:
            fresh = self.with_env(self.env(cr=cr))
            return fresh._open_appeal(ticket_id) if ticket_id else fresh._say_kept(intake_id)

    def _check_is_letter(self, raw):
        head = envelope(raw)
        if sum(bool(head.get(name)) for name in HEADERS) < 2:
            raise UserError(
                self.env._(
                    "“%(name)s” is not a letter as a mail program saves it. Save the letter as a file of the "
                    "type .eml, or register the appeal by the button “New”.",
                    name=self.letter_name or self.env._("The file"),
                )
            )

    @api.model
    def _place(self, raw):
        """Where the letter was sent, or else the branch of whoever brings it."""
        place = self.env["mail.thread"]._intake_destination("helpdesk.ticket", raw) or {}
        branch = self.env["grid.branch"]._default_branch()
        if not place.get("branch_id"):
            place.update(branch_id=branch.id, company_id=branch.company_id.id or self.env.company.id)
        return place

    def _open_appeal(self, ticket_id):
        ticket = self.env["helpdesk.ticket"].browse(ticket_id)
        if not ticket.has_access("read"):
            return self._say_elsewhere(ticket.sudo())
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.helpdesk_ticket_action")
        return {**action, "view_mode": "form", "views": [(False, "form")], "res_id": ticket_id}

    def _say_elsewhere(self, ticket):
        """Say the number of an appeal that went to a branch whose work this person does not see."""
        return self._say(
            "success",
            self.env._(
                "Registered: No. %(number)s, %(branch)s. The letter was sent there, so that branch answers it.",
                number=ticket.number,
                branch=ticket.branch_id.name,
            ),
        )

    def _say_kept(self, intake_id):
        """Say what the letter became when it became no appeal."""
        intake = self.env["grid.intake"].sudo().browse(intake_id)
        described = dict(intake._fields["reason"]._description_selection(self.env))
        states = dict(intake._fields["state"]._description_selection(self.env))
        return self._say(
            "warning",
            self.env._(
                "The letter is kept, but it is no new appeal: %(why)s. The supervisor finds it in "
                "“Incoming letters” and decides.",
                why=described.get(intake.reason) or states[intake.state],
            ),
        )

    def _say(self, kind, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "sticky": True,
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
