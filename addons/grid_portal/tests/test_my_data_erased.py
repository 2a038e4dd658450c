import base64
import json
import zipfile
from datetime import timedelta
from io import BytesIO

from odoo.tests import new_test_user, tagged

from .common import PNG
from .common_requests import RequestCase

ASKED = {
    "contact_name": "Хозяйкина Мария",
    "object_address": "с. Портальное, ул. Новая, 3",
    "description": "Сколько ждать?",
    "power_new_kw": 15,
}


@tagged("post_install", "-at_install")
class TestMyDataErased(RequestCase):
    """What erasure erases and what law keeps: enquiries, letters outside the files, appeals with their term."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.owner.partner_id
        cls.officer = new_test_user(cls.env, "portal_privacy", "grid_customer.group_privacy")

    def _left(self, **values):
        leads = self.env["crm.lead"].with_user(self.env.ref("base.public_user")).sudo()
        return leads._leave_enquiry({**ASKED, "email": self.person.email, **values}).with_env(self.env)

    def _erase(self):
        self.person.with_user(self.officer)._pseudonymise("Просьба")

    def _taken(self):
        return json.loads(zipfile.ZipFile(BytesIO(self.person._export_personal_data())).read("data.json"))

    def _closed(self):
        appeal = self._answered()
        appeal.action_close()
        return appeal

    def _mail(self, **values):
        return self.env["mail.mail"].create({"subject": "Новости", "body_html": "<p>Новости</p>", **values})

    # ------------------------------------------------------------------
    # Enquiries
    # ------------------------------------------------------------------
    def test_the_export_has_the_enquiries_of_the_mailbox_and_of_the_card(self):
        self._left()
        linked = self._left(email="", phone="+79050009999", object_address="с. Дальнее, 1")
        linked.partner_id = self.person
        self._left(email="stranger@example.com", object_address="с. Чужое, 7")
        self._left(email="", phone=self.person.phone, object_address="с. Угаданное, 9")
        taken = self._taken()["enquiries"]
        self.assertEqual([one["object_address"] for one in taken], [ASKED["object_address"], "с. Дальнее, 1"])
        self.assertEqual((taken[0]["power_new_kw"], taken[0]["description"]), (15, "Сколько ждать?"))

    def test_an_enquiry_that_staff_gave_to_another_is_not_of_the_mailbox(self):
        lead = self._left()
        lead.partner_id = self.stranger.partner_id
        self.assertFalse(self._taken()["enquiries"])

    def test_the_page_counts_the_enquiries(self):
        self._left()
        sections = self.person.with_context(lang="en_US")._data_kept()
        self.assertEqual(sections["Enquiries about a connection"]["rows"][0][1], 1)

    def test_erasure_erases_enquiries_but_not_what_became_an_application(self):
        asked, applied = self._left(), self._left(object_address="с. Портальное, ул. Новая, 4")
        applied.partner_id = self.person
        applied.action_make_application()
        foreign = self._left(email="stranger@example.com", object_address="с. Чужое, 7")
        self._erase()
        self.assertFalse(asked.exists())
        self.assertTrue(applied.exists() and foreign.exists())

    # ------------------------------------------------------------------
    # Letters
    # ------------------------------------------------------------------
    def test_erasure_erases_letters_that_belong_to_no_file(self):
        address = self.person.email
        loose = self._mail(email_to=f"Мария <{address.upper()}>") + self._mail(recipient_ids=[(4, self.person.id)])
        foreign = self._mail(email_to=f"x{address}")
        appeal = self._answered()
        filed = self.env["mail.mail"].search([("model", "=", appeal._name), ("res_id", "=", appeal.id)])
        self.assertTrue(filed)
        messages = loose.mail_message_id
        self._erase()
        self.assertFalse(loose.exists() or messages.exists())
        self.assertEqual((filed + foreign).exists(), filed + foreign)

    # ------------------------------------------------------------------
    # What was asked and given on the site
    # ------------------------------------------------------------------
    def _asks_to_act(self, **values):
        return self.env["grid.representation.request"].create(
            {
                "partner_id": self.person.id,
                "kind": "attorney",
                "principal_name": "Тайный Доверитель",
                "principal_number": "9901007777",
                "document_number": "7/26",
                "scan": base64.b64encode(PNG),
                "scan_name": "доверенность.png",
                **values,
            }
        )

    def test_erasure_erases_what_was_typed_and_scanned_to_act_for_another(self):
        asked = self._asks_to_act()
        about = self._asks_to_act(partner_id=self.stranger.partner_id.id, principal_id=self.person.id)
        foreign = self._asks_to_act(partner_id=self.stranger.partner_id.id)
        sections = self.person.with_context(lang="en_US")._data_kept()
        self.assertEqual(sections["Requests to act for others"]["rows"][0][1], 1)
        self._erase()
        for one in asked + about:
            self.assertFalse(one.scan or one.scan_name or one.document_number)
            self.assertNotIn("Доверитель", one.principal_name)
            self.assertNotIn("9901007777", one.principal_number)
            self.assertEqual((one.state, bool(one.result)), ("refused", True), "nobody can check it any more")
        self.assertEqual((foreign.state, foreign.principal_name), ("asked", "Тайный Доверитель"))
        self.assertTrue(foreign.scan)

    def test_erasure_keeps_the_power_of_attorney_that_was_accepted(self):
        today = self.env.company._legal_today()
        asked = self._asks_to_act(principal_id=self.factory.id, document_date=today, valid_until=today)
        asked.action_accept()
        self._erase()
        self.assertFalse(asked.scan)
        self.assertEqual((asked.state, asked.representation_id.document_number), ("accepted", "7/26"))
        self.assertTrue(asked.representation_id.scan)

    def _consents(self):
        """A consent that nobody has proved, one of the card, and a stranger's."""
        text = self.env["grid.consent.text"].create({"purpose": "survey", "version": "e", "body": "Согласна."})
        own, other, foreign = self._appeal(), self._appeal(), self._appeal(self.stranger)
        site = self.env["grid.site.consent"]
        card = self.env["grid.consent"].create({"partner_id": self.person.id, "text_id": text.id})
        return [
            site.create({"ticket_id": ticket.id, "text_id": text.id, "contact": "x@example.com", **values})
            for ticket, values in ((own, {}), (other, {"consent_id": card.id}), (foreign, {}))
        ]

    def test_erasure_erases_consents_that_nobody_has_proved(self):
        unproved, proved, foreign = self._consents()
        self._erase()
        self.assertFalse(unproved.exists())
        self.assertTrue(proved.exists() and foreign.exists())

    # ------------------------------------------------------------------
    # What law keeps
    # ------------------------------------------------------------------
    def test_an_appeal_says_until_when_its_file_is_kept(self):
        appeal, begun = self._closed(), self._appeal()
        until = appeal._kept_until()[appeal]
        self.assertAlmostEqual(until, appeal._local(appeal.closed_date).date(), delta=timedelta(days=366 * 5))
        self.assertEqual(until.year, appeal._local(appeal.closed_date).year + 5)
        self.assertIsNone(begun._kept_until()[begun])
        appeals = {one["number"]: one["kept_until"] for one in self._taken()["appeals"]}
        self.assertEqual(appeals, {appeal.number: str(until), begun.number: None})

    def test_page_and_export_say_what_stays_and_until_when(self):
        appeal = self._closed()
        until = appeal._kept_until()[appeal]
        self.authenticate("portal_owner", "portal_owner")
        self.assertIn(until.strftime("%d.%m.%Y"), self._page("/my/data").text_content())
        kept = self._taken()["kept_after_erasure"]
        self.assertTrue(all(one["what"] and one["why"] and one["until"] for one in kept))
        self.assertTrue(any(until.strftime("%d.%m.%Y") in one["until"] for one in kept))

    def test_no_rule_for_the_day_gives_no_day(self):
        appeal = self._closed()
        appeal._by_act().closed_date = "2001-01-01 00:00:00"
        self.assertIsNone(appeal._kept_until()[appeal])
        self.assertTrue(self.person._data_kept())

    # ------------------------------------------------------------------
    # Words
    # ------------------------------------------------------------------
    def test_phone_and_consent_are_said_in_words(self):
        text = self.env["grid.consent.text"].create({"purpose": "survey", "version": "1.0", "body": "Согласна."})
        self.env["grid.consent"].create({"partner_id": self.person.id, "text_id": text.id})
        self.authenticate("portal_owner", "portal_owner")
        page = " ".join(self._page("/my/data").text_content().split())
        self.assertIn("8 (905) 000-11-33", page)
        self.assertRegex(page, r"(edition|редакция) 1\.0")
