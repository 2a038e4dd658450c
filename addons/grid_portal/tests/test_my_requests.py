import base64
from datetime import timedelta

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.grid_service.models.grid_passport_part import LOADING

from ..controllers.words import sentence
from .common_my_requests import PDF, MyRequestCase


@tagged("post_install", "-at_install")
class TestMyRequests(MyRequestCase):
    """A service from its public page to its end in the account, by a shipped passport."""

    def test_the_public_page_says_what_the_passport_says(self):
        service = self.env["grid.service"].search([("code", "=", self.code), ("state", "=", "published")])
        self.authenticate(None, None)
        text = " ".join(self._page(f"/services/{self.code}").xpath("//main")[0].text_content().split())
        for step in service.step_ids.filtered("is_printed"):
            for words in (step.name, step.term_text, step.act_text):
                self.assertIn(" ".join((words or "").split()), text)
        self.assertIn(service.name, self.url_open("/services").text)

    def test_a_draft_says_why_and_lets_nobody_apply(self):
        draft = self.env["grid.service"].search([("state", "=", "draft"), ("draft_reason", "!=", False)], limit=1)
        response = self.url_open(f"/services/{draft.code}")
        self.assertIn(draft.draft_reason, response.text)
        self.assertNotIn("/my/requests/new", response.text)
        self.assertEqual(self.url_open("/services/nothing").status_code, 404)

    def test_a_draft_is_begun_once_and_keeps_what_was_typed(self):
        case = self._begin()
        self.assertEqual(self._begin(), case)
        self._post(f"/my/requests/{case.id}", {"act": "", "subject": "Счётчик", "description": "Стоит"})
        self.assertEqual((case.subject, case.description, case.submitted_at), ("Счётчик", "Стоит", False))

    def test_a_text_that_was_emptied_is_empty(self):
        case = self._begin()
        for words in ("Стоит", ""):
            self._post(f"/my/requests/{case.id}", {"act": "", "subject": words, "description": words})
        self.assertEqual((case.subject, case.description), ("Стоит", ""))
        self._post(f"/my/requests/{case.id}", {"act": "", "description": "Снова"})
        self._post(f"/my/requests/{case.id}", {"act": ""})
        self.assertEqual(case.description, "Снова")

    def test_a_second_click_is_told_that_it_is_done(self):
        case = self._submit()
        response = self._post(f"/my/requests/{case.id}", {"act": "submit"})
        self.assertEqual(response.status_code, 422)
        self.assertIn("Это уже сделано", response.text)
        self.assertNotIn('id="kept"', response.text)
        self.assertIn(case.number, response.text)

    def test_each_stage_says_who_acts_and_when(self):
        case = self._submit()
        now = case._customer_stages()[0]
        self.assertIn(case._customer_date(case.submitted_at), now[1])
        self.assertIn(case._customer_date(case.act_due_at), now[1])
        actors = dict(case._fields["actor"]._description_selection(self.env)).values()
        for name, words, _reached in case._customer_stages():
            self.assertTrue(words.startswith(tuple(actors)), name)

    def test_submitted_it_has_a_number_stages_and_dates(self):
        case = self._submit()
        self.assertTrue(case.number)
        self.assertEqual(case.ticket_id.partner_id, self.owner.partner_id)
        page = " ".join(self._page(f"/my/requests/{case.id}").xpath("//main")[0].text_content().split())
        self.assertIn(case.number, page)
        self.assertIn(case.step_id.name, page)
        self.assertIn(case._customer_date(case.act_due_at), page)

    def test_what_ends_a_request_is_asked_for_twice(self):
        case = self._submit()
        ending = case._customer_acts().filtered("target_id.outcome").mapped("code")
        self.assertIn("withdraw", ending)
        page = self._page(f"/my/requests/{case.id}")
        folded = page.xpath("//main//details//button[@name='act']/@value")
        open_ = page.xpath("//main//button[@name='act'][not(ancestor::details)]/@value")
        self.assertEqual((folded, set(ending) & set(open_)), (ending, set()))

    def test_the_day_of_a_visit_is_named_where_an_act_needs_it(self):
        self.code = "meter_dismantle"
        case = self._begin()
        today = self.env.company._legal_today()
        for day, words in (("32.13", "не дата"), (str(today), "не раньше")):
            response = self._post(
                f"/my/requests/{case.id}",
                {"act": "submit", "subject": "Снять счётчик", "visit_on": day},
                self._give_all(case),
            )
            self.assertEqual(response.status_code, 422)
            self.assertIn(words, response.text)
            self.assertFalse(case.submitted_at)
        day = today + timedelta(days=30)
        self._post(f"/my/requests/{case.id}", {"act": "submit", "visit_on": str(day)})
        self.assertEqual((case.state, case.visit_on), ("on_review", day))

    def test_who_may_open_which_page(self):
        case = self._submit()
        paper = self.env["grid.service.paper"].create(
            {
                "request_id": case.id,
                "kind_id": self.env["grid.paper.kind"].create({"code": "test", "name": "Акт"}).id,
                "state": "issued",
                "file": base64.b64encode(PDF),
                "file_name": "акт.pdf",
            }
        )
        pages = [f"/my/requests/{case.id}", f"/my/requests/{case.id}/paper/{paper.id}"]
        for login, status in {"portal_owner": 200, "portal_colleague": 404, "portal_stranger": 404}.items():
            self.authenticate(login, login)
            for page in pages:
                with self.subTest(login=login, page=page):
                    self.assertEqual(self.url_open(page).status_code, status)
        self.authenticate("portal_stranger", "portal_stranger")
        self.assertNotIn(case.subject, self.url_open("/my/requests").text)

    def test_the_list_asks_the_database_no_more_for_twenty_requests_than_for_two(self):
        case = self._submit()
        cases = case | self._more(case, 19)
        self._asked(cases[:2])  # what stays in memory is in memory
        self.assertEqual(self._asked(cases[:2]), self._asked(cases))

    def _more(self, case, count):
        more = case.browse().create(case.copy_data() * count)
        more._move("submit")
        return more

    def _asked(self, cases):
        """How many queries the rows of the list cost."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.assertTrue(all(one._customer_row()["stage"] for one in cases))
        return self.env.cr.sql_log_count - before

    def test_the_page_says_what_happens_then_what_to_do_then_the_way(self):
        case = self._submit()
        self.env["grid.service.paper"].create(
            {
                "request_id": case.id,
                "kind_id": self.env.ref("grid_service.paper_kind_visit_notice").id,
                "state": "issued",
            }
        )
        parts = ("now", "newest", "act", "money", "way", "asked")
        found = [one for one in self._page(f"/my/requests/{case.id}").xpath("//main//@id") if one in parts]
        self.assertEqual(found, sorted(found, key=parts.index))
        self.assertLessEqual({"now", "newest", "way", "asked"}, set(found))

    def test_the_way_ahead_has_no_detours_and_no_stage_twice(self):
        case = self._submit()
        stages = case._customer_stages()
        self.assertEqual([name for name, _day, passed in stages if passed], [case.step_id.name])
        detours = case.service_id.step_ids.filtered("outcome").mapped("name")
        ahead = [name for name, _day, passed in stages if not passed]
        self.assertFalse(set(ahead) & {*detours, case.step_id.name})
        self.assertEqual(len(ahead), len(set(ahead)))

    def test_no_act_but_his_own_is_done_from_the_account(self):
        case = self._submit()
        state = case.state
        for act in ("annul", "complete", "nothing"):
            response = self._post(f"/my/requests/{case.id}", {"act": act}, page=f"/services/{self.code}")
            self.assertEqual(response.status_code, 404, act)
        self.assertEqual(case.state, state)

    def test_reading_over_the_api_stays_within_the_fields_of_the_account(self):
        case = self._submit().with_user(self.owner)
        self.assertEqual(case.read(["number"])[0]["number"], case.number)
        with self.assertRaises(AccessError):
            case.read(["user_id"])
        with self.assertRaises(AccessError):
            case.write({"subject": "Иначе"})

    def test_what_nobody_can_read_or_keep_gets_a_sentence(self):
        case = self._begin()
        path = f"/my/requests/{case.id}"
        self._post(path, {"act": "", "subject": "Счёт\x00чик\r\n", "description": "a\x00b"})
        self.assertEqual((case.subject, case.description), ("Счётчик", "ab"))
        for name, size in (("subject", 251), ("description", 20_001)):
            with self.subTest(name):
                response = self._post(path, {"act": "submit", name: "я" * size})
                self.assertEqual(response.status_code, 422)
                field = self._linked(response)
                self.assertIn(str(size), self._said(response, field.get("id")))
                self.assertEqual((field.get("name"), field.get("aria-invalid")), (name, "true"))
                self.assertIn("я" * size, field.get("value") or field.text)
                self.assertFalse(case.submitted_at)

    def _linked(self, response):
        """The field that the summary of what is wrong, where the focus is, leads to."""
        page = html.fromstring(response.content)
        (link,) = page.xpath("//*[@id='errors' and @tabindex='-1' and @autofocus]//a/@href")
        (field,) = page.xpath("//*[@id=$found]", found=link.removeprefix("#"))
        return field

    def test_an_act_that_ends_a_request_asks_its_reason_at_its_own_field(self):
        case = self._submit()
        ending = case._customer_acts().filtered("target_id.outcome")[:1]
        ending.with_context(passport_part=LOADING).needs_reason = True
        for reason, words in ((" ", sentence(self.env, "reason", "missing")), ("я" * 20_001, "20001")):
            response = self._post(f"/my/requests/{case.id}", {"act": ending.code, "reason": reason})
            self.assertEqual(response.status_code, 422)
            field = self._linked(response)
            self.assertIn(words, self._said(response, field.get("id")))
            self.assertEqual((field.text or "").strip(), reason.strip())
            self.assertTrue(field.xpath("ancestor::details[@open]"), "the field is seen")
        self.assertFalse(case.outcome)

    def test_markup_is_shown_as_it_was_typed(self):
        case = self._begin()
        script = "<script>alert(1)</script>"
        self._post(f"/my/requests/{case.id}", {"act": "", "subject": script, "description": script})
        for path in ("/my/requests", f"/my/requests/{case.id}"):
            self.assertNotIn(script, self.url_open(path).text)
            self.assertIn("&lt;script&gt;", self.url_open(path).text)

    def test_a_service_for_others_is_not_offered_and_says_for_whom_it_is(self):
        service = self.env.ref("grid_service.service_tr_conclude")
        case = self._begin_with_papers()
        self.owner.partner_id.customer_kind = "individual"
        page = self._page(f"/services/{self.code}")
        self.assertFalse(page.xpath("//form[@action='/my/requests/new']"))
        self.assertIn(service.applicants, page.xpath("//main")[0].text_content())
        response = self._post(f"/my/requests/{case.id}", {"act": "submit"}, self._give_all(case))
        self.assertEqual(response.status_code, 422)
        self.assertIn(service.applicants, response.text)
        self.assertNotIn("tr_missing_notice", response.text, "not a word of the rules of staff")
        self.assertFalse(case.submitted_at)

    def test_a_page_that_was_open_for_too_long_comes_back_with_what_was_typed(self):
        case = self._begin()
        typed = {"act": "submit", "subject": "Счётчик стоит", "description": "Экран пустой"}
        for token in ("", "stale"):
            response = self.url_open(f"/my/requests/{case.id}", data={**typed, "csrf_token": token})
            self.assertEqual(response.status_code, 422)
            for words in (typed["subject"], typed["description"]):
                self.assertIn(words, response.text)
            self.assertNotIn('id="kept"', response.text)
        self.assertFalse(case.submitted_at)
        self.assertNotEqual(case.subject, typed["subject"])

    def test_wrong_ids_are_not_found(self):
        case = self._begin()
        other = self.env["grid.service.request"].search([("partner_id", "!=", self.owner.partner_id.id)], limit=1)
        page = f"/services/{self.code}"
        for path in ("/my/requests/999999999", f"/my/requests/{other.id or 999999998}"):
            self.assertEqual(self.url_open(path).status_code, 404)
            self.assertEqual(self._post(path, {"act": "submit"}, page=page).status_code, 404)
        self.assertEqual(self.url_open(f"/my/requests/{case.id}/paper/999999999").status_code, 404)
        response = self._post("/my/requests/new", {"code": "no' such"}, page=page)
        self.assertEqual(response.status_code, 404)
