from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import addresses

#: What tells that two applications are for one object.
SAME_OBJECT = ("cadastral_number", "address_key")


class GridConnection(models.Model):
    """Other applications of the applicant for the same object: staff and the applicant are warned, nothing is refused.

    One that goes on always counts; one that has led to a connection counts for whoever asks for a new one.
    """

    _inherit = "grid.connection"

    address_key = fields.Char(compute="_compute_address_key", store=True, precompute=True, index="btree_not_null")
    twin_ids = fields.Many2many("grid.connection", string="For the same object", compute="_compute_twins")
    twin_text = fields.Text("Another application", compute="_compute_twins")

    @api.depends("object_address")
    def _compute_address_key(self):
        for connection in self:
            connection.address_key = addresses.key(connection.object_address) or False

    @api.depends("partner_id", "reason", *SAME_OBJECT)
    @api.depends_context("lang", "uid")
    def _compute_twins(self):
        others = self._for_same_objects()
        for connection in self:
            twins = others.filtered(connection._is_twin)
            connection.twin_ids = twins
            connection.twin_text = "\n".join(twin._said_as_twin() for twin in twins) or False

    def _for_same_objects(self):
        """Return the submitted applications of these applicants for these objects, in one search."""
        same = [Domain(name, "in", list(filter(None, self.mapped(name)))) for name in SAME_OBJECT]
        domain = Domain("partner_id", "in", self.partner_id.ids) & Domain.OR(same)
        return self.search(domain & Domain("submitted_at", "!=", False) & Domain("outcome", "in", (False, "done")))

    def _is_twin(self, other):
        return (
            other != self._origin
            and other.partner_id == self.partner_id._origin
            and any(self[name] and self[name] == other[name] for name in SAME_OBJECT)
            and (not other.outcome or self.reason == "new")
        )

    def _said_as_twin(self):
        return self.env._(
            "The same applicant has an application for this object already: No. %(number)s of %(day)s (%(stage)s).",
            number=self.number,
            day=self._said_day(self._local_day(self.submitted_at)),
            stage=self.step_id.name,
        )

    def action_open_twins(self):
        """Open the other applications for the object."""
        self.ensure_one()
        twins = self.twin_ids
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_connection.grid_connection_action")
        action |= {"domain": [("id", "in", twins.ids)], "context": {}}
        if len(twins) == 1:
            action |= {"res_id": twins.id, "views": [(False, "form")]}
        return action
