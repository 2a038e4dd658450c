from odoo import api, fields, models


class LegalDeadlineMixin(models.AbstractModel):
    """How far the date of a record is, as people say it."""

    _inherit = "legal.deadline.mixin"

    due_words = fields.Char("Left", compute="_compute_due_words")

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_due_words(self):
        for record in self:
            record.due_words = record._words_left(record.next_due_at)

    def _words_left(self, moment):
        """Say how far a moment is, in days of the record's own place; nothing for no moment."""
        if not moment:
            return False
        rules = self.env["legal.rule"]
        company = self.company_id if "company_id" in self._fields else self.env.company
        zone = rules._zone_of(self._deadline_branch(), company)
        due, today = rules._local(moment, zone), rules._local(fields.Datetime.now(), zone)
        days = (due.date() - today.date()).days
        if due < today:
            return self.env._("overdue by %(days)s d.", days=-days) if days else self.env._("overdue today")
        if days > 1:
            return self.env._("%(days)s d. left", days=days)
        return self.env._("tomorrow") if days else self.env._("today")
