from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, email_normalize

from odoo.addons.grid_customer.identity import phones

from ..campaigns import words
from .grid_notice_campaign_table import ACCOUNTS

#: What the first line of a list may call its columns.
COLUMNS = {
    "phone": {"phone", "telephone", "телефон"},
    "email": {"email", "e-mail", "эл. почта", "почта"},
    "name": {"name", "имя", "фио", "наименование"},
    "address": {"address", "адрес"},
    "account": ACCOUNTS,
}


class GridNoticeCampaign(models.Model):
    """An audience that comes as a table: telephones, e-mails or customer accounts."""

    _inherit = "grid.notice.campaign"

    def _recipients_of_list(self):
        """Return the recipients of the list; a row by which nobody can be told is refused by its number."""
        rows = self._read_list()
        self._flush_cards()
        known = self._known_accounts([row["account"] for _number, row in rows if row["account"]])
        own = self._known_phones([row["phone"] for _number, row in rows if row["phone"]])
        found, wrong = {}, []
        for number, row in rows:
            card = known.get(row["account"]) or own.get(row["phone"]) or (None,) * 9
            phone, email = row["phone"] or card[4], row["email"] or card[5]
            if not (phone or email):
                wrong.append(number)
                continue
            name, address = row["name"] or card[3], row["address"] or card[6]
            told = (card[0], card[1], card[2] or self.branch_id.id or None, name, phone, email, address)
            found.setdefault(phone or email, (*told, row["account"] or card[7], card[8]))
        if wrong:
            raise UserError(
                self.env._(
                    "Nobody can be told by these rows of the list: %(rows)s. Each needs a telephone, an e-mail, or a"
                    " customer account that is known here.",
                    rows=", ".join(map(str, wrong[:20])) + ("…" if len(wrong) > 20 else ""),
                )
            )
        return list(found.values())

    def _read_list(self):
        if not self.list_file:
            raise UserError(self.env._("Load the list: a table with a column of telephones, e-mails or accounts."))
        places, rows = self._read_table(COLUMNS)
        if not places & {"phone", "email", "account"}:
            raise UserError(
                self.env._("The first line of the list names no column of telephones, e-mails or customer accounts.")
            )
        return [(number, self._read_row(cells)) for number, cells in rows]

    def _read_row(self, cells):
        text = {column: words(cells.get(column)) for column in COLUMNS}
        phone = phones.bare(phones.normalise(text["phone"]) or "")
        return {**text, "phone": phone, "email": email_normalize(text["email"]) or ""}

    def _known_phones(self, numbers):
        """Return {telephone: recipient} of the company's customers, in one query."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (phone_sanitized)
                          id, NULL, NULL, name, phone_sanitized, email_normalized, NULL, NULL, NULL
                     FROM res_partner
                    WHERE phone_sanitized = ANY(%s) AND active AND (company_id = %s OR company_id IS NULL)
                    ORDER BY phone_sanitized, id""",
                numbers,
                self.company_id.id,
            )
        )
        return {row[4]: row for row in rows}
