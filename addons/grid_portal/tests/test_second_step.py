import time

from lxml import html

from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.auth_totp.models.totp import hotp

from ..controllers.words import sentence
from .common import PortalCase

SECRET = "GEZDGNBVGY3TQOJQ"
KEY = b"1234567890"


@tagged("post_install", "-at_install")
class TestSecondStep(PortalCase):
    """The code of the second step: what is wrong with it is said at its field, and what to do."""

    def setUp(self):
        super().setUp()
        self.owner.totp_secret = SECRET
        self.authenticate(None, None)
        self._send("/web/login", login="portal_owner", password="portal_owner")

    def _send(self, path, **data):
        return self.url_open(path, data={**data, "csrf_token": Request.csrf_token(self)})

    @mute_logger("odoo.addons.auth_totp.models.res_users")
    def _refused(self, token):
        """The sentence at the field of the code."""
        page = html.fromstring(self._send("/web/login/totp", totp_token=token).content)
        (field,) = page.xpath("//input[@name='totp_token' and @aria-invalid='true']")
        (said,) = page.xpath("//*[@id=$beside and @role='alert']", beside=field.get("aria-describedby"))
        return said.text_content().strip()

    def _now(self):
        return f"{hotp(KEY, int(time.time() / 30)):06d}"

    def test_what_is_no_code_is_told(self):
        for token in ("", " "):
            self.assertEqual(self._refused(token), sentence(self.env, "second_step", "missing"))
        for token in ("abc", "😀", "-1", "9" * 10_000):
            self.assertEqual(self._refused(token), sentence(self.env, "second_step", "wrong"), token[:10])

    def test_a_file_in_the_place_of_the_code_is_told(self):
        data = {"csrf_token": Request.csrf_token(self)}
        response = self.url_open("/web/login/totp", data=data, files={"totp_token": ("a.txt", b"1")})
        self.assertEqual(response.status_code, 200)
        self.assertIn(sentence(self.env, "second_step", "missing"), response.text)

    def test_a_code_that_was_used_is_told(self):
        self.owner.totp_last_counter = int(time.time() / 30) + 5
        self.assertEqual(self._refused(self._now()), sentence(self.env, "second_step", "wrong"))

    def test_too_many_codes_are_told_to_wait(self):
        said = [self._refused("000000") for _try in range(7)]
        self.assertEqual(said[0], sentence(self.env, "second_step", "wrong"))
        self.assertEqual(said[-1], sentence(self.env, "second_step", "over_limit"))
        self.assertEqual(self._refused(self._now()), said[-1], "no code opens in this hour")

    def test_the_right_code_opens(self):
        self.assertTrue(self._send("/web/login/totp", totp_token=self._now()).url.startswith(f"{self.base_url()}/my"))
