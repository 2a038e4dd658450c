from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..queueing import LETTERS

STAFF = [
    ("admin", "administrator"),
    ("manager", "manager-consultant"),
    ("cashier", "operator or cashier"),
]


class GridReceptionService(models.Model):
    """What visitors of an office come for: a letter of the queue, the windows that give it, how long it lasts."""

    _name = "grid.reception.service"
    _description = "Service of the queue"
    _order = "office_id, sequence, letter, id"

    name = fields.Char(required=True, translate=True, help="As the kiosk names it: in the words of visitors.")
    office_id = fields.Many2one("grid.office", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="office_id.branch_id", store=True, precompute=True, index=True)
    letter = fields.Char(required=True, size=1, help="Begins the numbers of its tickets.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    on_kiosk = fields.Boolean("On the kiosk", default=True, help="Visitors choose it themselves.")
    staff = fields.Selection(
        STAFF, "Served by", required=True, default="manager", help="Chooses the recommended means of time."
    )
    minutes = fields.Integer("Usual minutes", required=True, default=15, help="How long a visit lasts: for forecasts.")
    window_ids = fields.Many2many("grid.window", "grid_window_service_rel", "service_id", "window_id", "Windows")
    at_once = fields.Integer(
        "Appointments at once",
        required=True,
        default=1,
        help="How many visitors may have an appointment at one time; 0: the service is given in turn only.",
    )
    bring = fields.Text("What to bring", translate=True, help="One a line: said to whoever has an appointment.")
    # the counter of tickets of the day
    last_day = fields.Date(readonly=True, copy=False)
    last_number = fields.Integer(readonly=True, copy=False)

    _letter_uniq = models.Constraint("UNIQUE (office_id, letter)", "Another service of the office has this letter.")
    _minutes_positive = models.Constraint("CHECK (minutes > 0)", "A visit lasts a minute or more.")
    _at_once_positive = models.Constraint("CHECK (at_once >= 0)", "Write 0 or more appointments at once.")

    @api.constrains("letter")
    def _check_letter(self):
        for service in self:
            if service.letter not in LETTERS:
                raise ValidationError(
                    self.env._(
                        "“%(letter)s” is no letter for tickets: choose one of %(letters)s. Letters that look like "
                        "digits are left out.",
                        letter=service.letter,
                        letters=" ".join(LETTERS),
                    )
                )

    def write(self, vals):
        if "letter" in vals:
            self._refuse_letter_in_use(vals["letter"])
        result = super().write(vals)
        if "active" in vals:
            self.office_id._mark_lost()
        return result

    def _refuse_letter_in_use(self, letter):
        """Refuse another letter on a day with tickets of the old one: the next service to have it would repeat them."""
        for service in self.filtered(lambda one: one.letter != letter):
            if service.last_day == service.office_id._today():
                raise UserError(
                    self.env._(
                        "%(service)s: tickets with this letter were given today. Change the letter tomorrow.",
                        service=service.display_name,
                    )
                )

    @api.depends("name", "letter")
    def _compute_display_name(self):
        for service in self:
            service.display_name = f"{service.letter} · {service.name}" if service.letter else service.name

    def _next_number(self, day):
        """Give the next number of a day; whoever asks at the same moment waits for this transaction."""
        self.ensure_one()
        [(number,)] = self.env.execute_query(
            SQL(
                """UPDATE grid_reception_service
                      SET last_number = CASE WHEN last_day = %(day)s THEN last_number ELSE 0 END + 1, last_day = %(day)s
                    WHERE id = %(id)s RETURNING last_number""",
                day=day,
                id=self.id,
            )
        )
        self.invalidate_recordset(["last_day", "last_number"], flush=False)
        return number
