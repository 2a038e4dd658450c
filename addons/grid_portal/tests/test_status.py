import re
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from ..controllers.words import sentence
from ..models import grid_portal_code
from .common_status import StatusCase

UNKNOWN = "TSP-2026-999999"
DISCLOSED = ("Хозяйкина", "owner@example.com", "+79050001133", "Портальная", "мигает", "Низкое напряжение")


@tagged("post_install", "-at_install")
class TestStatus(StatusCase):
    # ------------------------------------------------------------------
    # Who has the number and reads the e-mail
    # ------------------------------------------------------------------
    def test_number_and_code_show_the_course_and_nothing_of_the_person(self):
        response = self._shown(self.appeal.number)
        text = self._text(response)
        for part in (
            self.appeal.number,
            self.appeal._customer_state(),
            self.appeal._customer_date(self.appeal._answer_deadline().due_at),
            self.appeal._public_turn(),
            *(words for words, _day, _passed in self.appeal._customer_stages()),
        ):
            self.assertIn(part, text)
        self.assertIn("191", text, "the date is explained")
        for part in DISCLOSED:
            self.assertNotIn(part, response.text)
        for header, value in (("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex")):
            self.assertEqual(response.headers[header], value)

    def test_the_number_is_understood_as_people_type_it(self):
        year, count = self.appeal.number.split("-")[1:]
        for typed in (f"  № tsp {year} {int(count)}", f"ЕЫЗ-{year}-{count}"):
            self.assertIn(self.appeal.number, self._text(self._shown(typed)), typed)

    def test_a_number_of_an_old_register_is_found(self):
        self.appeal.flush_recordset()
        self.env.cr.execute("UPDATE helpdesk_ticket SET number = 'старый 45/7' WHERE id = %s", [self.appeal.id])
        self.appeal.invalidate_recordset()
        self.assertIn("старый 45/7", self._text(self._shown("старый 45/7")))

    def test_each_state_says_who_acts_next(self):
        said = set()
        for state in self.appeal._fields["state"].get_values(self.env):
            self.appeal._by_act().write({"state": state})
            status = self.appeal._public_status()
            self.assertTrue(status["turn"] and status["state"] and status["stages"], state)
            self.assertEqual(bool(status["promise"]), state in ("new", "registered", "in_work", "awaiting_info"), state)
            said.add(status["turn"])
        self.assertGreaterEqual(len(said), 4)

    def test_what_is_late_is_called_late(self):
        in_time = self.appeal._public_turn()
        with freeze_time(self.appeal.next_due_at + timedelta(days=1)):
            self.assertNotEqual(self.appeal._public_turn(), in_time)

    def test_of_a_request_the_stages_are_shown_with_their_dates(self):
        case = self._request()
        text = self._text(self._shown(case.number))
        for words, day, _passed in case._customer_stages():
            self.assertIn(" ".join(words.split()), text)
            self.assertIn(day, text)
        self.assertIn(case._customer_turn()[1], text)
        self.assertIn(case.service_id.name, text)
        for part in (*DISCLOSED, "Не работает счётчик"):
            self.assertNotIn(part, text)

    # ------------------------------------------------------------------
    # Who does not
    # ------------------------------------------------------------------
    def _answers(self, number):
        """What a visitor sees who asks for a number, types a wrong code five times, and a sixth time."""
        self.authenticate(None, None)
        path = self._asked(number)
        pages = [self.url_open(path)]
        pages += [self._type(path, self._wrong(path)) for _try in range(6)]
        volatile = (number, path.rsplit("/", 1)[-1], r'name="csrf_token" value="[^"]+"', r'csrf_token: "[^"]+"')
        volatile += (r'data-challenge="[^"]+"', r'value="\d{6}"')  # what was typed is kept
        said = []
        for page in pages:
            text = page.text
            for pattern in volatile:
                text = re.sub(pattern, "…", text)
            said.append((page.status_code, text, sorted(set(page.headers) - {"Set-Cookie"})))
        return said

    def test_a_known_and_an_unknown_number_get_equal_answers(self):
        known, unknown = self._answers(self.appeal.number), self._answers(UNKNOWN)
        for step, (one, other) in enumerate(zip(known, unknown, strict=True)):
            self.assertEqual(one, other, step)
        self.assertEqual([status for status, *_rest in known], [200] + [422] * 6)

    def test_a_number_without_an_e_mail_gets_the_same_answer(self):
        person = self.env["res.partner"].create({"name": "Без Почты", "phone": "+79050007788"})
        silent = self._appeal(partner_id=person.id)
        self.assertEqual(self._answers(silent.number), self._answers(UNKNOWN))
        self.assertFalse(
            self.env["grid.portal.code"].search([("subject", "=", silent.number), ("digest", "!=", False)])
        )

    def test_the_number_of_another_company_is_unknown(self):
        other = self.env["res.company"].create({"name": "Другая сеть"})
        tickets = self.env["helpdesk.ticket"]
        self.assertEqual(tickets._of_typed_number(self.appeal.number, self.appeal.company_id), self.appeal)
        self.assertFalse(tickets._of_typed_number(self.appeal.number, other))

    def test_a_stranger_opens_no_page_of_another_session(self):
        path = self._asked(self.appeal.number)
        self._type(path, self._digits(path))
        self.authenticate(None, None)
        self.assertEqual(self.url_open(path).status_code, 404)
        data = {"csrf_token": self._token(), "digits": "123456"}
        self.assertEqual(self.url_open(path, data=data).status_code, 404)
        for handle in ("x", "a" * 43, "ключ"):
            self.assertEqual(self.url_open(f"/status/code/{handle}").status_code, 404, handle)

    def test_a_code_for_something_else_shows_no_state(self):
        code = self.env["grid.portal.code"].search(
            [("handle", "=", self._asked(self.appeal.number).rsplit("/", 1)[-1])]
        )
        code.purpose = "account"
        self.env.flush_all()
        self.assertEqual(self.url_open(f"/status/code/{code.handle}").status_code, 404)

    def test_a_confirmed_code_shows_no_record_that_names_another_contact_by_now(self):
        path = self._asked(self.appeal.number)
        self._type(path, self._digits(path))
        self.assertEqual(self.url_open(path).status_code, 200)
        self.appeal.partner_email = "drugaya@example.com"
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)

    # ------------------------------------------------------------------
    # Bounds
    # ------------------------------------------------------------------
    def test_after_five_tries_the_right_code_is_wrong(self):
        path = self._asked(self.appeal.number)
        digits, wrong = self._digits(path), self._wrong(path)
        for _try in range(5):
            self.assertEqual(self._type(path, wrong).status_code, 422)
        response = self._type(path, digits)
        self.assertEqual(response.status_code, 422)
        self.assertIn(sentence(self.env, "digits", "wrong"), self._said(response, "digits"))
        for part in DISCLOSED:
            self.assertNotIn(part, response.text)

    def test_an_expired_code_is_wrong_and_a_state_closes_again(self):
        path = self._asked(self.appeal.number)
        digits = self._digits(path)
        with patch.object(grid_portal_code, "VALID", timedelta(minutes=-1)):
            self.assertEqual(self._type(path, digits).status_code, 422)
        self.assertEqual(self._type(path, digits).status_code, 303)
        with patch.object(grid_portal_code, "OPEN", timedelta(minutes=-1)):
            response = self.url_open(path, allow_redirects=False)
        self.assertEqual((response.status_code, response.headers["Location"]), (303, "/status"))

    def test_a_button_pressed_twice_shows_the_state(self):
        path = self._asked(self.appeal.number)
        data = {"csrf_token": self._token(path), "digits": self._digits(path)}
        for _press in range(2):
            self.assertEqual(self.url_open(path, data=data, allow_redirects=False).status_code, 303)

    def test_many_numbers_from_one_network_address_wait(self):
        for _number in range(20):
            self._asked(UNKNOWN)
        response = self._ask(self.appeal.number)
        self.assertEqual(response.status_code, 429)
        self.assertIn(sentence(self.env, "status", "over_limit"), self._text(response))
        self.assertIn(self.appeal.number, response.text, "what was typed is kept")

    def test_more_than_three_codes_an_hour_look_like_three(self):
        paths = [self._asked(self.appeal.number) for _number in range(4)]
        self.assertEqual([bool(self._digits(path)) for path in paths], [True, True, True, False])
