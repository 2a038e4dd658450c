from urllib.parse import urlsplit

from lxml import html

from odoo.tests import tagged

from .common_connection import CARD, ConnectionForm
from .common_requests import RequestCase

STATUS = "/status"
#: Each purpose of a code, and the page that its letter leads to.
CODE_PAGES = {"status": STATUS, "account": "/account/new", "appeal": "/appeal"}
MARKS = {"session_mark": "links", "address_mark": "links"}


@tagged("post_install", "-at_install")
class TestMailLinks(ConnectionForm, RequestCase):
    """Every letter leads to the right page of its reader: no backend, no missing page, nobody else's."""

    def _receipt(self):
        return self._appeal()

    def _asked(self):
        appeal = self._appeal(name="Просим документы")
        staff = appeal.with_user(self.specialist)
        staff.action_take()
        action = staff.action_request_info()
        signer = {"signer_name": "А. Б. Тестов", "signer_position": "Директор", "executor_phone": "+73842364570"}
        notices = self.env["grid.appeal.notice"].with_user(self.specialist).with_context(**action["context"])
        notices.create({"reason": "Пришлите договор.", "delivery": "email", **signer}).action_send()
        return appeal

    def _told(self):
        return self._submitted(self.owner).ticket_id

    def _connected(self):
        self.authenticate("portal_owner", "portal_owner")
        self.owner.partner_id.write(CARD)
        self._begin()
        self._send()
        self.case._move("submit")
        return self.case.ticket_id

    #: What was written, and the pages it leads to: (who made the letter, page of its owner, other pages).
    LETTERS = {
        "receipt of an appeal": ("_receipt", "/my/appeals/{id}", set()),
        "request for information": ("_asked", "/my/appeals/{id}", set()),
        "answer to an appeal": ("_answer_by_mail", "/my/appeals/{id}", {"/marks/"}),
        "news of a request": ("_told", "/my/requests/{request}", set()),
        "news of a connection": ("_connected", "/my/requests/{request}", set()),
    }

    def _answer_by_mail(self):
        return self._answered(delivery="email")

    def _links(self, ticket):
        """The addresses in all letters to the customer of an appeal, outside its attachments."""
        mails = self.env["mail.mail"].search([("model", "=", ticket._name), ("res_id", "=", ticket.id)])
        self.assertTrue(mails)
        return {link for mail in mails for link in html.fromstring(mail.body_html).xpath("//a/@href")}

    def _end(self, link):
        """(status, path) of where a link ends."""
        parts = urlsplit(link)
        response = self.url_open(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return response.status_code, urlsplit(response.url).path, response.text

    def test_every_link_leads_its_reader_to_the_matter_and_nobody_else(self):
        for name, (make, own_page, others) in self.LETTERS.items():
            ticket = getattr(self, make)()
            own = own_page.format(id=ticket.id, request=ticket.service_request_ids.id)
            links = {link for link in self._links(ticket) if not link.startswith(("mailto:", "tel:"))}
            self.assertTrue(links, name)
            for link in links:
                with self.subTest(name, link=link):
                    site = urlsplit(ticket.company_id.get_base_url())
                    self.assertEqual(urlsplit(link)[:2], site[:2], "the company's own site")
                    self.assertFalse(urlsplit(link).path.startswith(("/web", "/odoo", "/mail")))
                    if any(urlsplit(link).path.startswith(other) for other in others):
                        self.authenticate(None, None)
                        self.assertEqual(self._end(link)[0], 200)
                        continue
                    self.authenticate("portal_owner", "portal_owner")
                    self.assertEqual(self._end(link)[:2], (200, own))
                    for login in (None, "portal_stranger"):
                        self.authenticate(login, login)
                        status, path, text = self._end(link)
                        self.assertIn(status, (200, 404))
                        self.assertNotEqual(path, own)
                        self.assertNotIn(ticket.name, text)

    def test_the_letter_of_a_code_leads_to_the_page_that_asks_for_it_and_holds_no_secret(self):
        codes = self.env["grid.portal.code"].sudo()
        for purpose, page in CODE_PAGES.items():
            code = codes._send(purpose, f"{purpose}@example.com", MARKS)
            links = {link for link in self._links(code) if not link.startswith(("mailto:", "tel:"))}
            with self.subTest(purpose):
                self.assertEqual(links, {f"{self.env.company.get_base_url()}{page}"})
                self.authenticate(None, None)
                self.assertEqual(self._end(links.pop())[:2], (200, page))
