from odoo import fields, models
from odoo.exceptions import UserError

from .legal_deadline_acts import ACT_STATES


class LegalDeadlineMixin(models.AbstractModel):
    """The acts on the promises of a record; each is done by who may write the record, and recorded."""

    _inherit = "legal.deadline.mixin"

    def _deadline_extend(self, code, reason, notified_at, ground=None, document=None, amount=None):
        """Extend the running promise of each record, counted from its original start.

        Only where its rule has an extension, as often as it says, before the due date, on one of the
        rule's grounds (the general one when none is named); `notified_at` is when the customer was
        told. `amount` in units of the extension: the whole of it unless named. (59-FZ article 12 part 2.)

        :raises UserError: the law of the rule, the date, the ground or the notice does not allow it
        """
        deadlines = self._deadline_for_act("extend", code, reason)
        deadlines._extend(reason, fields.Datetime.to_datetime(notified_at), ground, document, amount)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_pause(self, code, reason, ground=None, document=None, at=None):
        """Pause the running promise of each record, where the law of its rule knows a pause.

        The day of the pause still counts. `document` names the notice or decision that stops the term.

        :raises UserError: the law of the rule knows no pause
        """
        deadlines = self._deadline_for_act("pause", code, reason)
        deadlines._pause(reason, ground, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_resume(self, code, reason=None, document=None, at=None):
        """Let the paused promise of each record run on from the day after; its law says what is left of it."""
        deadlines = self._deadline_for_act("resume", code, reason or code)
        deadlines._resume(reason, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_redirect(self, code, reason, receiver, notified_at, document=None):
        """Stop the promise of each record because `receiver` answers; `notified_at` the customer was told of it."""
        deadlines = self._deadline_for_act("redirect", code, reason)
        deadlines._redirect(reason, receiver, fields.Datetime.to_datetime(notified_at), document)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_miss(self, code, cause, reason, document=None, at=None):
        """Close the promise of each record as missed: its date has passed and nothing will fulfil it.

        `cause`: `own_fault`, `applicant` or `force_majeure`.
        """
        deadlines = self._deadline_for_act("miss", code, reason)
        deadlines._miss(cause, reason, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_cause(self, code, cause, reason, document=None):
        """Name the cause of the last missed promise of each record; naming it again corrects it."""
        deadlines = self._deadline_for_act("cause", code, reason)
        deadlines._name_cause(cause, reason, document)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_for_act(self, act, code, reason):
        """Return the last promise of each record that stands for an act, locked; refuse records without one."""
        self.check_access("write")
        found = self._deadline_of(code, ACT_STATES[act])
        last = {deadline.res_id: deadline.id for deadline in found.sorted("id")}
        lacking = self.filtered(lambda record: record.id not in last)
        if lacking:
            raise UserError(
                self.env._(
                    "“%(record)s” has no deadline “%(rule)s” on which this can be done now. "
                    "Open it to see what has become of it.",
                    record=lacking[0].display_name,
                    rule=self.env["legal.rule"].sudo().search([("code", "=", code)], limit=1).name or code,
                )
            )
        promises = self.env["legal.deadline"].browse(last[record.id] for record in self)
        return promises.sudo()._for_act(act, reason)

    def _deadline_check_by_hand(self, act, code):
        """Refuse an act that somebody would do on the promise itself, where the record has an act of its own for it.

        For a model whose letters and states go with its promises; any act is allowed here.

        :raises UserError: the act belongs to the record
        """

    def action_open_deadlines(self):
        """Open the promises about the record, where their acts are done."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("legal_deadline.legal_deadline_action")
        domain = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        return {**action, "domain": domain, "context": {}, "name": self.env._("Deadlines of %s", self.display_name)}
