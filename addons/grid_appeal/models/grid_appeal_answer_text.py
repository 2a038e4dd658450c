from lxml import html

from odoo import models

from ..appeals import placeholders


class GridAppealAnswer(models.Model):
    """An answer made of prepared texts: nothing of a template is left in it by mistake."""

    _inherit = "grid.appeal.answer"

    def _missing(self):
        problems = super()._missing()
        written = html.fragment_fromstring(str(self.body or ""), create_parent="div").text_content()
        if placeholders.has_blanks(written):
            problems.append(
                self.env._("The text still has a blank to fill in (“____”): write what belongs there or strike it out.")
            )
        return problems
