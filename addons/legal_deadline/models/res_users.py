import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError


class ResUsers(models.Model):
    """Who takes her deadlines into a calendar of her own, by an address that only she knows."""

    _inherit = "res.users"

    deadline_feed_hash = fields.Char(copy=False, prefetch=False, index="btree_not_null", groups=fields.NO_ACCESS)
    has_deadline_feed = fields.Boolean("Calendar of deadlines", compute="_compute_has_deadline_feed", compute_sudo=True)

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "has_deadline_feed"]

    @api.depends("deadline_feed_hash")
    def _compute_has_deadline_feed(self):
        for user in self:
            user.has_deadline_feed = bool(user.deadline_feed_hash)

    def write(self, vals):
        if vals.get("active") is False:
            # an address given away once does not come back with the person
            vals = {**vals, "deadline_feed_hash": False}
        return super().write(vals)

    def action_make_deadline_feed(self):
        """Make a new address of the calendar and show it, once: only its hash is kept. The old one dies."""
        self._check_own_feed()
        token = secrets.token_urlsafe(32)
        self.sudo().deadline_feed_hash = self._hash_of_feed(token)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Calendar of my deadlines"),
            "res_model": "legal.calendar.link",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_url": f"{self.get_base_url()}/legal_deadline/feed/{token}.ics"},
        }

    def action_revoke_deadline_feed(self):
        """Close the calendar to whoever has its address."""
        self._check_own_feed()
        self.sudo().deadline_feed_hash = False

    def _at_work(self):
        """Return the employees among these users who may be told: no archived ones, nobody of the portal."""
        return self.filtered(lambda user: user.active and not user.share)

    def _check_own_feed(self):
        if self != self.env.user or not self._is_internal():
            raise AccessError(self.env._("Only an employee makes and closes the calendar of her own deadlines."))

    @api.model
    def _of_deadline_feed(self, token):
        """Return the user who made this address, or nobody."""
        return self.search([("deadline_feed_hash", "=", self._hash_of_feed(token)), ("active", "=", True)], limit=1)

    @api.model
    def _hash_of_feed(self, token):
        """Return what is kept of a token: it is long and random, so one round of hashing hides it."""
        return hashlib.sha256(token.encode()).hexdigest()
