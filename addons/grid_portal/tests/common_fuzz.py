"""Every form of the site with what a browser would send by it, and what a sending has changed in the database."""

import json
import re
from contextlib import closing
from random import Random
from typing import NamedTuple
from unittest.mock import patch
from uuid import uuid4

from lxml import html

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from . import fuzz
from .common import GOOD
from .common_connect import ConnectCase
from .common_routes import OF_THE_SERVER, RouteCase
from .proof import solve
from .route import Route
from .routes import ROUTES

#: What is kept of a form that was refused: what was typed so far, that a code was tried, and what the server counts.
REMEMBERED = {"grid_portal_submission", "grid_portal_code", *OF_THE_SERVER}
#: Ends the session of who sends all the others.
SIGN_OUT = "/my/sign-out"
#: What a form may be answered: shown again, done, refused; never a fault.
ANSWERS = {200, 201, 204, 303, 400, 401, 403, 404, 413, 415, 422, 429}
ANYHOW = "Любые слова"
#: What a person answers where any words would be wrong: the end of the name of a field, the answer.
FILLED = {**GOOD, "inn": "", "t1": "12", "digits": "000000", "_kw": "15", "identity_number": "3208 123456",
          "issued_on": "01.02.2015", "document_date": "2024-02-01", "valid_until": "2099-02-01", "document_number": "7",
          "_on": "", "_until": "", "_number": "", "snils": "112-233-445 95"}  # fmt: skip
PASSWORD = {"name": "Новосёлова Нина", "password": "старый мост у реки", "confirmed": "старый мост у реки"}


class Form(NamedTuple):
    """A form that is sent by a route: where to, its fields filled in well, the buttons that send it."""

    route: Route
    path: str
    fields: dict
    buttons: list[dict]


@tagged("post_install", "-at_install")
class FuzzCase(RouteCase, ConnectCase):
    """Who sends a form by chance starts each time from the same records: what came of the one before is taken back."""

    routes = [route for route in ROUTES if route.rule != SIGN_OUT]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.before = {}
        cls.env["grid.branch"].search([]).state_id = cls.region  # whichever the calculator takes, it knows rates
        draft = cls.env["grid.portal.submission"]._of_key(cls.given["draft_key"])
        draft._keep_typed("appeal", GOOD)
        source = cls.env["grid.appeal.source"].search([("name", "=", "Старая система")])
        wizard = cls.env["grid.appeal.source.key"].create({"source_id": source.id})
        cls.api_key = wizard.action_issue()["context"]["issued_key"]

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger("odoo.http"))  # it notes each refusal
        for model in self.registry.values():
            if limits := getattr(model, "_hourly", None):  # an hour of forms would stop here
                self.enterContext(patch.object(model, "_hourly", dict.fromkeys(limits, 10**6)))

    # ------------------------------------------------------------------
    # The forms there are
    # ------------------------------------------------------------------
    def _forms_of(self, person):
        """The forms of a person as the pages show them; where no page has one, what the table of routes says."""
        self._become(person)
        shown = self._shown(person)
        forms = []
        for route in self._sent_by(person):
            path = self._path(route)
            address = path.partition("?")[0]
            fields, buttons = shown.get(address, ({"csrf_token": self._token()}, [{}]))
            forms.append(Form(route, path, {**route.typed, **fields}, buttons))
        return forms

    def _sent_by(self, person):
        """The routes that a person sends to; those that are open to nobody are everybody's to try."""
        sent = [route for route in self.routes if route.method == "POST" and "{code_handle}" not in route.address]
        return [route for route in sent if person == ("public" if "public" in route.may else "owner")]

    def _shown(self, person):
        """{address: (fields, buttons)} of the forms on all pages that the person may read."""
        shown = {}
        pages = [route for route in self.routes if route.method == "GET" and person in route.may and not route.is_file]
        for route in pages:
            response = self.url_open(self._path(route))
            if "text/html" in response.headers["Content-Type"]:
                for address, fields, buttons in self._on_page(response):
                    shown.setdefault(address, (fields, buttons))
        return shown

    def _opened(self, address, fields, steps):
        """Walk to the page of a code, which opens only to the browser that asked for it; `steps` of it are taken."""
        self._become("public")
        token = {"csrf_token": self._token()}
        path = self.url_open(address, data={**fields, **token}, allow_redirects=False).headers["Location"]
        if steps:
            self.url_open(path, data={"digits": self._digits(path), **token}, allow_redirects=False)
        [(_address, shown, buttons), *_others] = self._on_page(self.url_open(path))
        coded = [one for one in self.routes if one.method == "POST" and "{code_handle}" in one.address]
        [route] = [one for one in coded if one.rule.startswith(f"{address}/")]
        return Form(route, path, {**shown, **{name: PASSWORD[name] for name in PASSWORD if name in shown}}, buttons)

    def _digits(self, path):
        """The digits that the letter of a code carries."""
        code = self.env["grid.portal.code"].search([("handle", "=", path.rpartition("/")[2])])
        letter = self.env["mail.mail"].search([("model", "=", code._name), ("res_id", "=", code.id)])
        return re.search(r">(\d{6})<", letter.body_html)[1]

    def _on_page(self, response):
        """(address, fields, buttons) of each form of a page, filled in as a person would; the fullest one first."""
        here = response.url.removeprefix(self.base_url()).partition("?")[0]
        forms = html.fromstring(response.content).xpath("//form[@method='post']")
        addresses = [re.split("[?#]", form.get("action", ""))[0] or here for form in forms]
        found = zip(addresses, map(self._filled, forms), map(self._buttons, forms), strict=True)
        return sorted(found, key=lambda form: -len(form[1]))

    def _filled(self, form):
        """What a browser sends of the form when each empty field was answered; boxes stay as the page has them."""
        fields = dict(form.form_values())
        for field in form.xpath(".//input[@name][not(@type='file' or @type='checkbox')] | .//textarea | .//select"):
            name, options = field.get("name"), field.xpath("./option[@value != '']/@value")
            if field.get("data-challenge"):
                fields[name] = solve(field.get("data-challenge"))
            elif not fields.get(name):
                known = (text for end, text in FILLED.items() if name.endswith(end))
                fields[name] = field.get("value") or next(iter(options), "") or next(known, ANYHOW)
        return {**fields, "website": ""} if "website" in fields else fields

    def _buttons(self, form):
        buttons = [button for button in form.xpath(".//button") if button.get("type", "submit") == "submit"]
        return [{one.get("name"): one.get("value", "")} if one.get("name") else {} for one in buttons] or [{}]

    # ------------------------------------------------------------------
    # Sending
    # ------------------------------------------------------------------
    def _send_one(self, form, seed):
        """Send a form spoilt by chance; what it made is looked at, then taken back."""
        note = f"{form.route.rule}, seed {seed}"
        with closing(self.env.cr.savepoint()):
            before = self._written()
            response = self._sent(form, seed)
            written = {table for table, count in self._written().items() if count != before.get(table)}
            written -= REMEMBERED | form.route.notes
            after = {table: self._digest(table) for table in written}
            self._assert_answer(response, note)
            self._assert_whole(response, note)
        if self._is_refused(response):
            self.assertEqual(after, {table: self._digest_before(table) for table in written}, f"{note}: half made")
        return response

    def _sent(self, form, seed):
        fields = {**form.fields, **Random(seed).choice(form.buttons)}
        if form.route.rule.startswith("/api/"):
            headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
            body = json.dumps(fuzz.drawn_json(seed, fields))
            return self.url_open(form.path, data=body, headers={**headers, "Idempotency-Key": str(uuid4())})
        if self.served[form.route.rule, "POST"]["type"] == "jsonrpc":
            return self.url_open(form.path, json={"params": fuzz.drawn_json(seed, fields)})
        texts, files = fuzz.drawn(seed, fields)
        parts = [(name, (None, text)) for name, text in texts] + files
        return self.url_open(form.path, files=parts or [("a", (None, ""))], allow_redirects=False)

    # ------------------------------------------------------------------
    # What came of it
    # ------------------------------------------------------------------
    def _assert_answer(self, response, note):
        self.assertIn(response.status_code, ANSWERS, note)
        self.assertNotIn("<script>alert(1)", response.text, note)
        if response.headers["Content-Type"].startswith("application/json") and "error" in response.json():
            fault = response.json()["error"].get("data", {}).get("name", "odoo.exceptions")
            self.assertRegex(fault, r"^(odoo|werkzeug)\.exceptions", note)
        else:
            self.assertNotIn("Traceback", response.text, note)

    def _is_refused(self, response):
        return response.status_code >= 400 or (
            response.headers["Content-Type"].startswith("application/json") and "error" in response.json()
        )

    def _digest_before(self, table):
        """What a table holds before any form was sent; asked for only once a form is taken back."""
        if table not in self.before:
            self.before[table] = self._digest(table)
        return self.before[table]

    def _digest(self, table):
        """A sum that is another one when a row of the table came, went or changed; files of drafts left aside."""
        kept = SQL("res_model IS DISTINCT FROM 'grid.portal.submission'") if table == "ir_attachment" else SQL("TRUE")
        query = SQL(
            "SELECT count(*), sum(hashtextextended(one::text, 0)::numeric) FROM %s one WHERE %s",
            SQL.identifier(table),
            kept,
        )
        return self.env.execute_query(query)[0]
