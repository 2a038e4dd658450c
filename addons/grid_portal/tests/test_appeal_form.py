from unittest.mock import patch

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.words import KINDS, THEMES
from ..models.grid_portal_submission import UNSENT_DAYS
from .common import GOOD, PNG, PortalCase


@tagged("post_install", "-at_install")
class TestAppealForm(PortalCase):
    def test_a_visitor_files_an_appeal_and_gets_a_receipt(self):
        response = self._send(files=[("фото столба.png", PNG)])
        self.assertEqual(response.status_code, 303)
        appeal = self._appeals()
        self.assertEqual(appeal.state, "registered")
        self.assertEqual(appeal.channel_id, self.env.ref("grid_appeal.channel_site"))
        self.assertEqual((appeal.kind, appeal.theme), ("complaint", "transmission"))
        self.assertEqual(appeal.name, "С утра нет света на всей улице.")
        self.assertEqual(appeal.partner_id.name, GOOD["name"])
        self.assertEqual(appeal.partner_phone, "+79050001122")
        self.assertEqual(appeal.attachment_ids.mapped("name"), ["фото столба.png"])
        self.assertIn(GOOD["address"], appeal.description)
        self.assertTrue(appeal.registered_by_id._is_superuser(), "a visitor is nobody's name in a register")
        receipt = self.url_open(response.headers["Location"])
        self.assertIn(appeal.number, receipt.text)
        due = appeal._answer_deadline()
        self.assertIn(appeal._customer_date(due.due_at), receipt.text)
        self.assertIn("191", receipt.text, "the receipt explains its date")
        due._by_act().explanation = [*due.explanation, {"code": "control", "day": "2026-12-01"}]
        self.assertIn("Внутренний контроль", due._explain("staff"))
        receipt = self.url_open(response.headers["Location"])
        self.assertNotIn("Внутренний контроль", receipt.text, "that date is nobody's but ours")

    def test_a_receipt_holds_no_personal_data_and_stays_out_of_caches(self):
        receipt = self.url_open(self._send().headers["Location"])
        for personal in (GOOD["name"], GOOD["email"], "000-11-22", "9050001122", GOOD["address"], GOOD["text"]):
            self.assertNotIn(personal, receipt.text)
        self.assertEqual(receipt.headers["Cache-Control"], "no-store")
        self.assertEqual(receipt.headers["X-Robots-Tag"], "noindex")

    def test_a_receipt_promises_an_answer_by_the_way_that_was_given(self):
        promised = []
        for changes in ({}, {"phone": ""}, {"email": ""}):
            page = self._page(self._send(changes).headers["Location"])
            promised.append(" ".join(page.xpath("//main//ol/li[2]")[0].text_content().split()))
        self.assertEqual(promised[0], promised[1])
        self.assertNotEqual(promised[0], promised[2], "who gave a phone only has given no address")

    def test_a_receipt_cannot_be_guessed(self):
        key = self._send().headers["Location"].rsplit("/", 1)[-1]
        nonce, _dot, signature = key.partition(".")
        for guess in ("1", nonce, f"{nonce}.", f".{signature}", f"{nonce}.{signature[:-1]}0x", "ключ"):
            self.assertEqual(self.url_open(f"/appeal/receipt/{guess}").status_code, 404, guess)
        unsent = self.env["grid.portal.submission"]._new_key()
        self.assertEqual(self.url_open(f"/appeal/receipt/{unsent}").status_code, 404)

    def test_sending_again_shows_the_same_receipt(self):
        hidden = self._hidden(self._page())
        first = self._send(hidden=hidden)
        second = self._send({"text": "Другой текст того же листа"}, hidden=hidden)
        stale = self._send(hidden={**hidden, "csrf_token": "0o1"})
        self.assertEqual({one.headers["Location"] for one in (first, second, stale)}, {first.headers["Location"]})
        self.assertEqual(len(self._appeals()), 1)

    def test_an_appeal_that_cannot_be_registered_is_not_lost(self):
        tickets = self.env.registry["helpdesk.ticket"]
        with (
            patch.object(tickets, "action_register", side_effect=ValueError("no rule")),
            self.assertLogs("odoo.addons.grid_portal", "ERROR"),
        ):
            response = self._send()
        appeal = self._appeals()
        self.assertEqual((appeal.state, appeal.number), ("new", False))
        receipt = self.url_open(response.headers["Location"]).text
        self.assertIn("Ничего не потеряно", receipt)
        self.assertIn("Зарегистрируем не позднее", receipt)

    def test_a_fault_of_ours_keeps_what_was_typed(self):
        tickets = self.env.registry["helpdesk.ticket"]
        with (
            patch.object(tickets, "create", side_effect=ValueError("disk")),
            self.assertLogs("odoo.addons.grid_portal", "ERROR"),
        ):
            response = self._send(files=[("фото.png", PNG)])
        self.assertEqual(response.status_code, 500)
        self.assertIn("наша неисправность", response.text)
        page = html.fromstring(response.content)
        self.assertIn(GOOD["text"], page.xpath("//dl")[0].text_content())
        self.assertIn("фото.png", page.xpath("//dl")[0].text_content())
        self.assertEqual(self._post("check", self._hidden(page)).status_code, 303)
        self.assertEqual(len(self._appeals().attachment_ids), 1)

    def test_an_organisation_is_found_by_its_inn(self):
        factory = self.env["res.partner"].create({"name": "ООО «ИНН»", "is_company": True, "inn": "7717127211"})
        self._send({"inn": "7717 127211", "organisation": "ООО ИНН", "email": "proverkina@example.com"})
        self.assertEqual(self._appeals().partner_id, factory)
        self.assertIn(GOOD["name"], self._appeals().description, "the contact person is kept")

    def test_the_account_number_tells_the_branch_but_gives_no_point_away(self):
        self._send({"account_number": "TSP0001", "address": ""})
        self.assertEqual(self._appeals().branch_id, self.branch)
        self.assertFalse(self._appeals().usage_point_id)

    def test_a_signed_in_customer_types_nothing_twice(self):
        self.authenticate("portal_owner", "portal_owner")
        hidden = self._hidden(self._page())
        self._post("what", {**hidden, "text": GOOD["text"]})
        values = {}
        for page, fields in (("place", ["account_number"]), ("person", ["name", "email"])):
            shown = self._page(f"/appeal/{page}?key={hidden['key']}")
            values.update({field: shown.xpath(f"//input[@name='{field}']/@value")[0] for field in fields})
        self.assertEqual(
            values, {"name": "Хозяйкина Мария Ивановна", "email": "owner@example.com", "account_number": "TSP0001"}
        )
        response = self._send({**values, "phone": "", "address": ""}, hidden=hidden)
        self.assertEqual(response.status_code, 303)
        appeal = self.env["helpdesk.ticket"].search([("partner_id", "=", self.owner.partner_id.id)])
        self.assertEqual(appeal.channel_id, self.env.ref("grid_appeal.channel_account"))
        self.assertEqual((appeal.usage_point_id, appeal.branch_id), (self.point, self.branch))

    def test_staff_who_try_the_form_are_not_customers(self):
        self.authenticate("portal_specialist", "portal_specialist")
        self._send()
        self.assertEqual(self._appeals().channel_id, self.env.ref("grid_appeal.channel_site"))
        self.assertNotEqual(self._appeals().partner_id, self.specialist.partner_id)

    def test_every_choice_is_one_the_appeal_knows(self):
        fields = self.env["helpdesk.ticket"]._fields
        self.assertEqual(set(THEMES), set(fields["theme"].get_values(self.env)))
        self.assertLessEqual(set(KINDS), set(fields["kind"].get_values(self.env)))

    @mute_logger("odoo.models.unlink")
    def test_forms_never_sent_go_with_their_files(self):
        self._send({"email": "bad@"}, [("фото.png", PNG)])
        submission = self.env["grid.portal.submission"].search([("ticket_id", "=", False)], limit=1)
        files = submission._files()
        self.assertTrue(files)
        submission._gc_unsent()
        self.assertTrue(submission.exists(), "a form of today is still being filled in")
        self.env.cr.execute(
            "UPDATE grid_portal_submission SET write_date = write_date - make_interval(days => %s) WHERE id = %s",
            [UNSENT_DAYS + 1, submission.id],
        )
        submission.invalidate_recordset()
        submission._gc_unsent()
        self.assertFalse(submission.exists())
        self.assertFalse(files.exists())
