from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import PASSWORD

from ..models.grid_survey_call import TRIES
from .common_asking import AskingCase


@tagged("post_install", "-at_install")
class TestSurveyCall(HttpCase, AskingCase):
    """A survey by phone: one customer after another, two presses each, nobody called by two or for ever."""

    def setUp(self):
        super().setUp()
        self.campaign = self._running(asks_by="call", branch_ids=self.branch.ids)
        self.path = f"/grid_quality/call/{self.campaign.id}"
        self.good = {f"q{self.mark.id}": "4"}
        self._sign_in("operator")

    def _sign_in(self, role):
        self.users[role].password = PASSWORD
        self.authenticate(self.users[role].login, PASSWORD)

    def _send(self, path, **typed):
        self.env.flush_all()
        answer = self.url_open(path, data={"csrf_token": Request.csrf_token(self), **typed}, allow_redirects=False)
        self.env.invalidate_all()
        return answer

    def _next(self):
        """Press for the next customer; return the address of her page."""
        answer = self._send(self.path)
        self.assertEqual(answer.status_code, 303)
        return urlsplit(answer.headers["Location"]).path

    def _of(self, path):
        return self.env["grid.survey.invitation"].browse(int(path.rpartition("/")[2]))

    def _state(self, path):
        return self._of(path).state

    def test_answers_are_entered_while_the_customer_speaks_and_the_next_one_comes(self):
        first = self._next()
        page = self.url_open(first).text
        customer = self._of(first).partner_id
        self.assertIn(customer.name, page)
        self.assertIn(f"tel:{customer.phone_sanitized}", page)
        answer = self._send(first, **self.good)
        self.assertEqual(answer.status_code, 303)
        self.assertNotIn(first, answer.headers["Location"])
        sheet = self.campaign.sheet_ids
        self.assertEqual((sheet.way, sheet.user_input_line_ids.value_scale), ("phone", 4))
        self.assertFalse(sheet.partner_id, "the survey is anonymous")
        self.assertEqual(self._state(first), "sent")

    def test_who_does_not_want_to_answer_looks_like_who_has_answered(self):
        answered = self._next()
        self._send(answered, **self.good)
        declined = self._next()
        self._send(declined, outcome="declined")
        told = ("state", "sent_on", "taken_by_id", "taken_until", "tries", "next_try_at", "write_uid", "write_date")
        one, other = (self._of(path).read(told, load=None)[0] for path in (answered, declined))
        self.assertEqual({**one, "id": 0}, {**other, "id": 0})
        self.assertEqual(len(self.campaign.sheet_ids), 1)

    def test_a_call_in_vain_is_made_again_later_and_not_for_ever(self):
        path = self._next()
        for turn in range(TRIES):
            invitation = self._of(path)
            self._send(path, outcome="not_reached")
            self.assertEqual(invitation.tries, turn + 1)
            if turn < TRIES - 1:
                self.assertNotEqual(self._next(), path, "not at once")
                self.env["grid.survey.invitation"].search([("taken_by_id", "!=", False)]).taken_by_id = False
                invitation.next_try_at = fields.Datetime.now() - timedelta(minutes=1)
                self.assertEqual(self._next(), path)
        self.assertEqual(invitation.state, "unreached")
        self.assertEqual(self.campaign.unreached_count, 1)

    def test_who_wants_no_surveys_is_asked_no_more(self):
        path = self._next()
        customer = self._of(path).partner_id
        self._send(path, outcome="no_more")
        self.assertFalse(customer.with_company(self.company)._has_consent("survey"))
        self.assertEqual((self._state(path), len(self.campaign.sheet_ids)), ("sent", 0))

    def test_a_consent_withdrawn_in_between_is_respected(self):
        first = self.campaign.invitation_ids.sorted("id")[0]
        self.env["grid.consent"].search([("partner_id", "=", first.partner_id.id)])._withdraw("email")
        self.assertNotEqual(self._of(self._next()), first)
        self.assertEqual(first.state, "left_out")

    def test_two_presses_of_one_operator_keep_the_customer(self):
        self.assertEqual(self._next(), self._next())

    def test_another_operator_gets_another_customer(self):
        mine = self._next()
        self._sign_in("manager")
        theirs = self._next()
        self.assertNotEqual(mine, theirs)
        self.assertIn("said=gone", self._send(mine, **self.good).headers["Location"])
        self.assertFalse(self.campaign.sheet_ids)

    def test_a_result_sent_twice_is_kept_once(self):
        path = self._next()
        for _twice in range(2):
            self._send(path, **self.good)
        self.assertEqual(len(self.campaign.sheet_ids), 1)

    def test_nobody_is_called_at_night(self):
        self._night()
        self.assertIn("said=nobody", self._send(self.path).headers["Location"])

    def test_nothing_typed_is_lost_when_an_answer_is_missing(self):
        path = self._next()
        answer = self._send(path, **{f"q{self.words.id}": "Быстрее"})
        self.assertEqual(answer.status_code, 422)
        page = html.fromstring(answer.content)
        self.assertEqual(page.xpath(f"//textarea[@name='q{self.words.id}']")[0].text.strip(), "Быстрее")

    def test_one_question_with_marks_is_one_press(self):
        (self.choice + self.words).unlink()
        page = html.fromstring(self.url_open(self._next()).content)
        self.assertEqual(page.xpath(f"//button[@name='q{self.mark.id}']/@value"), list("12345"))

    def test_a_low_mark_makes_a_task(self):
        self._send(self._next(), **{f"q{self.mark.id}": "1"})
        low = self.env["grid.low.mark"].search([("campaign_id", "=", self.campaign.id)])
        self.assertEqual((len(low), low.value, bool(low.user_id)), (1, 1, True))

    @mute_logger("odoo.http")
    def test_calls_are_made_by_who_may(self):
        path = self._next()
        self.users["portal"] = self.portal_user
        for role in ("portal", "administrator", "specialist", "privacy", "methodologist"):
            with self.subTest(role):
                self._sign_in(role)
                for address in (self.path, path):
                    self.assertIn(self.url_open(address, allow_redirects=False).status_code, (403, 404))
                    self.assertIn(self._send(address, **self.good).status_code, (403, 404))
        self.assertFalse(self.campaign.sheet_ids)

    def test_an_operator_calls_customers_of_the_own_branches(self):
        both = self._running(asks_by="call", survey_id=self.questionnaire.copy().id)
        own = both.invitation_ids.filtered(lambda one: one.branch_id == self.branch)
        both = both.with_user(self.users["operator"])
        self.assertEqual(both.to_call_count, len(own))
        taken = both.env["grid.survey.invitation"]
        for _customer in own:
            invitation = taken._take_next(both)
            self.assertIn(invitation, own)
            invitation._asked_by_phone({})
        self.assertFalse(taken._take_next(both))

    def test_an_operator_sees_no_other_survey(self):
        other = self._running(survey_id=self.questionnaire.copy().id)
        seen = self.env["grid.survey.campaign"].with_user(self.users["operator"]).search([])
        self.assertIn(self.campaign, seen)
        self.assertNotIn(other, seen)
        self.campaign.action_close()
        self.assertFalse(seen.search([("id", "=", self.campaign.id)]))
