from odoo import fields, models
from odoo.exceptions import AccessError, LockError, UserError

OPEN_TO_PEOPLE = ("quarantined", "failed", "dismissed")


class GridIntake(models.Model):
    """What people decide about letters that the chain did not know what to do with."""

    _inherit = "grid.intake"

    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided", readonly=True)
    decision = fields.Char("Why", readonly=True)

    def action_replay(self):
        """Process again what is open; pressed twice, it does nothing the second time."""
        return self._replay()

    def action_accept(self):
        """Register letters as appeals: a person says they are."""
        return self._replay(accepted_by=self.env.uid)

    def action_attach(self):
        """Ask which appeal the letters belong to."""
        return self._ask_decision("attach", self.env._("Attach to an appeal"))

    def action_dismiss(self):
        """Ask why the letters need no answer."""
        return self._ask_decision("dismiss", self.env._("No appeal"))

    def _ask_decision(self, act, title):
        self._check_may_decide()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "grid.intake.decision",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_act": act, "default_intake_ids": self.ids},
        }

    def _replay(self, accepted_by=None):
        self._check_may_decide()
        for intake in self.filtered(lambda row: row._is_open(accepted_by)):
            try:
                self._process_apart(intake.id, accepted_by)
            except LockError as error:
                raise UserError(
                    self.env._("The letter is being processed right now. Look again in a minute.")
                ) from error
        self.invalidate_recordset()
        return True

    def _attach_by_hand(self, appeal):
        """Put letters into the history of the appeal that a person names."""
        appeal.check_access("write")
        for intake in self._undecided():
            letter = intake._letter()
            outcome = intake._step_duplicate(letter)
            if not outcome:
                intake._attach(letter, appeal.sudo())
                outcome = {"state": "attached", "ticket_id": appeal.id}
            intake.write({"reason": False, "error": False, **intake._decided(self.env.uid), **outcome})

    def _dismiss(self, why):
        """Keep letters in the journal as needing no answer, with who said so and why."""
        for intake in self._undecided():
            outcome = intake._step_duplicate(intake._letter()) or {"state": "dismissed"}
            intake.write({**intake._decided(self.env.uid), "decision": why, **outcome})

    def _undecided(self):
        """Hold the letters for a decision; refuse those that another person has decided meanwhile."""
        self._check_may_decide()
        letters = self.sudo()
        try:
            letters.lock_for_update()
        except LockError as error:
            raise UserError(self.env._("The letter is being processed right now. Look again in a minute.")) from error
        for intake in letters:
            if intake.state not in OPEN_TO_PEOPLE:
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "The letter “%(letter)s” has been dealt with already: %(state)s.",
                        letter=intake.display_name,
                        state=states[intake.state],
                    )
                )
        return letters

    def _decided(self, user_id):
        """Return the values that say who has decided, and when."""
        return {"decided_by_id": user_id, "decided_at": fields.Datetime.now(), "decision": False}

    def _check_may_decide(self):
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group("grid_customer.group_supervisor")):
            raise AccessError(self.env._("Only a supervisor or the head of the unit decides about incoming letters."))
