import itertools
import logging

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, mute_logger

from .grid_appeal_import import BATCH
from .grid_appeal_import_file import UnreadableTable, rows_of
from .grid_appeal_import_row import Refused

_logger = logging.getLogger(__name__)

APPEAL = "helpdesk.ticket"
ANONYMOUS = {
    "is_anonymous": True,
    **dict.fromkeys(("partner_id", "partner_name", "partner_inn", "partner_phone", "partner_email"), False),
}
# A bulk load sorts its words once in a while instead of after each batch.
PENDING_WORDS = "256MB"


class GridAppealImport(models.Model):
    """The run of an import: batch by batch, each whole or not at all."""

    _inherit = "grid.appeal.import"

    @api.model
    def _cron_import(self):
        """Go on with what is running, the oldest first."""
        for job in self.search([("state", "=", "running")], order="id"):
            if not job._run():
                break

    def _run(self, batch=BATCH):
        """Import the rows from the position reached; return False when the time of the scheduler is over.

        Commits after each batch. Also called by the benchmark.
        """
        self.ensure_one()
        # the columns are named, and refusals told, in the language of who brought the table: the scheduler has none
        self = self.with_context(lang=self.env.lang or self.create_uid.lang)
        progress = self.env["ir.cron"]
        try:
            with rows_of(self._path()) as rows:
                reader = self._reader(rows)
                remaining = itertools.islice(enumerate(rows, start=2), self.position, None)
                while taken := list(itertools.islice(remaining, batch)):
                    if not self._still_running():
                        return True
                    self._import_batch(reader, taken)
                    if not progress._commit_progress(len(taken), remaining=max(self.row_count - self.position, 0)):
                        return False
        except (UnreadableTable, UserError) as error:
            self._note_refusals([(1, "", str(error) or str(self._unreadable()))])
            self.state = "stopped"
            progress._commit_progress()
            return True
        self.write({"state": "done", "finished_at": fields.Datetime.now()})
        progress._commit_progress()
        return True

    def _still_running(self):
        """Whether nobody has stopped it, and nobody else imports it at this moment."""
        self.invalidate_recordset(["state"])
        return bool(self.try_lock_for_update()) and self.state == "running"

    def _import_batch(self, reader, taken):
        """Import some rows and note the position, in one transaction."""
        read, refused = self._read_batch(reader, taken)
        past = [row for row in read if row[1]["state"] != "new"]
        new = [row for row in read if row[1]["state"] == "new"]
        for rows, create in ((past, self._create_past), (new, self._create_new)):
            refused += self._create_or_refuse(rows, create)
        self._note_refusals(refused)
        self.write(
            {
                "position": self.position + len(taken),
                "imported_count": self.imported_count + len(taken) - len(refused),
                "refused_count": self.refused_count + len(refused),
            }
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def _read_batch(self, reader, taken):
        """Return ([(row, values, customer)], [(row, column, sentence)]) of some rows of the table."""
        read, refused, numbers = [], [], set()
        for row, cells in taken:
            if not any(cell not in (None, "") for cell in cells):
                refused.append((row, "", self.env._("The row is empty.")))
                continue
            try:
                vals, customer = reader.values_of(cells)
                if vals["source_number"] in numbers:
                    raise Refused("number", self._twice(vals["source_number"]))
                numbers.add(vals["source_number"])
                read.append((row, {**vals, "source_id": self.source_id.id, "import_id": self.id}, customer))
            except Refused as refusal:
                refused.append((row, reader.titles.get(refusal.column, ""), refusal.sentence))
        known = reader.known_already(list(numbers))
        twice = [(row, vals["source_number"]) for row, vals, _customer in read if vals["source_number"] in known]
        refused += [(row, reader.titles["number"], self._twice(number)) for row, number in twice]
        return [row for row in read if row[1]["source_number"] not in known], refused

    def _twice(self, number):
        return self.env._("The appeal “%(number)s” is in the system already.", number=number)

    def _create_or_refuse(self, rows, create):
        """Create all of them at once; if one breaks a rule, one by one, so that only that one is refused."""
        if not rows:
            return []
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                create(rows)
                self.env.flush_all()
            return []
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except (UserError, psycopg2.IntegrityError, psycopg2.DataError) as error:
            self.env.invalidate_all()
            if len(rows) == 1:
                return [(rows[0][0], "", str(error).strip().split("\n")[0][:500])]
        half = len(rows) // 2
        return self._create_or_refuse(rows[:half], create) + self._create_or_refuse(rows[half:], create)

    def _create_past(self, rows):
        self.env.cr.execute(SQL("SET LOCAL gin_pending_list_limit = %s", PENDING_WORDS))
        registered_by = {"registered_by_id": self.create_uid.id}
        self.env[APPEAL]._create_past([{**vals, **registered_by} for vals in self._with_applicants(rows)])

    def _create_new(self, rows):
        """Register what has come and waits for its number, as if it were typed in."""
        appeals = self.env[APPEAL].create(self._with_applicants(rows))
        appeals.action_register()
        appeals._by_act().write({"registered_by_id": self.create_uid.id})

    def _with_applicants(self, rows):
        """Return the values of the appeals with their customers, found or created once for all appeals of each."""
        keys = [tuple(customer.items()) if customer else None for _row, _vals, customer in rows]
        asked = list(dict.fromkeys(key for key in keys if key))
        partners = self.env["res.partner"].with_context(tracking_disable=True).with_company(self.company_id)
        company = {"company_id": self.company_id.id}
        found = partners._find_or_create_customers([{**dict(key), **company} for key in asked])
        applicants = {key: self._applicant(dict(key), partner) for key, partner in zip(asked, found, strict=True)}
        applicants[None] = ANONYMOUS
        return [{**vals, **applicants[key]} for key, (_row, vals, _customer) in zip(keys, rows, strict=True)]

    def _applicant(self, customer, partner):
        """The contact data as they stand in the table."""
        return {
            "partner_id": partner.id,
            "partner_name": customer["name"] or partner.name,
            "partner_inn": customer["inn"] or False,
            "partner_phone": customer["phone"] and self.env[APPEAL]._phone_or_text(customer["phone"]),
            "partner_email": customer["email"] or False,
            "is_anonymous": False,
        }
