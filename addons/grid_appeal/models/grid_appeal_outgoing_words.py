from odoo import models


class GridAppealOutgoing(models.AbstractModel):
    """The words of a letter: its text, and what stands around it in the language of the context."""

    _inherit = "grid.appeal.outgoing"

    def _body_to_read(self):
        """Return the text as its reader gets it."""
        return self.body

    def _letter_kind(self):
        """Name the kind of letter: “Answer”, “Notice of an extension”."""
        return self.env._("Letter")

    def _letter_title(self):
        return self.env._("%(letter)s, appeal No. %(number)s", letter=self._letter_kind(), number=self.ticket_id.number)

    def _letter_subject(self):
        return self.env._("On the appeal “%(subject)s”", subject=(self.ticket_id.name or "").strip(" ."))

    def _letter_parts(self):
        """Return what else stands in the letter, empty where it has no place: `question`, `norm`, `further`."""
        return {"question": "", "norm": "", "further": ""}
