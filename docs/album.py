"""People who look at the running product, and the pictures they take."""

import io
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser
from screens import KIOSK, PHONE, WALL, WIDE, Letter, Screen

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from person import Person  # noqa: E402

PICTURES = HERE / "screenshots"
URL = os.environ.get("GRIDDESK_URL", "http://127.0.0.1:8069")
SIZES = {
    WIDE: {"width": 1366, "height": 768},
    PHONE: {"width": 360, "height": 740},
    WALL: {"width": 1920, "height": 1080},
    KIOSK: {"width": 1080, "height": 1920},
}
COLOURS = 256
LETTER_DPI = 70
SLIP_DPI = 150
#: Whatever an address of the office opens.
OPENED = ".o_view_controller, .modal .o_form_view, .o_grid_live_tile, .o_desk, .o_window"


class Album:
    """The people who look, each once for a size of screen, and the pictures they take."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.people: dict[tuple[str, str], Person] = {}

    def person(self, login: str, size: str = WIDE) -> Person:
        """Who looks; without a login a visitor."""
        if (login, size) not in self.people:
            phone = {"has_touch": True, "is_mobile": True} if size == PHONE else {}
            context = self.browser.new_context(
                viewport=SIZES[size], locale="ru-RU", timezone_id="Asia/Novokuznetsk", **phone
            )
            someone = Person(context, URL)
            if login:
                someone.sign_in(login)
            self.people[login, size] = someone
        return self.people[login, size]

    def take(self, someone: Person, name: str) -> None:
        """Save what she sees, once it has stopped moving."""
        someone.page.wait_for_timeout(1200)
        someone.page.locator(".o_loading_indicator").wait_for(state="detached")
        save(someone.page.screenshot(), name)

    def screen(self, screen: Screen) -> None:
        """Take a page in its sizes."""
        for size in (size for size in SIZES if size in screen.sizes):
            someone = self.person(screen.login, size)
            someone.open(self.address(screen))
            if screen.path.startswith("/odoo"):
                someone.page.locator(OPENED).first.wait_for()
            someone.page.wait_for_timeout(700)
            if screen.press and size != PHONE:
                someone.press(screen.press)
            if screen.down:
                someone.page.mouse.move(400, 500)
                someone.page.mouse.wheel(0, screen.down)
                someone.page.mouse.move(0, 0)  # what lies under the pointer says its title
            beside = size != WIDE and WIDE in screen.sizes
            self.take(someone, f"{screen.name}_{size}" if beside else screen.name)

    def letter(self, letter: Letter) -> None:
        """Take the first page of a letter."""
        someone = self.person(letter.login)
        answer = someone.page.request.get(URL + self.address(letter))
        assert answer.ok, f"{letter.name}: {answer.status}"
        save(first_page(answer.body(), SLIP_DPI if letter.name == "slip" else LETTER_DPI), letter.name)

    def address(self, shown: Screen | Letter) -> str:
        """Where it stands, with the record it is about; what a visitor sees is found by the head."""
        if not shown.model:
            return shown.path
        found = self.person(shown.login or "head").call(shown.model, "search", [list(shown.domain)], {"limit": 1})
        assert found, f"{shown.name}: the sample has no such record"
        return shown.path.format(id=found[0])


def first_page(pdf: bytes, dpi: int) -> bytes:
    """Draw the first page of a PDF (poppler-utils)."""
    command = ["pdftoppm", "-png", "-singlefile", "-r", str(dpi), "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def save(png: bytes, name: str) -> None:
    """Keep a picture small: a screen needs few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    picture.save(PICTURES / f"{name}.png", optimize=True)
