from datetime import datetime

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals import form_4_9, life
from odoo.addons.grid_appeal.models.helpdesk_ticket import KINDS, THEMES

from ..statutory import form_4_1


class HelpdeskTicket(models.Model):
    """Appeals counted for form 4.1, in the same columns as form 4.9 marks them."""

    _inherit = "helpdesk.ticket"

    # a year in the order of receipt, chunk after chunk
    _register_idx = models.Index("(company_id, received_at, id) WHERE number IS NOT NULL")

    @api.model
    def _form_4_1_counts(self, domain):
        """Return how many of the appeals found stand in each cell, `{(row, column of form 4.9): appeals}`.

        One query, whatever the number of appeals; the reader's rights apply.
        """
        groups = self._read_group(domain, ["channel_id", "kind", "theme"], ["__count"])
        within_all = self.env.company.sudo().complaints_within_all
        return form_4_1.year_counts(
            (self._form_4_9_marks(channel.statutory_form, kind, theme, within_all), count)
            for channel, kind, theme, count in groups
        )

    @api.model
    def _form_4_9_marks(self, form, kind, theme, within_all):
        """Return the columns of form 4.9 that appeals of a form of service, a kind and a theme have marked."""
        return form_4_9.marks(form_4_9.Appeal("", datetime.min, form, kind, theme), within_all)

    @api.model
    def _domain_of_marks(self, columns):
        """Return the appeals that have a mark in one of these columns of form 4.9, of kinds and themes."""
        within_all, wanted = self.env.company.sudo().complaints_within_all, set(columns)
        kinds = {}
        for kind, _words in KINDS:
            themes = (theme for theme, _words in THEMES if wanted & self._form_4_9_marks("", kind, theme, within_all))
            kinds.setdefault(tuple(themes), []).append(kind)
        return Domain.OR(
            Domain("kind", "in", marked) & Domain("theme", "in", themes) for themes, marked in kinds.items() if themes
        )

    @api.model
    def _domain_of_form(self, column):
        """Return the appeals of a form of service, by its column of form 4.9; without a channel it is another form."""
        codes = [code for code, place in form_4_9.FORMS.items() if place == column]
        domain = Domain("channel_id.statutory_form", "in", codes)
        return domain | Domain("channel_id", "=", False) if "other" in codes else domain

    @api.model
    def _domain_of_fact(self, column, frozen):
        """Return the appeals with a mark in column 27, 28 or 29; `frozen`: whatever has no answer is in 29."""
        answered = Domain("answered_at", "!=", False)
        if column != form_4_9.UNANSWERED:
            return answered & Domain("answered_late", "=", column == form_4_9.LATE)
        if frozen:
            return ~answered
        return ~answered & (Domain("state", "in", life.ENDED_STATES) | self._domain_of_late_answer())

    @api.model
    def _domain_of_late_answer(self):
        """Return the appeals whose promise of an answer was not kept, by the rule of the answer of each."""
        codes = set(self.env["grid.appeal.law"].sudo().search([]).mapped("answer_code"))
        late = Domain("deadline_state", "in", ("overdue", "missed"))
        return Domain.OR(
            Domain("answer_code", "=", code) & Domain("deadline_ids", "any", Domain("code", "=", code) & late)
            for code in sorted(filter(None, codes))
        )
