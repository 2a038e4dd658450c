"""Anonymous sheets on paper: a blank is counted once, a customer is handed one, and nothing joins the two."""

from freezegun import freeze_time
from lxml import html

from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import PASSWORD

from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyBlank(HttpCase, SurveyCase):
    def setUp(self):
        super().setUp()
        self.campaign = self._running(asks_by="hand", blank_count=20)
        self.codes = [self.campaign._blank_code(number) for number in range(1, 21)]

    def _sign_in(self, role="manager"):
        self.users[role].password = PASSWORD
        self.authenticate(self.users[role].login, PASSWORD)

    def _post(self, path, **typed):
        page = html.fromstring(self.url_open(path).content)
        hidden = {one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")}
        return self.url_open(path, data={**hidden, **typed}, allow_redirects=False)

    def _enter(self, code, mark="4"):
        path = f"/grid_quality/sheet/{self.campaign.id}"
        part = self._stratum(self.campaign, self.branch)
        return self._post(path, stratum=part.id, blank=code, **{f"q{self.mark.id}": mark})

    def _point(self, customer):
        return self.env["grid.usage.point"].search([("partner_id", "=", customer.id)], limit=1)

    def _hand(self, customer, campaign=None):
        (campaign or self.campaign).with_user(self.users["manager"])._hand_out(self._point(customer))

    def test_a_blank_is_counted_once(self):
        self._sign_in()
        self.assertIn("saved=kept", self._enter(self.codes[3]).headers["Location"])
        again = self._enter(f" {self.codes[3]} ", "1")
        self.assertIn("saved=before", again.headers["Location"])
        self.assertEqual(self.campaign.sheet_ids.user_input_line_ids.mapped("value_scale"), [4])
        self.assertIn("saved=kept", self._enter(self.codes[4]).headers["Location"])
        self.assertEqual(len(self.campaign.sheet_ids), 2)

    def test_a_blank_that_nobody_printed_is_refused(self):
        self._sign_in()
        other = self._running(survey_id=self.questionnaire.copy().id, asks_by="hand", blank_count=20)
        forged = self.codes[0][:-1] + str((int(self.codes[0][-1]) + 1) % 10)
        beyond = self.campaign._blank_code(21)
        for code in (
            "",
            "1",
            "00001",
            forged,
            beyond,
            other._blank_code(1),
            "x" * 50,
            "0-0",
            "\N{DEVANAGARI DIGIT ONE}",
        ):
            with self.subTest(code):
                answer = self._enter(code)
                self.assertEqual(answer.status_code, 422)
                self.assertTrue(html.fromstring(answer.content).xpath("//*[@id='error-blank']"))
        self.assertFalse(self.campaign.sheet_ids)

    def test_a_customer_is_handed_one_blank_in_a_period(self):
        self._hand(self.citizens[0])
        for campaign in (self.campaign, self._running(asks_by="hand", blank_count=5)):
            with self.assertRaisesRegex(UserError, "asked already"):
                self._hand(self.citizens[0], campaign)
        invited = self._running(survey_id=self.questionnaire.copy().id, blank_count=5, sample_size=1)
        asked = invited.invitation_ids.partner_id
        with self.assertRaisesRegex(UserError, "asked already"):
            self._hand(asked, invited)
        self._hand((self.everybody - asked)[0], invited)
        by_letter = self._running(sample_size=9)
        self.assertNotIn(self.citizens[0], by_letter.invitation_ids.partner_id, "who has a blank gets no letter")

    def test_who_is_not_asked_gets_none(self):
        campaign = self._running(
            survey_id=self.questionnaire.copy().id, asks_by="hand", blank_count=5, branch_ids=self.branch.ids
        )
        with self.assertRaisesRegex(UserError, "does not ask"):
            self._hand(self.others[0], campaign)
        campaign.action_close()
        with self.assertRaisesRegex(UserError, "no more answers"):
            self._hand(self.citizens[0], campaign)

    def test_nothing_joins_a_customer_and_a_blank(self):
        with freeze_time("2026-05-05 05:06:07"):
            self._hand(self.citizens[0])
        invitation = self.campaign.invitation_ids
        before = invitation.read()
        self._sign_in()
        self._enter(self.codes[6])
        self.env.invalidate_all()
        sheet = self.campaign.sheet_ids
        self.assertEqual(invitation.read(), before, "handing and entering leave no trace on one another")
        self.assertEqual((invitation.state, invitation.sent_on, invitation.create_uid.id), ("handed", False, False))
        self.assertEqual((invitation.create_date.hour, invitation.create_date.minute), (0, 0))
        self.assertFalse(sheet.partner_id or sheet.create_uid)
        self.assertNotIn(self.codes[6].split("-")[0], str(sheet.read()), "the number is kept as a digest alone")

    def test_the_pile_lies_in_an_order_of_chance(self):
        self.campaign.blank_count = 200
        piles = [tuple(self.campaign._blanks(1, 200)) for _print in range(2)]
        self.assertEqual(set(piles[0]), set(piles[1]))
        self.assertEqual(len(set(piles[0])), 200)
        self.assertNotEqual(*piles)

    def test_numbers_that_are_printed_stay(self):
        methodologist = self._as("methodologist", self.campaign)
        methodologist.blank_count = 30
        with self.assertRaisesRegex(ValidationError, "only grows"):
            methodologist.blank_count = 10

    def test_a_window_prints_and_hands_out(self):
        self._sign_in()
        page = html.fromstring(self.url_open(f"/grid_quality/sheet/{self.campaign.id}/blanks").content)
        printed = "".join(page.xpath("//main//section//text()"))
        for code in self.codes:
            self.assertIn(code, printed)
        path = f"/grid_quality/sheet/{self.campaign.id}/hand"
        self.assertEqual(self._post(path, account="no such").status_code, 422)
        account = self._point(self.citizens[1]).account_number
        self.assertEqual(self._post(path, account=account).status_code, 303)
        self.assertEqual(self._post(path, account=account).status_code, 422)
        self.assertEqual(self.campaign.invitation_ids.partner_id, self.citizens[1])
        self.assertEqual(self._stratum(self.campaign, self.branch).asked, 1)

    @mute_logger("odoo.http")
    def test_others_do_neither(self):
        for role in ("operator", "specialist", "privacy", "administrator"):
            self._sign_in(role)
            for last in ("blanks", "hand"):
                with self.subTest(role=role, last=last):
                    answer = self.url_open(f"/grid_quality/sheet/{self.campaign.id}/{last}")
                    self.assertIn(answer.status_code, (403, 404))


@tagged("post_install", "-at_install")
class TestSurveyChannels(SurveyCase):
    def test_parts_by_the_channel_of_the_last_appeal(self):
        phone, post = self._channel("phone"), self._channel("post")
        for customer, moment, channel in (
            (self.citizens[0], "2026-02-01 05:00:00", phone),
            (self.citizens[0], "2026-03-01 05:00:00", post),
            (self.citizens[1], "2026-03-01 05:00:00", phone),
            (self.citizens[2], "2025-03-01 05:00:00", phone),
        ):
            self._appeal(partner_id=customer.id, channel_id=channel.id, received_at=moment)
        self.env.flush_all()
        period = {"period_from": "2026-01-01", "period_to": "2026-12-31"}
        campaign = self._running(by_channel=True, sample_size=9, **period)
        parts = {
            (part.branch_id, part.customer_group, part.channel_id): (part.population, part.asked)
            for part in campaign.stratum_ids
        }
        none = phone.browse()
        group = self.firm.customer_group
        self.assertEqual(
            parts,
            {
                (self.branch, "1", post): (1, 1),
                (self.branch, "1", phone): (1, 1),
                (self.branch, "1", none): (4, 4),
                (self.branch, group, none): (1, 1),
                (self.other_branch, "1", none): (2, 2),
            },
        )
        names = campaign.stratum_ids.mapped("display_name")
        self.assertEqual(len(set(names)), 5)
        self.assertTrue([name for name in names if name.endswith("did not appeal")])
        asked = {one.partner_id: one.stratum_id.channel_id for one in campaign.invitation_ids}
        self.assertEqual((asked[self.citizens[0]], asked[self.citizens[1]]), (post, phone))
        narrowed = self._running(
            survey_id=self.questionnaire.copy().id, by_channel=True, channel_ids=phone.ids, **period
        )
        self.assertEqual(narrowed.stratum_ids.channel_id, phone)
        self.assertEqual(sum(narrowed.stratum_ids.mapped("population")), 2)
