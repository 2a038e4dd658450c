from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PortalCase


@tagged("post_install", "-at_install")
class TestSignOut(PortalCase):
    """Signed out is who presses the button, and nobody by an address or by another site's form."""

    @mute_logger("odoo.http")
    def test_the_button_signs_out_and_a_form_without_its_token_does_not(self):
        self.authenticate("portal_owner", "portal_owner")
        page = self._page("/my")
        self.assertFalse(page.xpath("//a[contains(@href, 'logout')]"))
        self.assertEqual(self.url_open("/my/sign-out", data={"csrf_token": "0o1"}).status_code, 400)
        self.assertEqual(self.url_open("/my", allow_redirects=False).status_code, 200)
        token = page.xpath("//form[@action='/my/sign-out']/input[@name='csrf_token']/@value")[0]
        response = self.url_open("/my/sign-out", data={"csrf_token": token}, allow_redirects=False)
        self.assertEqual((response.status_code, response.headers["Location"]), (303, "/"))
        self.assertIn("/web/login", self.url_open("/my", allow_redirects=False).headers["Location"])
