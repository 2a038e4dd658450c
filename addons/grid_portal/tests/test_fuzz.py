"""A thousand forms filled in by chance: each is told what is wrong or done whole; never a fault, never a half."""

from contextlib import closing
from uuid import uuid4

from odoo.tests import tagged

from odoo.addons.grid_appeal.appeal_form import steps

from . import fuzz
from .common import GOOD
from .common_fuzz import ANSWERS, FuzzCase

SUBMISSIONS = 1000
APPEALS = 100
#: What makes a record whole.
WHOLE = {
    "helpdesk.ticket": lambda ticket: ticket.number and ticket.deadline_ids and ticket.partner_name,
    "grid.service.request": lambda case: case.step_id and bool(case.submitted_at) == bool(case.number),
    "grid.connection": lambda connection: connection.request_id,
    "crm.lead": lambda lead: lead.contact_name and lead.object_address and (lead.phone or lead.email_from),
    "grid.privacy.request": lambda asked: asked.words and asked.partner_id,
    "grid.appointment": lambda visit: visit.name and visit.caller_name and (visit.slot_at or visit.state == "asked"),
    "grid.meter.reading": lambda reading: reading.partner_id and reading.value >= 0,
    "res.users": lambda user: user.partner_id.email and user.has_group("base.group_portal"),
}
#: Codes are asked for and typed: (address, what is asked for, steps taken before the form).
CODES = (
    ("/status", "number", 0),
    ("/account/new", "email", 0),
    ("/account/new", "email", 1),
)
#: Nobody guesses a code; a consent is given by a tick that no page has set, and only then withdrawn; a power of
#: attorney asks for a good scan.
NEVER_BY_CHANCE = {
    "/appeal/confirm?key={draft_key}",
    "/appeal/consent/{receipt_key}",
    "/appeal/consent/{receipt_key}/confirm",
    "/appeal/consent/{receipt_key}/withdraw",
    "/my/acting/new",
}


@tagged("post_install", "-at_install")
class TestFuzz(FuzzCase):
    def setUp(self):
        super().setUp()
        self.known = {model: self.env[model].with_context(active_test=False).search([]) for model in WHOLE}
        # a draft is changed by the form itself, and must stay one, or be sent whole
        self.known["grid.service.request"] -= self.env["grid.service.request"].browse(self.given["offer"])

    def test_a_thousand_forms_by_chance(self):
        sent, done = set(), set()
        for person in ("public", "owner"):
            for form in self._forms_of(person):
                sent.add(form.route.address)
                with self.subTest(form.path):
                    answers = [self._send_one(form, seed) for seed in range(self._turns())]
                    if not all(map(self._is_refused, answers)):
                        done.add(form.route.address)
        for code in CODES:
            form = self._asked(*code)
            sent.add(form.route.address)
            with self.subTest(form.path):
                for seed in range(self._turns()):
                    if self._send_one(form, seed).status_code == 303:  # who is signed in now is another browser
                        form = self._asked(*code)
        routes = [route for route in self.routes if route.method == "POST"]
        self.assertEqual({route.address for route in routes}, sent)
        never = {route.address for route in routes if route.may and route.address not in done}
        self.assertEqual(never, NEVER_BY_CHANCE)

    def _turns(self):
        """How often each form is sent."""
        return SUBMISSIONS // sum(route.method == "POST" for route in self.routes) + 1

    def _asked(self, address, field, steps_taken):
        value = {"number": self.given["number"], "email": f"{uuid4()}@example.com"}[field]
        return self._opened(address, {field: value}, steps_taken)

    def test_a_hundred_appeals_told_by_chance(self):
        self._become("public")
        filed = 0
        for seed in range(APPEALS):
            with closing(self.env.cr.savepoint()):
                filed += self._tell_one(seed)
        self.assertGreater(filed, APPEALS / 20)
        self.assertGreater(APPEALS - filed, APPEALS / 20)

    def _tell_one(self, seed):
        """Tell an appeal page by page, each spoilt by chance; return how many were filed."""
        hidden = self._hidden(self._page("/appeal?way=appeal"))
        for page in steps.WAYS["appeal"][:-1]:
            asked = {field: GOOD[field] for field in steps.FIELDS[page] if field in GOOD}
            texts, files = fuzz.drawn(seed, asked)
            parts = [(name, (None, text)) for name, text in (*hidden.items(), *texts)]
            answer = self.url_open(f"/appeal/{page}", files=parts + files, allow_redirects=False)
            self.assertIn(answer.status_code, ANSWERS, f"{page}, seed {seed}")
        response = self._post("check", hidden)
        self.assertIn(response.status_code, ANSWERS, f"seed {seed}")
        made = self._assert_whole(response, f"seed {seed}")
        self.assertEqual(len(made), int(response.status_code == 303), f"seed {seed}")
        return len(made)

    def _assert_whole(self, response, note):
        """Whatever a form has made has all that makes it whole; return the appeals."""
        self.env.invalidate_all()
        made = {model: self.env[model].search([("id", "not in", known.ids)]) for model, known in self.known.items()}
        for model, records in made.items():
            for record in records:
                self.assertTrue(WHOLE[model](record), f"{note}: half of a {model}")
        for ticket in made["helpdesk.ticket"]:
            self.assertFalse(any(ord(sign) < 32 and sign not in "\n\t" for sign in ticket.description), note)
        return made["helpdesk.ticket"]
