from odoo import api, fields, models


class GridConnectionMeasure(models.Model):
    """A measure of the technical conditions: what the grid operator or the applicant carries out, and by when."""

    _name = "grid.connection.measure"
    _inherit = "grid.connection.applied"
    _description = "Measure of the technical conditions"
    _order = "connection_id, sequence, id"
    _moves_fee = False

    sequence = fields.Integer(default=10)
    side = fields.Selection([("grid", "Grid operator"), ("applicant", "Applicant")], "Whose", required=True)
    name = fields.Char("What is carried out", required=True)
    due_on = fields.Date("By", help="Empty: in the term of the contract.")


class GridConnection(models.Model):
    """The measures of a connection, by sides."""

    _inherit = "grid.connection"

    measure_ids = fields.One2many("grid.connection.measure", "connection_id", "Measures", copy=True)

    def _measures_of(self, side):
        return self.measure_ids.filtered(lambda one: one.side == side)

    def action_propose_measures(self):
        """Begin the list of measures: the works that are designed, and what every applicant carries out."""
        for connection in self:
            usual = [
                {"connection_id": connection.id, "side": side, "name": name}
                for side in ("grid", "applicant")
                if not connection._measures_of(side)
                for name in connection._usual_measures(side)
            ]
            self.measure_ids.create([{**one, "sequence": place} for place, one in enumerate(usual, start=1)])
        return True

    @api.model
    def _measures_of_every_applicant(self):
        return [
            self.env._("Build the electrical installation from the point of connection to the receivers."),
            self.env._("Install a switch and protection at the inlet that limit the power to the maximum power."),
            self.env._("Earth the inlet and protect it against overvoltage."),
        ]

    def _usual_measures(self, side):
        if side == "applicant":
            return self._measures_of_every_applicant()
        kinds = dict(self.work_ids._fields["kind"]._description_selection(self.env))
        works = [work.name or kinds[work.kind] for work in self.work_ids]
        return [
            *works,
            self.env._("Bring the network to the boundary of the applicant's plot and connect the receivers."),
            self.env._("Install the meter and admit it to operation."),
        ]
