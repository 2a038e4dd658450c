"""Letters by schedule: one a person and period, on working days, of the own branches, until the person stops them."""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged

from .test_live_page import LivePageCase

# the clock of the company is seven hours ahead of UTC: 07:59 and 08:00 of Monday, 6 April 2026
BEFORE, EIGHT = "2026-04-06 00:59:00", "2026-04-06 01:00:00"


class DigestCase(LivePageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.digests = cls.env["grid.digest"]
        cls.digests.search([]).active = False
        for role in ("supervisor", "head"):
            cls.users[role].write({"email": f"{role}@example.com", "lang": "en_US"})

    def digest(self, role="supervisor", at="2026-04-03 01:00:00", **values):
        with freeze_time(at):
            digests = self._as(role, self.digests).with_context(allowed_company_ids=self.company.ids)
            return digests.create({"often": "workday", **values}).sudo()

    def letters(self, role="supervisor"):
        return self.env["mail.mail"].search([("email_to", "like", f"{role}@example.com")])

    def run_job(self, moment):
        """Run the job as it runs at a moment."""
        with freeze_time(moment), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            self.env.flush_all()
            self.env(cr=cr)["grid.digest"]._cron_send()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestDigestTimes(DigestCase):
    def test_one_letter_a_working_day_however_often_the_job_runs(self):
        digest = self.digest()
        self.run_job("2026-04-03 10:00:00")
        self.assertFalse(self.letters(), "what ended before it was asked for is not told")
        for day_off in ("2026-04-04 05:00:00", "2026-04-05 05:00:00", BEFORE):
            self.run_job(day_off)
        self.assertFalse(self.letters())
        for _run in range(3):
            self.run_job(EIGHT)
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(digest.told_until, date(2026, 4, 5))
        self.assertIn("03.04.2026 – 05.04.2026", self.letters().body_html, "Friday with the days off after it")
        self.run_job("2026-04-07 09:00:00")
        self.assertEqual(len(self.letters()), 2)

    def test_weeks_and_months_are_told_on_their_first_working_day_or_later(self):
        self.digest(often="week")
        self.digest(often="month")
        self.run_job(BEFORE)
        self.assertFalse(self.letters())
        self.run_job("2026-04-07 03:00:00")
        self.assertIn("30.03.2026 – 05.04.2026", self.letters().body_html, "the server was down on Monday")
        self.run_job("2026-05-01 03:00:00")  # a holiday
        self.run_job("2026-05-04 03:00:00")
        told = [letter.body_html for letter in self.letters() if "01.04.2026 – 30.04.2026" in letter.body_html]
        self.assertEqual((len(told), len(self.letters())), (1, 3), "and the week before")

    def test_what_died_before_it_was_kept_is_sent_once_again(self):
        digest = self.digest()
        died = patch.object(type(self.env["mail.mail"]), "create", side_effect=MemoryError)
        with died, self.assertRaises(MemoryError), self.env.cr.savepoint():
            self.run_job(EIGHT)
        digest.invalidate_recordset()
        self.assertEqual((digest.told_until, len(self.letters())), (date(2026, 4, 2), 0))
        self.run_job(EIGHT)
        self.run_job(EIGHT)
        self.assertEqual(len(self.letters()), 1)

    def test_another_run_that_holds_the_letter_is_left_alone(self):
        digest = self.digest()
        with patch.object(type(digest), "try_lock_for_update", return_value=digest.browse()):
            self.run_job(EIGHT)
        self.assertFalse(self.letters())

    def test_what_was_stopped_is_not_sent(self):
        self.digest().active = False
        self.run_job(EIGHT)
        self.assertFalse(self.letters())

    def test_who_leads_nothing_any_more_gets_no_letter(self):
        self.digest()
        self.digest("head")
        self.users["supervisor"].group_ids -= self.env.ref("grid_customer.group_supervisor")
        self.users["head"].active = False
        self.run_job(EIGHT)
        self.assertFalse(self.letters() + self.letters("head"))

    def test_a_year_without_a_calendar_is_said_in_the_log_and_stops_no_other_letter(self):
        digest, other = self.digest(), self.digest("head")
        digest.at_time = 0
        found = type(digest)._calendar

        def calendar(self):
            return (
                found(self) if self == other else self.env["legal.calendar.day"]._calendar(self.company_id.id).build([])
            )

        with patch.object(type(digest), "_calendar", calendar), self.assertLogs("odoo.addons.grid_quality", "WARNING"):
            self.run_job(EIGHT)
        self.assertEqual((len(self.letters()), len(self.letters("head"))), (0, 1))


@tagged("post_install", "-at_install")
@freeze_time(EIGHT)
class TestDigestLetter(DigestCase):
    def letter(self, digest):
        values = digest._letter(date(2026, 3, 30), date(2026, 4, 5))
        return values, html.fromstring(str(values["body_html"]))

    def test_what_is_late_whose_and_since_when(self):
        values, page = self.letter(self.digest())
        words = " ".join(page.text_content().split())
        self.assertEqual(values["subject"], "Service digest: overdue 3, due today 1")
        late = self.overdue().filtered(lambda one: one.branch_id in self.branch + self.district)
        self.assertEqual(len(late), 3)
        for appeal in late:
            row = next(row for row in page.xpath("//tr") if appeal.number in row.text_content())
            said = " ".join(row.text_content().split())
            self.assertTrue(said.endswith(f"{appeal.user_id.name} 01.04.2026 5"), said)
            self.assertTrue(row.xpath(f".//a[contains(@href, '/odoo/helpdesk.ticket/{appeal.id}')]"))
            self.assertNotIn(appeal.partner_id.name, words, "a letter names no applicant")

    def test_its_figures_are_those_of_the_page_for_the_same_reader(self):
        for role in ("supervisor", "head"):
            digest = self.digest(role, branch_ids=self.branch.ids)
            _values, page = self.letter(digest)
            filters = {"period": "custom", "from": "2026-03-30", "to": "2026-04-05", "branch_ids": self.branch.ids}
            reader = self._as(role, self.page).with_context(allowed_company_ids=self.company.ids)
            told = {row.xpath("string(.//a/text())"): row for row in page.xpath("//tr[.//a]")}
            for code, figure in reader.read_tiles(filters, ["overdue", "unassigned", "registered", "in_term"]).items():
                with self.subTest(role=role, tile=code):
                    row = told[figure["title"]]
                    self.assertEqual(row.xpath("string(td[last()])").strip(), figure["shown"])
                    self.assertIn(f"tile={code}", row.xpath("string(.//a/@href)"))

    def test_each_sees_the_own_branches(self):
        _values, own = self.letter(self.digest())
        _values, all_of_them = self.letter(self.digest("head"))
        far = self.appeals.filtered(lambda one: one.branch_id == self.other_branch)[0]
        self.assertNotIn(far.number, own.text_content())
        self.assertIn(far.number, all_of_them.text_content())
        self.assertFalse(self.digest(often="month", branch_ids=self.other_branch.ids)._letter(*[date(2026, 4, 1)] * 2))

    def test_only_what_was_chosen_is_told(self):
        parts = [name for name in self.digests._fields if name.startswith("with_")]
        digest = self.digest(**dict.fromkeys(parts, False))
        _values, page = self.letter(digest)
        self.assertFalse(page.xpath("//table//th"))
        self.assertNotIn("Right now", page.text_content())
        digest.with_now = True
        _values, page = self.letter(digest)
        self.assertIn("Right now", page.text_content())

    def test_a_program_may_stop_it_and_answers_to_no_machine(self):
        digest = self.digest()
        values, _page = self.letter(digest)
        self.assertIn(
            f"'List-Unsubscribe': '<{digest.get_base_url()}/grid_quality/digest/{digest._key()}/stop>'",
            values["headers"],
        )
        self.assertIn("auto-generated", values["headers"])

    def test_it_is_an_affair_of_its_reader(self):
        digest = self.digest()
        for role in ("head", "specialist", "administrator", "methodologist"):
            for operation in ("read", "write", "unlink"):
                with self.subTest(role=role, operation=operation):
                    self.assertFalse(self._as(role, digest).has_access(operation))
        with self.assertRaises(AccessError):
            self._as("supervisor", self.digests).create({"user_id": self.users["head"].id})
        with self.assertRaises(AccessError):
            self._as("specialist", self.digests).create({})

    def test_an_address_and_a_time_of_day_are_asked_for(self):
        self.users["supervisor"].email = False
        with self.assertRaisesRegex(ValidationError, "e-mail address"):
            self.digest()

    def test_a_letter_to_look_at_counts_for_nothing(self):
        digest = self.digest()
        told = digest.told_until
        digest.with_user(self.users["supervisor"]).action_send_now()
        self.assertEqual((digest.told_until, len(self.letters())), (told, 1))
        with self.assertRaises(AccessError):
            digest.with_user(self.users["head"]).action_send_now()


@tagged("post_install", "-at_install")
class TestDigestStop(HttpCase, DigestCase):
    def test_the_link_of_a_letter_stops_it_after_a_question(self):
        digest = self.digest()
        path = f"/grid_quality/digest/{digest._key()}/stop"
        self.assertEqual(self.url_open(path).status_code, 200)
        self.assertTrue(digest.active, "opening a link stops nothing: mail programs open links by themselves")
        answer = self.url_open(path, data={"List-Unsubscribe": "One-Click"})
        self.assertEqual(answer.status_code, 200)
        digest.invalidate_recordset()
        self.assertFalse(digest.active)
        with freeze_time("2026-04-10 03:00:00"):
            digest.active = True
        self.assertEqual(digest.told_until, date(2026, 4, 9), "and what was missed is not told later")

    def test_no_other_key_stops_anything(self):
        digest = self.digest()
        number, signature = digest._key().split(".")
        for key in (number, f"{number}.", f"{int(number) + 1}.{signature}", "x.y", "9" * 50):
            with self.subTest(key):
                self.assertEqual(self.url_open(f"/grid_quality/digest/{key}/stop", data={"x": "1"}).status_code, 404)
        digest.invalidate_recordset()
        self.assertTrue(digest.active)
