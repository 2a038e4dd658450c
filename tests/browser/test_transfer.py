"""How many bytes a page takes over the wire: after the first page, whose styles are kept, never more than 300 kB."""

from site_pages import pages, visit

LIMIT = 300_000
#: What the first page may take, nothing being kept: its styles are sent uncompressed here, in a ninth behind nginx.
FIRST = 1_000_000


class Meter:
    """Counts what the browser receives, by its own network, headers included."""

    def __init__(self, page) -> None:
        self.bytes = 0
        self.client = page.context.new_cdp_session(page)
        self.client.send("Network.enable")
        self.client.on("Network.loadingFinished", self._add)

    def _add(self, event) -> None:
        self.bytes += event["encodedDataLength"]

    def of(self, someone, rule: str, way) -> int:
        """The bytes of a page, all that it loads included."""
        self.bytes = 0
        visit(someone, rule, way)
        someone.page.wait_for_load_state("networkidle")
        return int(self.bytes)


def test_no_page_takes_more_than_300_kb_after_the_first(person):
    someone = person()
    meter = Meter(someone.page)
    first = meter.of(someone, "/", "/")
    assert first <= FIRST, first
    meter.of(someone, "/web/login", "/web/login")  # a page of Odoo's, and its scripts: once, too
    sizes = {way: meter.of(someone, rule, way) for rule, way in pages(None) if isinstance(way, str)}
    someone.sign_in("customer")
    meter.of(someone, "/my", "/my")  # the scripts of the account: once, too
    sizes |= {way: meter.of(someone, rule, way) for rule, way in pages("customer") if isinstance(way, str)}
    assert max(sizes.values()) <= LIMIT, sizes
