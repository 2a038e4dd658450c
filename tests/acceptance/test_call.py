"""A morning at the telephone and at the window: found, registered, answered on the spot."""

from datetime import datetime

from freezegun import freeze_time

from odoo.tests import TransactionCase, new_test_user, tagged

# Wednesday, 10 December 2025, 11:00 in Kemerovo (UTC+7)
MORNING = datetime(2025, 12, 10, 4, 0)


@tagged("standard", "post_install", "-at_install")
class CallStory(TransactionCase):
    """Maria Petrovna calls about her voltage; her neighbour asks at the window when a meter is verified."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.legal_tz = "Asia/Novokuznetsk"
        cls.branch = cls.env["grid.branch"].create({"name": "Кемеровский филиал", "code": "STC"})
        cls.customer = cls.env["res.partner"].create(
            {"name": "Рассказова Мария Петровна", "phone": "+79050001234", "company_id": cls.env.company.id}
        )
        cls.point = cls.env["grid.usage.point"].create(
            {
                "name": "STC-420-17",
                "partner_id": cls.customer.id,
                "branch_id": cls.branch.id,
                "address": "г. Кемерово, ул. Рассказовая, д. 5, кв. 12",
                "account_number": "4200012345",
            }
        )
        cls.operator, cls.manager = (cls._desk(role) for role in ("operator", "manager"))

    @classmethod
    def _desk(cls, role):
        user = new_test_user(cls.env, login=f"call_{role}", groups=f"grid_customer.group_{role}")
        user.branch_ids = cls.branch
        return cls.env["grid.appeal.desk"].with_user(user).with_context(lang="ru_RU")

    @freeze_time(MORNING)
    def test_a_call_is_registered_while_she_speaks(self):
        (hit,) = self.operator.find("8 (905) 000-12-34")["found"]
        seen = self.operator.show(hit["id"], hit["point_id"])
        self.assertEqual((seen["name"], seen["points"][0]["name"]), ("Рассказова Мария Петровна", "STC-420-17"))
        words = "Вечером мигает свет, примите жалобу."
        hint = self.operator.suggest(words)
        answer = self.operator.register(
            {
                "key": "call-1",
                "channel": self.operator.start()["channel"],
                "branch_id": self.branch.id,
                "partner_id": seen["id"],
                "point_id": seen["points"][0]["id"],
                "text": words,
                "kind": hint["kind"],
                "category_id": hint["category_id"],
                "danger": bool(hint["danger"]),
            }
        )["ticket"]
        # by phone order 186 sets the term: 30 days from the next day, moved from the holidays to Monday
        self.assertEqual((answer["number"], answer["due"]), ("STC-2025-000001", "12.01.2026"))
        appeal = self.env["helpdesk.ticket"].browse(answer["id"])
        self.assertEqual((appeal.kind, appeal.theme, appeal.law_basis), ("complaint", "power_quality", "186"))
        self.assertEqual(appeal.channel_id, self.env.ref("grid_appeal.channel_phone"))
        (shown,) = self.operator.show(seen["id"])["appeals"]
        self.assertEqual(shown["number"], "STC-2025-000001", "whoever answers her next call sees it")

    @freeze_time(MORNING)
    def test_a_question_at_the_window_is_answered_on_the_spot(self):
        (hit,) = self.manager.find("Рассказовая 5-12")["found"]
        answer = self.manager.answer_at_once(
            {
                "key": "window-1",
                "channel": self.manager.start()["channel"],
                "branch_id": self.branch.id,
                "partner_id": hit["id"],
                "point_id": hit["point_id"],
                "kind": "consultation",
                "text": "Когда поверка счётчика?",
                "answer": "До мая 2031 года, менять пока не нужно.",
            }
        )["ticket"]
        appeal = self.env["helpdesk.ticket"].browse(answer["id"])
        self.assertEqual((appeal.state, appeal.deadline_state), ("closed", "met"))
        self.assertEqual(appeal.channel_id, self.env.ref("grid_appeal.channel_window"))
        counted = self.env["helpdesk.ticket"].search([("closed_at_first_contact", "=", True)])
        self.assertIn(appeal, counted)
