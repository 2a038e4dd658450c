import base64
from datetime import timedelta

from freezegun import freeze_time
from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.grid_connection.tests.common import SUBMITTED
from odoo.addons.grid_connection.tests.common_papers import PapersCase
from odoo.addons.grid_service.models.grid_service_request_walk import LAPSED

#: A day on which an invoice of the offer may still be paid.
ON_OFFER = "2026-04-09 05:00:00"


@tagged("post_install", "-at_install")
class TestConnectionMoney(PapersCase, HttpCase):
    """The money of an application in the account, from before the offer to the end, in the applicant's words."""

    def setUp(self):
        super().setUp()
        self.env["res.lang"]._activate_lang("ru_RU")
        website = self.env.ref("website.default_website")
        website.default_lang_id = self.env.ref("base.lang_ru")
        (self.citizen | self.factory).write({"lang": "ru_RU"})

    def _sign_in(self, partner):
        new_test_user(
            self.env,
            "payer",
            "base.group_portal",
            name=partner.name,
            partner_id=partner.id,
            email="payer@example.com",
        )
        self.authenticate("payer", "payer")

    def _main(self, connection, now=ON_OFFER):
        with freeze_time(now):
            page = self.url_open(f"/my/requests/{connection.request_id.id}")
        self.assertEqual(page.status_code, 200)
        return html.fromstring(page.content).xpath("//main")[0]

    def _text(self, connection):
        return self._plain(self._main(connection).text_content())

    def _plain(self, words):
        return " ".join(words.split())

    def _money(self, connection, amount):
        return self._plain(connection.currency_id.with_context(lang="ru_RU").format(amount))

    def _working(self, connection):
        connection = connection.with_context(lang="ru_RU")
        return self._plain(connection.env["grid.fee.working"]._lines(connection.fee_working["steps"])[0]["text"])

    def _house(self):
        """A citizen's house with an offer in the account, its invoice printed."""
        self._sign_in(self.citizen)
        return self._printed_offer(self._draft())

    def _printed_offer(self, connection):
        self._prepared(connection)
        self._walk(connection, "publish_offer", "2026-04-08 03:00:00")
        return connection

    def _said(self, connection, now=ON_OFFER):
        """What the model says of the payment, as it stands on the page."""
        with freeze_time(now):
            said = connection.with_context(lang="ru_RU")._customer_money()["said"]
        self.assertIn(self._plain(said), self._plain(self._main(connection, now).text_content()))
        return said

    def _pay_block(self, connection):
        with freeze_time(ON_OFFER):
            return connection._customer_money()["pay"]

    def _pays(self, connection, now=ON_OFFER):
        return self._main(connection, now).xpath(".//*[contains(@class, 'grid_pay')]")

    def test_before_the_offer_it_is_said_where_the_fee_will_stand(self):
        self._sign_in(self.citizen)
        connection = self._draft()
        self.assertFalse(self._main(connection).xpath(".//*[@id='money']"))
        self._do(connection, "submit", SUBMITTED)
        connection.action_reckon_fee()
        self.assertTrue(self._said(connection))
        self.assertNotIn(self._working(connection), self._text(connection))

    def test_an_offer_is_paid_by_its_invoice_code_or_details(self):
        connection = self._house()
        main, text = self._main(connection), self._text(connection)
        self.assertEqual(self._asked(connection), self._money(connection, connection.fee))
        part = connection.instalment_ids
        self.assertIn(connection.request_id.with_context(lang="ru_RU")._customer_date(part.due_at), text)
        self.assertTrue(self._pay_block(connection)["concludes"])
        self.assertIn(self._working(connection), text)
        invoice = connection._invoice()
        self.assertTrue(invoice)
        self.assertIn(f"/my/requests/{connection.request_id.id}/paper/{invoice.id}", main.xpath(".//a/@href"))
        [picture] = main.xpath(".//img[starts-with(@src, 'data:image/png')]/@src")
        self.assertTrue(base64.b64decode(picture.split(",")[1]).startswith(b"\x89PNG"))
        self.assertIn(self.company.payment_account, text)

    def test_the_start_page_asks_to_pay_by_the_day_what_is_not_paid_yet(self):
        connection = self._house()
        ((words, path),) = self._yours()
        self.assertEqual(path, f"/my/requests/{connection.request_id.id}#money")
        self.assertIn(connection.request_id._customer_date(connection.instalment_ids.due_at), words)
        self.assertIn(self._money(connection, connection.fee), words)
        self._pay(connection, connection.fee, "2026-04-09")
        self.assertFalse(self._yours())

    def _yours(self):
        with freeze_time(ON_OFFER):
            page = self.url_open("/my")
        lines = html.fromstring(page.content).xpath("//section[@id='yours']//li/a")
        return [(self._plain(line.text_content()), line.get("href")) for line in lines]

    def test_what_is_paid_asks_for_the_rest_only(self):
        connection = self._house()
        half = round(connection.fee / 2, 2)
        self._pay(connection, half, "2026-04-09")
        self.assertEqual(self._asked(connection), self._money(connection, connection.fee - half))
        self.assertIn(self._money(connection, half), self._plain(self._said(connection)))
        code = self._pay_block(connection)["payment_code"]
        self.assertIn(f"|Sum={round((connection.fee - half) * 100)}|", code)

    def test_paid_whole_it_asks_for_nothing(self):
        connection = self._house()
        self._pay(connection, connection.fee, "2026-04-09")
        self.assertTrue(self._said(connection))
        self.assertFalse(self._pays(connection))

    def test_nobody_is_asked_to_pay_when_the_payment_would_come_too_late(self):
        connection = self._house()
        after = connection.instalment_ids.due_at + timedelta(seconds=1)
        self.assertTrue(self._said(connection, after))
        self.assertFalse(self._pays(connection, after))

    def test_an_overpaid_fee_is_told_without_orders_to_the_bookkeeper(self):
        connection = self._house()
        self._pay(connection, connection.fee + 100, "2026-04-09")
        self.assertIn(self._money(connection, 100), self._plain(self._said(connection)))
        self.assertNotIn(self._plain(connection.with_context(lang="ru_RU").payment_text), self._text(connection))
        self.assertFalse(self._pays(connection))

    def test_an_application_that_has_ended_asks_for_nothing(self):
        connection = self._house()
        request = connection.request_id
        request.with_context(service_lapse=LAPSED)._move("annul")
        self.assertTrue(connection.outcome)
        self.assertTrue(self._said(connection))
        self.assertFalse(self._pays(connection))

    def test_what_was_paid_of_an_annulled_application_is_still_said(self):
        connection = self._house()
        self._pay(connection, 100, "2026-04-09")
        connection.request_id.with_context(service_lapse=LAPSED)._move("annul")
        self.assertIn(self._money(connection, 100), self._plain(self._said(connection, "2026-12-01 05:00:00")))
        self.assertFalse(self._pays(connection))

    def test_parts_stand_with_their_days_and_the_next_one_is_asked(self):
        self._sign_in(self.factory)
        connection = self._printed_offer(self._business(instalment_option="four_parts"))
        first, second = connection.instalment_ids[:2]
        text = self._text(connection)
        for line in connection.with_context(lang="ru_RU").parts_text.splitlines():
            self.assertIn(self._plain(line), text)
        self.assertEqual(self._asked(connection), self._money(connection, first.amount))
        self._pay(connection, first.amount, "2026-04-09")
        self.assertEqual(self._asked(connection), self._money(connection, second.amount))
        self.assertFalse(self._pay_block(connection)["concludes"])

    def _asked(self, connection):
        [asked] = self._main(connection).xpath(".//*[contains(@class, 'grid_pay')]/*[contains(@class, 'grid_number')]")
        return self._plain(asked.text_content())

    def test_the_page_goes_from_now_to_money_to_the_way_to_what_was_asked(self):
        connection = self._house()
        main = self._main(connection)
        parts = ("now", "newest", "money", "way", "asked")
        self.assertEqual([one for one in main.xpath(".//@id") if one in parts], list(parts))
        self.assertEqual(main.text_content().count("Жилой дом"), 1, "what was asked stands once")
        self.assertIsNone(main.xpath(".//details[@id='asked']")[0].get("open"), "and is folded")

    def test_each_paper_stands_at_its_stage(self):
        connection = self._house()
        case = connection.request_id
        stages = case._customer_stage_papers()
        [offered] = [papers for papers in stages if connection._invoice() in papers]
        self.assertNotIn("in", offered.mapped("direction"))
        self.assertEqual(stages[1], case.paper_ids.filtered("document_id"), "given while it was checked")
        rows = self._main(connection).xpath(".//section[@id='way']/ol/li")
        linked = {int(path.rsplit("/", 1)[1]) for path in rows[stages.index(offered)].xpath(".//a/@href")}
        self.assertEqual(linked, set(offered.ids))
        newest = self._main(connection).xpath(".//*[@id='newest']//a/@href")
        self.assertEqual({int(path.rsplit("/", 1)[1]) for path in newest}, linked)
