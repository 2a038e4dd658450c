from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..outages import COMPANIES, HOUSEHOLDS, Given


class GridOutageNotice(models.Model):
    """A notice of a planned outage that was given: to whom, by which means, on which day."""

    _name = "grid.outage.notice"
    _description = "Notice of an outage"
    _order = "given_on, id"

    outage_id = fields.Many2one("grid.outage", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="outage_id.company_id")
    audience = fields.Selection(
        [(HOUSEHOLDS, "Citizens and utility providers"), (COMPANIES, "Legal entities")],
        "To whom",
        required=True,
        default=HOUSEHOLDS,
    )
    way = fields.Selection(
        [
            ("letter", "Letter"),
            ("board", "Written notice at the house"),
            ("bill", "On the bill"),
            ("email", "E-mail"),
            ("media", "Newspaper, radio, television"),
            ("phone", "Telephone"),
            ("site", "Site"),
        ],
        "By which means",
        required=True,
        default="board",
    )
    in_writing = fields.Boolean(
        compute="_compute_in_writing",
        store=True,
        readonly=False,
        help="Law counts ten working days from a written warning of the consumer (Decree 354, p. 117 b).",
    )
    given_on = fields.Date("Given on", required=True, default=lambda self: self.env.company._legal_today())
    document = fields.Char(help="Its number and date, where the copy is kept.")

    @api.depends("way")
    def _compute_in_writing(self):
        for notice in self:
            notice.in_writing = notice.way in ("letter", "board", "bill")

    @api.constrains("given_on")
    def _check_given(self):
        for notice in self:
            if notice.given_on > notice.outage_id._local_day(fields.Datetime.now()):
                raise ValidationError(
                    self.env._("A notice is entered when it was given: %(day)s has not come yet.", day=notice.given_on)
                )

    @api.model_create_multi
    def create(self, vals_list):
        notices = super().create(vals_list)
        notices.outage_id._refuse_over()
        return notices

    def write(self, vals):
        self._refuse_relied_on()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_before_announced(self):
        self._refuse_relied_on()

    def _refuse_relied_on(self):
        """A notice by which an outage was announced is a fact that its lawfulness rests on."""
        if not self.env.su and any(outage.state != "draft" for outage in self.outage_id):
            raise UserError(self.env._("The outage was announced on the ground of this notice: it stays as it is."))

    def _values(self):
        return [Given(notice.audience, notice.given_on, notice.in_writing) for notice in self]
