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
        head = arrive("head")
        head.open("/odoo/appeals-deadlines-branches")
        take(head, "deadline_control")
        take_the_head(head)
        take_the_desk(arrive("operator"))
        take_letters(specialist)
        methodologist = arrive("methodologist")
        take_the_law(methodologist)
        take_a_dry_run(methodologist)
        browser.close()


def take_the_desk(operator: Person) -> None:
    """Show the card of a call: a customer found by the phone, a question half typed."""
    customer = operator.call(
        "helpdesk.ticket", "search_read", [[["state", "=", "in_work"]]], {"fields": ["partner_phone"]}
    )
    operator.open("/odoo/desk")
    operator.page.locator(".o_desk").wait_for()
    operator.page.keyboard.type(next(one["partner_phone"] for one in customer if one["partner_phone"]), delay=15)
    operator.page.wait_for_timeout(2000)
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_timeout(2000)
    operator.page.keyboard.type("Третий вечер низкое напряжение, лампы горят вполнакала.", delay=5)
    take(operator, "desk")


def take_letters(specialist: Person) -> None:
    """Show the draft of a letter that redirects an appeal, and a customer's page."""
    found = specialist.call("helpdesk.ticket", "search_read", [[["state", "=", "in_work"]]], {"fields": ["partner_id"]})
    specialist.open(f"/odoo/appeals/{found[0]['id']}")
    specialist.page.locator("button[name=action_redirect]").first.click()
    specialist.page.locator(".modal .o_form_view").wait_for()
    take(specialist, "notice")
    specialist.page.locator(".modal .btn-close").click()
    specialist.open(f"/odoo/customers/{found[0]['partner_id'][0]}")
    specialist.page.locator(".o_form_view").wait_for()
    take(specialist, "customer")


def take_the_head(head: Person) -> None:
    """Show the journal of appeals."""
    head.open("/odoo/action-grid_appeal.grid_appeal_journal_action")
    head.page.locator(".o_form_view").wait_for()
    take(head, "journal")


def take_the_law(methodologist: Person) -> None:
    """Show the list of rules, one of them with its editions, and what a rule would say."""
    methodologist.open("/odoo/action-legal_deadline.legal_rule_action")
    methodologist.page.locator(".o_data_row").first.wait_for()
    take(methodologist, "rules")
    methodologist.page.locator(".o_data_row", has_text="59-ФЗ, ст. 12 ч. 1").first.locator("td[name=name]").click()
    methodologist.press("Редакции")
    methodologist.page.wait_for_timeout(500)
    methodologist.page.locator(".o_notebook").scroll_into_view_if_needed()
    take(methodologist, "rule_editions")
    methodologist.press("Что если")
    methodologist.page.locator(".o_form_view [name=code]").wait_for()
    take(methodologist, "what_if")


def take_a_dry_run(methodologist: Person) -> None:
    """Show what a new day off would move; the day is taken away again."""
    due = methodologist.call("legal.deadline", "search_read", [[["state", "=", "running"]]], {"fields": ["due_at"]})
    day = max(one["due_at"] for one in due)[:10]
    vals = {"date": day, "kind": "local_off", "source": "Закон Кемеровской области (пример)"}
    added = methodologist.call("legal.calendar.day", "create", [[vals]])
    methodologist.open("/odoo/action-legal_deadline.legal_deadline_recount_action")
    methodologist.page.locator(".o_data_row").first.wait_for()
    take(methodologist, "dry_run")
    methodologist.call("legal.calendar.day", "unlink", [added])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8069")
