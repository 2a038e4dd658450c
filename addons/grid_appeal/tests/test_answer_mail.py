import io
from email.utils import parseaddr

from pypdf import PdfReader

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_answer import AnswerCase
from .smtp_sink import let_mail_go, smtp_sink


@tagged("post_install", "-at_install")
class TestAnswerMail(AnswerCase):
    """Real SMTP on loopback: Odoo holds mail back in tests, here it may go."""

    def setUp(self):
        super().setUp()
        self.server = let_mail_go(self)

    def _sent_by_mail(self):
        answer = self._drafted(channel_id=self._channel("email").id)
        answer.action_send()
        return answer

    def test_the_answer_leaves_through_smtp(self):
        answer = self._sent_by_mail()
        with smtp_sink() as (sink, port):
            self.server.smtp_port = port
            answer.sudo().mail_id.send()
        self.assertEqual(answer.mail_state, "sent")
        ((recipients, letter),) = sink.letters
        self.assertEqual(recipients, ["testova@example.com"])
        self.assertEqual(letter["Subject"], f"Ответ на обращение № {answer.ticket_id.number}")
        self.assertEqual(parseaddr(letter["From"]), ("АО «Тестовые сети»", "kem@seti.example"))
        self.assertNotIn("Auto-Submitted", letter, "a person wrote it")
        text = self._plain(letter.get_body(("html",)).get_content())
        self.assertIn(f"Ответ на Ваше обращение № {answer.ticket_id.number}", text)
        self.assertIn("Провод заменён, напряжение в норме.", text)
        self.assertIn("Провод заменён", letter.get_body(("plain",)).get_content())
        (pdf,) = letter.iter_attachments()
        self.assertEqual(pdf.get_filename(), f"Ответ {answer.outgoing_number}.pdf")
        self.assertEqual(pdf.get_content(), answer._letter_pdf(), "the very letter that is kept")
        self.assertIn(answer.outgoing_number, PdfReader(io.BytesIO(pdf.get_content())).pages[0].extract_text())

    def test_the_receipt_says_that_a_machine_wrote_it(self):
        ticket = self._registered(channel_id=self._channel("email").id)
        with smtp_sink() as (sink, port):
            self.server.smtp_port = port
            self._mails(ticket).send()
        ((_recipients, letter),) = sink.letters
        self.assertEqual(letter["Auto-Submitted"], "auto-replied")
        self.assertEqual(letter["X-Auto-Response-Suppress"], "All")

    @mute_logger("odoo.addons.mail.models.mail_mail")
    def test_a_dead_mail_server_loses_nothing(self):
        answer = self._sent_by_mail()
        answer.sudo().mail_id.send()  # nobody listens at port 9
        self.assertEqual(answer.mail_state, "exception")
        self.assertTrue(answer.mail_failure)
        self.assertEqual((answer.state, answer.ticket_id.state), ("sent", "answered"))
        answer.action_retry_mail()
        self.assertEqual(answer.mail_state, "outgoing")
        with smtp_sink() as (sink, port):
            self.server.smtp_port = port
            self.env["mail.mail"].process_email_queue(answer.sudo().mail_id.ids)
        self.assertEqual(len(sink.letters), 1)
        self.assertEqual(answer.mail_state, "sent")

    def test_to_the_personal_account_goes_a_letter_too(self):
        self.portal_user.partner_id.email = "portal@example.com"
        answer = self._drafted(partner_id=self.portal_user.partner_id.id, channel_id=self._channel("account").id)
        self.assertEqual(answer.delivery, "portal")
        answer.action_send()
        self.assertEqual(answer.sudo().mail_id.email_to, "portal@example.com")
