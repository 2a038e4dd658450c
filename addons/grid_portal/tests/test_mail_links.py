import re
from datetime import date
from typing import NamedTuple
from unittest.mock import patch
from urllib.parse import urlsplit

from lxml import html

from odoo.tests import tagged

from odoo.addons.grid_portal.models.grid_portal_code import PAGES

from .common_connection import CARD, ConnectionForm
from .common_requests import RequestCase
from .mail_makers import makers, noted_callers

#: The addons below the portal and the portal itself; one above it tries its letters with `griddesk`.
ADDONS = ("legal_deadline", "grid_customer", "grid_appeal", "grid_service", "grid_connection", "grid_portal")
MARKS = {"session_mark": "links", "address_mark": "links"}
SIGNED = {"signer_name": "А. Б. Тестов", "signer_position": "Директор", "executor_phone": "+73842364570"}
SUPPLIER = "gp@sbyt.example"
DUTY = "duty@example.com"


class Letter(NamedTuple):
    """What was written: who has it written, where it leads its reader, and the pages that are open to everybody."""

    make: str
    page: str = ""
    reader: str = "portal_owner"
    others: tuple[str, ...] = ()


#: To one who is not the applicant a letter shows no page of the applicant's: it would open nothing.
LETTERS = {
    "receipt of an appeal": Letter("_receipt", "/my/appeals/{ticket}"),
    "request for information": Letter("_asked", "/my/appeals/{ticket}"),
    "answer to an appeal": Letter("_answer_by_mail", "/my/appeals/{ticket}", others=("/marks/",)),
    "answer to another applicant": Letter("_copied"),
    "answer to another applicant, once more": Letter("_copied_again"),
    "appeal that is forwarded": Letter("_forwarded"),
    "danger": Letter("_alarmed", "/odoo/helpdesk.ticket/{ticket}", "portal_specialist"),
    "news of a request": Letter("_told", "/my/requests/{request}"),
    "news of a connection": Letter("_connected", "/my/requests/{request}"),
    "reminder of a request": Letter("_reminded", "/my/requests/{request}"),
    "papers of a request, once more": Letter("_dispatched_again", "/my/requests/{request}"),
    "for whom one acts": Letter("_represented", "/my/acting"),
}
#: Each purpose of a code, and the page that its letter leads to.
CODE_PAGES = {
    "status": "/status",
    "account": "/account/new",
    "appeal": "/appeal",
    "consent": "/status",
    "enquiry": "/connect",
}


@tagged("post_install", "-at_install")
class TestMailLinks(ConnectionForm, RequestCase):
    """Every letter leads to the right page of its reader: no backend, no missing page, nobody else's."""

    # ------------------------------------------------------------------
    # What is written: each returns the letters and the appeal
    # ------------------------------------------------------------------
    def _mails(self, record, email=""):
        mails = self.env["mail.mail"].search([("model", "=", record._name), ("res_id", "=", record.id)])
        return mails.filtered(lambda mail: not email or mail.email_to == email)

    def _receipt(self):
        appeal = self._appeal()
        return self._mails(appeal), appeal

    def _notice(self, appeal, act, **values):
        staff = appeal.with_user(self.specialist)
        action = getattr(staff, f"action_{act}")()
        notices = self.env["grid.appeal.notice"].with_user(self.specialist).with_context(**action["context"])
        notices.create({"delivery": "email", **SIGNED, **values}).action_send()

    def _asked(self):
        appeal = self._appeal(name="Просим документы")
        appeal.with_user(self.specialist).action_take()
        self._notice(appeal, "request_info", reason="Пришлите договор.")
        return self._mails(appeal), appeal

    def _answer_by_mail(self):
        appeal = self._answered(delivery="email")
        return self._mails(appeal), appeal

    def _copied(self):
        neighbour = {"name": "Заявителев Олег", "email": "oleg@example.com"}
        appeal = self._answered(delivery="email", coapplicant_ids=[(0, 0, neighbour)])
        return self._mails(appeal, neighbour["email"]), appeal

    def _copied_again(self):
        _mails, appeal = self._copied()
        return appeal.answer_id.copy_ids._mail_again("again@example.com"), appeal

    def _forwarded(self):
        supplier = self.env["res.partner"].create({"name": "ПАО «Энергосбыт»", "is_company": True, "email": SUPPLIER})
        appeal = self._appeal()
        self._notice(appeal, "redirect", reason="Договор снабжения.", receiver_id=supplier.id)
        return self._mails(appeal, SUPPLIER), appeal

    def _alarmed(self):
        self.branch.dispatcher_email = DUTY
        appeal = self._appeal(name="Провод на земле", danger=True)
        return self._mails(appeal, DUTY), appeal

    def _told(self):
        appeal = self._submitted(self.owner).ticket_id
        return self._mails(appeal), appeal

    def _connected(self):
        self.authenticate("portal_owner", "portal_owner")
        self.owner.partner_id.write(CARD)
        self._begin()
        self._send()
        self.case._move("submit")
        return self._mails(self.case.ticket_id), self.case.ticket_id

    def _reminded(self):
        case = self._submitted(self.owner)
        before = self._mails(case.ticket_id)
        case._remind()
        return self._mails(case.ticket_id) - before, case.ticket_id

    def _dispatched_again(self):
        case = self._submitted(self.owner)
        dispatch = self.env["grid.service.dispatch"].create(
            {"request_id": case.id, "move_id": case.move_ids[-1:].id, "delivery": "email", "date": date(2026, 11, 2)}
        )
        return dispatch._mail_again(), case.ticket_id

    def _represented(self):
        asked = self.env["grid.representation.request"].create(
            {
                "partner_id": self.owner.partner_id.id,
                "kind": "legal",
                "principal_name": "ООО «Портальный завод»",
                "principal_number": "1",
                "result": "Пришлите решение.",
            }
        )
        asked.action_refuse()
        return self._mails(asked), self._appeal()

    # ------------------------------------------------------------------
    # Where it leads
    # ------------------------------------------------------------------
    def _links(self, mails):
        """The addresses in letters, outside their attachments."""
        self.assertTrue(mails)
        found = {link for mail in mails for link in html.fromstring(mail.body_html).xpath("//a/@href")}
        return {link for link in found if not link.startswith(("mailto:", "tel:"))}

    def _end(self, link, login):
        """(status, path, text) of where a link ends for a person."""
        self.authenticate(login, login)
        parts = urlsplit(link)
        response = self.url_open(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return response.status_code, urlsplit(response.url).path, response.text

    def test_every_letter_leads_its_reader_to_the_matter_and_nobody_else(self):
        for name, letter in LETTERS.items():
            mails, ticket = getattr(self, letter.make)()
            links = self._links(mails)
            with self.subTest(name):
                self.assertEqual(bool(links), bool(letter.page))
            for link in links:
                with self.subTest(name, link=link):
                    self._assert_leads(link, letter, ticket)

    def _assert_leads(self, link, letter, ticket):
        site = urlsplit(ticket.company_id.get_base_url())
        self.assertEqual(urlsplit(link)[:2], site[:2], "the company's own site")
        if any(urlsplit(link).path.startswith(other) for other in letter.others):
            self.assertEqual(self._end(link, None)[0], 200)
            return
        own = letter.page.format(ticket=ticket.id, request=ticket.service_request_ids.id)
        self.assertEqual(self._end(link, letter.reader)[:2], (200, own))
        for login in (None, "portal_stranger"):
            status, path, text = self._end(link, login)
            self.assertIn(status, (200, 404))
            self.assertNotIn(ticket.name, text)
            if "{" in letter.page:
                self.assertNotEqual(path, own)

    def test_a_code_leads_to_the_page_where_one_begins_again_and_holds_no_secret(self):
        codes, said = self.env["grid.portal.code"].sudo(), []
        for purpose, page in CODE_PAGES.items():
            address = f"{self.env.company.get_base_url()}{page}"
            with self.subTest(purpose):
                code = codes._send(purpose, f"{purpose}@example.com", MARKS)
                self.assertEqual(self._links(self._mails(code)), {address})
                self.assertEqual(self._end(address, None)[:2], (200, page))
            with (
                self.subTest(purpose, by="SMS"),
                patch.object(type(codes), "_texting", lambda self: lambda *text: said.append(text)),
            ):
                codes._send(purpose, f"8 905 000 11 0{len(said)}", MARKS)
                self.assertEqual(re.findall(r"http\S+", said[-1][1]), [address])

    def test_every_purpose_of_a_code_is_tried(self):
        self.assertEqual(set(CODE_PAGES), set(PAGES))

    def test_every_function_that_writes_a_letter_is_tried(self):
        tried = noted_callers(self)
        for letter in LETTERS.values():
            getattr(self, letter.make)()
        self.env["grid.portal.code"].sudo()._send("status", "status@example.com", MARKS)
        written = frozenset().union(*map(makers, ADDONS))
        self.assertEqual(sorted(written - tried), [], "write a row in LETTERS")
