from odoo import api, fields, models
from odoo.exceptions import UserError

from .grid_meter_check import ACT_COPY, MADE, TOLD


class GridMeterCheck(models.Model):
    """The acts of a check: they are recorded once, and what follows from them is promised."""

    _inherit = "grid.meter.check"

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        checks._promise_copy()
        checks._finish_terms()
        return checks

    def write(self, vals):
        self._refuse_rewriting(vals)
        making = self.filtered(lambda check: not check.act_made_at)
        done = super().write(vals)
        making._promise_copy()
        if "copy_sent_at" in vals:
            self._finish_terms()
        return done

    def _promise_copy(self):
        """Promise the copy of each act that was made, unless the passport of a request does."""
        self.filtered(lambda check: not check.request_id)._start_terms("act_made_at", [ACT_COPY])

    def _finish_terms(self):
        for sent_at, checks in self.grouped("copy_sent_at").items():
            if sent_at:
                checks._deadline_done(ACT_COPY, sent_at)

    def _refuse_rewriting(self, vals):
        """What the consumer was told, and what an act says, stands; another day is another check."""
        if any(check.state in ("done", "not_admitted", "cancelled") for check in self) and MADE & vals.keys():
            raise UserError(self.env._("This check has ended; what was recorded stands. Plan another check instead."))
        if any(check.notified_at for check in self) and TOLD & vals.keys():
            raise UserError(
                self.env._(
                    "The consumer was told of this check. Enter the consumer's other date, or cancel the check "
                    "and plan another."
                )
            )
        if any(check.copy_sent_at for check in self) and "copy_sent_at" in vals:
            raise UserError(self.env._("When the copy was sent is recorded already; it stands."))

    def action_notify(self):
        """Record that the notice is given now; refused when the law does not let it be given so late."""
        self.filtered(lambda check: check.state == "planned").write({"notified_at": fields.Datetime.now()})

    def action_not_admitted(self):
        """Record that nobody let the inspector in, now."""
        waiting = self.filtered(lambda check: check.state in ("planned", "notified"))
        waiting.write({"not_admitted_at": fields.Datetime.now()})

    def action_copy_sent(self):
        """Record that the copy of the act is sent to the supplier now."""
        self.filtered(lambda check: check.act_made_at and not check.copy_sent_at).write(
            {"copy_sent_at": fields.Datetime.now()}
        )

    def action_plan_again(self):
        """Open a new check of the same meter."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "name": self.env._("Plan a check"),
            "context": {"default_meter_id": self.meter_id.id, "default_kind": self.kind},
        }
