from odoo import api, fields, models


class GridServiceRequest(models.Model):
    """Which papers came and which lack."""

    _inherit = "grid.service.request"

    needed_document_ids = fields.Many2many("grid.service.document", string="Papers asked", compute="_compute_documents")
    lacking_document_ids = fields.Many2many(
        "grid.service.document", string="Papers lacking", compute="_compute_documents"
    )

    @api.depends("service_id", "paper_ids.document_id", "paper_ids.state", "partner_id", "representative_id")
    def _compute_documents(self):
        for request in self:
            request.needed_document_ids = request._needed_documents()
            request.lacking_document_ids = request._lacking_documents()

    def _needed_documents(self):
        """Return the papers of the list that the facts of this request ask for."""
        return self.service_id.document_ids._needed(self._document_facts())

    def _document_facts(self):
        """Return the facts that choose papers: those of the terms, and who applies."""
        return {
            **self._deadline_facts(),
            "customer_kind": self.partner_id.customer_kind or None,
            "by_representative": int(bool(self.representative_id)),
            "channel": self.channel_id.code,  # in the account the form that is filled in is the application
        }

    def _lacking_documents(self):
        given = self.paper_ids.filtered(lambda paper: paper.state != "rejected").document_id
        return self._needed_documents() - given

    def _accept_papers(self):
        """Accept the papers of the list that came: whoever finds the list complete has looked at them."""
        papers = self.sudo().paper_ids.filtered(lambda paper: paper.document_id and paper.state == "given")
        papers.write({"state": "accepted", "remark": False})
