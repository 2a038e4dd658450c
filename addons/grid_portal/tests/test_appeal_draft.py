from unittest.mock import patch

from lxml import html

from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.grid_portal_submission import UNSENT_DAYS
from .common import GOOD, PNG, PortalCase

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@tagged("post_install", "-at_install")
class TestAppealDraft(PortalCase):
    """An appeal told page by page: what is kept between them, and for whom."""

    def setUp(self):
        super().setUp()
        self.hidden = self._hidden(self._page())
        self.key = self.hidden["key"]

    def _at(self, page):
        return self._page(f"/appeal/{page}?key={self.key}")

    def _value(self, page, field):
        return self._at(page).xpath(f"//main//input[@name='{field}']/@value")[0]

    def _keep(self, page, **values):
        return self._post(page, {**GOOD, **self.hidden, **values})

    def test_each_page_leads_to_the_next_and_says_how_many_there_are(self):
        for number, (page, following) in enumerate(
            (("what", "about"), ("about", "place"), ("place", "person"), ("person", "check")), start=1
        ):
            with self.subTest(page):
                self.assertEqual(self._keep(page).headers["Location"], f"/appeal/{following}?key={self.key}")
                shown = self._at(page)
                self.assertEqual(shown.xpath("//p[@class='grid_step mb-1']")[0].text_content(), f"Шаг {number} из 5")
                self.assertEqual(len(shown.xpath("//h1")), 1)
        summary = self._at("check").xpath("//dl")[0].text_content()
        for value in (GOOD["text"], GOOD["address"], GOOD["name"], GOOD["email"], GOOD["phone"]):
            self.assertIn(value, summary)
        self.assertFalse(self._appeals(), "nothing is sent before the last button")

    def test_back_keeps_what_is_not_right_yet(self):
        self._keep("what")
        response = self._keep("about", theme="", kind="", go="back")
        self.assertEqual(response.headers["Location"], f"/appeal/what?key={self.key}")
        response = self._keep("place", address="ул. Неточная", account_number="<>", go="back")
        self.assertEqual(response.headers["Location"], f"/appeal/about?key={self.key}")
        self.assertEqual(self._value("place", "account_number"), "<>")
        self.assertIn(GOOD["text"], self._at("what").xpath("//textarea")[0].text)

    def test_an_answer_is_changed_from_the_last_page_and_leads_back_to_it(self):
        self._send(hidden=self.hidden, changes={"name": "1"})
        self.assertEqual(self._keep("person", to="check").headers["Location"], f"/appeal/check?key={self.key}")
        links = self._at("check").xpath("//dl//a/@href")
        self.assertIn(f"/appeal/place?key={self.key}&to=check", links)
        page = self._page(f"/appeal/place?key={self.key}&to=check")
        self.assertEqual(page.xpath("//main//input[@name='to']/@value"), ["check"])

    def test_what_was_passed_over_is_asked_before_it_is_sent(self):
        self._keep("what")
        self._keep("person")
        response = self._post("check", self.hidden)
        self.assertEqual(response.status_code, 422)
        page = html.fromstring(response.content)
        self.assertEqual(page.xpath("//form[@class='grid_appeal']/@action"), ["/appeal/about"])
        self.assertIn("Выберите, о чём", self._said(response, "theme"))
        self.assertFalse(self._appeals())

    def test_who_has_no_light_names_the_place_first(self):
        page = self._page("/appeal?way=outage")
        self.assertEqual(page.xpath("//form[@class='grid_appeal']/@action"), ["/appeal/place"])
        response = self._send(way="outage", changes={"theme": "other", "kind": "proposal"})
        self.assertEqual(response.status_code, 303)
        self.assertEqual((self._appeals().theme, self._appeals().kind), ("transmission", "outage_message"))
        self.assertIn(GOOD["address"], self._appeals().description)

    def test_a_known_outage_is_told_before_anything_more_is_asked(self):
        forms, words = self.env.registry["grid.portal.submission"], "Ремонт линии, свет будет к 18:00"
        places = []

        def known(form):
            places.append(form._form().address)
            return words

        self._keep("place", way="outage")
        with patch.object(forms, "_known_outage", known):
            self.assertIn(words, self._at("what").text_content())
            self.assertNotIn(words, self._at("person").text_content())
        self.assertEqual(places, [GOOD["address"]])
        self.assertNotIn("grid_now", html.tostring(self._at("what"), encoding="unicode"))

    def test_danger_to_people_is_answered_first(self):
        self._keep("what", text="У школы оборван провод, рядом дети")
        self.assertIn("112", self._at("about").xpath("//p[contains(@class, 'alert-danger')]")[0].text_content())
        self._keep("what")
        self.assertFalse(self._at("about").xpath("//p[contains(@class, 'alert-danger')]"))

    def test_the_words_suggest_a_choice_that_may_be_changed(self):
        self._keep("what", text="Жалоба: счётчик не работает, экран погас")
        page = self._at("about")
        self.assertEqual(page.xpath("//input[@checked]/@value"), ["metering"])
        self.assertEqual(page.xpath("//option[@selected]/@value"), ["complaint"])
        self.assertIn("По вашим словам", page.text_content())
        self._keep("about", theme="service", kind="proposal")
        page = self._at("about")
        self.assertEqual(page.xpath("//input[@checked]/@value"), ["service"])
        self.assertNotIn("По вашим словам", page.text_content())

    def test_words_that_say_nothing_suggest_nothing(self):
        self._keep("what", text="Добрый день, здравствуйте!")
        self.assertFalse(self._at("about").xpath("//input[@checked] | //option[@selected]"))

    def test_a_closed_page_is_found_again_in_the_same_browser(self):
        self._keep("what")
        page = self._page()
        self.assertEqual(self._hidden(page)["key"], self.key)
        self.assertIn(GOOD["text"], page.xpath("//textarea")[0].text)
        self.assertNotEqual(self._hidden(self._page("/appeal?way=outage"))["key"], self.key)
        self.authenticate(None, None)
        self.assertNotEqual(self._hidden(self._page())["key"], self.key, "another browser begins anew")

    @mute_logger("odoo.models.unlink", "odoo.http")
    def test_another_person_at_the_same_browser_erases_it(self):
        self._post("what", {**GOOD, **self.hidden}, [("паспорт.png", PNG)])
        draft = self._draft(self.key)
        files = draft._files()
        self.assertTrue(files)
        token = {"csrf_token": self.hidden["csrf_token"]}
        self.assertEqual(self._post("forget", {**token, "csrf_token": "0o1"}).status_code, 400)
        self.assertEqual(self._post("forget", token).status_code, 303)
        self.assertFalse(draft.exists() or files.exists())
        self.assertFalse(self._page().xpath("//textarea")[0].text)

    def test_a_draft_is_forgotten_when_the_appeal_is_made(self):
        self.assertEqual(self._send(hidden=self.hidden).status_code, 303)
        draft = self._draft(self.key)
        self.assertTrue(draft.ticket_id)
        self.assertFalse(draft.typed, "what was typed is in the appeal alone")
        self.assertNotEqual(self._hidden(self._page())["key"], self.key)
        for page in ("what", "check"):
            answer = self.url_open(f"/appeal/{page}?key={self.key}", allow_redirects=False)
            self.assertEqual(answer.headers["Location"], f"/appeal/receipt/{self.key}")

    def test_a_draft_is_kept_two_days(self):
        self._keep("what")
        draft = self._draft(self.key)
        days = "UPDATE grid_portal_submission SET write_date = write_date - make_interval(days => %s) WHERE id = %s"
        self.env.cr.execute(days, [UNSENT_DAYS + 1, draft.id])
        draft.invalidate_recordset()
        page = self._at("about")
        self.assertIn("хранится два дня", page.text_content())
        self.assertFalse(page.xpath("//textarea")[0].text)
        self.assertEqual(self._keep("what").status_code, 303, "a page that stayed open is still taken")
        self.assertGreater(draft.write_date, Datetime.subtract(Datetime.now(), days=1))

    def test_a_draft_opens_by_its_key_alone(self):
        self._keep("person")
        nonce, _dot, signature = self.key.partition(".")
        for guess in (
            "",
            "1",
            nonce,
            f"{nonce}.",
            f"{nonce}.{signature[:-1]}x",
            self._hidden(self._page("/appeal?way=outage"))["key"],
        ):
            page = self._page(f"/appeal/person?key={guess}")
            self.assertFalse(page.xpath("//input[@name='name']"), guess)
        shown = self.url_open(f"/appeal/person?key={self.key}")
        self.assertEqual(shown.headers["Cache-Control"], "no-store")
        self.assertEqual(shown.headers["X-Robots-Tag"], "noindex")
        self.assertEqual(shown.headers["Referrer-Policy"], "same-origin")

    def test_a_page_that_is_none_is_not_found(self):
        self.assertEqual(self.url_open("/appeal/that").status_code, 404)
        self._keep("place", way="outage")
        self.assertTrue(self._at("about").xpath("//form[@action='/appeal/what']"), "this way has no such page")

    def test_files_are_sent_apart_and_listed(self):
        first = self._post("files", self.hidden, [("фото.png", PNG), ("virus.exe", b"MZ")])
        self.assertEqual(first.status_code, 422)
        part = html.fromstring(first.content)
        self.assertIn("virus.exe", part.xpath("//*[@id='error-files']")[0].text_content())
        kept = part.xpath("//input[@name='keep']/@value")
        self.assertEqual(len(kept), 1)
        second = self._post("files", {**self.hidden, "keep": kept[0]}, [("акт.png", PNG + b"1")])
        self.assertEqual(second.status_code, 200)
        self.assertEqual(self._draft(self.key)._files().mapped("name"), ["фото.png", "акт.png"])
        stale = self._post("files", {**self.hidden, "csrf_token": "0o1"}, [("ещё.png", PNG + b"2")])
        self.assertEqual(stale.status_code, 422)
        self.assertEqual(len(self._draft(self.key)._files()), 2)

    def test_a_scanner_refuses_a_file_and_lets_the_others_pass(self):
        def refuses(_scanner, name, content):
            return EICAR[:20] in content

        files = [("фото.png", PNG), ("проверка.txt", EICAR)]
        with patch.object(self.env.registry["grid.file.scanner"], "_refuses", refuses):
            response = self._send(hidden=self.hidden, files=files)
        self.assertEqual(response.status_code, 422)
        self.assertIn("«проверка.txt»", self._said(response, "files"))
        self.assertEqual(self._draft(self.key)._files().mapped("name"), ["фото.png"])
        self.assertFalse(self.env["grid.file.scanner"]._refuses("проверка.txt", EICAR), "without a scanner all pass")
