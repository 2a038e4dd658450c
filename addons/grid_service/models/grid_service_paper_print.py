import base64

from markupsafe import Markup

from odoo import fields, models

from odoo.addons.grid_appeal.appeals import declension

#: The space that the end of a line does not part.
NO_BREAK = "\u00a0"


class GridServicePaper(models.Model):
    """How a paper of the company is printed: on the letterhead of the branch, from the template of its kind."""

    _inherit = "grid.service.paper"

    def _sheet(self):
        """Return the printed paper; one that is not issued yet bears the mark of a draft, no number and no date."""
        letters = self.env["grid.appeal.letter"].with_context(lang=self.request_id._paper_lang())
        paper = self.sudo().with_env(letters.env(su=True))
        values = {**paper._printed(), **paper.request_id._paper_values(paper)}
        return letters._sheet(paper.kind_id.template, values, paper._title())

    def _printed(self):
        """Return what every template reads, in the language of the context."""
        request, letters = self.request_id, self.env["grid.appeal.letter"]
        branch = request.branch_id
        return {
            **letters._letterhead(request.ticket_id, request.ticket_id._status_url()),
            "paper": self,
            "case": request,
            "is_draft": self.state != "issued",
            "number": self.number,
            "date": request.ticket_id._letter_date(self.at),
            "addressee": self._addressee(),
            "applicant_requisites": self._applicant_requisites(),
            "by_account": False,
            "further": letters._further(request.ticket_id),
            "signer_position": branch.head_position or self.env._("Head of the branch"),
            "signer": declension.initials_first(branch.head_name or ""),
            "executor": request.user_id.name or self.user_id.filtered("active").name,
            "executor_phone": letters._phone(branch.phone or request.company_id.phone),
        }

    def _addressee(self):
        """Return the lines of the addressee: to whom, then where the paper goes."""
        partner = self.request_id.partner_id
        name = partner.name
        if self.env["grid.appeal.letter"]._in_russian():
            name = declension.surname_first(name)
        return [name, *partner._postal_address()]

    def _applicant_requisites(self):
        """Return by which numbers the other side of a contract is known; a citizen is known by name and address."""
        partner = self.request_id.partner_id
        return "" if partner.customer_kind == "individual" else self.env["grid.appeal.letter"]._requisites(partner)

    def _title(self):
        return " ".join(filter(None, [self.name, self.number and f"№ {self.number}"]))

    def _keep_printed(self, pdf):
        """Freeze the printed paper: every later look gives these very bytes."""
        self.write({"file": base64.b64encode(pdf), "file_name": f"{self._title()}.pdf"})

    # ------------------------------------------------------------------
    # What templates say in many places
    # ------------------------------------------------------------------
    def _application(self):
        """Return the application as papers refer to it."""
        said = self.env._(
            "No. %(number)s of %(date)s “%(subject)s”",
            number=self._whole(self.request_id.number),
            date=self._said_date(self.request_id.submitted_at),
            subject=self.request_id.subject,
        )
        return self._with_sign(said)

    def _whole(self, number):
        """Return a number that the end of a line does not tear apart: torn, it is copied wrong."""
        return Markup('<span style="white-space: nowrap">%s</span>') % (number or "")

    def _with_sign(self, said):
        """Return words in which a whole number stays on the line of the sign before it."""
        return said.replace(Markup(" <span"), Markup("%s<span") % NO_BREAK)

    def _said_date(self, value):
        """Return a day, or the local day of a moment, in words that a line does not tear apart."""
        return self.request_id.ticket_id._letter_date(value).replace(" ", NO_BREAK)

    def _rule(self, code):
        """Return a rule in the edition that binds on the day of the paper; refuse where none does."""
        circumstances = self.request_id._deadline_circumstances()
        return self.env["legal.rule"]._reckon(code, self.at, circumstances)[1].sudo().with_env(self.env)

    def _norm(self, code):
        """Return the act and the clause of a rule, as papers cite them."""
        return self.env["grid.appeal.letter"]._act_and_clause(self._rule(code))

    def _due_by(self, code, event_at=None):
        """Return the last day of the term of a rule, in words, counted from a moment (the paper)."""
        rules = self.env["legal.rule"]
        moment = fields.Datetime.to_datetime(event_at) or self.at
        deadline, _rule = rules._reckon(code, moment, self.request_id._deadline_circumstances())
        return self._said_date(rules._naive(deadline.due))

    def _position(self, position):
        """Return the position of a signer as it stands within a sentence."""
        return declension.within_sentence(position or "")

    def _person(self, name, case):
        """Return a full name in a case (`genitive`, `dative`) where the language has cases."""
        if not self.env["grid.appeal.letter"]._in_russian():
            return name
        return declension.full_name(name, getattr(declension, case.upper()))
