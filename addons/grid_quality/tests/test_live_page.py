"""The live page: each figure by one query, and again by a plain count over the records that the reader sees."""

import json
from collections import Counter
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import psycopg2
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES
from odoo.addons.grid_appeal.tests.common import AppealCase

# what is received on 02.03.2026 is to be answered by 01.04.2026
THURSDAY = "2026-04-02 03:00:00"


class LivePageCase(AppealCase):
    """Appeals of three branches: late, in time, answered in time and late, closed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.env["grid.live.page"]
        cls.team = cls.env["helpdesk.ticket.team"].create({"name": "Тестовая группа"})
        specialist = cls.users["specialist"]
        cls.appeals = cls.env["helpdesk.ticket"]
        with freeze_time("2026-03-02 03:00:00"):
            for branch in (cls.branch, cls.branch, cls.district, cls.other_branch):
                cls.appeals += cls._appeal(branch_id=branch.id, team_id=cls.team.id, user_id=specialist.id)
            answered = cls._appeal(kind="consultation", team_id=cls.team.id)
            late = cls._appeal(theme="metering", channel_id=cls.env.ref("grid_appeal.channel_phone").id)
            cls.appeals += answered + late
            cls.appeals.action_register()
        with freeze_time("2026-03-20 03:00:00"):
            answered._mark_answered()
            cls.appeals += cls._appeal(kind="consultation", branch_id=cls.other_branch.id)
            cls.appeals[-1].action_register()
        with freeze_time(THURSDAY):
            late._mark_answered()
            # 23:59 of the day before in UTC is already today in the branch
            cls.appeals += cls._appeal(received_at="2026-04-01 23:59:00")
        cls.answered, cls.late = answered, late
        cls.env.flush_all()

    def read(self, role="head", filters=None, codes=None):
        page = self._as(role, self.page).with_context(allowed_company_ids=self.company.ids)
        # only what this test has made: the database may hold the sample
        own = {"branch_ids": (self.branch + self.other_branch).ids}
        return page.read_tiles({**own, **(filters or {})}, codes)

    def bars(self, figure):
        return {bar["label"]: bar["value"] for bar in figure["bars"]}

    def open_appeals(self):
        return self.appeals.filtered(lambda one: one.state in OPEN_STATES)

    def overdue(self):
        now = datetime.fromisoformat(THURSDAY)
        return self.open_appeals().filtered(lambda one: one.next_due_at and one.next_due_at < now)


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestLivePage(LivePageCase):
    def test_what_is_late_and_whose(self):
        tiles, late = self.read(), self.overdue()
        self.assertEqual(len(late), 4)
        self.assertEqual(tiles["overdue"]["value"], len(late))
        for code, field, nobody in (
            ("overdue_by_branch", "branch_id", ""),
            ("overdue_by_team", "team_id", ""),
            ("overdue_by_executor", "user_id", "Without an executor"),
            ("overdue_by_cause", "cause_id", "Without a common cause"),
        ):
            expected = Counter(one[field].display_name or nobody for one in late)
            with self.subTest(code):
                self.assertEqual(self.bars(tiles[code]), expected)

    def test_what_waits(self):
        tiles, waiting = self.read(), self.open_appeals()
        worked = waiting.filtered(lambda one: one.state != "new" and not one.user_id)
        self.assertEqual(tiles["unassigned"]["value"], len(worked))
        zone = ZoneInfo(self.company.legal_tz)
        today = [one for one in waiting if self.day(one.next_due_at, zone) == self.day(fields.Datetime.now(), zone)]
        today = [one for one in today if one not in self.overdue()]
        self.assertEqual(tiles["due_today"]["value"], len(today))
        self.assertEqual(sum(self.bars(tiles["open_by_age"]).values()), len(waiting))
        self.assertEqual(self.bars(tiles["open_by_age"])["more than 30 days"], 4)
        self.assertEqual(self.bars(tiles["open_by_channel"]), Counter(one.channel_id.display_name for one in waiting))
        themes = dict(self.appeals._fields["theme"]._description_selection(self.env))
        self.assertEqual(self.bars(tiles["open_by_theme"]), Counter(themes[one.theme] for one in waiting))

    def day(self, moment, zone):
        return moment and moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone).date()

    def test_answers_in_term_agree_with_form_4_9(self):
        """Column 27 of the form is in time, 28 is late; a year, a month, a week, and each week of the line."""
        rows = (self.answered + self.late)._form_4_9_rows(1)
        in_time, late = (sum(row[column - 1] == 1 for row in rows) for column in (27, 28))
        self.assertEqual((in_time, late), (1, 1))
        tiles = self.read()
        self.assertEqual((tiles["in_term_year"]["part"], tiles["in_term_year"]["count"]), (in_time, in_time + late))
        self.assertEqual(tiles["in_term_year"]["value"], 50)
        self.assertEqual(tiles["in_term_month"]["value"], 0)
        self.assertEqual(tiles["in_term_month"]["level"], "red")
        points = self.bars(tiles["in_term_by_week"])
        self.assertEqual((points["16.03"], points["23.03"], points["30.03"]), (100, None, 0))

    def test_first_contact_is_a_share_of_consultations(self):
        figure = self.read(filters={"period": "quarter"})["first_contact"]
        self.assertEqual((figure["value"], figure["level"]), (None, "grey"), "none was registered since 1 April")
        figure = self.read(filters={"period": "year"})["first_contact"]
        self.assertEqual((figure["value"], figure["part"], figure["count"]), (0, 0, 2))
        talk = self._appeal(kind="consultation")
        talk._answer_at_once("Отключения не планируются.")
        figure = self.read(filters={"period": "year"})["first_contact"]
        self.assertEqual((figure["part"], figure["count"]), (1, 3))

    def test_each_figure_opens_as_many_records_as_it_says(self):
        """Sent over the wire and back, as a click does."""
        for role in ("head", "supervisor"):
            for code, figure in json.loads(json.dumps(self.read(role))).items():
                model = self._as(role, self.env[figure["open"]["res_model"]])
                with self.subTest(role=role, tile=code):
                    if figure["kind"] in ("number", "share"):
                        self.assertEqual(model.search_count(figure["domain"]), figure["count"])
                    for bar in figure["bars"]:
                        counted = bar["count"] if figure["kind"] == "line" else bar["value"]
                        self.assertEqual(model.search_count(bar["domain"]), counted, bar["label"])

    def test_filters_narrow_and_say_where_they_do_not(self):
        self.assertEqual(self.read(filters={"branch_ids": self.branch.ids})["overdue"]["value"], 3, "with its district")
        self.assertEqual(self.read(filters={"branch_ids": self.district.ids})["overdue"]["value"], 1)
        self.assertEqual(self.read(filters={"team_ids": self.team.ids})["overdue"]["value"], 4)
        group = self.appeals[0].customer_group
        self.assertEqual(self.read(filters={"customer_group": group})["overdue"]["value"], 4)
        other = next(one for one in "123" if one != group)
        tiles = self.read(filters={"customer_group": other})
        self.assertEqual(tiles["overdue"]["value"], 0)
        self.assertEqual(tiles["connection_funnel"]["left_out"], ["customer_group"])
        self.assertEqual(tiles["overdue"]["left_out"], [])

    def test_a_filter_that_says_nothing_is_refused(self):
        for filters in (
            {"period": "always"},
            {"period": "custom"},
            {"period": "custom", "from": "2026-04-02", "to": "2026-04-01"},
            {"period": "custom", "from": "1990-01-01", "to": "2026-04-01"},
            {"branch_ids": ["all"]},
        ):
            with self.subTest(filters), self.assertRaises(UserError):
                self.read(filters=filters)

    def test_a_tile_is_one_query(self):
        self.read()
        codes = [tile.code for tile in self._as("head", self.page)._tiles()]
        none = self.queries(["none"])
        for code in codes:
            with self.subTest(code):
                self.assertLessEqual(self.queries([code]) - none, 1)

    def queries(self, codes):
        """Count the queries of a page whose names of people, teams and branches are known."""
        self.read(codes=codes)
        before = self.env.cr.sql_log_count
        self.read(codes=codes)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestLivePageRights(LivePageCase):
    def test_a_supervisor_has_the_own_branches(self):
        tiles = self.read("supervisor", {"branch_ids": []})
        self.assertEqual(self.bars(tiles["overdue_by_branch"]), {"Тест-А": 2, "Тест-А, район": 1})
        asked_for_others = self.read("supervisor", {"branch_ids": self.other_branch.ids})
        self.assertEqual(asked_for_others["overdue"]["value"], 0)

    def test_what_a_supervisor_was_asked_about_is_not_hers(self):
        """She sees an appeal of another branch when she is asked about it; its branch answers for it."""
        far = self.appeals.filtered(lambda one: one.branch_id == self.other_branch)[0]
        self.env["grid.appeal.question"].create(
            {"ticket_id": far.id, "user_id": self.users["supervisor"].id, "name": "Когда отключали?"}
        )
        self.assertTrue(self._as("supervisor", far).has_access("read"))
        self.assertEqual(self.read("supervisor", {"branch_ids": []})["overdue"]["value"], 3)

    def test_a_head_has_every_branch_of_the_company(self):
        choices = self._as("head", self.page).read_page({})["choices"]
        own = self.env["grid.branch"].search([("company_id", "=", self.company.id)])
        self.assertEqual({id_ for id_, _name in choices["branches"]}, set(own.ids))
        self.assertEqual(self.read("head")["overdue"]["value"], 4)

    def test_nobody_else_reads_the_page(self):
        for role in ("operator", "administrator", "manager", "specialist", "methodologist", "privacy"):
            for method in ("read_page", "read_tiles"):
                with self.subTest(role=role, method=method), self.assertRaises(AccessError):
                    getattr(self._as(role, self.page), method)({})
        with self.assertRaises(AccessError):
            self.page.with_user(self.portal_user).read_tiles({})


@tagged("post_install", "-at_install")
class TestLiveNews(AppealCase):
    """Open pages are told that something has changed, once a transaction, and nothing of what."""

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()

    def news(self, act):
        """Do an act, commit it, and return what pages are told of it."""
        self.env.cr.postcommit.clear()
        bus = self.env["bus.bus"].sudo()
        last = bus._bus_last_id()
        act()
        self.env.flush_all()
        self.env.cr.postcommit.run()
        told = [json.loads(row.message) for row in bus.search([("id", ">", last)])]
        return [message for message in told if message["type"] == "grid.live.page"]

    def test_one_word_for_many_acts(self):
        appeal = self._appeal()

        def acts():
            appeal.action_register()
            appeal.action_take()

        self.assertEqual(self.news(acts), [{"type": "grid.live.page", "payload": {}}])
        self.assertEqual(len(self.news(appeal._mark_answered)), 1, "another transaction is told again")

    def test_a_term_that_changes_by_itself_is_told(self):
        appeal = self._appeal()
        appeal.action_register()
        self.env.flush_all()
        term = appeal._deadline_open("appeal_answer")
        self.assertEqual(len(self.news(lambda: term._cancel("Начат по ошибке"))), 1)

    def test_what_is_not_counted_is_not_told(self):
        appeal = self._appeal()
        self.assertEqual(self.news(lambda: appeal.write({"color": 3})), [])

    def test_a_page_that_cannot_be_told_undoes_nothing(self):
        appeal = self._appeal()
        appeal.action_register()
        broken = patch.object(type(self.env["res.groups"]), "_bus_send", side_effect=psycopg2.OperationalError)
        with broken, self.assertLogs("odoo.addons.grid_quality.models.grid_live_page", "WARNING"):
            self.assertEqual(self.news(appeal.action_take), [])
        self.assertEqual(appeal.state, "in_work")

    def test_supervisors_alone_hear(self):
        self.assertTrue(self.users["supervisor"].has_group("grid_customer.group_supervisor"))
        self.assertTrue(self.users["head"].has_group("grid_customer.group_supervisor"))
        self.assertFalse(self.users["specialist"].has_group("grid_customer.group_supervisor"))
