from datetime import date

from lxml import html

from odoo.tests import tagged

from .common import GOOD, PortalCase

BAR = "//aside[contains(@class, 'grid_acting')]"


@tagged("post_install", "-at_install")
class TestActing(PortalCase):
    """Acting for a company: by a valid paper only, and never unnoticed for the wrong one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = cls._customer("agent", "Доверенная Вера Павловна")
        cls.former = cls._customer("former", "Бывшая Нина Олеговна")
        cls.factory.inn = "7717127211"
        cls.paper = cls._paper(cls.agent, valid_until=date(2099, 12, 31))
        cls.old_paper = cls._paper(cls.former, valid_until=date(2026, 1, 31), document_number="77/2")
        cls.appeal = cls._answered(partner_id=cls.factory.id)

    @classmethod
    def _paper(cls, user, **values):
        return cls.env["grid.representation"].create(
            {
                "principal_id": cls.factory.id,
                "representative_id": user.partner_id.id,
                "document_number": "77/1",
                "document_date": date(2025, 1, 1),
                **values,
            }
        )

    def _sign_in(self, login):
        self.authenticate(f"portal_{login}", f"portal_{login}")

    def _act_for(self, partner):
        page = self._page("/my/acting")
        token = page.xpath("//main//input[@name='csrf_token']/@value")[0]
        data = {"csrf_token": token, "partner_id": partner.id}
        return self.url_open("/my/acting", data=data, allow_redirects=False)

    def _words(self, path, part="//body"):
        return " ".join(self._page(path).xpath(part)[0].text_content().split())

    def _open(self, login):
        self._sign_in(login)
        letter = f"/my/appeals/{self.appeal.id}/letter/{self.appeal.answer_id.id}"
        return [self.url_open(path).status_code for path in (f"/my/appeals/{self.appeal.id}", letter)]

    def test_only_who_has_a_valid_paper_opens_what_is_of_the_company(self):
        for login, status in (("agent", 200), ("colleague", 404), ("former", 404), ("stranger", 404)):
            with self.subTest(login):
                self.assertEqual(self._open(login), [status, status])

    def test_only_who_has_a_valid_paper_may_choose_the_company(self):
        for login, status in (("agent", 303), ("colleague", 422), ("former", 422), ("stranger", 422)):
            with self.subTest(login):
                self._sign_in(login)
                self.assertEqual(self._act_for(self.factory).status_code, status)
        self.assertNotIn(self.factory.name, self._words("/my/acting", "//main"), "a stranger is told of nobody")

    def test_lists_show_the_one_for_whom_one_acts(self):
        own = self._appeal(self.agent, name="Моё дело")
        self._sign_in("agent")
        self.assertEqual(self._titles(), [own.name])
        self._act_for(self.factory)
        self.assertEqual(self._titles(), [self.appeal.name])
        start = self._words("/my", "//main")
        self.assertIn(self.factory.name, start)
        self.assertNotIn(own.name, start)
        self._act_for(self.agent.partner_id)
        self.assertEqual(self._titles(), [own.name])

    def _titles(self):
        return self._page("/my/appeals").xpath("//main//*[contains(@class, 'list-group-item')]//strong/text()")

    def test_every_page_says_for_whom_one_acts_where_there_is_a_choice(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        for path in ("/my", "/appeal", "/"):
            self.assertEqual(self._page(path).xpath("//aside//summary/strong/text()"), [self.factory.name])
        self._sign_in("stranger")
        self.assertFalse(self._page("/my").xpath(BAR))

    def test_an_appeal_for_the_company_names_its_representative(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        hidden = self._hidden(self._page())
        self._post("what", {**GOOD, **hidden})
        page = self._page(f"/appeal/person?key={hidden['key']}")
        self.assertEqual(page.xpath("//input[@name='organisation']/@value"), [self.factory.name])
        self.assertEqual(page.xpath("//input[@name='name']/@value"), [self.agent.name])
        self.assertEqual(self._send({"acting_for": self.factory.id}).status_code, 303)
        self.assertEqual(self._appeals().partner_id, self.factory)
        self.assertEqual(self._appeals().representative_id, self.agent.partner_id)

    def test_an_appeal_for_oneself_names_no_representative(self):
        self._sign_in("agent")
        self.assertEqual(self._send({"acting_for": self.agent.partner_id.id}).status_code, 303)
        self.assertEqual(self._appeals().partner_id, self.agent.partner_id)
        self.assertFalse(self._appeals().representative_id)

    def test_a_form_opened_for_another_one_is_not_sent(self):
        self._sign_in("agent")
        hidden = self._hidden(self._page())
        self._act_for(self.factory)
        response = self._send({"acting_for": self.agent.partner_id.id}, hidden=hidden)
        self.assertEqual(response.status_code, 422)
        self.assertTrue(html.fromstring(response.content).xpath("//*[@id='errors']"))
        self.assertIn(GOOD["text"], response.text)
        self.assertFalse(self._appeals())

    def test_a_paper_that_ends_blocks_with_a_sentence_until_one_chooses(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        self.paper.revoked_on = date(2026, 1, 31)
        said = self._words("/my", f"{BAR}//*[@role='alert']")
        self.assertIn(self.factory.name, said)
        self.assertIn("31.01.2026", said)
        self.assertEqual(self._titles(), [])
        self.assertEqual(self._send({"acting_for": self.agent.partner_id.id}).status_code, 422)
        self.assertFalse(self._appeals())
        self._act_for(self.agent.partner_id)
        self.assertFalse(self._page("/my").xpath(BAR))
        self.assertEqual(self._send({"acting_for": self.agent.partner_id.id}).status_code, 303)

    def test_an_old_token_shows_the_page_again(self):
        self._sign_in("agent")
        response = self.url_open("/my/acting", data={"csrf_token": "x", "partner_id": self.factory.id})
        self.assertEqual(response.status_code, 422)
        self.assertTrue(html.fromstring(response.content).xpath("//*[@id='errors']"))

    def test_bad_choices_are_refused(self):
        self._sign_in("agent")
        token = self._page("/my/acting").xpath("//main//input[@name='csrf_token']/@value")[0]
        for choice in ("", "0", "-1", "abc", "9" * 40, str(self.stranger.partner_id.id)):
            response = self.url_open("/my/acting", data={"csrf_token": token, "partner_id": choice})
            self.assertEqual(response.status_code, 422, choice)

    def test_papers_are_told_to_their_representative(self):
        self._sign_in("former")
        said = self._words("/my/acting", "//main")
        self.assertIn(self.factory.name, said)
        self.assertRegex(said, r"\(77/2\).*31\.01\.2026")

    def test_an_application_for_the_company_names_its_representative(self):
        service = self.env["grid.service"].search([("is_online", "=", True), ("state", "=", "published")], limit=1)
        self._sign_in("agent")
        self._act_for(self.factory)
        token = self._page("/my/acting").xpath("//main//input[@name='csrf_token']/@value")[0]
        self.url_open("/my/requests/new", data={"csrf_token": token, "code": service.code})
        draft = self.env["grid.service.request"].search([("partner_id", "=", self.factory.id)])
        self.assertEqual(draft.representative_id, self.agent.partner_id)
        for login, status in (("agent", 200), ("colleague", 404), ("former", 404)):
            self._sign_in(login)
            self.assertEqual(self.url_open(f"/my/requests/{draft.id}").status_code, status, login)

    def _services_form(self):
        """The address and the form by which a service is asked for, as the agent opened it."""
        service = self.env["grid.service"].search([("code", "=", "tr_conclude"), ("state", "=", "published")], limit=1)
        form = self._page(f"/services/{service.code}").xpath("//form[@action='/my/requests/new']")[0]
        return dict(form.form_values())

    def _begun(self):
        return self.env["grid.service.request"].search(
            [("partner_id", "in", (self.factory | self.agent.partner_id).ids)]
        )

    def test_a_request_goes_to_the_one_for_whom_the_page_was_opened(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        form = self._services_form()
        self.assertEqual(form["acting_for"], str(self.factory.id))
        self.assertEqual(self.url_open("/my/requests/new", data=form, allow_redirects=False).status_code, 303)
        self.assertEqual(self._begun().partner_id, self.factory)

    def test_a_request_is_not_begun_for_another_one_than_the_page_was_opened_for(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        form = self._services_form()
        self._act_for(self.agent.partner_id)
        response = self.url_open("/my/requests/new", data=form)
        self.assertEqual(response.status_code, 422)
        self.assertTrue(html.fromstring(response.content).xpath("//*[@id='errors']"))
        self.assertFalse(self._begun())

    def test_a_request_is_not_begun_when_the_paper_has_ended(self):
        self._sign_in("agent")
        self._act_for(self.factory)
        form = self._services_form()
        self.paper.revoked_on = date(2026, 1, 31)
        for sent in (form, {name: text for name, text in form.items() if name != "acting_for"}):
            response = self.url_open("/my/requests/new", data=sent)
            self.assertEqual(response.status_code, 422)
            self.assertIn("31.01.2026", html.fromstring(response.content).xpath("//*[@id='errors']")[0].text_content())
        self.assertFalse(self._begun())

    def test_a_request_about_a_meter_names_the_representative(self):
        self.point.partner_id = self.factory
        meter = self.env["grid.meter"].create({"name": "MZ-1", "usage_point_id": self.point.id})
        self._sign_in("agent")
        self._act_for(self.factory)
        token = self._page("/my/acting").xpath("//main//input[@name='csrf_token']/@value")[0]
        path = f"/my/points/{self.point.id}/meters/{meter.id}/requests"
        self.url_open(path, data={"csrf_token": token, "code": "meter_check"})
        self.assertEqual(self._begun().representative_id, self.agent.partner_id)

    def test_a_representative_reads_the_letter_for_the_company(self):
        self._sign_in("agent")
        page = f"/my/appeals/{self.appeal.id}"
        fields = self._page(page).xpath("//form[@data-grid-reading]//input")
        self.url_open(f"{page}/read", data={field.get("name"): field.get("value") for field in fields})
        self.env.invalidate_all()
        self.assertTrue(self.appeal.answer_id.read_at)

    def test_the_state_of_an_appeal_leads_its_representative_to_the_account(self):
        self._sign_in("agent")
        response = self.url_open(f"/status?number={self.appeal.number}", allow_redirects=False)
        self.assertEqual(response.status_code, 303)
