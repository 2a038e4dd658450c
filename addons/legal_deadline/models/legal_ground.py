from odoo import api, fields, models
from odoo.exceptions import UserError


class LegalGround(models.Model):
    """A ground on which the law of a rule lets a term be extended or paused."""

    _name = "legal.ground"
    _description = "Ground of an Extension or a Pause"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_general = fields.Boolean(
        string="General ground",
        help="Taken when an act names no other ground of its rule; its reason then says what the case is.",
    )
    extended_rule_ids = fields.Many2many("legal.rule", "legal_rule_extension_ground_rel", string="Extends")
    paused_rule_ids = fields.Many2many("legal.rule", "legal_rule_pause_ground_rel", string="Pauses")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_named(self):
        """A ground that a rule names stays: the foreign keys of a table two fields share cannot promise that."""
        for ground in self.sudo():
            if ground.extended_rule_ids or ground.paused_rule_ids:
                raise UserError(
                    self.env._("The ground “%(ground)s” is named by a rule and cannot be deleted.", ground=ground.name)
                )
