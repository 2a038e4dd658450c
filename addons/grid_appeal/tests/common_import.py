"""A table of appeals of another register, and the job that imports it."""

import base64
import csv
import io

from odoo.tests import tagged

from .common import AppealCase

CLOSED = {
    "state": "closed",
    "received_at": "02.03.2020 09:00",
    "registered_at": "03.03.2020 10:15",
    "answered_at": "27.03.2020 12:00",
    "closed_at": "30.03.2020",
    "outcome": "justified",
    "kind": "complaint",
    "theme": "power_quality",
    "text": "Вечером мигает свет.",
    "name": "Старова Анна Петровна",
    "phone": "+7 905 111-22-33",
}
OPEN = {
    **CLOSED,
    "state": "in_work",
    "received_at": "02.03.2026",
    "registered_at": "02.03.2026 10:00",
    "answered_at": "",
    "closed_at": "",
}
NEW = {**OPEN, "state": "", "registered_at": ""}


@tagged("post_install", "-at_install")
class ImportCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.source = cls.env["grid.appeal.source"].create(
            {"name": "Старый журнал", "channel_id": cls.env.ref("grid_appeal.channel_post").id}
        )

    def setUp(self):
        super().setUp()
        # each batch commits: here, into a savepoint of the test
        self.patch(self.env.cr, "commit", self.env.cr.flush)

    def _csv(self, rows, encoding="utf-8-sig", delimiter=";"):
        columns = list(dict.fromkeys(column for row in rows for column in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, delimiter=delimiter, restval="")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue().encode(encoding)

    def _job(self, content, role=None, **values):
        jobs = self._as(role, self.env["grid.appeal.import"]) if role else self.env["grid.appeal.import"]
        return jobs.create(
            {
                "file": base64.b64encode(content),
                "file_name": "старый журнал.csv",
                "source_id": self.source.id,
                "branch_id": self.branch.id,
                **values,
            }
        )

    def _import(self, rows, **values):
        """Import a table to its end; return the job."""
        return self._finish(self._job(self._csv(rows) if isinstance(rows, list) else rows, **values))

    def _finish(self, job):
        job.action_start()
        job.sudo()._run()
        self.env.flush_all()
        self.env.invalidate_all()
        return job

    def _appeals(self, job):
        return self.env["helpdesk.ticket"].search([("import_id", "=", job.id)], order="number, id")

    def _numbered(self, count, row=CLOSED, **values):
        return [{"number": f"И-{number}", **row, **values} for number in range(1, count + 1)]
