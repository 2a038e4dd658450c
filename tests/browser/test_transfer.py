"""How many bytes a page takes over the wire: after the first page, whose styles are kept, never more than 300 kB."""

import reception
from site_pages import pages, visit

LIMIT = 300_000
#: What the first page may take, nothing being kept: its styles are sent uncompressed here, in a ninth behind nginx.
FIRST = 1_000_000
#: Pages that need the scripts of Odoo, which come once and are kept: the dialogs of passwords and keys are written for
#: its framework, and a bank's provider adds its own script of the form of a payment to the same bundle.
WITH_SCRIPTS = {"/my/security", "/my/requests/<int:case_id>/pay"}


class Meter:
    """Counts what the browser receives, by its own network, headers included."""

    def __init__(self, page) -> None:
        self.bytes = 0
        self.client = page.context.new_cdp_session(page)
        self.client.send("Network.enable")
        self.client.on("Network.loadingFinished", self._add)

    def _add(self, event) -> None:
        self.bytes += event["encodedDataLength"]

    def of(self, someone, rule: str, way, clerk=None) -> int:
        """The bytes of a page, all that it loads included, and those of the pages on the way to it."""
        self.bytes = 0
        visit(someone, rule, way, clerk)
        return self.now(someone)

    def now(self, someone) -> int:
        """What has come since the last time, when the page has all that it loads."""
        someone.page.wait_for_load_state("networkidle")
        taken, self.bytes = self.bytes, 0
        return int(taken)

    def of_reception(self, someone) -> dict[str, int]:
        """The bytes of each page on the way of an appeal, of its receipt and of the consent."""
        sizes = {}
        someone.open("/appeal")
        while (step := reception.here(someone)) != "check":
            sizes[step] = self.now(someone)
            reception.fill(someone, reception.GOOD)
            reception.go_on(someone)
        sizes["check"] = self.now(someone)
        reception.go_on(someone, "Отправить обращение")
        sizes["receipt"] = self.now(someone)
        someone.enter("main a[href^='/appeal/consent/']")
        sizes["consent"] = self.now(someone)
        return sizes


def test_no_page_takes_more_than_300_kb_after_the_first(person):
    someone, clerk = person(), person("specialist")
    meter = Meter(someone.page)
    first = meter.of(someone, "/", "/")
    assert first <= FIRST, first
    sizes = {f"{rule} {way}": meter.of(someone, rule, way, clerk) for rule, way in pages(None)}
    sizes |= meter.of_reception(someone)
    someone.sign_in("customer")
    for rule, way in pages("customer"):
        if rule in WITH_SCRIPTS:
            meter.of(someone, rule, way, clerk)
        sizes[f"{rule} {way}"] = meter.of(someone, rule, way, clerk)
    assert max(sizes.values()) <= LIMIT, sizes
