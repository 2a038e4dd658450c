import base64
import io

import openpyxl
from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.grid_appeal.models.grid_appeal_import_file import as_xlsx

from .common_informer import InformerCase

DAY = "2026-11-27 05:00:00"  # 12:00 in Kemerovo
NIGHT, MORNING = "2026-11-27 16:30:00", "2026-11-28 01:00:00"  # 23:30 and 8:00 in Kemerovo
TEXT = "Долг {{ debt }} по счёту {{ account }}"
STAFF = ("operator", "manager", "specialist", "supervisor", "head")


@tagged("post_install", "-at_install")
class TestCampaignDebt(InformerCase):
    """Customers who owe are told by a register; each row of it is told or accounted for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("base.RUB").symbol = "руб."
        cls.debtor = cls._customer("+79990000005", account_number="420017")
        cls.other = cls._customer("+79990000006", "Петров П. П.", account_number="420018")

    def _debts(self, rows, body=TEXT, **values):
        """A campaign by a register; rows as text, or as the cells of a workbook."""
        file = as_xlsx(rows) if isinstance(rows, list) else rows.encode()
        values = {"basis": "service", "audience": "debt", "list_file": base64.b64encode(file), **values}
        return self._campaign(body=body, list_name="debts.csv", **values)

    def _prepared(self, *args, **values):
        campaign = self._debts(*args, **values)
        campaign.action_approve()
        self._work(campaign, "_prepare")
        return campaign

    def _refused_rows(self, campaign):
        sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(campaign.unread_file))).active
        return [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]

    # --- who, and what
    def test_each_is_told_of_her_own_debt(self):
        campaign = self._prepared("Лицевой счёт;Долг;На дату\n420017;1 234,56;01.11.2026\n420018;10;01.11.2026\n",
                                  body=TEXT + " на {{ as_of }}", debt_from=100)  # fmt: skip
        notice = campaign.notice_ids
        self.assertEqual((notice.partner_id, notice.phone), (self.debtor, "+79990000005"))
        self.assertEqual(notice.body.replace("\xa0", " "), "Долг 1 234,56 руб. по счёту 420017 на 01.11.2026")
        self.assertEqual((campaign.register_count, campaign.debtor_count, campaign.less_count), (2, 1, 1))
        self.assertFalse(campaign.list_file, "nothing of a customer stays in a file nobody looks into")

    def test_a_workbook(self):
        campaign = self._prepared([("Account", "Debt"), (420017, 1234.5), (None, None), (420018, "7.00 ₽")])
        said = {notice.partner_id: notice.body.replace("\xa0", " ") for notice in campaign.notice_ids}
        self.assertEqual(
            said,
            {self.debtor: "Долг 1 234,50 руб. по счёту 420017", self.other: "Долг 7,00 руб. по счёту 420018"},
        )

    def test_refused_rows_are_reported_and_the_report_adds_up(self):
        self._customer("+79990000007", account_number="430001", branch_id=self.other_branch.id)
        campaign = self._prepared(
            "Лицевой счёт;Сумма долга\n420017;500\n\n999;500\n420018;\n420018;много\n;5\n430001;70\n420017;500,00\n"
        )
        self.assertEqual(self._refused_rows(campaign), [4, 5, 6, 7])
        self.assertEqual((campaign.unread_count, campaign.elsewhere_count, campaign.again_count), (4, 1, 1))
        self.assertEqual(campaign.register_count, 1 + 4 + 1 + 1)
        self.assertEqual(campaign.total_count, campaign.debtor_count)
        self.assertIn("Rows of the register: 7.", campaign.with_context(lang="en_US")._report_heading()[-1])

    def test_of_two_debts_of_one_account_neither_is_told(self):
        campaign = self._prepared("Договор;Задолженность\n420017;500\n420018;1\n420017;600\n")
        self.assertEqual(campaign.notice_ids.partner_id, self.other)
        self.assertEqual(self._refused_rows(campaign), [2, 4])

    def test_two_accounts_of_one_telephone_are_told_of_both(self):
        self._customer("+79990000005", "Иванов П. П.", account_number="420019")
        campaign = self._prepared("Л/с;Долг\n420017;500\n420019;600\n")
        self.assertEqual(campaign.notice_ids.mapped("phone"), ["+79990000005"] * 2)
        self.assertEqual(campaign.total_count, campaign.debtor_count)

    def test_by_group_too(self):
        campaign = self._prepared("Л/с;Долг\n420017;500\n420018;600\n", address="Кемерово", group_2=False)
        self.assertEqual(len(campaign.notice_ids), 2)
        with self.assertRaisesRegex(UserError, "No row of the register"):
            self._debts("Л/с;Долг\n420017;500\n", address="Нигде").action_approve()

    def test_a_register_that_is_none(self):
        for text, said in (
            ("Лицевой счёт;Имя\n420017;А\n", "One of them is missing"),
            ("Долг\n500\n", "One of them is missing"),
            ("PK\x00", "no table"),
            ("Л/с;Долг\n999;500\n", "No row of the register"),
        ):
            with self.subTest(said), self.assertRaisesRegex(UserError, said):
                self._debts(text).action_approve()
        with self.assertRaisesRegex(UserError, "Load the register"):
            self._debts("", list_file=False).action_approve()
        with self.assertRaisesRegex(UserError, "no such column"):
            self._debts("Л/с;Долг\n420017;5\n", body=TEXT + " {{ as_of }}").action_approve()

    def test_only_debtors_are_told_of_a_debt(self):
        for audience in ("place", "list"):
            with self.subTest(audience), self.assertRaisesRegex(ValidationError, "names debt"):
                self._campaign(audience=audience, body=TEXT)
        campaign = self._debts("")
        with self.assertRaisesRegex(ValidationError, "names debt"):
            campaign.audience = "place"

    # --- what law lets
    def test_a_debt_is_no_emergency(self):
        for basis in ("emergency", "duty"):
            with self.subTest(basis), self.assertRaisesRegex(ValidationError, "neither an emergency"):
                self._debts("", basis=basis)

    def test_quiet_hours_and_refusals_hold(self):
        self.env["grid.notice.refusal"].create({"partner_id": self.other.id})
        with freeze_time(NIGHT):
            campaign = self._prepared("Л/с;Долг\n420017;500\n420018;600\n")
            self._work(campaign, "_run")
        states = {notice.partner_id: (notice.state, notice.next_at) for notice in campaign.notice_ids}
        self.assertEqual(states[self.debtor], ("waiting", fields.Datetime.to_datetime(MORNING)))
        self.assertEqual(states[self.other][0], "refused")

    def test_who_manages_campaigns_reads_of_debts_and_nobody_else(self):
        campaign = self._prepared("Л/с;Долг\n420017;500\n")
        campaign.notice_ids._transmit("sms")
        attempt = campaign.notice_ids.attempt_ids
        usual = self._campaign(basis="service")
        usual._insert(usual._recipients())
        for role in self.users:
            manages = role in ("supervisor", "head")
            for record in (campaign.notice_ids, attempt, attempt.sms_id):
                with self.subTest(role, model=record._name):
                    self.assertEqual(self._as(role, record).has_access("read"), manages)
            self.assertEqual(self._as(role, usual.notice_ids).has_access("read"), role in STAFF)
        draft = self._debts("Л/с;Долг\n420017;500\n")
        draft.action_preview()
        for name in ("list_file", "unread_file"):
            with self.assertRaises(AccessError):
                self._as("operator", draft).read([name])
            self._as("supervisor", draft).read([name])

    def test_no_debt_is_written_to_the_log(self):
        """What is refused goes to the log of the server: it repeats no text of a debtor."""
        campaign = self._debts("Л/с;Долг\n420017;777\n", body=TEXT + " " + "оплатите " * 20)
        with self.assertRaisesRegex(UserError, "too long") as refused:
            campaign.action_approve()
        self.assertNotIn("777", str(refused.exception))
        self.assertNotIn("420017", str(refused.exception))

    def test_a_debt_is_taken_along_and_erased_with_the_rest(self):
        campaign = self._prepared("Л/с;Долг\n420017;500\n420018;600\n")
        [message] = self.debtor._exported_besides()["messages"]
        self.assertIn("500,00", message["text"])
        self.debtor._forget()
        texts = {notice.id: (notice.body, notice.recipient) for notice in campaign.notice_ids}
        self.assertNotIn("420017", str(texts))
        self.assertIn("420018", str(texts))
        self.assertEqual(campaign.total_count, 2)

    def test_the_register_of_an_old_draft_goes(self):
        old, fresh = self._debts("Л/с;Долг\n420017;5\n"), self._debts("Л/с;Долг\n420018;6\n")
        own = [("res_model", "=", old._name), ("res_field", "=", "list_file"), ("res_id", "=", old.id)]
        file = self.env["ir.attachment"].search(own)
        age = "UPDATE ir_attachment SET create_date = now() - interval '11 days' WHERE id = %s"
        self.env.cr.execute(age, [file.id])
        self.env["grid.notice.campaign"]._drop_old_tables()
        self.assertEqual((old.list_file, bool(fresh.list_file)), (False, True))

    # --- the preview, and dying in the middle
    def test_the_preview_says_what_became_of_the_rows(self):
        campaign = self._debts("Л/с;Долг\n420017;500\n999;1\n").with_user(self.users["supervisor"])
        preview = self.env["grid.notice.preview"].browse(campaign.action_preview()["res_id"])
        self.assertEqual((preview.recipient_count, preview.register_count, preview.unread_count), (1, 2, 1))
        self.assertTrue(preview.with_user(self.users["supervisor"]).unread_file)
        self.assertFalse(campaign.notice_ids)

    def test_killed_in_the_middle_nobody_is_twice_and_nobody_missing(self):
        self.enterContext(freeze_time(DAY))
        campaign = self._debts("Л/с;Долг\n420017;500\n420018;600\n")
        campaign.action_approve()
        campaign._insert(campaign._recipients()[:1])  # as a server that died leaves it
        self._work(campaign, "_prepare")
        self.assertEqual((len(campaign.notice_ids), campaign.progress, campaign.state), (2, 100, "running"))
        self._carry_out(campaign)
        self.assertEqual((campaign.state, campaign.positive_count), ("done", 2))

    # --- how much it asks
    def test_many_debts_ask_as_much_as_a_few(self):
        points = self.env["grid.usage.point"].create(
            [
                {"name": f"Д-{number}", "partner_id": self.debtor.id, "branch_id": self.branch.id,
                 "address": "ул. Новая", "account_number": f"77{number:04}"}
                for number in range(60)
            ]
        )  # fmt: skip
        rows = "".join(f"{point.account_number};{100 + point.id}\n" for point in points)
        campaign = self._debts(f"Л/с;Долг\n{rows}")
        self.env.flush_all()
        with self.assertQueryCount(12):
            recipients = campaign._recipients()
            campaign._insert(recipients)
            campaign.flush_recordset()
        self.assertEqual(campaign.total_count, 60)
