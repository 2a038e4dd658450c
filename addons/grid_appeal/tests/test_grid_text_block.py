from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestTextBlock(AnswerCase):
    def _text(self, **values):
        vals = {"code": "test", "name": "Проба", "body": "<p>По обращению {{ number }}</p>", **values}
        return self.env["grid.text.block"].create(vals)

    # --- the texts themselves
    def test_an_unknown_field_is_refused_when_saved(self):
        text = self._text()
        for body in ("<p>{{ salary }}</p>", "<p>{{ object.partner_id.sudo().vat }}</p>", "<p>{{ number </p>"):
            with self.assertRaisesRegex(ValidationError, "names a field that does not exist"):
                text.body = body

    def test_every_shipped_text_is_sound(self):
        texts = self.env["grid.text.block"].search([])
        ticket = self._registered(category_id=self.env.ref("grid_appeal.category_voltage_low").id)
        self.assertGreaterEqual(len(texts.filtered(lambda text: text.kind == "block")), 25)
        self.assertGreaterEqual(len(texts.filtered(lambda text: text.kind == "template")), 8)
        self.assertGreaterEqual(len(texts.filtered(lambda text: text.kind == "ethics")), 6)
        for text in ticket.get_texts_at_hand():
            self.assertNotIn("{{", text["html"], text["name"])
            self.assertTrue(text["words"].strip(), text["name"])

    def test_a_link_leads_to_a_page_only(self):
        with self.assertRaisesRegex(ValidationError, "must begin with https"):
            self._text(kind="document", url="javascript:alert(1)")

    def test_a_code_is_given_once(self):
        self._text()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            self._text()

    # --- at hand
    def test_texts_of_the_theme_come_first(self):
        ticket = self._registered(kind="complaint", category_id=self.env.ref("grid_appeal.category_voltage_low").id)
        texts = self._as("specialist", ticket).get_texts_at_hand()
        self.assertEqual(texts[0]["name"], "Низкое напряжение: замеры и принятые меры")
        fits = [text["fits"] for text in texts]
        self.assertEqual(fits, sorted(fits, reverse=True))
        others = {text["name"] for text in texts if not text["fits"]}
        self.assertIn("Плановое отключение: причина и сроки", others)
        self.assertNotIn("Чем подтверждается проверка", others)

    def test_an_appeal_without_category_is_offered_the_templates_of_its_theme(self):
        texts = self._as("specialist", self._registered(kind="complaint")).get_texts_at_hand()
        self.assertEqual(
            [(text["kind"], text["name"]) for text in texts[:2]],
            [("template", "Низкое напряжение: замеры и принятые меры"), ("block", "Норма напряжения")],
        )

    def test_fields_are_filled_from_the_appeal(self):
        point = self.env["grid.usage.point"].create(
            {
                "name": "420-1",
                "address": "ул. <Ленина>, 5",
                "partner_id": self.citizen.id,
                "branch_id": self.branch.id,
            }
        )
        body = "<p>{{ number }}|{{ address }}|{{ greeting }}|{{ branch_phone }}|{{ executor }}|{{ branch_email }}</p>"
        text = self._text(body=body)
        self.branch.email = False
        ticket = self._registered(usage_point_id=point.id)
        (found,) = [t for t in self._as("specialist", ticket).get_texts_at_hand() if t["id"] == text.id]
        self.assertEqual(
            found["words"],
            f"{ticket.number}|ул. <Ленина>, 5|Уважаемая Мария Ивановна!|+7 384 236-45-67|Петров Сергей Ильич|____",
        )
        self.assertIn("ул. &lt;Ленина&gt;, 5", found["html"])

    def test_a_letter_with_a_blank_is_not_sent(self):
        answer = self._drafted("<p>Замер показал ____ В.</p>")
        with self.assertRaisesRegex(UserError, "has a blank to fill in"):
            answer.action_send()
        answer.body = str(answer.body).replace("____", "221")
        answer.action_send()
        self.assertEqual(answer.state, "sent")

    def test_one_panel_costs_few_queries(self):
        ticket = self._as("specialist", self._registered())
        ticket.get_texts_at_hand()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(20):
            ticket.get_texts_at_hand()

    # --- access
    def test_the_methodologist_writes_and_everybody_reads(self):
        text = self._text()
        for role in ROLES:
            with self.subTest(role=role):
                self.assertEqual(self._as(role, text).read(["name"])[0]["name"], "Проба")
                self.assertEqual(self._as(role, text).has_access("write"), role == "methodologist")
                self.assertEqual(self._as(role, text).has_access("create"), role == "methodologist")
                self.assertFalse(self._as(role, text).has_access("unlink"))
        with self.assertRaises(AccessError):
            text.with_user(self.portal_user).read(["name"])

    def test_texts_of_another_company_stay_there(self):
        other = self.env["res.company"].create({"name": "Другие сети"})
        text = self._text(company_id=other.id)
        with self.assertRaises(AccessError):
            self._as("specialist", text).read(["name"])
        names = [t["id"] for t in self._as("specialist", self._registered()).get_texts_at_hand()]
        self.assertNotIn(text.id, names)

    def test_texts_are_at_hand_to_whoever_sees_the_appeal(self):
        with self.assertRaises(AccessError):
            self._registered().with_user(self.stranger).get_texts_at_hand()
