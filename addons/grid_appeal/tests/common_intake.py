"""Letters for the tests of the intake: the fifteen of data/letters and short ones made on the spot."""

from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

from odoo.tests import tagged

from .common import AppealCase

FOLDER = Path(__file__).parents[3] / "data" / "letters"
LETTERS = {path.stem[:2]: path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))}
ADDRESS = "priem@kuzbass-seti.example"
APPEAL = "helpdesk.ticket"


def letter(text="Нет света.", sender="Пётр Иванов <ivanov@example.com>", subject="Вопрос", to=ADDRESS, **headers):
    """The bytes of a short letter; headers as keywords, `In_Reply_To="<…>"`."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    if subject:
        message["Subject"] = subject
    headers.setdefault("Message_ID", make_msgid(domain="example.com"))
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


@tagged("post_install", "-at_install")
class IntakeCase(AppealCase):
    """Letters to the address of branch TSA; other transactions are savepoints of the test's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.email = ADDRESS

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()

    def _deliver(self, raw, model=APPEAL):
        """Bring a letter as a mail server does; return its row of the journal."""
        self.env.flush_all()
        before = self._rows()
        self.env["mail.thread"].message_process(model, raw)
        self.env.invalidate_all()
        return self._rows() - before

    def _rows(self):
        return self.env["grid.intake"].search([])
