import base64

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common_informer import InformerCase


@tagged("post_install", "-at_install")
class TestCampaignAudience(InformerCase):
    """Who is told, what each is told, and who refused."""

    def _prepared(self, **values):
        campaign = self._campaign(**values)
        campaign.action_approve()
        self._work(campaign, "_prepare")
        return campaign

    def test_by_branch_address_and_group(self):
        here = self._customer("+79990000005", address="Кемерово, пр. Ленина, 5")
        self._customer("+79990000006", address="Кемерово, пр. Советский, 5")
        self._customer("+79990000007", address="Кемерово, пр. Ленина, 7", branch_id=self.other_branch.id)
        below = self._customer("+79990000008", address="Кемерово, пр. Ленина, 9", branch_id=self.district.id)
        firm = self._customer(
            "+79990000009", "ООО «Рога»", "Кемерово, пр. Ленина, 1", is_company=True, customer_kind="legal_entity"
        )
        found = self._prepared(address="Кемерово, Ленина").notice_ids.partner_id
        self.assertEqual(found, here | below | firm)
        citizens = self._prepared(address="Кемерово, Ленина", group_3=False).notice_ids.partner_id
        self.assertEqual(citizens, here | below)
        with self.assertRaisesRegex(UserError, "at least one group"):
            self._prepared(group_1=False, group_2=False, group_3=False)

    def test_one_telephone_is_told_once(self):
        for name in ("Иванова М. П.", "Иванов П. П."):
            self._customer("+79990000005", name)
        self.assertEqual(len(self._prepared().notice_ids), 1)

    def test_who_refused_is_not_told_but_where_law_requires_it(self):
        customer = self._customer(email="m@example.com")
        refusal = self.env["grid.notice.refusal"].create({"partner_id": customer.id, "channel": "sms"})
        by_sms = self._prepared(basis="service").notice_ids
        self.assertEqual(by_sms.state, "refused")
        both = self._prepared(basis="service", channel_2="email").notice_ids
        self.assertEqual((both.state, both.channel), ("waiting", "email"))
        for basis in ("emergency", "duty"):
            self.assertEqual(self._prepared(basis=basis).notice_ids.state, "waiting")
        refusal.withdrawn_on = refusal.since
        self.assertEqual(self._prepared(basis="service").notice_ids.state, "waiting")
        self.env["grid.notice.refusal"].create({"partner_id": customer.id})  # by any channel
        self.assertEqual(self._prepared(basis="service", channel_2="email").notice_ids.state, "refused")

    def test_news_go_to_those_who_agreed(self):
        agreed, silent = self._customer("+79990000005"), self._customer("+79990000006")
        text = self.env["grid.consent.text"].search([("purpose", "=", "news")], limit=1) or self.env[
            "grid.consent.text"
        ].create({"purpose": "news", "version": "1", "body": "Согласие"})
        self.env["grid.consent"].create({"partner_id": agreed.id, "text_id": text.id})
        states = {one.partner_id: one.state for one in self._prepared(basis="news").notice_ids}
        self.assertEqual(states, {agreed: "waiting", silent: "refused"})

    def test_who_cannot_be_told_is_counted_with_the_reason(self):
        self._customer("+73842364567")
        self._customer("+79990000006", account_number="")
        campaign = self._prepared(body="Счёт {{ account }}")
        self.assertEqual(campaign.notice_ids.mapped("state"), ["failed", "failed"])
        self.assertEqual(campaign.total_count, campaign.failed_count)

    def test_only_named_fields_are_filled(self):
        with self.assertRaisesRegex(ValidationError, "password"):
            self._campaign(body="{{ password }} {{ address.env }}")
        self._customer(name="{{ phone }}")
        self.assertEqual(self._prepared(body="{{ name }}!").notice_ids.body, "{{ phone }}!")

    def test_each_channel_once(self):
        with self.assertRaisesRegex(ValidationError, "once"):
            self._campaign(channel_2="sms")

    def _listed(self, text):
        file = base64.b64encode(text.encode())
        return self._campaign(audience="list", list_file=file, list_name="a.csv", body="{{ name }}, {{ address }}")

    def test_by_a_list(self):
        known = self._customer("+79990000005", "Иванова М. П.", "ул. Новая, 1", account_number="420017")
        campaign = self._listed(
            "Лицевой счёт;Телефон;Имя;Адрес\n420017;;;\n;8 999 000-00-06;Пётр;ул. Старая, 2\n;89990000006;Пётр;\n"
        )
        campaign.action_approve()
        self._work(campaign, "_prepare")
        said = {one.phone: (one.partner_id, one.body) for one in campaign.notice_ids}
        nobody = self.env["res.partner"]
        self.assertEqual(
            said,
            {
                "+79990000005": (known, "Иванова М. П., ул. Новая, 1"),
                "+79990000006": (nobody, "Пётр, ул. Старая, 2"),
            },
        )

    def test_a_list_that_is_none(self):
        for text, said in (
            ("Имя\nПётр", "names no column"),
            ("Телефон;Имя\n+79990000006;А\nзавтра;Б\n", "rows of the list: 3"),
            ("\n", "names no column"),
        ):
            with self.subTest(said), self.assertRaisesRegex(UserError, said):
                self._listed(text).action_approve()
        with self.assertRaisesRegex(UserError, "Load the list"):
            self._campaign(audience="list").action_approve()

    def test_the_preview_counts_parts_and_sends_nothing(self):
        self._customer("+79990000005", address="Кемерово, ул. Длинная улица посёлка Новый, дом 1, корпус 2, кв. 3")
        self._customer("+79990000006", email="a@example.com")
        self._customer("+73842364567")
        campaign = self._campaign(channel_2="email").with_user(self.users["supervisor"])
        action = campaign.action_preview()
        preview = self.env["grid.notice.preview"].browse(action["res_id"])
        self.assertEqual((preview.recipient_count, preview.sms_count, preview.unreached_count), (3, 2, 1))
        self.assertEqual((preview.part_count, preview.largest), (3, 2))
        self.assertIn("Свет дадут к вечеру", preview.examples)
        self.assertFalse(campaign.notice_ids)

    def test_preparing_asks_a_fixed_number_of_times(self):
        for number in range(40):
            self._customer(f"+7999001{number:04}")
        small, large = self._campaign(address="нигде"), self._campaign()
        rows = large._recipients()
        with self.assertQueryCount(6):
            large._insert(rows)
            large.flush_recordset()
        self.assertEqual(large.total_count, 40)
        self.assertFalse(small._recipients())
