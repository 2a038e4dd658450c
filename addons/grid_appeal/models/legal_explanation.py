from odoo import api, models


class LegalExplanation(models.AbstractModel):
    _inherit = "legal.explanation"

    def _say_law(self, step):
        """Say by which row of the company's table the law was chosen; the basis is the one of that day."""
        case = self.env["grid.appeal.law"].browse(step["law"])._known("name")
        basis = dict(self.env["helpdesk.ticket"]._fields["law_basis"]._description_selection(self.env))[step["basis"]]
        return [self.env._("Law applied: %(basis)s — %(case)s (company procedure)", basis=basis, case=case)]

    @api.model
    def _fact_labels(self):
        """Name the facts of an appeal as the reader knows them from its form."""
        labels = super()._fact_labels()
        ticket, channel = self.env["helpdesk.ticket"], self.env["helpdesk.ticket.channel"]
        for fact, model, field in (
            ("law_basis", ticket, "law_basis"),
            ("customer_group", ticket, "customer_group"),
            ("kind", ticket, "kind"),
            ("channel", channel, "statutory_form"),
        ):
            described = model._fields[field]
            labels[fact] = (
                described._description_string(self.env),
                dict(described._description_selection(self.env)),
            )
        return labels
