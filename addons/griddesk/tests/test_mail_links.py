from urllib.parse import urlsplit

from lxml import html

from odoo.tests import HttpCase, tagged

from odoo.addons.grid_customer.tests.common import PASSWORD
from odoo.addons.grid_portal.tests.mail_makers import makers, noted_callers
from odoo.addons.grid_quality.tests.common_survey import SurveyCase

#: The addons beside or above the portal, whose letters its own test does not know.
ADDONS = ("grid_identity", "grid_quality", "griddesk")


@tagged("post_install", "-at_install")
class TestMailLinks(SurveyCase, HttpCase):
    """Every letter of the addons beside the portal leads to the right page of its reader."""

    def setUp(self):
        super().setUp()
        self.campaign = self._running(is_anonymous=False)

    # ------------------------------------------------------------------
    # What is written: each returns the letters, where they lead and the page that is shown there to who is not known
    # ------------------------------------------------------------------
    def _mails(self, record, words):
        mails = self.env["mail.mail"].search([("model", "=", record._name), ("res_id", "=", record.id)])
        return mails.filtered(lambda mail: words in mail.body_html)

    def _invited(self):
        self._send_all()
        invitation = self.campaign.invitation_ids.filtered(lambda one: one.partner_id == self.firm)
        page = f"/survey-of-service/{invitation._key()}"
        mails = self.env["mail.mail"].search([("email_to", "=", self.firm.email_normalized)])
        return mails, {page: page, f"{page}/refuse": f"{page}/refuse"}

    def _mark_of_a_survey(self):
        self._take(self.campaign, self.citizens[0], 1)
        low = self.env["grid.low.mark"].search([("campaign_id", "=", self.campaign.id)])
        self._answer(low)
        return self._mails(low, "Починили."), {"/appeal": "/appeal"}

    def _mark_of_an_answer(self):
        ticket = self._closed()
        ticket._give_mark(1, "Не по существу", "letter")
        self._answer(self.env["grid.low.mark"].search([("ticket_id", "=", ticket.id)]))
        page = urlsplit(ticket._status_url())
        return self._mails(ticket, "Починили."), {f"{page.path}?{page.query}": "/status"}

    def _digested(self):
        """The letter to a supervisor, who asked for it: it is full of links to her screens."""
        supervisor = self.users["supervisor"]
        supervisor.write({"email": "supervisor@example.com", "password": PASSWORD})
        digest = self.env["grid.digest"].create({"user_id": supervisor.id})
        digest.action_send_now()
        mails = self.env["mail.mail"].search([("email_to", "like", supervisor.email)])
        return mails.filtered(lambda mail: digest._key() in mail.body_html), digest

    def _answer(self, low):
        low.with_user(self.users["supervisor"]).answer = "Починили."
        low.with_user(self.users["supervisor"]).action_answer()

    LETTERS = ("_invited", "_mark_of_a_survey", "_mark_of_an_answer")

    # ------------------------------------------------------------------
    # Where it leads
    # ------------------------------------------------------------------
    def test_every_letter_leads_to_the_page_of_its_reader(self):
        for make in self.LETTERS:
            mails, pages = getattr(self, make)()
            with self.subTest(make):
                links = {link for mail in mails for link in html.fromstring(mail.body_html).xpath("//a/@href")}
                site = self.company.get_base_url()
                self.assertEqual(links, {f"{site}{page}" for page in pages})
                for page, shown in pages.items():
                    response = self.url_open(page)
                    self.assertEqual((response.status_code, urlsplit(response.url).path), (200, shown))

    def test_a_digest_leads_to_the_screens_of_its_reader_and_is_stopped_by_anybody_who_has_it(self):
        mails, digest = self._digested()
        paths = {urlsplit(link).path for link in html.fromstring(mails.body_html).xpath("//a/@href")}
        stop = f"/grid_quality/digest/{digest._key()}/stop"
        self.assertEqual(self.url_open(stop).status_code, 200)
        self.authenticate(digest.user_id.login, PASSWORD)
        screens = paths - {stop}
        self.assertTrue(screens)
        for path in screens:
            with self.subTest(path):
                self.assertTrue(path.startswith("/odoo/"))
                self.assertEqual(self.url_open(path, allow_redirects=False).status_code, 200)

    def test_every_function_that_writes_a_letter_is_tried(self):
        tried = noted_callers(self)
        for make in (*self.LETTERS, "_digested"):
            getattr(self, make)()
        written = frozenset().union(*map(makers, ADDONS))
        self.assertEqual(sorted(written - tried), [], "write a letter in LETTERS")
