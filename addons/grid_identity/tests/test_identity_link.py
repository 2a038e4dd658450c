from odoo.tests import tagged

from .common import IdentityCase


@tagged("post_install", "-at_install")
class TestIdentityLink(IdentityCase):
    """Whoever has an account and knows its password lets the state identity open it, and no other one."""

    PAGE = "/my/security"

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def _link(self, password="portal_owner"):
        return self._walk(self.PAGE, password=password)

    def _is_in(self):
        return self.url_open("/my", allow_redirects=False).status_code == 200

    def test_a_linked_identity_opens_the_account_and_its_card(self):
        self.assertEqual(self._link().headers["Location"], f"{self.PAGE}?identity=done")
        self.assertTrue(self._is_in(), "the session goes on")
        self.assertEqual(self._linked(), self.owner)
        self.authenticate(None, None)
        self.assertEqual(self._walk().headers["Location"], "/my")
        self.assertIn(self.owner.name, self.url_open("/my").text)

    def test_without_the_password_nothing_is_linked(self):
        for password in ("", "wrong"):
            self._assert_refused(self._ask(self.PAGE, password=password), "password", self.PAGE)
        self.assertFalse(self.owner.oauth_uid)

    def test_an_identity_of_another_account_is_not_taken_over(self):
        self.stranger.write({"oauth_provider_id": self.provider.id, "oauth_uid": self.identity.person["sub"]})
        for active in (True, False):
            self.stranger.active = active
            self._assert_refused(self._link(), "linked", self.PAGE)
        self.assertFalse(self.owner.oauth_uid)

    def test_an_answer_links_nothing_to_who_signed_in_meanwhile(self):
        back = self._back(self._ask(self.PAGE, password="portal_owner"))
        self.authenticate("portal_stranger", "portal_stranger")
        self.url_open(back, allow_redirects=False)
        self.assertFalse(self.stranger.oauth_uid or self.owner.oauth_uid)

    def test_a_cancelled_link_leads_back(self):
        self.identity.fault = "cancelled"
        self._assert_refused(self._link(), "cancelled", self.PAGE)
        self.assertTrue(self._is_in())

    def test_an_unlinked_identity_opens_nothing(self):
        self._link()
        token = self._page(self.PAGE).xpath("//input[@name='csrf_token']/@value")[0]
        response = self.url_open("/my/identity/unlink", data={"csrf_token": token}, allow_redirects=False)
        self.assertEqual(response.headers["Location"], f"{self.PAGE}?identity=unlinked")
        self.assertTrue(self._is_in())
        self.assertFalse(self.owner.oauth_uid or self.owner.oauth_provider_id)

    def test_staff_link_nothing(self):
        self.authenticate("portal_specialist", "portal_specialist")
        self.assertFalse(self._page(self.PAGE).xpath("//section[@name='state_identity']"))
        self.authenticate("portal_owner", "portal_owner")
        self.assertTrue(self._page(self.PAGE).xpath("//section[@name='state_identity']"))
        self.provider.enabled = False
        self.assertFalse(self._page(self.PAGE).xpath("//section[@name='state_identity']"))
