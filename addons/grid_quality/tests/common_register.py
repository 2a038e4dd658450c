"""Form 4.9 of a year, filled as the background fills it."""

import io
from datetime import datetime

from openpyxl import load_workbook

from .common_statutory import YEAR, StatutoryCase


class RegisterCase(StatutoryCase):
    def setUp(self):
        super().setUp()
        # each chunk commits: here, into a savepoint of the test
        self.patch(self.env.cr, "commit", self.env.cr.flush)
        self.report = self._report("4.9")

    def filled(self, report=None):
        report = report or self.report
        report.action_fill()
        report.sudo()._cron_fill()
        report.invalidate_recordset()
        return report

    def published(self, report=None):
        report = self.filled(report)
        report.measures_read = True
        report.action_publish()
        return report

    def slow_rows(self, frozen=True):
        """The rows of the year one appeal after another, in the order of receipt."""
        appeals = self._appeals_of(YEAR).sorted(lambda ticket: (ticket.received_at, ticket.id))
        return [one._form_4_9_rows(number, frozen)[0] for number, one in enumerate(appeals, 1)]

    def workbook_rows(self, report=None):
        file = (report or self.report)._workbook()
        rows = load_workbook(io.BytesIO(file.raw)).active.iter_rows(values_only=True)
        return [row for row in rows if isinstance(row[0], int) and isinstance(row[2], datetime)]
