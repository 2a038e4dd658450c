from odoo import api, fields, models


class GridServiceRequest(models.Model):
    """The papers of a request on one list: what is asked, what has come of it, and what the company issued."""

    _inherit = "grid.service.request"

    checklist = fields.Json("List of papers", compute="_compute_checklist")

    @api.depends(
        "service_id",
        "partner_id",
        "representative_id",
        *(f"paper_ids.{name}" for name in ("name", "document_id", "state", "remark", "number", "file_name")),
    )
    @api.depends_context("lang")
    def _compute_checklist(self):
        for request in self:
            request.checklist = request._checklist()

    def _checklist(self):
        """Return the rows of the list: of a paper that is asked the last one that came, then all the others."""
        papers = self.paper_ids.sorted("id")
        last = {paper.document_id: paper for paper in papers if paper.document_id}
        rows = [self._checklist_row(last.get(asked, papers.browse()), asked) for asked in self._needed_documents()]
        asked = {row["document"] for row in rows}
        others = papers.filtered(lambda one: one.document_id.id not in asked and one == last.get(one.document_id, one))
        return rows + [self._checklist_row(paper) for paper in others]

    @api.model
    def _checklist_row(self, paper, asked=None):
        number = paper.number and f" № {paper.number}"
        return {
            "key": f"{asked.id if asked else ''}-{paper.id or ''}",
            "document": asked.id if asked else False,
            "paper": paper.id or False,
            "name": asked.name if asked else f"{paper.name}{number or ''}",
            "state": paper.state or "lacking",
            "remark": paper.remark or "",
            "has_file": bool(paper.file_name),
        }

    def action_give_paper(self, document_id, name, content):
        """Take in a file (`content`, base64) for a paper that is asked."""
        self.ensure_one()
        self.env["grid.service.paper"].create(
            {"request_id": self.id, "document_id": document_id, "file": content, "file_name": name}
        )
        return True
