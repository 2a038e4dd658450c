import base64
import tempfile
from itertools import islice

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, email_normalize

from odoo.addons.grid_appeal.models.grid_appeal_import_file import UnreadableTable, rows_of
from odoo.addons.grid_customer.identity import phones

ROWS_MAX = 200_000
#: What the first line of a list may call its columns.
COLUMNS = {
    "phone": {"phone", "telephone", "телефон"},
    "email": {"email", "e-mail", "эл. почта", "почта"},
    "name": {"name", "имя", "фио", "наименование"},
    "address": {"address", "адрес"},
    "account": {"account", "лицевой счёт", "лицевой счет", "л/с"},
}


class GridNoticeCampaign(models.Model):
    """An audience that comes as a table: telephones, e-mails or customer accounts."""

    _inherit = "grid.notice.campaign"

    def _recipients_of_list(self):
        """Return the recipients of the list; a row by which nobody can be told is refused by its number."""
        rows = self._read_list()
        self._flush_cards()
        known = self._known_accounts([row["account"] for row in rows if row["account"]])
        own = self._known_phones([row["phone"] for row in rows if row["phone"]])
        found, wrong = {}, []
        for number, row in enumerate(rows, start=2):
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
        with tempfile.NamedTemporaryFile() as file:
            file.write(base64.b64decode(self.list_file))
            file.flush()
            try:
                with rows_of(file.name) as rows:
                    places = self._places(next(rows, ()))
                    taken = [row for row in islice(rows, ROWS_MAX + 1) if any(row)]
            except UnreadableTable:
                raise UserError(self.env._("The list is no table. Save it as XLSX or CSV.")) from None
        if len(taken) > ROWS_MAX:
            raise UserError(self.env._("The list has more than %(count)s rows. Split it.", count=ROWS_MAX))
        return [self._read_row(row, places) for row in taken]

    def _places(self, header):
        """Return {field: place in a row} by the first line."""
        titles = [str(cell or "").strip().lower() for cell in header]
        places = {
            field: place for field, names in COLUMNS.items() for place, title in enumerate(titles) if title in names
        }
        if not places.keys() & {"phone", "email", "account"}:
            raise UserError(
                self.env._("The first line of the list names no column of telephones, e-mails or customer accounts.")
            )
        return places

    def _read_row(self, row, places):
        text = {
            field: str(row[places[field]] if field in places and places[field] < len(row) else "" or "").strip()
            for field in COLUMNS
        }
        text = {field: "" if value == "None" else value for field, value in text.items()}
        phone = phones.bare(phones.normalise(text["phone"].removesuffix(".0")) or "")
        return {**text, "phone": phone, "email": email_normalize(text["email"]) or ""}

    def _known_accounts(self, accounts):
        """Return {account: recipient} of the company's usage points, in one query."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (point.account_number)
                          partner.id, point.id, point.branch_id, partner.name,
                          split_part(partner.phone_sanitized, ' ', 1), partner.email_normalized,
                          point.address, point.account_number, point.name
                     FROM grid_usage_point AS point JOIN res_partner AS partner ON partner.id = point.partner_id
                    WHERE point.account_number = ANY(%s) AND point.company_id = %s AND point.active
                    ORDER BY point.account_number, point.id""",
                accounts,
                self.company_id.id,
            )
        )
        return {row[7]: row for row in rows}

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
