"""Appeals at the edge of a year in two zones, and forms filled from them."""

from datetime import datetime

import freezegun
from freezegun import freeze_time

from odoo.addons.grid_appeal.tests.common import AppealCase

YEAR = 2025
# what is read from a snapshot has real days, also while time is frozen
freezegun.configure(extend_ignore_list=["odoo.addons.grid_quality.statutory.sheet"])
#: Received (UTC), branch, channel, kind, theme. Novokuznetsk is seven hours ahead, Kaliningrad two.
RECEIVED = (
    ("2024-12-31 16:59:59", "near", "post", "complaint", "power_quality"),  # still 2024
    ("2024-12-31 17:00:00", "near", "post", "complaint", "power_quality"),  # 00:00 of 2025
    ("2024-12-31 17:00:00", "far", "phone", "claim", "service"),  # still 2024
    ("2024-12-31 22:00:00", "far", "phone", "claim", "service"),  # 00:00 of 2025
    ("2025-03-02 03:00:00", "near", "email", "consultation", "metering"),
    ("2025-03-02 04:00:00", "near", "email", "application", "connection"),
    ("2025-06-10 03:00:00", "far", "phone", "outage_message", "transmission"),
    ("2025-06-11 03:00:00", "far", "phone", "application", "maintenance"),
    ("2025-12-31 16:59:59", "near", "window", "complaint", "metering"),  # the last second of 2025
    ("2025-12-31 17:00:00", "near", "window", "complaint", "metering"),  # already 2026
    ("2025-12-31 21:59:59", "far", "post", "gratitude", "other"),  # the last second of 2025
)


class FormChecks:
    """Fills forms, and opens what their figures count."""

    @classmethod
    def _report(cls, code, role="head", **values):
        year = values.get("year", YEAR)
        form = cls.env["grid.statutory.form"]._on(code, datetime(year, 12, 31).date())
        reports = cls.env["grid.statutory.report"].with_user(cls.users[role])
        return reports.create({"form_id": form.id, "year": year, **values})

    @classmethod
    def _draft_of(cls, code, year, part=1):
        """The form of a period, which the sample company may have begun already."""
        domain = [("code", "=", code), ("year", "=", year), ("part", "=", part), ("state", "=", "draft")]
        found = cls.env["grid.statutory.report"].with_user(cls.users["head"]).search(domain, limit=1)
        return found or cls._report(code, year=year, part=part)

    def _opened(self, report, sheet, cell):
        """The records behind a cell, as its reader finds them."""
        action = self.env["ir.actions.act_window"]
        model = cell.model or action._for_xml_id(sheet.action)["res_model"]
        return report.env[model].with_context(active_test=False).search(cell.domain)

    def assert_opens_what_it_counts(self, report, measures=()):
        """Every number opens so many records; `measures`: places of cells that sum something up instead."""
        sheet, opened = report._sheet(), 0
        for row in sheet.rows:
            for place, cell in enumerate(row.cells):
                if cell.domain is not None and isinstance(cell.value, int) and place not in measures:
                    with self.subTest(form=report.code, row=row.key, column=place + 1):
                        self.assertEqual(len(self._opened(report, sheet, cell)), cell.value)
                        opened += cell.value
        self.assertTrue(opened, "nothing was counted at all")

    def assert_queries(self, report, limit):
        """A form costs a few grouped queries, however many records there are."""
        report._sheet()
        report.env.flush_all()
        before = self.cr.sql_log_count
        report._sheet()
        self.assertLessEqual(self.cr.sql_log_count - before, limit)


class StatutoryCase(FormChecks, AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz, cls.other_branch.tz = "Asia/Novokuznetsk", "Europe/Kaliningrad"
        branches = {"near": cls.branch, "far": cls.other_branch}
        cls.appeals = cls.env["helpdesk.ticket"]
        for moment, branch, channel, kind, theme in RECEIVED:
            with freeze_time(moment):
                appeal = cls._appeal(
                    branch_id=branches[branch].id,
                    channel_id=cls.env.ref(f"grid_appeal.channel_{channel}").id,
                    kind=kind,
                    theme=theme,
                )
                appeal.action_register()
                cls.appeals += appeal
        cls.unregistered = cls._appeal(received_at="2025-05-05 05:00:00")
        cls.appeals[-1]._by_act().write({"active": False})  # archived, and counted all the same
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.enterContext(freeze_time("2026-02-02 03:00:00"))

    def _appeals_of(self, year):
        """The registered appeals of the company whose local day of receipt is in a year, one by one."""
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        every = tickets.search([("number", "!=", False), ("company_id", "=", self.env.company.id)])
        return every.filtered(lambda ticket: ticket._local(ticket.received_at).year == year)
