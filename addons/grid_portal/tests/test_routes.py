"""The table of routes is whole, and every row of it holds for every person."""

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_routes import SIGNED_OUT, TO_SIGN_IN, RouteCase
from .route import EVERYBODY
from .routes import ROUTES
from .routes_account import ACCOUNT
from .routes_site import PUBLIC

FOREIGN_TOKEN = {"csrf_token": "a" * 40 + "o9999999999"}
UNREADABLE_TOKEN = {"csrf_token": "яo9999999999"}
TOKENLESS = (
    ("public", {}),
    ("owner", {}),
    ("owner", FOREIGN_TOKEN),
    ("owner", UNREADABLE_TOKEN),
    ("manager", FOREIGN_TOKEN),
)


@tagged("post_install", "-at_install")
class TestRoutes(RouteCase):
    routes = ROUTES
    #: Not asked of the replica: Odoo's own pages of a card, which only lead on.
    writing = frozenset({"/my/account", "/my/addresses", "/my/address"})

    def setUp(self):
        super().setUp()
        self.read = [route for route in self.routes if route.method != "POST"]
        self.sent = [route for route in self.routes if route.method == "POST"]
        self.enterContext(mute_logger("odoo.http"))  # it notes each refusal

    # ------------------------------------------------------------------
    # The table
    # ------------------------------------------------------------------
    def test_every_route_of_ours_is_in_the_table(self):
        listed = {(route.rule, route.method) for route in self.routes}
        self.assertEqual(sorted(set(self.served) - listed), [], "write a row in tests/routes.py of the addon")
        self.assertEqual(sorted(listed - set(self.served)), [], "no such route any more")

    def test_each_example_is_an_address_of_its_rule(self):
        served = self.map.bind("")
        for route in self.routes:
            with self.subTest(route.address):
                rule, _parts = served.match(self._path(route).partition("?")[0], route.method, return_rule=True)
                self.assertEqual(rule.rule, route.rule)

    def test_each_form_says_what_it_sends(self):
        self.assertEqual([route.rule for route in self.sent if route.typed is None], [])

    def test_a_route_that_is_read_writes_nothing(self):
        """It asks the replica of the database where there is one."""
        for rule in sorted({route.rule for route in self.read if route.may} - self.writing):
            with self.subTest(rule):
                self.assertTrue(self.served[rule, "GET"]["readonly"])

    # ------------------------------------------------------------------
    # Who may
    # ------------------------------------------------------------------
    def test_everybody_gets_what_she_may_and_no_more(self):
        for person in sorted(EVERYBODY):
            self._become(person)
            for route in self.read:
                with self.subTest(person=person, path=route.address):
                    response, written = self._try(route)
                    self._assert_answer(route, person, response)
                    self._assert_kept_from(route, person, response)
                    self.assertLessEqual(written, route.notes, "reading changes nothing")

    def test_each_page_is_named_by_its_heading(self):
        """What a screen reader says first, a tab shows and a bookmark keeps; a name of a template is none of these."""
        site = self.env.ref("website.default_website").name
        self._become("owner")
        pages = [route for route in (*PUBLIC, *ACCOUNT) if route.method == "GET" and not route.is_file]
        for route in pages:
            response, _written = self._try(route)
            if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
                with self.subTest(route.address):
                    page = html.fromstring(response.content)
                    (heading,) = [head.text_content().strip() for head in page.xpath("//h1")]
                    self.assertEqual(page.findtext(".//title").strip(), f"{heading} | {site}")

    def test_the_address_of_a_form_that_is_opened_leads_to_a_page(self):
        """A phone that has closed a page asks for the address of its form once more."""
        pages = {route.rule for route in self.read}
        for person in ("public", "owner"):
            self._become(person)
            for route in self.sent:
                if route.may and route.rule not in pages:
                    with self.subTest(person=person, path=route.address):
                        response = self.url_open(self._path(route))
                        self.assertEqual(response.status_code, 200)
                        self.assertTrue(html.fromstring(response.content).xpath("//main//h1"))

    # ------------------------------------------------------------------
    # What is sent
    # ------------------------------------------------------------------
    def test_without_its_token_a_form_does_nothing(self):
        guarded = [route for route in self.sent if not route.tokenless]
        for person, token in TOKENLESS:
            self._become(person)
            for route in guarded:
                with self.subTest(person=person, path=route.address, token=token):
                    response, written = self._try(route, data={**route.typed, **token, "x": "1"})
                    self.assertIn(response.status_code, (400, 422, *TO_SIGN_IN, SIGNED_OUT, *route.refused))
                    self.assertFalse(written)

    def test_another_person_s_form_is_not_found(self):
        for route in self.sent:
            for person in sorted(EVERYBODY - route.may):
                self._become(person)
                with self.subTest(person=person, path=route.address):
                    response, written = self._try(route, data={**route.typed, "csrf_token": self._token()})
                    self._assert_answer(route, person, response)
                    self._assert_kept_from(route, person, response)
                    self.assertFalse(written)

    def test_bad_input_is_told_and_makes_nothing(self):
        for route in self.sent:
            for bad in route.badly:
                self._become(self._reader(route))
                with self.subTest(path=route.address, bad=bad):
                    data = {**route.typed, **bad, "csrf_token": self._token()}
                    response, _written = self._try(route, data=data)
                    self.assertEqual(response.status_code, route.answer)
                    self.assertRegex(response.text, "invalid-feedback|alert")

    def test_a_bad_address_is_not_found_and_never_a_fault(self):
        for person in ("public", "owner", "manager"):
            self._become(person)
            for route in self.routes:
                for path in self._bad_paths(route) if person == self._reader(route) else ():
                    with self.subTest(person=person, method=route.method, path=path[:100]):
                        data = route.typed and {**route.typed, "csrf_token": self._token()}
                        response = self.url_open(path, data=data, method=route.method, allow_redirects=False)
                        self.assertIn(response.status_code, route.bad)

    def _reader(self, route):
        """The first person who may, so that nothing but the address is wrong."""
        return next((person for person in ("public", "owner", "manager") if person in route.may), "manager")
