from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import DeadlineCase
from .promise_model import NAME

ASKED = {"code": "test_answer", "started_at": "2025-12-10 05:00:00"}


@tagged("post_install", "-at_install")
class TestApi(DeadlineCase, HttpCase):
    """Another system asks over JSON-2 with the key of a user, and has the rights and the language of that user."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        for lang in ("en_US", "ru_RU"):
            cls.env["res.lang"]._activate_lang(lang)
        (cls.reader + cls.plain + cls.customer).lang = "en_US"
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        cls.keys = {
            user: cls.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", tomorrow)
            for user in (cls.reader, cls.plain, cls.customer)
        }
        cls.record = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.record._deadline_start("test_answer", "2025-12-10 05:00:00")

    def ask(self, method, user=None, model="legal.rule", **arguments):
        """Ask as an integration does and return the status and what was said."""
        headers = {"Authorization": f"Bearer {self.keys[user or self.reader]}"}
        answer = self.url_open(f"/json/2/{model}/{method}", json=arguments, headers=headers)
        return answer.status_code, answer.json()

    def due(self, **arguments):
        status, answer = self.ask("due", **ASKED | arguments)
        self.assertEqual(status, 200, answer)
        return answer

    @mute_logger("odoo.http")
    def refused(self, **arguments):
        status, answer = self.ask("due", **ASKED | arguments)
        self.assertEqual(status, 422, answer)
        return answer["message"]

    def explain(self, user=None, ids=None, **arguments):
        ids = self.deadline.ids if ids is None else ids
        return self.ask("explain", user, "legal.deadline", ids=ids, **arguments)

    def test_a_due_date_with_its_rule_and_its_explanation(self):
        answer = self.due()
        self.assertEqual(
            answer,
            {
                "due_at": "2026-01-12 16:59:59",
                "control_at": "2025-12-30 16:59:59",
                "is_preliminary": False,
                "rule": {
                    "id": self.answer.id,
                    "code": "test_answer",
                    "name": "Answer on the merits",
                    "act": "Test act",
                    "clause": "art. 12",
                    "direction": "forward",
                    "valid_from": "2006-11-02",
                    "valid_to": None,
                    "confidence": "unconfirmed",
                },
                "explanation": self.deadline._explain("staff").splitlines(),
            },
        )

    def test_facts_and_the_zone_choose(self):
        self.assertEqual(self.due(facts={"group": 1})["due_at"], "2025-12-24 16:59:59")
        self.assertEqual(self.due(facts={"group": None, "power": 1.5})["rule"]["id"], self.answer.id)
        self.assertEqual(self.due(tz="Europe/Moscow")["due_at"], "2026-01-12 20:59:59")

    def test_the_moment_may_carry_its_offset(self):
        for moment in ("2025-12-10T12:00:00+07:00", "2025-12-10T05:00:00Z", "2025-12-10"):
            self.assertEqual(self.due(started_at=moment)["due_at"], "2026-01-12 16:59:59", moment)
        # 02:00 on 11 December in Kemerovo
        self.assertIn(
            "Event: 11.12.2025 (Thu) at 02:00", self.due(started_at="2025-12-11T02:00:00+07:00")["explanation"]
        )

    def test_a_rule_not_earlier_than_names_the_first_moment_allowed(self):
        self.make_rule(code="test_wait", amount=10, unit="working_days", direction="not_before", valid_from=False)
        answer = self.due(code="test_wait", started_at="2025-12-22 03:00:00")
        self.assertEqual(answer["due_at"], "2026-01-15 17:00:00")
        self.assertEqual((answer["rule"]["direction"], answer["rule"]["valid_from"]), ("not_before", None))

    def test_the_explanation_is_in_the_language_of_who_asks(self):
        self.reader.lang = "ru_RU"
        self.assertIn("Событие: 10.12.2025 (ср), 12:00", self.due()["explanation"])
        _status, lines = self.explain()
        self.assertEqual(lines[0], "Событие: 10.12.2025 (ср), 12:00")

    def test_bad_input_gets_a_sentence(self):
        for arguments, said in (
            ({"code": "test_unknown"}, "No rule has the code “test_unknown”"),
            ({"code": ["test_answer"]}, "No rule has the code"),
            ({"code": None}, "No rule has the code"),
            ({"started_at": "soon"}, "“soon” is not a moment"),
            ({"started_at": "2026-02-30"}, "“2026-02-30” is not a moment"),
            ({"started_at": None}, "is not a moment"),
            ({"started_at": 20260110}, "is not a moment"),
            ({"started_at": "0001-01-01T00:00:00+07:00"}, "is not a moment"),
            ({"started_at": "9999-12-31 23:00:00"}, "a year that no calendar has"),
            ({"started_at": "2011-05-10"}, "production calendar of 2011 is not loaded"),
            ({"started_at": "2006-11-01"}, "No rule “test_answer” is in force on 01.11.2006"),
            ({"tz": "Kemerovo"}, "“Kemerovo” is not a time zone"),
            ({"tz": ["UTC"]}, "is not a time zone"),
            ({"facts": "group=1"}, "Facts are names with their values"),
            ({"facts": {"group": ["1"]}}, "Facts are names with their values"),
        ):
            self.assertIn(said, self.refused(**arguments), arguments)

    def test_the_explanation_of_a_promise(self):
        for arguments, audience in (
            ({}, "public"),
            ({"audience": "public"}, "public"),
            ({"audience": "staff"}, "staff"),
        ):
            status, lines = self.explain(**arguments)
            self.assertEqual((status, lines), (200, self.deadline._explain(audience).splitlines()))

    @mute_logger("odoo.http")
    def test_an_explanation_is_of_one_promise_and_for_somebody(self):
        self.record._deadline_start("test_call", "2026-01-15 05:00:00")
        for ids, arguments, said in (
            ([], {}, "one deadline at a time"),
            (self.record.deadline_ids.ids, {}, "one deadline at a time"),
            (None, {"audience": "press"}, "for the “public” or for “staff”"),
        ):
            status, answer = self.explain(ids=ids, **arguments)
            self.assertEqual(status, 422)
            self.assertIn(said, answer["message"])

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_access", "odoo.addons.base.models.ir_model")
    def test_who_may_not_read_rules_or_the_record_is_refused(self):
        for user in (self.plain, self.customer):
            self.assertEqual(self.ask("due", user, **ASKED)[0], 403, user.login)
            self.assertEqual(self.explain(user)[0], 403, user.login)
        self.record.user_id = self.editor
        self.assertEqual(self.explain()[0], 403)

    @mute_logger("odoo.http")
    def test_the_internal_control_date_is_told_to_staff_alone(self):
        for model in ("legal.rule", "legal.act", "legal.rule.condition", "legal.deadline"):
            self.env["ir.model.access"].create(
                {
                    "name": "an addon that lets everybody read",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "group_id": self.env.ref("base.group_user").id,
                    "perm_read": True,
                }
            )
        status, answer = self.ask("due", self.plain, **ASKED)
        self.assertEqual(status, 200, answer)
        self.assertNotIn("control_at", answer)
        self.assertEqual(answer["explanation"], self.deadline._explain("public").splitlines())
        self.assertEqual(self.explain(self.plain)[0], 200)
        status, answer = self.explain(self.plain, audience="staff")
        self.assertEqual((status, answer["message"]), (403, "The internal control date is for staff alone."))

    def test_asking_is_reading(self):
        for model, method in ((self.env["legal.rule"], "due"), (self.env["legal.deadline"], "explain")):
            self.assertTrue(getattr(type(model), method)._readonly, method)
        count = self.env["legal.deadline"].search_count([("res_model", "=", NAME)])
        self.due()
        self.assertEqual(self.env["legal.deadline"].search_count([("res_model", "=", NAME)]), count)
