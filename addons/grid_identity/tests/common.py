"""A provider that runs, and the walk of a customer through it."""

import requests

from odoo.addons.grid_portal.tests.common import PortalCase

from .provider import Provider

ADDRESSES = {
    "auth_endpoint": "authorization_endpoint",
    "token_endpoint": "token_endpoint",
    "jwks_uri": "jwks_uri",
}


class IdentityCase(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.identity = Provider()
        cls.addClassCleanup(cls.identity.close)
        cls.provider = cls.env.ref("grid_identity.provider_state")
        document = cls.identity.document()
        addresses = {ours: document[theirs] for ours, theirs in ADDRESSES.items()}
        cls.provider.write({**cls.identity.settings(), **addresses, "enabled": True})
        cls.users = cls.env["res.users"].with_context(active_test=False)

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.identity.__dict__.update(claims={}, fault="", person={**self.identity.person, "sub": self._testMethodName})

    def _ask(self, path="/web/login", **data):
        """Press the button of the state identity on a page; return the answer of our server."""
        token = self._page(path).xpath("//input[@name='csrf_token']/@value")[0]
        route = "/my/identity" if path == "/my/security" else "/account/identity"
        data = {"csrf_token": token, "provider_id": str(self.provider.id), **data}
        return self.url_open(route, data=data, allow_redirects=False)

    def _back(self, response):
        """Go to the provider; return the address to which it sends the browser."""
        sent = requests.get(response.headers["Location"], allow_redirects=False, timeout=10)
        return sent.headers["Location"].removeprefix(self.base_url())

    def _walk(self, path="/web/login", **data):
        """The whole way: our page, the provider, our page."""
        return self.url_open(self._back(self._ask(path, **data)), allow_redirects=False)

    def _linked(self):
        return self.users.search([("oauth_uid", "=", self.identity.person["sub"])])

    def _assert_refused(self, response, code, page="/web/login"):
        self.assertEqual((response.status_code, response.headers["Location"]), (303, f"{page}?identity={code}"))
        said = self._page(response.headers["Location"]).xpath("//*[@role='alert']")
        words = self.env["auth.oauth.provider"]._refusal_words(code)
        self.assertIn(words, [alert.text_content().strip() for alert in said])
