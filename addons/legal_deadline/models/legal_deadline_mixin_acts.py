from odoo import fields, models
from odoo.exceptions import UserError


class LegalDeadlineMixin(models.AbstractModel):
    """The acts on the promises of a record; each is done by who may write the record, and recorded."""

    _inherit = "legal.deadline.mixin"

    def _deadline_extend(self, code, reason, notified_at, ground=None, document=None, amount=None, at=None):
        """Extend the running promise of each record, counted from its original start.

        Only where its rule has an extension, as often as it says, before the due date, on one of the
        rule's grounds (the general one when none is named); `notified_at` is when the customer was
        told. `amount` in units of the extension: the whole of it unless named. (59-FZ article 12 part 2.)

        :raises UserError: the law of the rule, the date, the ground or the notice does not allow it
        """
        notified_at = fields.Datetime.to_datetime(notified_at)
        if not notified_at or notified_at > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "Say when the customer was told of the extension: the law lets no term be extended silently."
                )
            )
        deadlines = self._deadline_for_act(code, reason, ("running",))
        deadlines._extend(reason, notified_at, ground, document, amount, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_pause(self, code, reason, ground=None, document=None, at=None):
        """Pause the running promise of each record, where the law of its rule knows a pause.

        The day of the pause still counts. `document` names the notice or decision that stops the term.

        :raises UserError: the law of the rule knows no pause
        """
        deadlines = self._deadline_for_act(code, reason, ("running",))
        deadlines._pause(reason, ground, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_resume(self, code, reason=None, document=None, at=None):
        """Let the paused promise of each record run on from the day after; its law says what is left of it."""
        deadlines = self._deadline_for_act(code, reason or code, ("paused",))
        deadlines._resume(reason, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_redirect(self, code, reason, receiver=None, notified_at=None, document=None, at=None):
        """Stop the promise of each record because another organisation answers; the customer is told of it."""
        deadlines = self._deadline_for_act(code, reason, ("running", "paused"))
        moments = map(fields.Datetime.to_datetime, (notified_at, at))
        notified_at, at = moments
        deadlines._redirect(reason, receiver, notified_at, document, at)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_miss(self, code, cause, reason, document=None, at=None):
        """Close the promise of each record as missed: its date has passed and nothing will fulfil it.

        `cause`: `own_fault`, `applicant` or `force_majeure`.
        """
        deadlines = self._deadline_for_act(code, reason, ("running", "paused"))
        deadlines._miss(cause, reason, document, fields.Datetime.to_datetime(at))
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_cause(self, code, cause, reason, document=None):
        """Name the cause of the last missed promise of each record; naming it again corrects it."""
        deadlines = self._deadline_for_act(code, reason, ("missed",))
        deadlines._name_cause(cause, reason, document)
        return self.env["legal.deadline"].browse(deadlines.ids)

    def _deadline_for_act(self, code, reason, states):
        """Return the promises of an act, locked; refuse records without one, and an act without a reason."""
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why: the reason stays in the history of the deadline."))
        found = self._deadline_of(code, states)
        last = {deadline.res_id: deadline for deadline in found.sorted("id")}
        lacking = self.filtered(lambda record: record.id not in last)
        if lacking:
            raise UserError(
                self.env._(
                    "“%(record)s” has no deadline “%(code)s” on which this can be done now. "
                    "Open it to see what has become of it.",
                    record=lacking[0].display_name,
                    code=code,
                )
            )
        return found.browse(last[record.id].id for record in self)._lock()

    def action_open_deadlines(self):
        """Open the promises about the record, where their acts are done."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("legal_deadline.legal_deadline_action")
        domain = [("res_model", "=", self._name), ("res_id", "=", self.id)]
        return {**action, "domain": domain, "context": {}, "name": self.env._("Deadlines of %s", self.display_name)}
