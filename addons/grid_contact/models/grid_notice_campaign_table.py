import base64
import tempfile
from datetime import timedelta
from itertools import islice

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.grid_appeal.models.grid_appeal_import_file import UnreadableTable, rows_of

from ..campaigns import words

ROWS_MAX = 200_000
#: How long a draft keeps its table: no erasure of personal data looks into a file.
KEPT = timedelta(days=10)
#: What tables call the account of a customer.
ACCOUNTS = {"account", "лицевой счёт", "лицевой счет", "л/с", "лс", "номер лицевого счёта", "номер лицевого счета"}
ACCOUNTS |= {"contract", "договор", "номер договора", "№ договора"}


class GridNoticeCampaign(models.Model):
    """An audience that comes as a table, XLSX or CSV: its first line names the columns."""

    _inherit = "grid.notice.campaign"

    def _read_table(self, columns):
        """Return which columns the table has, and its rows that are not empty: (number, {column: cell}) each.

        :param columns: {column: how the first line may call it}
        :raises UserError: it is no table, or too long a one
        """
        with tempfile.NamedTemporaryFile() as file:
            file.write(base64.b64decode(self.list_file or b""))
            file.flush()
            try:
                with rows_of(file.name) as rows:
                    places = self._places(next(rows, ()), columns)
                    filled = ((number, row) for number, row in enumerate(rows, 2) if any(row))
                    taken = list(islice(filled, ROWS_MAX + 1))
            except UnreadableTable:
                raise UserError(self.env._("The file is no table. Save it as XLSX or CSV.")) from None
        if len(taken) > ROWS_MAX:
            raise UserError(self.env._("The table has more than %(count)s rows. Split it.", count=ROWS_MAX))
        return places.keys(), [
            (number, {column: row[place] for column, place in places.items() if place < len(row)})
            for number, row in taken
        ]

    def _places(self, header, columns):
        """Return {column: place in a row} by the first line."""
        titles = [words(cell).lower() for cell in header]
        return {
            column: place for column, names in columns.items() for place, title in enumerate(titles) if title in names
        }

    def _known_accounts(self, accounts, chosen=None):
        """Return {account: recipient, and whether chosen} of the company's usage points, in one query.

        :param chosen: a query of usage points; of an account with several points one of these comes first
        """
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT ON (point.account_number)
                          partner.id, point.id, point.branch_id, partner.name,
                          split_part(partner.phone_sanitized, ' ', 1), partner.email_normalized,
                          point.address, point.account_number, point.name, %s AS is_chosen
                     FROM grid_usage_point AS point JOIN res_partner AS partner ON partner.id = point.partner_id
                    WHERE point.account_number = ANY(%s) AND point.company_id = %s AND point.active AND partner.active
                    ORDER BY point.account_number, is_chosen DESC, point.id""",
                SQL("point.id IN %s", chosen.subselect()) if chosen is not None else SQL("TRUE"),
                accounts,
                self.company_id.id,
            )
        )
        return {row[7]: row for row in rows}

    @api.autovacuum
    def _drop_old_tables(self):
        """Drop the tables of drafts that nobody went on with; of others they went when they were prepared."""
        own = [("res_model", "=", self._name), ("res_field", "=", "list_file")]
        old = [("create_date", "<", fields.Datetime.now() - KEPT)]
        drafts = self.sudo().browse(self.env["ir.attachment"].sudo().search(own + old).mapped("res_id"))
        drafts.filtered(lambda one: one.state == "draft").list_file = False
