"""A person at a screen: what she opens, reads and presses, in the words of the page."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, expect

PASSWORD = "griddesk"  # of the sample company's people
SLOW = 20_000  # milliseconds: two processes share the machine
WIDE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
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
        self.page.on("filechooser", lambda _window: None)  # asked for from the start: none opens on the real screen

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
        """Sign in as one of the sample company's people; the page she comes to begins to load."""
        self.open("/web/login")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation(wait_until="commit"):
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

    def write(self, selector: str, text: str) -> None:
        """Go to a field by the Tab key and write over what is there."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, name: str, value: str) -> None:
        """Go to a question by the Tab key and choose its answer by the arrow keys."""
        answers = self.page.locator(f"input[name={name}]")
        chosen = f"[name={name}]:checked"
        self.reach(chosen if self.page.locator(chosen).count() else f"[name={name}]")
        for _answer in range(answers.count()):
            self.page.keyboard.press("Space")
            if self.page.locator(f"[name={name}][value='{value}']").is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys do not lead to {value} of {name}")

    def pick(self, field: str, words: str) -> None:
        """Choose a record: by typing how its name begins, on a phone from a page of its own.

        The box holds it before anything else is done.
        """
        box = self.page.locator(f"{field} input")
        box.click()
        if self.page.viewport_size == PHONE:
            offered = ".o_select_create_dialog_content .o_kanban_record"
        else:
            offered, begun = ".o-autocomplete--dropdown-item", words[:12]
            # what was offered before the search is answered is offered a second time, over what is next on the page
            with self.page.expect_response(lambda answer: begun in (answer.request.post_data or "")):
                box.press_sequentially(begun)
        self.page.locator(offered, has_text=words).first.click()
        expect(box).to_have_value(re.compile(re.escape(words), re.IGNORECASE), timeout=SLOW)

    def attach(self, selector: str, *files: dict) -> None:
        """Open the window of files by the keyboard, and choose these."""
        self.reach(selector)
        with self.page.expect_file_chooser() as window:
            self.page.keyboard.press("Enter")
        window.value.set_files(list(files))

    def download(self, selector: str) -> bytes:
        """Press Enter on what gives a file, and return what it holds."""
        self.reach(selector)
        with self.page.expect_download() as taken:
            self.page.keyboard.press("Enter")
        return Path(taken.value.path()).read_bytes()

    def follow_menu(self, address: str) -> None:
        """Go by the keyboard to a page that the head of the site names; on a phone its menu is opened first."""
        menu = self.page.locator("header summary")
        if menu.is_visible() and not self.page.locator("header details[open]").count():
            self.reach("header summary")
            self.page.keyboard.press("Enter")
        self.enter(f"header a[href='{address}']")

    def come_in(self, login: str) -> None:
        """Sign in from the front page by the keyboard."""
        self.open("/")
        self.follow_menu("/web/login")
        self.prove(login)

    def prove(self, login: str) -> None:
        """Give the name and the password by the keyboard where they are asked for."""
        self.write("[name=login]", login)
        self.write("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def assert_fits(self) -> None:
        """The page is not wider than the screen."""
        wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px wider than the screen"

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
        said = answer.json()
        assert "error" not in said, said["error"]["data"]["message"]
        return said.get("result")

    def leave(self) -> None:
        """Close the window and fail for what went wrong behind it."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)
