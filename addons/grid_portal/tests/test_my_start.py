from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestMyStart(PortalCase):
    """The account begins with what waits for the customer."""

    def setUp(self):
        super().setUp()
        (self.owner | self.colleague).partner_id.customer_kind = "entrepreneur"
        self.authenticate("portal_owner", "portal_owner")

    def _request(self, user=None, submit=True, **values):
        case = self.env["grid.service.request"].create(
            {
                "service_id": self.env.ref("grid_service.service_tr_conclude").id,
                "subject": "Заключить договор",
                "partner_id": (user or self.owner).partner_id.id,
                "branch_id": self.branch.id,
                "channel_id": self.env.ref("grid_appeal.channel_account").id,
                **values,
            }
        )
        if submit:
            case._move("submit")
        return case

    def _lacking(self, **values):
        case = self._request(**values)
        case._move("lack", items=["Устав"])
        return case

    def _lines(self, part):
        """Return the words and the address of each line of a part of the page."""
        links = self._page("/my").xpath(f"//section[@id='{part}']//a[contains(@class, 'grid_matter')]")
        return [(" ".join(link.text_content().split()), link.get("href")) for link in links]

    def test_what_waits_for_her_comes_first_then_what_waits_for_others(self):
        lacking, checked = self._lacking(), self._request(subject="Проверить")
        appeal = self._appeal(name="Мигает свет")
        ((words, path),) = self._lines("yours")
        self.assertEqual(path, f"/my/requests/{lacking.id}#now")
        self.assertIn(lacking._customer_date(lacking.act_due_at), words)
        self.assertIn("Устав", words)
        awaited = dict((path, words) for words, path in self._lines("awaited"))
        self.assertEqual(set(awaited), {f"/my/requests/{checked.id}", f"/my/appeals/{appeal.id}"})
        self.assertIn(checked._customer_date(checked.act_due_at), awaited[f"/my/requests/{checked.id}"])
        self.assertIn(appeal._customer_date(appeal.next_due_at), awaited[f"/my/appeals/{appeal.id}"])
        self.assertEqual(self._page("/my").xpath("//main//section/@id"), ["yours", "awaited", "else"])

    def test_an_appeal_that_waits_for_her_is_hers_and_a_request_is_told_once(self):
        appeal = self._appeal()
        appeal.with_user(self.specialist).action_take()
        appeal._by_act().write({"state": "awaiting_info"})
        case = self._request()
        self.assertEqual([path for _words, path in self._lines("yours")], [f"/my/appeals/{appeal.id}"])
        self.assertEqual([path for _words, path in self._lines("awaited")], [f"/my/requests/{case.id}"])

    def test_a_draft_is_to_be_finished_and_comes_after_what_has_a_day(self):
        draft, lacking = self._request(submit=False), self._lacking()
        paths = [path for _words, path in self._lines("yours")]
        self.assertEqual(paths, [f"/my/requests/{lacking.id}#now", f"/my/requests/{draft.id}#act"])

    def test_a_day_that_has_passed_is_said(self):
        case = self._lacking()
        case._by_move().actor_due_at = fields.Datetime.now() - timedelta(days=2)
        ((words, _path),) = self._lines("yours")
        self.assertIn(case._customer_date(case.act_due_at), words)
        self.assertTrue(self._page("/my").xpath("//section[@id='yours']//*[contains(@class, 'grid_due_late')]"))

    def test_with_nothing_to_do_it_says_so(self):
        page = self._page("/my")
        self.assertTrue(page.xpath("//section[@id='yours']/p/text()"))
        self.assertFalse(page.xpath("//section[@id='awaited'] | //*[contains(@class, 'grid_matters')]"))

    def test_what_has_ended_and_what_is_of_others_is_not_there(self):
        self._request()._move("withdraw", reason="Передумала")
        self._lacking(user=self.colleague)
        self._appeal(self.stranger)
        self.assertEqual(self._lines("yours") + self._lines("awaited"), [])

    def test_it_reads_without_scripts_and_needs_no_counters(self):
        page = self._page("/my")
        self.assertEqual(len(page.xpath("//h1")), 1)
        self.assertFalse(page.xpath("//*[contains(@class, 'spinner')] | //main//*[contains(@class, 'd-none')]"))
        self.assertNotIn("&", page.xpath("//main")[0].text_content())
        for path in page.xpath("//section[@id='else']//a/@href"):
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, 200)

    def test_only_the_nearest_are_shown_of_many(self):
        for _number in range(12):
            self._lacking()
        self.assertEqual(len(self._lines("yours")), 10)
        self.assertTrue(self._page("/my").xpath("//main//p/a[@href='/my/requests']"))

    def test_it_asks_the_database_no_more_for_ten_matters_than_for_two(self):
        def fill(count):
            for _number in range(count):
                self._lacking()
                self._request()
                self._appeal()

        fill(1)
        self._queries()
        few = self._queries()
        fill(4)
        self.assertLessEqual(self._queries(), few)
        self.assertLessEqual(few, 22)

    def _queries(self):
        """How many queries the lines of the page cost."""
        self.env.flush_all()
        self.env.invalidate_all()
        customer = self.owner.partner_id.with_user(self.owner)
        before = self.env.cr.sql_log_count
        self.assertTrue(customer._account_matters(11))
        return self.env.cr.sql_log_count - before
