from odoo import models

#: The official table is wide; the margins are those of a letter (GOST R 7.0.97-2016, 3.3), turned.
PAGE = [
    *("--page-size", "A4", "--orientation", "Landscape"),
    *("--margin-left", "20mm", "--margin-right", "10mm", "--margin-top", "20mm", "--margin-bottom", "15mm"),
]


class GridService(models.Model):
    """The printed passport: the official form, from the rows that lead the requests."""

    _inherit = "grid.service"

    def action_print(self):
        """Show the printed passport in another tab."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_service/passport/{self.id}", "target": "new"}

    def _passport_pdf(self):
        """Return the printed passport in the language of the reader."""
        self.ensure_one()
        letters = self.env["grid.appeal.letter"]
        title = self._passport_title()
        source, title, author = letters._sheet("grid_service.passport", self._passport_values(), title)
        return letters._finish(letters._wkhtmltopdf(source, PAGE), title, author)

    def _passport_title(self):
        return self.env._("Passport of the service “%(name)s”", name=self.name)

    def _passport_values(self):
        """Return what the printed passport and the public page say: the head, the stages, the papers."""
        company = self.company_id or self.env.company
        head = self.env["grid.appeal.letter"].sudo()._company_head(company.sudo(), self.env["grid.branch"])
        return {
            **head,
            "service": self,
            "rows": self._passport_rows(),
            "documents": self.document_ids,
            "footer": self.contacts or head["contacts"],
            "day": self.env["legal.rule"]._said_day(self._day_of_terms()),
        }

    def _passport_rows(self):
        """Return the stages as the official table numbers them: № · stage · content · form · term · act."""
        printed = self.step_ids.filtered("is_printed")
        return [
            {
                "number": number,
                "stage": step.name,
                "content": step.content or "",
                "form": step.form or "",
                "term": step.term_text,
                "act": step.act_text,
            }
            for number, step in enumerate(printed, start=1)
        ]
