from markupsafe import Markup

from odoo import models

from ..report.passport_pdf import PassportSheet, PassportTable, passport_pdf

#: Stands where a passport says nothing.
NOTHING = "—"


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
        sheet = self._passport_sheet()
        return self.env["grid.appeal.letter"]._finish(passport_pdf(sheet), self._passport_title(), sheet.company)

    def _passport_title(self):
        return self.env._("Passport of the service “%(name)s”", name=self.name)

    def _passport_sheet(self):
        """Return what the printed passport says: the head, the stages, the papers."""
        company = (self.company_id or self.env.company).sudo()
        head = self.env["grid.appeal.letter"].sudo()._company_head(company, self.env["grid.branch"])
        contacts = Markup(head["contacts"]).striptags()
        return PassportSheet(
            company=company.name,
            contacts=tuple(filter(None, [head["requisites"], contacts])),
            heading=self.env._("PASSPORT OF THE SERVICE (PROCESS)"),
            name=self.name,
            notes=self._passport_notes(),
            summary=self._passport_summary(),
            tables=tuple(filter(None, [self._table_of_stages(), self._table_of_papers()])),
            closing=(self.env._("Contacts:"), self.contacts or contacts),
        )

    def _passport_notes(self):
        if self.state != "published":
            refuses = self.env._("By this passport no dates are promised.")
            return (self.env._("DRAFT"), " ".join(filter(None, [refuses, self.draft_reason])))
        day = self.env["legal.rule"]._said_day(self._day_of_terms())
        return (self.env._("%(in_force)s; terms as of %(day)s", in_force=self.in_force_text, day=day),)

    def _passport_summary(self):
        return (
            (self.env._("Circle of applicants"), self.applicants or NOTHING),
            (self.env._("Fee and its basis"), self.price or NOTHING),
            (self.env._("Conditions of provision"), self.conditions or NOTHING),
            (self.env._("Result"), self.result or NOTHING),
            (self.env._("Total term"), self.term_text or self.env._("no term is set")),
        )

    def _table_of_stages(self):
        """Return the stages as the official table numbers them: № · stage · content · form · term · act."""
        columns = (
            (self.env._("No."), 10),
            (self.env._("Stage"), 40),
            (self.env._("Content and conditions"), 0),
            (self.env._("Form of provision"), 43),
            (self.env._("Term"), 50),
            (self.env._("Reference to the act"), 46),
        )
        rows = tuple(
            (str(number), step.name, step.content or "", step.form or NOTHING, step.term_text, step.act_text or NOTHING)
            for number, step in enumerate(self._printed_steps(), start=1)
        )
        return PassportTable("", columns, rows)

    def _table_of_papers(self):
        """Return the papers that are asked of the applicant; none: nothing."""
        if not self.document_ids:
            return None
        columns = (
            (self.env._("No."), 10),
            (self.env._("Paper"), 0),
            (self.env._("When it is needed"), 75),
            (self.env._("Reference to the act"), 70),
        )
        rows = tuple(
            (str(number), "\n".join(filter(None, [one.name, one.note])), one.when_text, one.norm or NOTHING)
            for number, one in enumerate(self.document_ids, start=1)
        )
        return PassportTable(self.env._("Papers of the applicant"), columns, rows)
