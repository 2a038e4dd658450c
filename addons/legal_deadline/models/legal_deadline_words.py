from odoo import api, fields, models


class LegalDeadlineMixin(models.AbstractModel):
    """How far the date of a record is, as people say it."""

    _inherit = "legal.deadline.mixin"

    due_words = fields.Char("Left", compute="_compute_due_words", compute_sudo=True)

    @api.depends("next_due_at")
    @api.depends_context("lang")
    def _compute_due_words(self):
        """Ask for zone and today once a place, for words once a moment: a list shows many records of few of either."""
        rules, now = self.env["legal.rule"], fields.Datetime.now()
        for place, records in self.grouped(lambda record: record._place_of_words()).items():
            zone = rules._zone_of(*place)
            today = rules._local(now, zone)
            for due, together in records.grouped("next_due_at").items():
                together.due_words = due and self._words_between(rules._local(due, zone), today)

    def _words_left(self, moment):
        """Say how far a moment is, in days of the record's own place; nothing for no moment."""
        if not moment:
            return False
        rules = self.env["legal.rule"]
        zone = rules._zone_of(*self._place_of_words())
        return self._words_between(rules._local(moment, zone), rules._local(fields.Datetime.now(), zone))

    def _place_of_words(self):
        """Return the branch and the company of a record, which decide about its zone."""
        return self._deadline_branch(), self.company_id if "company_id" in self._fields else self.env.company

    @api.model
    def _words_between(self, due, today):
        """Say how far a moment is from today, both in one zone."""
        days = (due.date() - today.date()).days
        if due < today:
            return self.env._("overdue by %(days)s d.", days=-days) if days else self.env._("overdue today")
        if days > 1:
            return self.env._("%(days)s d. left", days=days)
        return self.env._("tomorrow") if days else self.env._("today")
