from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.legal_deadline.models.bulk import insert_all

#: What ties a message to other records; a plain line of history has none of it.
TIES = ("attachment_ids", "partner_ids", "tracking_value_ids")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    # the guard against mail loops counts new appeals of one address by this field
    _primary_email = "partner_email"

    @api.model
    def message_new(self, msg, custom_values=None):
        return super().message_new(self._without_copies(msg), custom_values)

    def message_update(self, msg, update_vals=None):
        return super().message_update(self._without_copies(msg), update_vals)

    @api.model
    def _without_copies(self, msg):
        """Hide To and Cc from the base, which would let those people read the appeal."""
        return dict(msg, to="", cc="")

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        """Subscribe the handler only: who follows a team does not follow every appeal of it."""
        values = {name: value for name, value in updated_values.items() if name != "team_id"}
        return super()._message_auto_subscribe(values, followers_existing_policy)

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Take answers at the address of the team, else of the company."""
        replies = dict.fromkeys(self.ids, default)
        for ticket in self.sudo():
            if address := self.env["grid.own.address"]._of_team(ticket.team_id, ticket.company_id):
                replies[ticket.id] = ticket._notify_get_reply_to_formatted_email(address, author_id)
        return replies

    def _message_create(self, values_list):
        """Write plain lines of history in one statement: the base goes through a hundred inverse fields for each."""
        if not all(self._is_plain_line(values) for values in values_list):
            return super()._message_create(values_list)
        now = fields.Datetime.now()
        lines = [{"date": now, **{key: values[key] for key in values if key not in TIES}} for values in values_list]
        messages = insert_all(self.env["mail.message"], lines)
        self.invalidate_recordset(["message_ids", "message_needaction", "message_needaction_counter"])
        return messages

    @api.model
    def _is_plain_line(self, values):
        """Whether a message is a note of an act: nobody is told, nothing is tied to it, no picture waits in it."""
        is_note = values.get("message_type") == "notification" and values.get("is_internal")
        return is_note and not any(values.get(name) for name in TIES) and "<img" not in values["body"]

    def _creation_subtype(self):
        """Post nothing at creation: registration writes the first line of history."""
        return self.env["mail.message.subtype"]

    def _track_template(self, tracking):
        """Send no template of a stage: an appeal writes by receipt and answer only."""
        res = super()._track_template(tracking)
        res.pop("stage_id", None)
        return res

    def _compute_access_url(self):
        """Point nowhere: the base's page for customers is closed."""
        for ticket in self:
            ticket.access_url = "#"

    # ------------------------------------------------------------------
    # Staff write notes: an applicant is written to by letters, which are signed and numbered
    # ------------------------------------------------------------------
    def _message_get_suggested_recipients_batch(self, *args, **kwargs):
        return {ticket.id: [] for ticket in self}

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Write to nobody outside by the history: staff is told so, the system leaves them out."""
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        inside = [one for one in recipients if one["id"] and not one["share"]]
        if len(inside) < len(recipients) and not self.env.su:
            raise self._only_by_letter()
        return inside

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        people = self.env["res.partner"].sudo().browse(partner_ids or [])
        if not self.env.su and any(people.mapped("partner_share")):
            raise self._only_by_letter()
        return super().message_subscribe(partner_ids, subtype_ids)

    @api.model
    def _only_by_letter(self):
        return UserError(
            self.env._(
                "The history is read by the staff only. Write to the applicant by an answer or a notice: "
                "it gets a number and a signature."
            )
        )
