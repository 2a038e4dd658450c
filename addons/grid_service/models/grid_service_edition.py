from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError

#: Proves in the context that an edition is published or closed by its act; no API can send it.
EDITION = object()
#: What may change while an edition is in force: where and to whom it is shown, and its last day.
OPEN = {"sequence", "active", "is_online", "contacts", "valid_to"}


class GridService(models.Model):
    """Editions: one that is in force stands as it was read; another begins on a day and ends the one before."""

    _inherit = "grid.service"

    def action_publish(self):
        """Bring drafts into force from their days; the edition before ends the day before.

        :raises UserError: what keeps an edition from being published, all of it at once
        """
        self.check_access("write")
        drafts = self.filtered(lambda service: service.state == "draft")  # a second click publishes nothing twice
        drafts.lock_for_update(allow_referencing=True)
        for service in drafts:
            if faults := service._publish_faults():
                raise UserError(
                    self.env._(
                        "The passport “%(name)s” cannot be published yet.\n%(faults)s",
                        name=service.name,
                        faults="\n".join(f"• {fault}" for fault in faults),
                    )
                )
            service._edition_before()._by_edition().valid_to = service.valid_from - timedelta(days=1)
            service._by_edition().write({"state": "published", "draft_reason": False})

    def action_new_edition(self):
        """Open the draft of the next edition; there is one at a time, a copy of what is in force."""
        self.ensure_one()
        draft = self.search([*self._same_passport(), ("state", "=", "draft")], limit=1) or self.copy()
        return draft.get_formview_action()

    def copy(self, default=None):
        """Copy passports with the ways between their steps, which name steps of the same passport."""
        copies = super().copy(default)
        for old, new in zip(self, copies, strict=True):
            steps = {step.code: step.id for step in new.step_ids}
            for way in old.transition_ids:
                way.copy({"step_id": steps[way.step_id.code], "target_id": steps[way.target_id.code]})
        return copies

    def _same_passport(self):
        return [("code", "=", self.code), ("company_id", "=", self.company_id.id), ("id", "!=", self.id)]

    def _edition_before(self):
        """Return the edition that is in force on the first day of this one and began before it."""
        return self.search(
            [
                *self._same_passport(),
                ("state", "=", "published"),
                ("valid_from", "<", self.valid_from),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", self.valid_from),
            ]
        )

    def _by_edition(self):
        """Return the passports as the acts of editions write them."""
        return self.with_context(passport_edition=EDITION)

    # ------------------------------------------------------------------
    # What nobody edits
    # ------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        if not self._may_edit_law() and any(vals.get("state", "draft") != "draft" for vals in vals_list):
            raise UserError(self._published_by_button())
        return super().create(vals_list)

    def write(self, vals):
        if not self._may_edit_law():
            if "state" in vals and any(service.state != vals["state"] for service in self):
                raise UserError(self._published_by_button())
            if vals.keys() - self._open_in_force():
                self._refuse_in_force()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        if not self._may_edit_law():
            self._refuse_in_force()

    @api.model
    def _open_in_force(self):
        """Return the names of what may change while an edition is in force. An addon adds what is no law of its own."""
        return OPEN

    def _may_edit_law(self):
        """Whether an act or the installation writes: it brings editions into force."""
        return self.env.su or self.env.context.get("passport_edition") is EDITION

    def _published_by_button(self):
        return self.env._("A passport comes into force by the button “Publish”: it is checked and dated by it.")

    def _refuse_in_force(self):
        if in_force := self.filtered(lambda service: service.state == "published"):
            raise UserError(self.env["grid.passport.part"]._in_force_sentence(in_force[0]))
