from odoo import api, fields, models
from odoo.fields import Domain


class GridReadingWindow(models.Model):
    """The days of a month on which law asks for readings. Told as information: a reading of any day is accepted."""

    _name = "grid.reading.window"
    _description = "Days of readings"
    _order = "sequence, id"

    code = fields.Char(required=True, help="The row of the table of terms.")
    name = fields.Char("Whose readings", required=True, translate=True)
    sequence = fields.Integer(default=10)
    first_day = fields.Integer("From the day", help="0: from the beginning of the month.")
    last_day = fields.Integer("To the day", required=True)
    customer_groups = fields.Char(required=True, help="Groups of customers, divided by bars: 1|2.")
    act_id = fields.Many2one("legal.act", required=True, ondelete="restrict")
    clause = fields.Char()
    valid_from = fields.Date("In force from", required=True)
    valid_to = fields.Date("In force to")

    _days_of_month = models.Constraint(
        "CHECK (first_day BETWEEN 0 AND last_day AND last_day BETWEEN 1 AND 31)",
        "The days of a month are 1 to 31, the first not after the last.",
    )

    @api.model
    def _words_for(self, group, day):
        """Return a line for each window of a customer group that is in force on a day."""
        in_force = Domain("valid_from", "<=", day) & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        windows = self.sudo().search(in_force)
        return [window._words() for window in windows if group in (window.customer_groups or "").split("|")]

    def _words(self):
        names = {"name": self.name, "first": self.first_day, "last": self.last_day, "act": self.act_id.display_name}
        if self.first_day:
            return self.env._("%(name)s: from the %(first)s to the %(last)s day of the month (%(act)s)", **names)
        return self.env._("%(name)s: by the %(last)s day of the month (%(act)s)", **names)
