from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

KEY_DAYS = 365


class GridAppealSourceKey(models.TransientModel):
    """Issue an API key to another system: it is shown once, the database keeps its hash alone."""

    _name = "grid.appeal.source.key"
    _description = "API key of a source system"

    source_id = fields.Many2one("grid.appeal.source", "Source system", required=True, readonly=True)
    days = fields.Integer("Valid for, days", required=True, default=KEY_DAYS)
    revoke_others = fields.Boolean("Revoke its other keys", help="At once: where the system uses them, it stops.")
    key = fields.Char(compute="_compute_key", string="Key")

    @api.depends_context("issued_key")
    def _compute_key(self):
        for wizard in self:
            wizard.key = self.env.context.get("issued_key")

    def action_issue(self):
        """Make the key, with the account it belongs to where there is none yet."""
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(self.env._("Only the administrator issues keys."))
        account = self._account()
        if self.revoke_others:
            self.env["res.users.apikeys"].sudo().search([("user_id", "=", account.id)])._remove()
        expires = fields.Datetime.now() + timedelta(days=self.days)
        keys = self.env["res.users.apikeys"].with_user(account).sudo()
        key = keys._generate(None, self.source_id.name, expires)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Key of “%(system)s”", system=self.source_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"issued_key": key},
        }

    def _account(self):
        """Return the account of the system: nobody signs in by it, it has no password."""
        source = self.source_id
        if not source.user_id:
            source.user_id = (
                self.env["res.users"]
                .with_context(no_reset_password=True)
                .create(
                    {
                        "name": source.name,
                        "login": f"source-{source.id}",
                        "group_ids": self.env.ref("grid_appeal.group_api").ids,
                        "company_id": source.company_id.id,
                        "company_ids": source.company_id.ids,
                        "lang": source.company_id.partner_id.lang,
                        "notification_type": "email",
                    }
                )
            )
        return source.user_id
