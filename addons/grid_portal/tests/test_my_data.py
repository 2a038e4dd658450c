import json
import zipfile
from datetime import date
from io import BytesIO

from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import PNG
from .common_requests import RequestCase

SNILS = "112-233-445 95"


@tagged("post_install", "-at_install")
class TestMyData(RequestCase):
    """What is kept of a person, taken out, corrected, withdrawn, forgotten: by the person and by nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.owner.partner_id
        cls.person.write({"snils": SNILS, "city": "Портальск", "street": "ул. Портальная, 1"})
        cls.officer = new_test_user(cls.env, "portal_privacy", "grid_customer.group_privacy")
        text = cls.env["grid.consent.text"].create({"purpose": "survey", "version": "7-П", "body": "Согласна."})
        cls.consent = cls.env["grid.consent"].create({"partner_id": cls.person.id, "text_id": text.id})
        cls.appeal = cls._answered()
        photo = {"name": "../../фото.png", "raw": PNG, "is_from_applicant": True}
        cls.env["ir.attachment"].create({**photo, "res_model": cls.appeal._name, "res_id": cls.appeal.id})
        cls.foreign = cls._appeal(cls.stranger, name="Чужое дело")

    def _sign_in(self, login="owner"):
        self.authenticate(f"portal_{login}", f"portal_{login}")

    def _token(self, path="/my/data"):
        return self._page(path).xpath("//main//input[@name='csrf_token']/@value")[0]

    def _post(self, act, **data):
        return self.url_open(f"/my/data/{act}", data={"csrf_token": self._token(), **data}, allow_redirects=False)

    def _requests(self):
        return self.env["grid.privacy.request"].search([("partner_id", "=", self.person.id)])

    def _asked(self, kind="correct", words="Фамилия теперь Петрова."):
        self._sign_in()
        self.assertEqual(self._post("request", kind=kind, words=words).status_code, 303)
        return self._requests().filtered(lambda one: one.kind == kind)

    # ------------------------------------------------------------------
    # To see, and to take
    # ------------------------------------------------------------------
    def test_the_page_says_what_is_kept_and_hides_numbers(self):
        self._sign_in()
        page = self.url_open("/my/data").text
        for known in (self.person.name, self.person.email, "Портальск", "7-П", "••••95"):
            self.assertIn(known, page)
        self.assertNotIn(SNILS, page)

    def test_a_person_has_a_surname_and_a_company_a_name(self):
        for partner, label in ((self.person, "Surname, name, patronymic"), (self.factory, "Name")):
            rows = partner.with_context(lang="en_US")._contacts_kept()["rows"]
            self.assertEqual(rows[0], (label, partner.name))

    def _taken(self):
        response = self._post("export")
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        return zipfile.ZipFile(BytesIO(response.content))

    def test_the_export_has_the_own_data_and_files_and_no_others(self):
        self._sign_in()
        archive = self._taken()
        data = json.loads(archive.read("data.json"))
        self.assertEqual(data["person"]["snils"], SNILS)
        self.assertEqual([appeal["number"] for appeal in data["appeals"]], [self.appeal.number])
        self.assertIn("Провод заменён", data["appeals"][0]["answers"][0]["text"])
        self.assertEqual(data["usage_points"][0]["name"], "TSP-1")
        self.assertEqual(data["consents"][0]["version"], "7-П")
        self.assertNotIn("Чужое дело", archive.read("data.json").decode())
        self.assertEqual(sorted(archive.namelist()), sorted([*data["files"], "data.json"]))
        self.assertEqual(len(data["files"]), 2, "a photo and the letter")
        self.assertFalse([name for name in archive.namelist() if ".." in name or name.startswith("/")])

    def test_what_an_addon_keeps_is_said_and_exported(self):
        kept = {"Опросы": {"rows": [("Анкеты", 3)], "why": "Вы согласились.", "until": "До отзыва.", "by_law": False}}
        self.patch(self.registry["res.partner"], "_kept_besides", lambda customer: kept)
        self.patch(self.registry["res.partner"], "_exported_besides", lambda customer: {"surveys": [customer.name]})
        self._sign_in()
        self.assertIn("Вы согласились.", self.url_open("/my/data").text)
        self.assertEqual(json.loads(self._taken().read("data.json"))["surveys"], [self.person.name])

    def test_the_export_has_what_was_said_in_the_account(self):
        self._sign_in()
        self.appeal._give_mark(2, "Опять мигает.", "account")
        begun = self._appeal()
        begun.with_user(self.owner).sudo()._write_in_account("Стало хуже.", self.env["ir.attachment"])
        self._asked("correct", "Фамилия теперь Петрова.")
        self.env.invalidate_all()
        data = json.loads(self._taken().read("data.json"))
        answered, added = data["appeals"][:2]
        self.assertEqual((answered["mark"][0]["value"], answered["mark"][0]["words"]), (2, "Опять мигает."))
        self.assertEqual([one["text"] for one in added["added"]], ["Стало хуже."])
        self.assertEqual([one["words"] for one in data["privacy_requests"]], ["Фамилия теперь Петрова."])

    def test_the_export_has_the_application_and_what_was_paid(self):
        connection = self.env["grid.connection"].create(
            {
                "service_id": self.env.ref("grid_connection.service_tp_citizen_15").id,
                "subject": "Дом",
                "partner_id": self.person.id,
                "branch_id": self.branch.id,
                "channel_id": self.env.ref("grid_appeal.channel_account").id,
                "object_address": "с. Портальное, ул. Новая, 3",
                "power_new_kw": 15,
            }
        )
        self._sign_in()
        [request] = [one for one in json.loads(self._taken().read("data.json"))["requests"] if one["application"]]
        self.assertEqual(request["subject"], connection.subject)
        self.assertEqual(request["application"]["object_address"], "с. Портальное, ул. Новая, 3")
        self.assertEqual(request["application"]["power_new_kw"], 15)
        self.assertEqual(request["payments"], [])

    def test_the_export_is_noted(self):
        self._sign_in()
        self._taken()
        look = self.env["grid.access.log"].search([("partner_id", "=", self.person.id)], limit=1)
        self.assertEqual((look.user_id, look.way), (self.owner, "export"))
        self.assertIn("snils", look.field_names)

    def test_who_acts_for_another_takes_only_the_own_data(self):
        term = {"document_date": date(2025, 1, 1), "valid_until": date(2099, 1, 1)}
        people = {"principal_id": self.person.id, "representative_id": self.stranger.partner_id.id}
        self.env["grid.representation"].create({**people, **term})
        self._sign_in("stranger")
        self.url_open("/my/acting", data={"csrf_token": self._token("/my/acting"), "partner_id": self.person.id})
        data = json.loads(self._taken().read("data.json"))
        self.assertEqual(data["person"]["name"], self.stranger.name)
        self.assertNotIn(self.appeal.number, json.dumps(data))

    # ------------------------------------------------------------------
    # Consents and notices
    # ------------------------------------------------------------------
    def test_a_consent_is_withdrawn_once_and_its_term_runs(self):
        self._sign_in()
        self.assertEqual(self._post(f"consent/{self.consent.id}").status_code, 303)
        self.env.invalidate_all()
        self.assertEqual((self.consent.state, self.consent.withdrawn_way), ("withdrawn", "account"))
        self.assertTrue(self.consent.next_due_at)
        moment = self.consent.withdrawn_at
        self._post(f"consent/{self.consent.id}")
        self.env.invalidate_all()
        self.assertEqual(self.consent.withdrawn_at, moment)

    def test_nobody_withdraws_the_consent_of_another(self):
        self._sign_in("stranger")
        for consent in (self.consent.id, 999_999_999):
            self.assertEqual(self._post(f"consent/{consent}").status_code, 404)
        self.assertEqual(self.consent.state, "given")

    def test_who_reads_in_the_account_gets_no_receipt_by_mail(self):
        self._sign_in()
        for way, mails in (("email", 1), ("account", 0)):
            self.assertEqual(self._post("notices", notice_way=way).status_code, 303)
            self.env.invalidate_all()
            appeal = self._appeal()
            own = [("model", "=", appeal._name), ("res_id", "=", appeal.id)]
            self.assertEqual(self.env["mail.mail"].search_count(own), mails, way)
        self.assertEqual(self._post("notices", notice_way="pigeon").status_code, 422)

    def test_only_ways_that_work_are_offered(self):
        self._sign_in()
        for email, ways in ((self.person.email, ["email", "account"]), (False, ["account"])):
            self.person.email = email
            offered = self._page("/my/data").xpath("//main//input[@name='notice_way']/@value")
            self.assertEqual(offered, ways)
        self.assertEqual(self._post("notices", notice_way="email").status_code, 422)

    def test_news_of_a_request_go_the_way_that_was_chosen(self):
        case = self._submitted(self.owner)
        self.assertEqual(case._way_told(), "mail")
        self.person.notice_way = "account"
        self.assertEqual(case._way_told(), "account")
        self.owner.active = False
        self.env.invalidate_all()
        self.assertEqual(case._way_told(), "mail", "without an account a letter goes")

    # ------------------------------------------------------------------
    # To correct, and to erase
    # ------------------------------------------------------------------
    def test_a_request_is_an_appeal_with_a_term_of_the_act(self):
        for kind, code in (("correct", "pd_rectify"), ("erase", "pd_stop_on_demand")):
            asked = self._asked(kind)
            self.assertTrue(asked.ticket_id.number)
            self.assertEqual(asked.ticket_id.kind, "pd_request")
            self.assertEqual(asked.deadline_ids.rule_id.code, code)
            self.assertEqual(self.person.snils, SNILS, "nothing is done by itself")

    def test_a_second_click_makes_no_second_request(self):
        self._asked()
        self.assertEqual(len(self._asked()), 1)

    def test_bad_input_is_kept_and_said(self):
        self._sign_in()
        self.assertTrue(self._page("/my/data").xpath("//main//textarea[@id='words']"))
        for data, field in (
            ({"kind": "", "words": "Исправьте"}, "kind"),
            ({"kind": "all", "words": "Исправьте"}, "kind"),
            ({"kind": "erase", "words": " "}, "words"),
            ({"kind": "erase", "words": "я" * 20_001}, "words"),
        ):
            response = self._post("request", **data)
            self.assertEqual(response.status_code, 422)
            self.assertTrue(self._said(response, field), field)
            self.assertEqual(html.fromstring(response.content).xpath("//textarea")[0].text or "", data["words"].strip())
        self.assertFalse(self._requests())

    def test_the_officer_decides_and_the_customer_reads_it(self):
        asked = self._asked().with_user(self.officer)
        with self.assertRaises(UserError):
            asked.action_done()
        asked.result = "Фамилия исправлена."
        asked.action_done()
        self.assertEqual(asked.sudo().deadline_ids.state, "met")
        self.assertIn("Фамилия исправлена.", self.url_open("/my/data").text)
        with self.assertRaises(UserError):
            asked.action_refuse()

    def test_the_officer_changes_nothing_but_what_was_done(self):
        asked = self._asked().with_user(self.officer)
        for vals in ({"state": "done"}, {"words": "Ничего не надо."}, {"partner_id": self.stranger.partner_id.id}):
            with self.assertRaises(AccessError):
                asked.write(vals)
        asked.result = "Фамилия исправлена."
        asked.action_done()
        with self.assertRaises(AccessError):
            asked.result = "Передумали."

    def test_others_of_the_staff_do_not_decide(self):
        asked = self._asked().with_user(self.specialist)
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.orm.models"), self.assertRaises(AccessError):
            asked.action_refuse()
        with self.assertRaises(AccessError):
            self.person.with_user(self.specialist)._pseudonymise("сама")

    def test_erasure_makes_the_card_nobodys_and_keeps_what_law_keeps(self):
        asked = self._asked("erase", "Удалите мои данные.").with_user(self.officer)
        asked.result = "Карточка обезличена; реестр обращений хранится по закону."
        asked.action_done()
        self.assertFalse(any((self.person.snils, self.person.email, self.person.phone, self.person.street)))
        self.assertNotIn("Хозяйкина", self.person.name)
        self.assertFalse(self.owner.active)
        self.assertNotIn("portal_owner", self.owner.login)
        self.assertTrue(self.appeal.answer_id.letter_id)
        self.assertEqual(self.consent.state, "given")

    def test_erasure_forgets_an_account_that_was_closed_before(self):
        self.owner.write({"active": False, "login": "owner@example.com"})
        self.person.with_user(self.officer)._pseudonymise("Просьба")
        self.assertNotIn("owner", self.owner.login)

    def test_a_refusal_keeps_the_card(self):
        asked = self._asked("erase", "Удалите мои данные.").with_user(self.officer)
        asked.result = "Действует договор."
        asked.action_refuse()
        self.assertEqual(self.person.snils, SNILS)
        self.assertTrue(self.owner.active)

    # ------------------------------------------------------------------
    # Odoo's own doors
    # ------------------------------------------------------------------
    def test_a_card_is_not_changed_on_pages_of_odoo(self):
        self._sign_in()
        data = {"csrf_token": self._token(), "partner_id": self.person.id, "email": "stranger@example.com"}
        self.assertEqual(self.url_open("/my/address/submit", data=data).status_code, 404)
        data = {"csrf_token": self._token(), "validation": "portal_owner", "password": "portal_owner"}
        self.assertEqual(self.url_open("/my/deactivate_account", data=data).status_code, 404)
        self.assertTrue(self.owner.active)
