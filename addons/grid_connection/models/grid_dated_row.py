from datetime import timedelta
from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: Prove in the context that a row is confirmed, or marked as used, by the act for it; no API can send them.
CONFIRMING, USING = object(), object()


class GridDatedRow(models.AbstractModel):
    """A dated row of law or of an order: sourced, never twice on one day, never edited once money was reckoned by it.

    What it says is changed by a new row: the old one is closed by a date.
    """

    _name = "grid.dated.row"
    _inherit = ["legal.cached.table", "legal.loaded.table", "mail.thread"]
    _description = "Dated row of law"

    #: The fields that say what the row says.
    _said_fields = frozenset(("valid_from",))
    #: The fields by which rows are editions of one another.
    _edition_fields = ()

    valid_from = fields.Date("In force from", tracking=True)
    valid_to = fields.Date("In force to", copy=False, tracking=True, help="Empty: until further notice.")
    confidence = fields.Selection(
        [
            ("published", "seen in a publication"),
            ("partly", "seen in part"),
            ("unconfirmed", "to be confirmed"),
            ("confirmed", "confirmed"),
        ],
        required=True,
        default="unconfirmed",
        copy=False,
        tracking=True,
    )
    confirmed_by_id = fields.Many2one("res.users", "Confirmed by", copy=False, readonly=True)
    confirmed_on = fields.Date(copy=False, readonly=True)
    source = fields.Text(copy=False, help="Where the figure was read.")
    is_used = fields.Boolean("Money was reckoned by it", copy=False, readonly=True)

    @api.constrains("valid_from", "valid_to")
    def _check_days(self):
        for row in self:
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                raise ValidationError(self.env._("“%(row)s” ends before it begins.", row=row.display_name))

    def _refuse_overlap(self):
        """Refuse two editions of one row that are in force on one day."""
        rivals = self.sudo().search([(name, "in", self.mapped(name)) for name in self._edition_fields[:1]])
        for same in rivals.grouped(lambda row: tuple(row[name] for name in self._edition_fields)).values():
            oldest_first = same.sorted(lambda row: (bool(row.valid_from), row.valid_from))
            for one, other in combinations(oldest_first, 2):
                if not (one.valid_to and other.valid_from and one.valid_to < other.valid_from):
                    raise ValidationError(
                        self.env._(
                            "“%(row)s” would be in force twice on %(day)s. Close the older row by the day before.",
                            row=other.display_name,
                            day=other._said_day(other.valid_from) or self.env._("the first day"),
                        )
                    )

    @api.model
    def _said_day(self, day):
        return day and self.env["legal.explanation"]._day(day, weekday=False)

    def copy_data(self, default=None):
        """A copy of a closed row is its next edition."""
        vals_list = super().copy_data(default)
        for row, vals in zip(self, vals_list, strict=True):
            if row.valid_to and "valid_from" not in (default or {}):
                vals["valid_from"] = row.valid_to + timedelta(days=1)
        return vals_list

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_claims(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_claims(vals)
        changed = self._said_fields & vals.keys()
        if changed:
            self._refuse_used()
        if changed and "confidence" not in vals:
            self.filtered(lambda row: row.confidence == "confirmed").write({"confidence": "unconfirmed"})
        if vals.get("confidence", "confirmed") != "confirmed":
            vals = {**vals, "confirmed_by_id": False, "confirmed_on": False}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._refuse_used()

    def _refuse_used(self):
        if used := self.filtered("is_used"):
            raise UserError(
                self.env._(
                    "Money was already reckoned by “%(row)s”, so it stays as it is. Close it by a date and add a "
                    "new row from the next day.",
                    row=used[0].display_name,
                )
            )

    @api.model
    def _refuse_claims(self, vals):
        """Who confirmed a row and whether it was used is recorded by acts, never written."""
        if "is_used" in vals and self.env.context.get("dated_row") is not USING:
            raise UserError(self.env._("Whether a row was used is recorded by the calculator."))
        confirms = vals.get("confidence") == "confirmed" or vals.get("confirmed_by_id") or vals.get("confirmed_on")
        if confirms and self.env.context.get("dated_row") is not CONFIRMING:
            raise UserError(
                self.env._("A row is confirmed by the button “Confirm”: it records who confirmed it and when.")
            )

    def action_confirm(self):
        """Record that a person has read the order or the norm and stands by the row."""
        self.with_context(dated_row=CONFIRMING).write(
            {
                "confidence": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmed_on": self.env.company._legal_today(),
            }
        )

    def _mark_used(self):
        """Record that money was reckoned by the rows: from now on they stay as they are."""
        self.sudo().filtered(lambda row: not row.is_used).with_context(dated_row=USING).write({"is_used": True})
