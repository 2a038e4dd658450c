from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

from .helpdesk_ticket import KINDS, LAW_BASES


class GridAppealLaw(models.Model):
    _name = "grid.appeal.law"
    _inherit = "legal.cached.table"
    _description = "Choice of law for an appeal"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=50)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: every company.")
    customer_group = fields.Selection(
        [("1", "Group 1"), ("2", "Group 2"), ("3", "Group 3")],
        help="Empty: any group, or one that is not known yet.",
    )
    kind = fields.Selection(KINDS, help="Empty: any kind.")
    channel_ids = fields.Many2many("helpdesk.ticket.channel", string="Channels", help="Empty: any channel.")
    law_basis = fields.Selection(LAW_BASES, required=True)
    answer_code = fields.Char(
        "Rule of the answer",
        required=True,
        default="appeal_answer",
        help="Code of the rule that sets the term of the answer.",
    )
    answer_from = fields.Selection(
        [("registration", "Registration"), ("receipt", "Receipt of the appeal")],
        "Counted from",
        required=True,
        default="registration",
        help="The event that starts the term of the answer.",
    )
    answers_to_refuse = fields.Integer(
        "Answers before a refusal",
        default=1,
        help="How many earlier answers to the same question allow a refusal for want of new arguments; 0: none does.",
    )
    note = fields.Text("Why", translate=True)

    _answers_positive = models.Constraint("CHECK (answers_to_refuse >= 0)", "Answers cannot be fewer than none.")

    @api.constrains("answer_code")
    def _check_answer_code(self):
        known = set(self.env["legal.rule"].sudo().search([("code", "in", self.mapped("answer_code"))]).mapped("code"))
        for row in self:
            if row.answer_code not in known:
                raise ValidationError(
                    self.env._(
                        "There is no rule “%(code)s”. Take a code from Deadlines / Rules, or add the rule first.",
                        code=row.answer_code,
                    )
                )

    @api.model
    @tools.ormcache("company_id", "group", "kind", "channel_id")
    def _find_id(self, company_id, group, kind, channel_id):
        for row in self.sudo().search([("company_id", "in", (False, company_id))]):
            if (
                row.customer_group in (False, group)
                and row.kind in (False, kind)
                and (not row.channel_ids or channel_id in row.channel_ids.ids)
            ):
                return row.id
        return False

    @api.model
    def _find(self, company, group, kind, channel):
        """Return the first row of the table that fits; empty when none does."""
        return self.browse(self._find_id(company.id, group or False, kind, channel.id)).sudo()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_applied(self):
        """A row that chose a law is named in explanations for good."""
        applied = self.env["helpdesk.ticket"].sudo().with_context(active_test=False)
        if applied.search_count([("law_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._("This row chose the law of appeals and is named in their explanations. Archive it instead.")
            )

    def _load_records(self, data_list, update=False):
        """The table is the company's own once it is loaded: an upgrade does not write it again."""
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)
