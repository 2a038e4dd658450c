"""Make the README's pictures anew from the running product with its sample company.

./griddesk up
.local/venv/bin/python docs/make_screenshots.py
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from person import Person  # noqa: E402

WIDE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


def take(person: Person, name: str) -> None:
    """Save what the person sees, once it has stopped moving."""
    person.page.wait_for_timeout(2500)
    person.page.screenshot(path=HERE / "screenshots" / f"{name}.png")


def main(url: str) -> None:
    """Walk through the product and take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

        def arrive(login: str | None = None, viewport: dict = WIDE) -> Person:
            context = browser.new_context(viewport=viewport, locale="ru-RU", timezone_id="Asia/Novokuznetsk")
            person = Person(context, url)
            if login:
                person.sign_in(login)
            return person

        visitor = arrive()
        visitor.open("/")
        take(visitor, "front_page")
        visitor = arrive(viewport=PHONE)
        visitor.open("/appeal")
        take(visitor, "appeal_form")
        specialist = arrive("specialist")
        specialist.open("/odoo/appeals-my-work")
        specialist.page.locator(".o_data_row").first.wait_for()
        take(specialist, "my_work")
        specialist.page.locator(".o_data_row td[name=name]").first.click()
        specialist.page.locator(".o_form_view").wait_for()
        take(specialist, "appeal")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8069")
