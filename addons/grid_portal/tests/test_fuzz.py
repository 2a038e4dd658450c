"""A thousand forms filled in by chance: each is told what is wrong or done whole; never a fault, never a half."""

from unittest.mock import patch

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.appeal_form import steps

from . import fuzz
from .common import GOOD
from .common_routes import RouteCase
from .proof import solve
from .routes import ROUTES

SUBMISSIONS = 1000
APPEALS = 100
#: What a form may be answered: shown again, done, refused; never a fault.
ANSWERS = {200, 303, 400, 403, 404, 413, 422, 429}
#: What an hour of forms would stop.
UNLIMITED = {"grid.portal.submission": 10**6, "grid.portal.code": 10**6, "crm.lead": 10**6}
ANYHOW = "Любые слова"


def forms():
    """The routes that take a form and show it at the same address, but the one that sends what others took."""
    shown = {route.rule for route in ROUTES if route.method == "GET"} - {"/appeal/check"}
    return [route for route in ROUTES if route.method == "POST" and route.may and route.rule in shown]


@tagged("post_install", "-at_install")
class TestFuzz(RouteCase):
    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.http"))  # it notes each refusal
        for model, limit in UNLIMITED.items():
            model = self.registry[model]
            self.enterContext(patch.object(model, "_hourly", dict.fromkeys(model._hourly, limit)))

    def test_a_thousand_forms_by_chance(self):
        routes = forms()
        self.assertGreater(len(routes), 2)
        for turn, route in enumerate(routes):
            self._become("public" if "public" in route.may else "owner")
            fields = self._filled(self._path(route))
            for number in range(SUBMISSIONS // len(routes) + 1):
                response = self._send_one(route, fields, seed=number * len(routes) + turn)
                if response.status_code == 303:  # a form is done once
                    fields = self._filled(self._path(route))

    def test_a_hundred_appeals_told_by_chance(self):
        self._become("public")
        filed = 0
        for seed in range(APPEALS):
            hidden, before = self._hidden(self._page("/appeal?way=appeal")), self._made()
            for page in steps.WAYS["appeal"][:-1]:
                asked = {field: GOOD[field] for field in steps.FIELDS[page] if field in GOOD}
                texts, files = fuzz.drawn(seed, asked)
                parts = [*hidden.items(), *texts]
                answer = self.url_open(
                    f"/appeal/{page}", files=[(name, (None, text)) for name, text in parts] + files,
                    allow_redirects=False,
                )  # fmt: skip
                self.assertIn(answer.status_code, ANSWERS, f"{page}, seed {seed}")
            response = self._post("check", hidden)
            self.assertIn(response.status_code, ANSWERS, f"seed {seed}")
            self._assert_whole(response, before, self._made(), f"seed {seed}")
            filed += response.status_code == 303
        self.assertGreater(filed, APPEALS / 20)
        self.assertGreater(APPEALS - filed, APPEALS / 20)

    def _send_one(self, route, fields, seed):
        texts, files = fuzz.drawn(seed, fields)
        parts = [(name, (None, text)) for name, text in texts] + files
        before = self._made()
        response = self.url_open(self._path(route), files=parts or [("a", (None, ""))], allow_redirects=False)
        note = f"{route.rule}, seed {seed}"
        self.assertIn(response.status_code, ANSWERS, note)
        self.assertNotIn("Traceback", response.text, note)
        self.assertNotIn("<script>alert(1)", response.text, note)
        self._assert_whole(response, before, self._made(), note)
        return response

    def _filled(self, path):
        """The fields of the form of a page, filled in as a person would."""
        forms = html.fromstring(self.url_open(path).content).xpath("//main//form[@method='post']")
        own = [form for form in forms if form.get("action", "").partition("#")[0] == path.partition("?")[0]]
        (form, *_others) = own or forms
        fields = {}
        for field in form.xpath(".//input[@name][not(@type='file')] | .//textarea[@name] | .//select[@name]"):
            options = field.xpath("./option[@value != '']/@value")
            good = field.get("value") or next(iter(options), "") or GOOD.get(field.get("name"), ANYHOW)
            good = solve(field.get("data-challenge")) if field.get("data-challenge") else good
            fields.setdefault(field.get("name"), good)
        return {**fields, "website": ""} if "website" in fields else fields

    def _made(self):
        """What there is of the records that forms make."""
        self.env.invalidate_all()
        tickets = self.env["helpdesk.ticket"].search([], order="id")
        requests = self.env["grid.service.request"].search_count([])
        return tickets, requests

    def _assert_whole(self, response, before, after, note):
        """An appeal is made whole, by the form that is led to its receipt; by any other none is."""
        new = after[0] - before[0]
        filed = response.status_code == 303 and "/appeal/receipt/" in response.headers["Location"]
        self.assertEqual(after[1], before[1], note)
        self.assertEqual(len(new), int(filed), note)
        for ticket in new:
            self.assertTrue(ticket.number and ticket.deadline_ids and ticket.partner_name, note)
            self.assertFalse(any(ord(sign) < 32 and sign not in "\n\t" for sign in ticket.description), note)
            self.assertEqual(self.env["grid.portal.submission"].search_count([("ticket_id", "=", ticket.id)]), 1, note)
