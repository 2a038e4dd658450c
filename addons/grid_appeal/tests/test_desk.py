"""The card of a call and a window: what it shows of a customer, and who may use it."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common_desk import DeskCase

USERS = ("operator", "administrator", "manager", "specialist", "supervisor", "head")
OTHERS = ("methodologist", "privacy")


@tagged("post_install", "-at_install")
class TestDesk(DeskCase):
    def test_the_card_shows_her_points_and_open_appeals(self):
        appeal = self._appeal(usage_point_id=self.point.id)
        appeal.action_register()
        appeal.with_user(self.users["specialist"]).action_take()
        self._closed()
        card = self._desk().show(self.citizen.id)
        self.assertEqual((card["name"], card["phone"]), ("Тестова Мария Ивановна", "+79050000001"))
        self.assertEqual([point["name"] for point in card["points"]], ["T-420-17"])
        for words in ("4200000017", "00123456", "2031", "15"):
            self.assertIn(words, " ".join(card["points"][0]["details"]))
        (shown,) = card["appeals"]
        self.assertEqual((shown["number"], shown["handler"]), (appeal.number, "Test specialist"))
        self.assertTrue(shown["due_words"])
        self.assertEqual(shown["due_state"], "running")

    def test_the_most_urgent_appeals_and_the_point_asked_for_come_first(self):
        for name in range(5):
            self.point.copy({"name": f"T-421-{name}"})
        asked = self.point.copy({"name": "T-999"})
        appeals = self.env["helpdesk.ticket"].create([self._vals(name=f"№ {number}") for number in range(5)])
        appeals[:4].action_register()
        card = self._desk().show(self.citizen.id, asked.id)
        self.assertEqual((card["points"][0]["name"], len(card["points"]), card["more_points"]), ("T-999", 4, 3))
        self.assertEqual((len(card["appeals"]), card["more_appeals"]), (3, 2))
        self.assertEqual(card["appeals"][0]["id"], appeals[4].id, "registration is due before any answer")

    def test_who_is_served_first_is_marked(self):
        self.assertFalse(self._desk().show(self.citizen.id)["marks"])
        category = self.env["grid.vulnerability.category"].search([], limit=1)
        self.env["grid.vulnerability"].create(
            {"partner_id": self.citizen.id, "category_id": category.id, "document": "№ 1"}
        )
        (mark,) = self._desk().show(self.citizen.id)["marks"]
        self.assertEqual(set(mark), {"level", "text", "title"})

    def test_a_report_on_the_same_feeder_speaks_first(self):
        self.assertFalse(self._desk().show(self.citizen.id)["notices"])
        report = self._appeal(partner_id=self.factory.id, usage_point_id=self.neighbour_point.id, kind="outage_message")
        report.action_register()
        (notice,) = self._desk().show(self.citizen.id)["notices"]
        self.assertEqual(notice["level"], "warning")
        self.assertIn(report.number, notice["text"])

    def test_a_report_of_the_day_before_yesterday_is_no_news(self):
        self._appeal(
            partner_id=self.factory.id,
            usage_point_id=self.neighbour_point.id,
            kind="outage_message",
            received_at=fields.Datetime.now() - timedelta(days=2),
        )
        self.assertFalse(self._desk().show(self.citizen.id)["notices"])

    def test_one_look_at_a_customer_is_a_few_queries(self):
        for number in range(4):
            self._appeal(usage_point_id=self.point.id, name=f"№ {number}").action_register()
        desk = self._desk()
        for _turn in range(2):  # rights are read once and then known
            desk.show(self.citizen.id)
            self.env.invalidate_all()
        with self.assertQueryCount(18):
            desk.show(self.citizen.id)

    def test_a_customer_who_is_gone_is_a_sentence(self):
        gone = self.env["res.partner"].create({"name": "Была"})
        gone_id = gone.id
        gone.unlink()
        with self.assertRaisesRegex(UserError, "[А-Яа-яA-Z].*"):
            self._desk().show(gone_id)

    def test_a_customer_of_another_company_is_not_shown(self):
        company = self.env["res.company"].create({"name": "Другие сети"})
        stranger = self.env["res.partner"].create({"name": "Чужая", "company_id": company.id})
        with self.assertRaises(UserError):
            self._desk().show(stranger.id)

    def test_the_channel_is_that_of_the_role(self):
        for role, channel in (("operator", "phone"), ("administrator", "window"), ("manager", "window")):
            self.assertEqual(self._desk(role).start()["channel"], channel)

    def test_the_branches_are_her_own_and_those_below(self):
        start = self._desk().start()
        self.assertEqual({one["id"] for one in start["branches"]}, set((self.branch + self.district).ids))
        self.assertEqual(start["branch_id"], self.branch.id)
        self.assertIn(self.other_branch.id, [one["id"] for one in self._desk("head").start()["branches"]])

    def test_words_suggest_a_category_its_kind_and_danger(self):
        hint = self._desk().suggest("Вечером мигает свет")
        self.assertEqual(hint["category_id"], self.env.ref("grid_appeal.category_voltage_unstable").id)
        self.assertEqual((hint["kind"], hint["danger"]), ("complaint", ""))
        self.assertEqual(self._desk().suggest("Возле школы оборван провод!")["danger"], "возле школы оборван провод")
        self.assertEqual(self._desk().suggest("Здравствуйте")["kind"], "consultation")

    def test_a_category_of_danger_is_danger_whatever_the_words(self):
        wire = self.env.ref("grid_appeal.category_wire")
        self.assertTrue(next(one for one in self._desk().start()["categories"] if one["id"] == wire.id)["danger"])

    def test_a_category_the_company_put_away_is_not_suggested(self):
        self.env.ref("grid_appeal.category_voltage_unstable").active = False
        self.assertFalse(self._desk().suggest("Вечером мигает свет")["category_id"])

    def test_who_serves_uses_the_card_and_nobody_else(self):
        calls = {
            "start": (),
            "find": ("тестова",),
            "show": (self.citizen.id,),
            "suggest": ("мигает свет",),
            "keep": ("k", {}),
            "drop": ("k",),
            "register": (self._card(),),
            "answer_at_once": (self._card(),),
        }
        employee = new_test_user(self.env, login="desk_employee", groups="base.group_user")
        denied = [self.users[role] for role in OTHERS] + [employee, self.portal_user]
        for method, args in calls.items():
            for role in USERS:
                with self.subTest(role=role, method=method):
                    getattr(self._desk(role), method)(*args)
            for user in denied:
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(self.env["grid.appeal.desk"].with_user(user), method)(*args)

    def test_menus(self):
        for role in (*USERS, *OTHERS):
            seen = self.env["ir.ui.menu"].with_user(self.users[role])._visible_menu_ids()
            first = self.env.ref("grid_appeal.menu_desk").id in seen
            own = self.env.ref("grid_appeal.menu_desk_of_specialist").id in seen
            with self.subTest(role=role):
                self.assertEqual(first, role in ("operator", "administrator", "manager"))
                self.assertEqual(own, role in ("specialist", "supervisor", "head"))
