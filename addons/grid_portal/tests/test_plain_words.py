import re

from lxml import html

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_routes import RouteCase
from .routes_account import ACCOUNT
from .routes_site import PUBLIC

#: Kept as they are written everywhere: file types, marks of numbers and keys of the keyboard, names of products.
KNOWN = {"PDF", "JSON", "QR", "CSV", "DOC", "DOCX", "XLS", "XLSX", "JPG", "JPEG", "PNG", "HEIC", "ZIP", "TIFF",
         "Word", "Excel", "Caps", "Lock", "JavaScript", "Google", "Authenticator", "I", "II", "III", "IV", "V",
         "X"}  # fmt: skip
#: Addresses, names of files and numbers of cases are not words.
NO_WORDS = re.compile(r"\S+@\S+|https?://\S+|[\w.-]+\.(?:ru|html|svg|pdf|png|example|com)\b|\b[A-Z]{3}\S*\d")
WORD = re.compile(r"[A-Za-z]+")
UNREAD = "script | style | noscript | head | *[@id='totp_wizard_view']"


@tagged("post_install", "-at_install")
class TestPlainWords(RouteCase):
    """Every page that a customer opens speaks Russian."""

    maxDiff = None

    def test_no_page_has_a_word_in_another_language(self):
        self.env.company.name = self.env["website"].get_current_website().name = "Тестовые сети"
        left = set()
        for person, routes in (("public", PUBLIC), ("owner", ACCOUNT)):
            self._become(person)
            for route in routes:
                if route.method == "GET" and not route.is_file:
                    with mute_logger("odoo.http"):
                        response, _written = self._try(route)
                    if response.status_code != 303 and "text/html" in response.headers["Content-Type"]:
                        left |= {(route.address, word) for word in self._foreign(response.content)}
        self.assertEqual(sorted(left), [])

    def _foreign(self, content):
        """Return the words in Latin letters that are read on a page, or aloud."""
        page = html.fromstring(content)
        for unread in page.xpath(" | ".join(f"//{name.strip()}" for name in UNREAD.split("|"))):
            unread.drop_tree()
        said = page.xpath("//text() | //@placeholder | //@title | //@aria-label | //@alt")
        words = WORD.findall(" ".join(NO_WORDS.sub(" ", text) for text in said))
        return set(words) - KNOWN
