from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import UserError

#: Proves in the context that a row is confirmed by its act; no API can send it.
CONFIRMING = object()


class LegalDatedRow(models.AbstractModel):
    """A dated row of law or of an order: sourced, and confirmed by a person until what it says is changed.

    What has counted is never edited (`_refuse_used`): a new row is added, and the old one closed by a date.
    """

    _name = "legal.dated.row"
    _inherit = "mail.thread"
    _description = "Dated row of law"

    #: The fields that say what the row says.
    _said_fields = frozenset(("valid_from",))

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

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_confirmation(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_confirmation(vals)
        changed = self._changed(vals)
        self._refuse_used(changed)
        if changed or vals.get("confidence", "confirmed") != "confirmed":
            vals = self._unconfirmed(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._refuse_used(self._said_fields)

    def _refuse_used(self, changed):
        """Refuse to change what rows say that have counted; for models that know which ones have."""

    @api.model
    def _refuse_confirmation(self, vals):
        claims = vals.get("confidence") == "confirmed" or {"confirmed_by_id", "confirmed_on"} & vals.keys()
        if claims and self.env.context.get("confirmation") is not CONFIRMING:
            raise UserError(
                self.env._("A row of law is confirmed by the button “Confirm”: it records who confirmed it and when.")
            )

    def _changed(self, vals):
        """Return which fields of what the rows say these values would really change."""
        changed = set()
        for name in self._said_fields & vals.keys():
            field = self._fields[name]
            if field.type == "one2many":  # such rows guard themselves
                continue
            for row in self:
                new = field.convert_to_cache(vals[name], row, validate=False)
                if new != field.convert_to_cache(row[name], row, validate=False):
                    changed.add(name)
        return changed

    def _unconfirmed(self, vals):
        """Return the values with the confirmation taken away: it was given to what the row said before."""
        withdrawn = {"confirmed_by_id": False, "confirmed_on": False}
        if any(row.confidence == "confirmed" for row in self):
            withdrawn["confidence"] = vals.get("confidence") or "unconfirmed"
        return {**vals, **withdrawn}

    def _overlap(self):
        """Return the first two of these editions that are in force on one day, the older before; else nothing."""
        oldest_first = self.sorted(lambda row: (bool(row.valid_from), row.valid_from))
        for one, other in combinations(oldest_first, 2):
            if not (one.valid_to and other.valid_from and one.valid_to < other.valid_from):
                return one, other
        return None

    def action_confirm(self):
        """Record that a person has read the norm or the order and stands by the row."""
        self.with_context(confirmation=CONFIRMING).write(
            {
                "confidence": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmed_on": self.env.company._legal_today(),
            }
        )
