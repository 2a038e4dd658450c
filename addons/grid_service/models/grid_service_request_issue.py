from odoo import fields, models
from odoo.exceptions import UserError


class GridServiceRequest(models.Model):
    """Papers of the company: printed from their templates, numbered, and issued by the act that needs them."""

    _inherit = "grid.service.request"

    def _issue_papers(self, transition, at):
        """Issue what an act needs and nobody has issued on this stage: it is printed with the act, or the act fails."""
        for request in self:
            issued = request.paper_ids.filtered(lambda paper, since=request.entered_at: paper.at >= since).kind_id
            kinds = (transition.paper_kind_ids - issued).filtered("template")
            request._issue(kinds, at)

    def _issue(self, kinds, at=None):
        """Issue papers of these kinds: number, date, PDF; return them.

        :raises UserError: what a paper says is not known yet
        """
        self.ensure_one()
        at = fields.Datetime.to_datetime(at or fields.Datetime.now())
        if problems := [line for kind in kinds for line in self._missing_for_paper(kind)]:
            raise UserError("\n".join([self.env._("The papers cannot be issued yet."), *problems]))
        papers = (
            self.env["grid.service.paper"]
            .sudo()
            .create(
                [
                    {
                        "request_id": self.id,
                        "kind_id": kind.id,
                        "name": kind.with_context(lang=self._paper_lang()).name,
                        "number": self._paper_number(kind),
                        "date": self._local(at).date(),
                        "at": at,
                        "state": "issued",
                        "is_public": kind.is_public,
                        "user_id": self.env.uid,
                    }
                    for kind in kinds
                ]
            )
        )
        letters = self.env["grid.appeal.letter"]
        for paper, pdf in zip(papers, letters._print_many([paper._sheet() for paper in papers]), strict=True):
            paper._keep_printed(pdf)
        return papers

    def _paper_number(self, kind):
        """Return the number of a paper: that of the request with the letters of its kind; a second one is counted."""
        if not kind.series:
            return False
        earlier = len(self.paper_ids.filtered(lambda paper: paper.kind_id == kind))
        return f"{self.number}-{kind.series}" + (f"/{earlier + 1}" if earlier else "")

    def _paper_lang(self):
        return self.ticket_id._letter_lang()

    def _missing_for_paper(self, kind):
        """Return what keeps a paper of this kind from being issued, in sentences; for addons above."""
        return []

    def _paper_values(self, paper):
        """Return what the template of a paper reads beside the request; for addons above."""
        return {}
