"""A person at a screen: what she opens, reads and presses, in the words of the page."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator

PASSWORD = "griddesk"  # of the sample company's people
SLOW = 20_000  # milliseconds: two processes share the machine
STEPS = 150  # presses of the Tab key: no page has more to stop at


class Person:
    """One browser window. What goes wrong behind the screen is kept and asked for at the end."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.context = context
        self.page = context.new_page()
        self.page.set_default_timeout(SLOW)
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)

    def _note_request(self, request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, urlsplit(self.url).hostname):
            self.faults.append(f"asked a foreign address: {request.url[:120]}")

    def _note_response(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} at {response.url}")

    def open(self, path: str) -> None:
        """Go to a page of the product."""
        self.page.goto(self.url + path, wait_until="load")

    def sign_in(self, login: str) -> None:
        """Sign in as one of the sample company's people."""
        self.open("/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.press("input[name=password]", "Enter")

    def press(self, words: str) -> None:
        """Press what can be pressed and says these words."""
        self.page.locator("button:visible, a:visible, summary:visible, [role=menuitem]:visible").filter(
            has_text=words
        ).first.click()

    def reach(self, selector: str) -> Locator:
        """Go by the Tab key to what is meant, as who has no mouse does."""
        wanted = self.page.locator(selector).filter(visible=True).first
        wanted.wait_for()
        for _step in range(STEPS):
            if wanted.evaluate("element => element === document.activeElement"):
                return wanted
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {selector}")

    def enter(self, selector: str) -> None:
        """Go by the Tab key to a link or a button and press Enter: it brings another page."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def open_row(self, words: str) -> None:
        """Open the line of a list that says these words."""
        self.page.locator(".o_data_row", has_text=words).first.locator("td[name=name]").click()
        self.page.locator(".o_form_view").wait_for()

    def sees(self, words: str | re.Pattern) -> Locator:
        """Wait until these words stand on the page."""
        found = self.page.get_by_text(words).filter(visible=True).first
        found.wait_for()
        return found

    def call(self, model: str, method: str, args: list, kwargs: dict | None = None):
        """Ask the server as the person's page does, by her rights; for what a test needs besides the screen."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs or {}}
        answer = self.page.request.post(f"{self.url}/web/dataset/call_kw", data={"jsonrpc": "2.0", "params": params})
        return answer.json()["result"]

    def leave(self) -> None:
        """Close the window and fail for what went wrong behind it."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
