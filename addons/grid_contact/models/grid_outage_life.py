from odoo import fields, models
from odoo.exceptions import UserError


class GridOutage(models.Model):
    """The life of an outage: draft, announced (planned), under way, restored; or cancelled."""

    _inherit = "grid.outage"

    def action_announce(self):
        """Announce planned outages: from now on the site, the card of a call and the account tell of them."""
        self._begin("draft")
        for outage in self:
            if outage.kind != "planned":
                raise UserError(self.env._("An emergency outage is not announced ahead: press “Supply failed”."))
        self._check_complete()
        self._check_notices()
        self._become("announced")
        self._take_reports()
        return True

    def action_start(self):
        """Supply is off: an emergency from its draft, a planned outage from its announcement, now."""
        for outage in self:
            outage._begin("announced" if outage.kind == "planned" else "draft")
        planned = self.filtered(lambda outage: outage.kind == "planned")
        planned.sudo().write({"started_at": fields.Datetime.now()})
        self._check_complete()
        planned._check_notices()
        self._become("under_way")
        self._take_reports()
        return True

    def action_restore(self):
        """Supply is back: at the moment entered, or now; whoever reported it is told."""
        self._begin("under_way")
        now = fields.Datetime.now()
        for outage in self.sudo():
            ended = outage.ended_at or now
            if ended > now:
                raise UserError(self.env._("Supply cannot be restored in the future. Correct the moment."))
            if not outage.cause:
                raise UserError(self.env._("Write the cause: customers are told it, and form 8.1 asks it."))
            outage.write({"ended_at": ended, "restored_by_id": self.env.uid})
        self._become("restored")
        self._tell_soon()
        return True

    def action_cancel(self):
        """Planned works do not take place, or the outage was entered by mistake."""
        self._begin("draft", "announced")
        self._become("cancelled")
        return True

    def _begin(self, *states):
        self.check_access("write")
        if wrong := self.filtered(lambda outage: outage.state not in states):
            raise UserError(
                self.env._(
                    "Outage %(outage)s is “%(state)s” already. Open it anew to see what was done.",
                    outage=wrong[0].display_name,
                    state=dict(self._fields["state"]._description_selection(self.env))[wrong[0].state],
                )
            )

    def _become(self, state):
        self.sudo().write({"state": state})

    def _check_complete(self):
        for outage in self:
            if not (outage.point_count or outage.house_count):
                raise UserError(
                    self.env._("Nobody is hit: choose feeders that have usage points, or enter the houses.")
                )
            if outage.kind == "planned" and not (outage.expected_end_at and outage.works and outage.cause):
                raise UserError(
                    self.env._(
                        "A notice of a planned outage names the works, their reason and the end (GOST R 53368). Enter"
                        " them."
                    )
                )
