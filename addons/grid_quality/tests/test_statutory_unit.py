"""Reports of the unit: counted by grouped queries and slowly, one appeal after another."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_statutory import YEAR, StatutoryCase

UTC = ZoneInfo("UTC")
OPEN = ("new", "registered", "in_work", "awaiting_info")
#: In which the sample company, where it is there, has most of its appeals.
SAMPLE_MONTHS = ((2026, 9), (2026, 10), (2026, 11))
SAMPLE_WEEKS = range(42, 49)
WEEK = 52  # 22 to 28 December 2025


@tagged("post_install", "-at_install")
class TestStatutoryUnit(StatutoryCase):
    def label(self, appeal, name):
        field = appeal._fields[name]
        if field.relational:
            return appeal[name].display_name or "–"
        language = self.env.company.partner_id.lang
        return dict(field._description_selection(self.env(context={"lang": language}))).get(appeal[name]) or "–"

    def labels(self, appeal, *names):
        return tuple(self.label(appeal.with_context(lang=self.env.company.partner_id.lang), name) for name in names)

    def of_month(self, month, year=YEAR):
        """The registered appeals of a local month of a year, one by one."""
        return [one for one in self._appeals_of(year) if one._local(one.received_at).month == month]

    # --- appeals
    def test_appeals_are_counted_twice(self):
        names = ("branch_id", "channel_id", "kind", "theme", "customer_group")
        for year, month in ((YEAR, 1), (YEAR, 3), (YEAR, 12), *SAMPLE_MONTHS):
            report = self._draft_of("unit-appeals", year, month)
            *rows, total = report._sheet().rows
            slow = Counter(self.labels(one, *names) for one in self.of_month(month, year))
            with self.subTest(year=year, month=month):
                self.assertEqual({row.values[1:6]: row.values[6] for row in rows}, dict(slow))
                self.assertEqual(total.values[6], slow.total())
                self.assertEqual([row.values[0] for row in rows], [*range(1, len(slow) + 1)])

    def test_appeals_of_a_week_and_of_a_day_are_counted_twice(self):
        """The last day of 2025 is in the first week of 2026."""
        first, last = date(2025, 12, 29), date(2026, 1, 4)
        week = self._report("unit-appeals-week", year=2026, part=1)
        day = self._report("unit-appeals-day", day=date(2025, 12, 31))
        self.assertEqual((week.date_from, week.date_to), (first, last))
        self.assertEqual((day.date_from, day.year, day.part), (date(2025, 12, 31), 2025, 365))
        self.assertIn("31.12.2025", day.display_name)
        every = self._appeals_of(2025) | self._appeals_of(2026)
        for report in (week, day):
            slow = [one for one in every if report.date_from <= one._local(one.received_at).date() <= report.date_to]
            with self.subTest(report.code):
                self.assertTrue(slow)
                self.assertEqual(report._sheet().rows[-1].values[6], len(slow))

    def test_the_month_ends_by_the_clock_of_each_branch(self):
        """Of December eleven appeals two were received in it: chosen by hand."""
        report = self._report("unit-appeals", part=12)
        found = self._opened(report, report._sheet(), report._sheet().rows[-1].cells[6])
        self.assertEqual(found & self.appeals, self.appeals[8] | self.appeals[10])

    def test_every_figure_of_appeals_opens_what_it_counts(self):
        self.assert_opens_what_it_counts(self._report("unit-appeals", part=12), measures=(0,))
        self.assert_queries(self._report("unit-appeals", part=3), 10)

    def assert_rows(self, report, slow):
        """The rows of branches, teams or causes are those of the slow count, and the last one is their sum."""
        *rows, total = report._sheet().rows
        self.assertEqual({row.values[1:3]: [*row.values[3:]] for row in rows}, slow)
        width = len(total.values) - 3
        self.assertEqual([*total.values[3:]], [sum(one[place] for one in slow.values()) for place in range(width)])

    # --- complaints
    def slow_complaints(self, appeals):
        slow = {}
        for one in appeals:
            if one.kind in ("complaint", "claim"):
                figures = slow.setdefault(self.labels(one, "theme", "category_id"), [0, 0, 0, 0])
                figures[0] += 1
                figures[1] += one.is_repeat
                figures[2] += one.outcome in ("justified", "partly")
                figures[3] += len(one.measure_ids.filtered("done_on"))
        return slow

    def test_complaints_are_counted_twice(self):
        category = self.env["helpdesk.ticket.category"].create({"name": "Низкое напряжение", "theme": "metering"})
        last = self.appeals[8]
        repeat = self._appeal(
            kind="complaint", theme="metering", received_at="2025-12-15 03:00:00", previous_id=last.id
        )
        with freeze_time("2025-12-15 03:00:00"):
            repeat.action_register()
        (last | repeat)._by_act().write({"category_id": category.id})
        repeat._by_act().write({"outcome": "partly"})
        self.env["grid.appeal.measure"].create(
            [
                {"ticket_id": repeat.id, "name": "Заменён ввод", "done_on": "2025-12-20"},
                {"ticket_id": repeat.id, "name": "Проверка", "planned_on": "2026-12-20"},
            ]
        )
        self.env.flush_all()
        for year, month in ((YEAR, 12), *SAMPLE_MONTHS):
            report = self._draft_of("unit-complaints", year, month)
            slow = self.slow_complaints(self.of_month(month, year))
            with self.subTest(year=year, month=month):
                self.assert_rows(report, slow)
        report = self._draft_of("unit-complaints", YEAR, 12)
        row = next(row for row in report._sheet().rows if row.values[2] == category.name)
        self.assertEqual(row.values[3:], (2, 1, 1, 1), "chosen by hand")
        self.assert_opens_what_it_counts(report, measures=(0,))
        self.assert_queries(report, 10)

    # --- discipline
    def week_of(self, appeal, year, week):
        """The begin and the end of the week by the clock of the branch; the end is now while it runs."""
        zone = ZoneInfo(appeal.branch_id.tz or self.env.company.legal_tz)
        monday = datetime.combine(date.fromisocalendar(year, week, 1), time.min, zone)
        begin, end = (one.astimezone(UTC).replace(tzinfo=None) for one in (monday, monday + timedelta(days=7)))
        return begin, min(end, fields.Datetime.now())

    def slow_discipline(self, appeal, year, week):
        """Columns 4 to 9 of an appeal: 1 where it counts."""
        begin, end = self.week_of(appeal, year, week)
        finished = appeal.answered_at or appeal.closed_date
        is_open = appeal.registered_at < end and (appeal.state in OPEN or finished >= end)
        promises = [one for one in appeal.deadline_ids if one.started_at < end]
        promises = [one for one in promises if one.state == "running" or (one.done_at and one.done_at >= end)]
        late = any(one.due_at < end for one in promises)
        soon = any(one.warn_at <= end <= one.due_at for one in promises)
        done = appeal.state not in OPEN and begin <= finished < end
        events = appeal.deadline_ids.event_ids.filtered(lambda one: one.kind == "extend")
        extended = any(begin <= one.happened_at < end for one in events)
        return [
            is_open and not late and not soon,
            is_open and not late and soon,
            is_open and late,
            done and not appeal.answered_late,
            done and appeal.answered_late,
            extended,
        ]

    def work_of_the_week(self):
        """One is answered late at the edge of the week, one is extended, one is answered after it."""
        edge = {  # the week ends at 17:00 UTC in Novokuznetsk, at 22:00 in Kaliningrad
            self.appeals[4]: "2025-12-28 16:59:59",
            self.appeals[5]: "2025-12-28 17:00:00",
            self.appeals[6]: "2025-12-28 21:59:59",
        }
        for appeal, moment in edge.items():
            with freeze_time(moment):
                appeal.action_take()
                appeal._mark_answered()
        for received in ("2025-12-10 03:00:00", "2025-12-24 03:00:00"):
            with freeze_time(received):
                appeal = self._appeal(kind="consultation", theme="other")
                appeal.action_register()
        with freeze_time("2025-12-24 05:00:00"):
            appeal._deadline_extend(appeal.answer_code, "Нужен замер", fields.Datetime.now())
        self.env.flush_all()

    def assert_discipline(self, year, week):
        tickets = self.env["helpdesk.ticket"].with_context(active_test=False)
        slow = {}
        for one in tickets.search([("number", "!=", False), ("company_id", "=", self.env.company.id)]):
            key, figures = self.labels(one, "branch_id", "team_id"), self.slow_discipline(one, year, week)
            slow[key] = [sum(pair) for pair in zip(slow.get(key, [0] * 6), figures, strict=True)]
        report = self._draft_of("unit-discipline", year, week)
        self.assert_rows(report, {key: figures for key, figures in slow.items() if any(figures)})
        return report

    def test_discipline_is_counted_twice(self):
        self.work_of_the_week()
        report = self.assert_discipline(YEAR, WEEK)
        ours = {row.values[1]: row.values[7:] for row in report._sheet().rows}
        late_and_extended = [ours[branch.display_name] for branch in (self.branch, self.other_branch)]
        self.assertEqual(late_and_extended, [(1, 1), (1, 0)], "chosen by hand")
        self.assert_opens_what_it_counts(report, measures=(0,))
        self.assert_queries(report, 24)

    def test_discipline_of_the_sample_is_counted_twice(self):
        with freeze_time("2026-11-26 03:00:00"):
            for week in SAMPLE_WEEKS:
                with self.subTest(week):
                    self.assert_discipline(2026, week)

    def test_what_is_published_names_no_executor(self):
        self.work_of_the_week()
        self.appeals[5]._by_act().write({"user_id": self.users["specialist"].id})
        report = self._report("unit-discipline", part=WEEK)
        report.action_publish()
        self.assertNotIn(self.users["specialist"].name, str(report.snapshot))

    def test_of_a_published_report_each_reads_the_own_branches(self):
        """Two supervisors read their rows with their sum, the head all, nobody else any; no way leads to the rest."""
        report = self._report("unit-appeals", part=1)
        report.action_publish()
        *rows, total = report._sheet().rows
        self.assertGreater(len({row.values[1] for row in rows}), 1)
        leaders = {
            self.users["supervisor"]: self.branch,
            self._make_user("leader_b", "supervisor", self.other_branch): self.other_branch,
        }
        summed = 0
        for user, branch in leaders.items():
            own = report.with_user(user)
            own.invalidate_recordset()
            own_rows = [row for row in rows if row.values[1] == branch.name]
            *seen, seen_total = own._sheet().rows
            with self.subTest(branch.name):
                self.assertTrue(own.search([("id", "=", report.id)]))
                self.assertTrue(own.is_partial)
                self.assertEqual([row.values[1:] for row in seen], [row.values[1:] for row in own_rows])
                self.assertEqual([row.values[0] for row in seen], [*range(1, len(seen) + 1)])
                self.assertEqual(seen_total.values[6], sum(row.values[6] for row in own_rows))
                foreign = next(row for row in rows if row.values[1] != branch.name)
                said = f"{own.table} {list(own._printed_table().rows)}"
                self.assertNotIn(foreign.values[1], said)
                self.assertIn(branch.name, " ".join(own._heading()))
                with self.assertRaises(UserError):
                    own.action_records(foreign.key, 6)
                with self.assertRaises(AccessError):
                    own.read(["snapshot"])
            summed += seen_total.values[6]
        self.assertLessEqual(summed, total.values[6])
        report.invalidate_recordset()
        self.assertFalse(report.is_partial)
        self.assertEqual(len(report._sheet().rows), len(rows) + 1)
        for role in ("operator", "manager", "specialist", "methodologist"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, report).read(["table"])

    def test_a_published_report_without_branches_is_for_the_head(self):
        report = self._report("unit-complaints", part=12)
        own = report.with_user(self.users["supervisor"])
        self.assertTrue(own.search([("id", "=", report.id)]), "a draft counts the own branches")
        report.action_publish()
        self.assertFalse(own.search([("id", "=", report.id)]))
        with self.assertRaises(AccessError):
            own.read(["table"])
        self.assertTrue(report.search([("id", "=", report.id)]))
