"""The internet reception, gone through page by page as a visitor does."""

import re

from person import Person

NUMBER = re.compile(r"[A-Z]{3}-\d{4}-\d{6}")
GOOD = {
    "text": "Вечером лампы горят вполнакала, телевизор отключается.",
    "address": "г. Кемерово, ул. Весенняя, 5, кв. 12",
    "name": "Браузерова Анна Петровна",
    "email": "anna.brauzerova@pochta.example",
    "phone": "8 (905) 000-77-11",
    "inn": None,
}
PAGES = {
    "what": ("text",),
    "about": (),
    "place": ("address",),
    "person": ("name", "email", "phone", "inn"),
    "check": (),
}


def here(someone: Person) -> str:
    """The page of the reception that is shown."""
    return someone.page.locator("form.grid_appeal").get_attribute("action").rsplit("/", 1)[-1]


def go_on(someone: Person, words: str = "Дальше") -> None:
    """Press a button of the form and wait for the page that it brings."""
    with someone.page.expect_navigation():
        someone.page.locator("form.grid_appeal button", has_text=words).click()


def fill(someone: Person, values: dict[str, str | None]) -> None:
    """Answer what the page asks; a value of None leaves the field as it is."""
    page = someone.page
    if here(someone) == "about" and not page.locator("input[name=theme]:checked").count():
        page.locator("input[name=theme]").first.check()
    if here(someone) == "about" and not page.locator("select[name=kind]").input_value():
        page.select_option("select[name=kind]", index=1)
    for field in PAGES[here(someone)]:
        if values[field] is None:
            continue
        if field == "inn":
            page.locator("form.grid_appeal summary").click()
        page.fill(f"[name={field}]", values[field])


def tell(someone: Person, **changes: str | None) -> None:
    """Go from page to page until the last one, or until one asks to mend something."""
    while (page := here(someone)) != "check":
        fill(someone, GOOD | changes)
        go_on(someone)
        if someone.page.locator("#errors").count():
            assert here(someone) == page
            return


def file(someone: Person, **changes: str | None) -> str:
    """File an appeal and return the number on its receipt."""
    someone.open("/appeal")
    tell(someone, **changes)
    go_on(someone, "Отправить обращение")
    return someone.sees(NUMBER).inner_text().strip()
