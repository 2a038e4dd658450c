from odoo import api, models


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
        """Take answers at the address of the team, else of the company; both are known without a search."""
        replies = dict.fromkeys(self.ids, default)
        for ticket in self.sudo():
            alias = ticket.team_id.alias_id
            address = alias.alias_name and alias.alias_domain_id and alias.alias_full_name
            if address := address or ticket.company_id.catchall_email:
                replies[ticket.id] = ticket._notify_get_reply_to_formatted_email(address, author_id)
        return replies

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
