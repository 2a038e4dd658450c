from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Surveys in what is kept of a customer: sheets that name who answered; an anonymous one names nobody."""

    _inherit = "res.partner"

    def _sheets_of_surveys(self):
        named = Domain("partner_id", "in", self.ids) & Domain("campaign_id", "!=", False)
        return self.env["survey.user_input"].sudo().search(named, order="id")

    def _kept_besides(self):
        sheets = self._sheets_of_surveys()
        section = {
            "rows": [(self.env._("Surveys with what you answered"), len(sheets))] if sheets else [],
            "why": self.env._("You consented to surveys of our service, and answered."),
            "until": self.env._("Until you ask to erase them: then the answers stay, and nobody knows whose they are."),
            "by_law": False,
        }
        return {**super()._kept_besides(), self.env._("Surveys"): section}

    def _exported_besides(self):
        surveys = [
            {
                "survey": sheet.campaign_id.name,
                "answered_on": sheet.answered_on,
                "answers": [
                    {"question": line.question_id.title, "answer": line.display_name}
                    for line in sheet.user_input_line_ids
                ],
            }
            for sheet in self._sheets_of_surveys()
        ]
        return {**super()._exported_besides(), "surveys": surveys}

    def _forget(self):
        sheets = self._sheets_of_surveys()
        sheets.with_context(tracking_disable=True).write({"partner_id": False, "email": False, "nickname": False})
        waiting = Domain("partner_id", "in", self.ids) & Domain("state", "=", "new")
        self.env["grid.survey.invitation"].sudo().search(waiting).unlink()
        asked = self.env["grid.mark.request"].sudo().search([("partner_id", "in", self.ids)])
        asked.write({"partner_id": False})
        asked.filtered(lambda one: one.state == "waiting").state = "dropped"
        return super()._forget()
