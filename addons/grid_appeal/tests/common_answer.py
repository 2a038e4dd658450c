import io
import re

from pypdf import PdfReader

from .common import AppealCase


class AnswerCase(AppealCase):
    """The appeal cast, a branch that can sign letters and a specialist with a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"name": "АО «Тестовые сети»", "email": "office@seti.example"})
        cls.company.partner_id.write({"inn": "4205000009", "ogrn": "1024200000000"})
        cls.branch.write(
            {
                "address": "650000, г. Кемерово, пр. Советский, 1",
                "phone": "+73842364567",
                "email": "kem@seti.example",
                "head_name": "А. В. Кузнецов",
                "head_position": "Директор филиала",
            }
        )
        cls.citizen.write({"street": "ул. Ленина, д. 5, кв. 12", "city": "г. Кемерово", "zip": "650000"})
        cls.factory.write({"street": "ул. Заводская, д. 1", "city": "г. Кемерово", "zip": "650001"})
        cls.specialist = cls.users["specialist"]
        cls.specialist.write({"name": "Петров Сергей Ильич"})
        cls.specialist.partner_id.phone = "+73842364570"

    @classmethod
    def _registered(cls, **values):
        """A registered appeal whose answer needs no approval, unless the kind says otherwise."""
        values.setdefault("kind", "consultation")
        ticket = cls._appeal(**values)
        ticket.action_register()
        return ticket

    @classmethod
    def _drafted(cls, text="<p>Провод заменён, напряжение в норме.</p>", user=None, **values):
        """A draft answer of the specialist to a registered appeal."""
        ticket = cls._registered(**values).with_user(user or cls.specialist)
        ticket.action_answer()
        ticket.answer_body = str(ticket.answer_body) + text
        return ticket.answer_id

    @classmethod
    def _pdf_text(cls, pdf):
        return cls._plain("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))

    @staticmethod
    def _plain(text):
        """One space for every gap, so that a line break in the letter breaks no test."""
        return re.sub(r"\s+", " ", text)

    def _mails(self, ticket):
        return self.env["mail.mail"].search([("model", "=", "helpdesk.ticket"), ("res_id", "=", ticket.id)])
