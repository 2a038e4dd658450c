from odoo.tests import tagged

from ..models import grid_survey_invitation
from .common_survey import SurveyCase


@tagged("post_install", "-at_install")
class TestSurveyInvitation(SurveyCase):
    """Invitations go out in batches, to nobody twice, and to nobody who has said no."""

    def _letters(self):
        return self.env["mail.mail"].search([("email_to", "in", self.everybody.mapped("email_normalized"))])

    def test_each_gets_one_letter_with_a_key_of_its_own(self):
        campaign = self._running()
        self._send_all()
        self._send_all()
        letters = self._letters()
        self.assertEqual(sorted(letters.mapped("email_to")), sorted(self.everybody.mapped("email_normalized")))
        for invitation in campaign.invitation_ids:
            letter = letters.filtered(lambda one, who=invitation.partner_id: one.email_to == who.email_normalized)
            self.assertIn(f"/survey-of-service/{invitation._key()}", letter.body_html)
        self.assertEqual(set(campaign.invitation_ids.mapped("state")), {"sent"})
        self.assertTrue(all(letters.mapped("auto_delete")))

    def test_batches_resume_where_they_stopped(self):
        campaign = self._running()
        self.patch(grid_survey_invitation, "BATCH", 4)
        handled = [self.env["grid.survey.invitation"]._send_batch() for _round in range(4)]
        self.assertEqual(handled, [4, 4, 1, 0])
        self.assertEqual((len(self._letters()), campaign.sent_count), (9, 9))

    def test_a_consent_withdrawn_in_between_is_respected(self):
        campaign = self._running()
        self.env["grid.consent"].search([("partner_id", "=", self.firm.id)])._withdraw("email")
        self._send_all()
        left_out = campaign.invitation_ids.filtered(lambda one: one.state == "left_out")
        self.assertEqual(left_out.partner_id, self.firm)
        self.assertEqual(len(self._letters()), 8)

    def test_who_is_left_out_is_not_counted_as_asked(self):
        """Of six citizens two are left out: the others are few, and their answers do not show where they live."""
        campaign = self._running()
        part = self._stratum(campaign, self.branch)
        self.assertEqual((part.asked, part.is_few), (6, False))
        self.env["grid.consent"].search([("partner_id", "in", self.citizens[:2].ids)])._withdraw("email")
        self._send_all()
        self.assertEqual((part.asked, part.is_few), (4, True))

    def test_a_closed_survey_sends_nothing(self):
        self._running().action_close()
        self._send_all()
        self.assertFalse(self._letters())

    def test_a_batch_costs_no_query_for_each_letter(self):
        """Twice as many letters, the same queries but for the inserts of letters, which the base does one by one."""
        self._running(sample_size=4)
        self.env.flush_all()
        with self.assertQueryCount(60):
            self.env["grid.survey.invitation"]._send_batch()
            self.env.flush_all()

    def test_no_other_key_is_known(self):
        invitation = self._running().invitation_ids[0]
        number, signature = invitation._key().split(".")
        of_key = self.env["grid.survey.invitation"]._of_key
        self.assertEqual(of_key(invitation._key()), invitation)
        for key in ("", number, f"{number}.", f"{int(number) + 1}.{signature}", "x.y", "9" * 5000, f"{number}.я"):
            with self.subTest(key[:40]):
                self.assertFalse(of_key(key))
