import base64
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.grid_appeal.appeals.placeholders import unknown
from odoo.addons.grid_appeal.models.grid_appeal_import_file import as_xlsx

from .. import campaigns
from .grid_notice_campaign import DEBT_FIELDS, FIELDS, REQUIRED_BY_LAW
from .grid_notice_campaign_table import ACCOUNTS

#: What the first line of a register may call its columns.
COLUMNS = {
    "account": ACCOUNTS,
    "debt": {"debt", "amount", "долг", "задолженность", "сумма", "сумма долга", "сумма задолженности"},
    "as_of": {"as of", "date", "дата", "на дату", "по состоянию на"},
}


class GridNoticeCampaign(models.Model):
    """Customers who owe, by a register of debts: the program keeps none itself.

    Each account is told of its own debt, by the telephone and the e-mail of its customer's card. Telling of a debt is
    no emergency and no duty by law: quiet hours and refusals of messages hold. The register goes when the campaign is
    prepared; what is left are the texts, read by those who manage campaigns.
    """

    _inherit = "grid.notice.campaign"

    audience = fields.Selection(selection_add=[("debt", "By debts")], ondelete={"debt": "set default"})
    debt_from = fields.Float("Owes at least, roubles", digits=(16, 2))
    register_count = fields.Integer("Rows of the register", readonly=True, copy=False)
    debtor_count = fields.Integer("To be told", readonly=True, copy=False)
    less_count = fields.Integer("Owe less", readonly=True, copy=False)
    elsewhere_count = fields.Integer("Of other places and groups", readonly=True, copy=False)
    again_count = fields.Integer("Repeated", readonly=True, copy=False)
    unread_count = fields.Integer("Rows refused", readonly=True, copy=False)
    unread_file = fields.Binary(
        "Why rows were refused", attachment=True, readonly=True, copy=False, groups="grid_customer.group_supervisor"
    )
    unread_name = fields.Char(compute="_compute_unread_name")

    _debt_not_negative = models.Constraint("CHECK (debt_from >= 0)", "A debt is not below zero.")

    @api.depends_context("lang")
    def _compute_unread_name(self):
        self.unread_name = self.env._("Rows refused.xlsx")

    @api.constrains("body", "audience")
    def _check_debt_named(self):
        for campaign in self:
            named = [name for name in unknown(campaign.body or "", FIELDS) if name in DEBT_FIELDS]
            if named and campaign.audience != "debt":
                raise ValidationError(
                    self.env._(
                        "The text names %(named)s: only customers by debts have it. Choose this audience, or another"
                        " text.",
                        named=", ".join(named),
                    )
                )

    @api.constrains("basis", "audience")
    def _check_debt_basis(self):
        for campaign in self:
            if campaign.audience == "debt" and campaign.basis in REQUIRED_BY_LAW:
                raise ValidationError(
                    self.env._(
                        "Telling of a debt is neither an emergency nor a duty by law: choose another ground. Quiet"
                        " hours and refusals of messages hold."
                    )
                )

    def _is_private(self):
        return self.audience == "debt" or super()._is_private()

    def _mark(self, row):
        """Tell each account of its own debt, also where accounts share a telephone."""
        return f"{super()._mark(row)} · {row[7]}" if self.audience == "debt" else super()._mark(row)

    def _own_values(self, row):
        values = super()._own_values(row)
        if self.audience != "debt":
            return values
        return {**values, **dict(zip(DEBT_FIELDS, row[9:], strict=True))}

    def _recipients(self):
        """Return who owes; what became of each row of the register is noted on the campaign."""
        if self.audience != "debt":
            return super()._recipients()
        debts, refused = campaigns.read(self._read_register())
        self._flush_cards()
        chosen = self.env["grid.usage.point"].sudo()._search(self._points_domain())
        cards = self._known_accounts(list({debt.account for debt in debts}), chosen)
        named = {account for account, card in cards.items() if card[9]}
        register = campaigns.sort_out(debts, refused, cards, named, Decimal(str(round(self.debt_from, 2))))
        self._note_register(register)
        sign = self.env.ref("base.RUB").sudo().symbol
        return [
            (*cards[one.account][:9], campaigns.roubles(one.owed, sign), f"{one.day:%d.%m.%Y}" if one.day else "")
            for one in register.told
        ]

    def _said_of_nobody(self):
        if self.audience != "debt":
            return super()._said_of_nobody()
        return self.env._("No row of the register tells anybody: the preview says what became of the rows.")

    def _read_register(self):
        if not self.list_file:
            raise UserError(
                self.env._("Load the register: a table with a column of customer accounts and one of debts.")
            )
        columns, rows = self._read_table(COLUMNS)
        if not {"account", "debt"} <= columns:
            raise UserError(
                self.env._(
                    "The first line of the register names the columns: customer accounts (лицевой счёт) and debts"
                    " (долг). One of them is missing."
                )
            )
        if "as_of" in unknown(self.body, FIELDS) and "as_of" not in columns:
            raise UserError(
                self.env._("The text names the day of the debt, and the register has no such column (на дату).")
            )
        return rows

    def _note_register(self, register):
        reasons = self._register_reasons()
        refused = [(one.row, reasons[one.reason]) for one in register.refused]
        titles = (self.env._("Row"), self.env._("Why it was refused"))
        self.sudo().write(
            {
                "register_count": register.rows,
                "debtor_count": len(register.told),
                "less_count": register.less,
                "elsewhere_count": register.elsewhere,
                "again_count": register.again,
                "unread_count": len(refused),
                "unread_file": base64.b64encode(as_xlsx([titles, *refused])) if refused else False,
            }
        )

    def _register_reasons(self):
        return {
            campaigns.NO_ACCOUNT: self.env._("It names no customer account."),
            campaigns.UNKNOWN: self.env._("No customer has this account here."),
            campaigns.NO_AMOUNT: self.env._("It names no debt."),
            campaigns.NO_NUMBER: self.env._("The debt is no amount of roubles, such as 1 234,56."),
            campaigns.NO_DAY: self.env._("The day is no date, such as 01.11.2026."),
            campaigns.TWO_SUMS: self.env._("The account stands in the register with different debts."),
        }

    def _report_notes(self):
        notes = super()._report_notes()
        if self.audience != "debt":
            return notes
        return [
            *notes,
            self.env._(
                "Rows of the register: %(rows)s. To be told: %(told)s. Owe less: %(less)s. Of other places and groups:"
                " %(elsewhere)s. Repeated: %(again)s. Refused: %(refused)s.",
                rows=self.register_count,
                told=self.debtor_count,
                less=self.less_count,
                elsewhere=self.elsewhere_count,
                again=self.again_count,
                refused=self.unread_count,
            ),
        ]
