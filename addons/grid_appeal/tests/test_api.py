"""The interface for other systems, over HTTP as they use it."""

import base64
from datetime import datetime, timedelta
from threading import current_thread
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.api import VERSION
from ..models.helpdesk_ticket import KINDS
from .common_api import ApiCase

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()


@tagged("post_install", "-at_install")
class TestApi(ApiCase):
    def test_an_appeal_is_registered_and_told_of(self):
        sent = self._sent(files=[{"name": "C:\\фото.png", "content": PNG}], category_id=self._category().id)
        response = self._call("/appeals", sent)
        self.assertEqual(response.status_code, 201, response.text)
        answer, ticket = response.json(), self._ticket(response)
        self.assertRegex(answer["number"], r"^TSA-\d{4}-\d{6}$")
        self.assertEqual(response.headers["Location"], f"/api/v1/appeals/{answer['number']}")
        self.assertEqual((answer["state"], answer["source_number"]), ("registered", sent["source_number"]))
        self.assertEqual((ticket.source_id, ticket.channel_id), (self.source, self.source.channel_id))
        self.assertEqual((ticket.name, ticket.category_id), ("Вечером мигает свет.", self._category()))
        self.assertEqual((ticket.partner_id.name, ticket.law_basis), ("Новая Анна Сергеевна", "59-FZ"))
        self.assertIn("Кемерово, ул. Мира, 1", ticket.description)
        due = ticket._local(ticket._answer_deadline().due_at)
        self.assertEqual(answer["answer_due_at"], due.isoformat())
        files = self.env["ir.attachment"].search([("res_model", "=", ticket._name), ("res_id", "=", ticket.id)])
        self.assertEqual((files.name, files.is_from_applicant), ("фото.png", True))
        for path in (f"/appeals/{ticket.number}", f"/appeals?source_number={ticket.source_number}"):
            self.assertEqual(self._call(path).json(), answer)

    def _category(self):
        return self.env.ref("grid_appeal.category_voltage_low")

    def test_who_is_told_on_the_screen_of_the_app_is_told(self):
        """The number is in the answer, so the duty to confirm an appeal by internet is kept, e-mail or not."""
        ticket = self._register(email="", phone="8 905 000-11-22")
        promise = ticket.deadline_ids.filtered(lambda one: one.code == "appeal_confirm_receipt")
        self.assertEqual(promise.state, "met")

    def test_every_kind_is_registered(self):
        for kind, _label in KINDS:
            self.assertEqual(self._register(kind=kind).kind, kind)

    def test_the_terms_count_from_when_it_was_filed(self):
        moment = fields.Datetime.now() - timedelta(days=1)
        ticket = self._register(received_at=moment.isoformat(timespec="seconds") + "+00:00")
        self.assertEqual(ticket.received_at, moment.replace(microsecond=0))

    def test_the_account_number_or_the_branch_tell_the_place(self):
        self.env["grid.usage.point"].create(
            {
                "name": "TSB-1",
                "partner_id": self.citizen.id,
                "branch_id": self.other_branch.id,
                "address": "Тест-Б",
                "account_number": "77-001",
            }
        )
        ticket = self._register(account_number="77-001")
        self.assertEqual(ticket.branch_id, self.other_branch)
        self.assertFalse(ticket.usage_point_id, "an account number proves nobody")
        self.assertEqual(self._register(account_number="77-001", branch="TSL").branch_id, self.district)

    def test_lists_for_the_forms_of_other_systems(self):
        codes = [branch["code"] for branch in self._call("/branches").json()]
        self.assertIn("TSL", codes)
        low = next(row for row in self._call("/categories").json() if row["id"] == self._category().id)
        self.assertEqual((low["kind"], low["theme"]), ("complaint", "power_quality"))

    # --- refusals
    def test_everything_wrong_is_named_at_once(self):
        wrong = {
            "source_number": "",
            "kind": "grievance",
            "theme": "power_quality",
            "text": "?",
            "email": "nobody",
            "inn": "123",
            "branch": "ZZZ",
            "category_id": 10**30,
            "received_at": "2026-03-02 10:00",
            "colour": "red",
            "files": [{"name": "a.exe", "content": PNG}, {"name": "b.png", "content": "%%%"}, {"name": "c.png"}],
        }
        error = self._refused(self._call("/appeals", wrong), 422, "invalid")
        found = {(field["field"], field["code"]) for field in error["fields"]}
        self.assertEqual(
            found,
            {
                ("source_number", "missing"),
                ("kind", "unknown"),
                ("text", "too_short"),
                ("address", "missing"),
                ("name", "missing"),
                ("email", "malformed"),
                ("inn", "length"),
                ("inn", "malformed"),
                ("branch", "unknown"),
                ("category_id", "unknown"),
                ("received_at", "malformed"),
                ("colour", "unknown_field"),
                ("files[0]", "forbidden"),
                ("files[1]", "not_base64"),
                ("files[2]", "empty"),
            },
        )

    def test_values_of_a_wrong_type_are_refused_not_crashed_upon(self):
        for values in (
            {"text": 5},
            {"source_number": ["a"]},
            {"category_id": True},
            {"category_id": "1"},
            {"branch": {"a": 1}},
            {"received_at": 5},
            {"received_at": "2999-01-01T00:00:00+07:00"},
            {"received_at": "0001-01-01T00:00:00+14:00"},
            {"files": "photo"},
            {"files": [1]},
            {"files": [{"name": 1, "content": 2}]},
            {"source_number": "x" * 101},
            {"name": "\ud800"},
        ):
            with self.subTest(values=values):
                self._refused(self._call("/appeals", self._sent(**values)), 422, "invalid")

    def test_a_moment_before_every_calendar_is_refused_in_a_sentence(self):
        response = self._call("/appeals", self._sent(received_at="1950-01-01T00:00:00+07:00"))
        self._refused(response, 422, "refused")

    def test_bodies_that_are_no_object_of_json(self):
        for body, status, code in (
            (b"{", 400, "malformed_json"),
            (b"\xff\xfe\x00", 400, "malformed_json"),
            (b"[" * 100_000, 400, "malformed_json"),
            (b"[]", 400, "not_an_object"),
            (b'"text"', 400, "not_an_object"),
        ):
            with self.subTest(body=body[:10]):
                self._refused(self._call("/appeals", body), status, code)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self._refused(self._call("/appeals", b"text=1", **form), 415, "not_json")

    def test_a_request_that_is_too_big(self):
        self._refused(self._call("/appeals", b" " * (65 * 1024 * 1024)), 413, "too_big")

    def test_the_sentence_is_in_the_callers_language(self):
        response = self._call("/appeals", self._sent(name=""), lang="ru-RU,ru;q=0.9")
        self.assertRegex(self._refused(response, 422, "invalid")["message"], "[а-яё]{3}")
        self.env["res.lang"]._activate_lang("en_US")
        response = self._call("/appeals", self._sent(name=""), lang="en-GB")
        self.assertIn("surname", self._refused(response, 422, "invalid")["message"])

    def test_addresses_that_are_none(self):
        for path in ("", "/", "/nothing", "/appeals/1/2/3"):
            with self.subTest(path=path):
                self._refused(self._call(path), 404, "no_such_address")
        self._refused(self._call("/categories", {}), 404, "no_such_address")

    # --- the course of an appeal
    def test_a_message_joins_an_open_appeal(self):
        ticket = self._register()
        message = {"text": "Добавлю: мигает и днём.", "files": [{"name": "фото.png", "content": PNG}]}
        response = self._call(f"/appeals/{ticket.number}/messages", message)
        self.assertEqual(response.status_code, 201, response.text)
        posted = self.env["mail.message"].browse(response.json()["message_id"])
        self.assertIn("мигает и днём", posted.body)
        self.assertEqual((posted.res_id, posted.author_id), (ticket.id, ticket.partner_id))
        self.assertTrue(posted.attachment_ids.is_from_applicant)
        self._refused(self._call(f"/appeals/{ticket.number}/messages", {"text": " "}), 422, "invalid")
        ticket._mark_answered()
        self.env.flush_all()
        self._refused(self._call(f"/appeals/{ticket.number}/messages", message), 409, "already_answered")

    def test_a_message_is_what_was_asked_for_and_its_danger_an_alarm(self):
        ticket = self._register()
        ticket._by_act().write({"state": "awaiting_info", "user_id": self.users["specialist"].id})
        self.env.flush_all()
        response = self._call(f"/appeals/{ticket.number}/messages", {"text": "Оборвался провод, искрит"})
        self.assertEqual(response.status_code, 201, response.text)
        self.env.invalidate_all()
        self.assertEqual((ticket.state, ticket.danger, ticket.priority), ("in_work", True, "3"))
        self.assertEqual(ticket.activity_ids.user_id, self.users["specialist"])

    def test_the_answer_and_its_letter(self):
        ticket = self._register(kind="consultation")
        self._refused(self._call(f"/appeals/{ticket.number}/answer"), 404, "not_answered")
        answered = ticket.with_user(self.users["specialist"])
        answered.action_take()
        answered.action_answer()
        answered.answer_body = "<p>Напряжение отрегулировано.</p>"
        answered.answer_id.write({"signer_name": "И. И. Иванов", "signer_position": "Начальник"})
        ticket.answer_id._leave(fields.Datetime.now(), "TSA-1", fields.Date.today(), b"%PDF-1.4 letter")
        self.env.flush_all()
        status = self._call(f"/appeals/{ticket.number}").json()
        self.assertEqual(status["state"], "answered")
        self.assertEqual(status["answer"]["outgoing_number"], "TSA-1")
        self.assertIn("Напряжение отрегулировано", status["answer"]["text"])
        letter = self._call(f"/appeals/{ticket.number}/answer")
        self.assertEqual((letter.content, letter.headers["Content-Type"]), (b"%PDF-1.4 letter", "application/pdf"))

    # --- the document
    def test_the_document_names_what_there_is(self):
        document = self.url_open("/api/openapi.json", headers={"Accept-Language": "en"}).json()
        self.assertEqual(document["openapi"], "3.0.3")
        sent = document["components"]["schemas"]["Appeal"]
        self.assertEqual(set(self._sent()) - set(sent["properties"]), set())
        routes = {
            rule.rule.removeprefix(VERSION).replace("<string:", "{").replace(">", "}")
            for rule in self._routing_map().iter_rules()
            if rule.rule.startswith(f"{VERSION}/") and "<path:" not in rule.rule
        }
        self.assertEqual(set(document["paths"]), routes)
        status = self._call("/appeals", self._sent()).json()
        self.assertEqual(set(document["components"]["schemas"]["AppealStatus"]["properties"]), set(status))

    def _routing_map(self):
        with patch.object(
            current_thread(), "dbname", self.env.cr.dbname, create=True
        ):  # as a thread that serves has it
            return self.env["ir.http"].routing_map()

    def test_every_reference_of_the_document_leads_somewhere(self):
        text = self.url_open("/api/openapi.json").text
        document = self.url_open("/api/openapi.json").json()
        for reference in set(part.split('"')[0] for part in text.split('"$ref": "#/')[1:]):
            found = document
            for name in reference.split("/"):
                found = found[name]
            self.assertTrue(found)

    def test_the_page_is_whole_in_itself(self):
        page = self.url_open("/api", headers={"Accept-Language": "en"})
        self.assertEqual(page.status_code, 200)
        self.assertIn("Idempotency-Key", page.text)
        self.assertNotRegex(page.text, r"<(script|link)|src=")

    def test_the_same_methods_answer_to_odoos_own_protocol(self):
        response = self.url_open(
            "/json/2/grid.api/register_appeal",
            json={"idempotency_key": "одно", "appeal": self._sent()},
            headers={"Authorization": f"Bearer {self.key}"},
        )
        self.assertEqual(response.status_code, 200, response.text)
        self.assertRegex(response.json()["number"], "^TSA-")

    @mute_logger("odoo.addons.grid_appeal.controllers.api")
    def test_a_fault_of_ours_shows_nothing_of_the_inside(self):
        self.patch(type(self.env["grid.api"]), "categories", lambda _self: 1 / 0)
        self._refused(self._call("/categories"), 500, "fault")

    @freeze_time("2026-03-02 03:00:00")
    def test_moments_are_of_the_branch(self):
        ticket = self._appeal(source_id=self.source.id, source_number="1")
        ticket.action_register()
        status = self.env["grid.api"]._status(ticket)
        self.assertEqual(status["registered_at"], "2026-03-02T10:00:00+07:00")
        self.assertEqual(ticket.registered_at, datetime(2026, 3, 2, 3))
