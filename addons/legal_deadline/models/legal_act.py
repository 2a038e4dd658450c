from odoo import api, fields, models


class LegalAct(models.Model):
    _name = "legal.act"
    _inherit = ["legal.cached.table"]
    _description = "Legal Act"
    _order = "code"
    _rec_names_search = ["code", "name", "number", "short_name"]

    code = fields.Char(required=True, help="The name of the act in data and integrations: 59-FZ.")
    name = fields.Char(required=True, translate=True)
    short_name = fields.Char(translate=True, help="How the act is cited in an explanation.")
    number = fields.Char()
    date = fields.Date(help="The day the act was signed.")
    url = fields.Char(string="Published at")
    rule_ids = fields.One2many("legal.rule", "act_id", string="Rules")

    _code_uniq = models.Constraint("UNIQUE (code)", "An act with this code already exists.")

    @api.depends("short_name", "code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for act in self:
            act.display_name = act.short_name or act.code
