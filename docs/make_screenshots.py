"""Make the pictures of docs/screens.md, and that page itself, from the running product with its sample company.

./griddesk up
.local/venv/bin/python docs/make_screenshots.py             every picture
.local/venv/bin/python docs/make_screenshots.py desk law    these only

The sample is left as it was but for an answer begun and a quotation kept: a draft is thrown away, a day off is
taken back.
"""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from screens import IN_WORK, PHONE, SECTIONS, WIDE, Letter, Screen
from service_screens import KEM, SERVICE_SECTIONS
from site_screens import SITE_SECTIONS

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "browser"))

from person import Person  # noqa: E402

PICTURES = HERE / "screenshots"
URL = os.environ.get("GRIDDESK_URL", "http://127.0.0.1:8069")
SIZES = {WIDE: {"width": 1366, "height": 768}, PHONE: {"width": 360, "height": 740}}
COLOURS = 256
LETTER_DPI = 70
SLIP_DPI = 150
ALL_SECTIONS = {**SECTIONS, **SITE_SECTIONS, **SERVICE_SECTIONS}
#: Pictures that stand beside another one, by the ends of their names.
BESIDE = {"phone": "on a phone", "passport": "as printed"}


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
        save(someone.page.screenshot(), name)

    def screen(self, screen: Screen) -> None:
        """Take a page in its sizes."""
        for size in (WIDE, PHONE):
            if size not in screen.sizes:
                continue
            someone = self.person(screen.login, size)
            someone.open(address(someone, screen))
            if screen.path.startswith("/odoo"):
                someone.page.locator(".o_view_controller, .modal .o_form_view").first.wait_for()
            someone.page.wait_for_timeout(700)
            if screen.press and size == WIDE:
                someone.press(screen.press)
            if screen.down:
                someone.page.mouse.move(400, 500)
                someone.page.mouse.wheel(0, screen.down)
                someone.page.mouse.move(0, 0)  # what lies under the pointer says its title
            both = size == PHONE and WIDE in screen.sizes
            self.take(someone, f"{screen.name}_phone" if both else screen.name)

    def letter(self, letter: Letter) -> None:
        """Take the first page of a letter."""
        someone = self.person(letter.login)
        answer = someone.page.request.get(URL + address(someone, letter))
        assert answer.ok, f"{letter.name}: {answer.status}"
        save(first_page(answer.body(), SLIP_DPI if letter.name == "slip" else LETTER_DPI), letter.name)


def address(someone: Person, shown: Screen | Letter) -> str:
    """Where it stands, with the record it is about."""
    if not shown.model:
        return shown.path
    found = someone.call(shown.model, "search", [list(shown.domain)], {"limit": 1})
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


# ----------------------------------------------------------------------
# What needs more than an address
# ----------------------------------------------------------------------
def desk(album: Album) -> None:
    """Show the card of a call: a customer found by the phone, a question half typed."""
    for size, name in ((WIDE, "desk"), (PHONE, "desk_phone")):
        operator = album.person("operator", size)
        calling = operator.call(
            "helpdesk.ticket", "search_read", [[*IN_WORK, ["partner_phone", "!=", False]]],
            {"fields": ["partner_phone"], "limit": 1},
        )  # fmt: skip
        operator.open("/odoo/desk")
        operator.page.locator(".o_desk").wait_for()
        operator.page.keyboard.type(calling[0]["partner_phone"], delay=15)
        operator.page.wait_for_timeout(2000)
        operator.page.keyboard.press("Enter")
        operator.page.wait_for_timeout(1500)
        operator.page.keyboard.type("Третий вечер низкое напряжение, лампы горят вполнакала.", delay=5)
        album.take(operator, name)


def answer(album: Album) -> None:
    """Show an answer in preparation with the texts at hand."""
    specialist = album.person("specialist")
    mine = [*IN_WORK, ["user_id.login", "=", "specialist"]]
    specialist.open(f"/odoo/appeals/{specialist.call('helpdesk.ticket', 'search', [mine], {'limit': 1})[0]}")
    specialist.page.locator("button[name=action_answer]:visible").first.click()
    specialist.page.locator(".o_field_widget[name=answer_body] button[data-hotkey=i]").click()
    specialist.page.locator(".o_grid_texts .list-group-item").first.wait_for()
    album.take(specialist, "answer")


def upload(album: Album) -> None:
    """Show the dialog that registers a letter brought as a file."""
    operator = album.person("operator")
    operator.open("/odoo/appeals-my-work")
    operator.press("Письмо из файла")
    operator.page.locator(".modal .o_form_view").wait_for()
    album.take(operator, "upload")


def dry_run(album: Album) -> None:
    """Show what a new day off would move; the day is taken away again."""
    methodologist = album.person("methodologist")
    due = methodologist.call("legal.deadline", "search_read", [[["state", "=", "running"]]], {"fields": ["due_at"]})
    day = max(one["due_at"] for one in due)[:10]
    vals = {"date": day, "kind": "local_off", "source": "Закон Кемеровской области (пример)"}
    added = methodologist.call("legal.calendar.day", "create", [[vals]])
    methodologist.open("/odoo/action-legal_deadline.legal_deadline_recount_action")
    methodologist.page.locator(".o_data_row").first.wait_for()
    album.take(methodologist, "dry_run")
    methodologist.call("legal.calendar.day", "unlink", [added])


def letter_withdrawal(album: Album) -> None:
    """Draw the letter about a withdrawal from a draft that is thrown away."""
    head = album.person("head")
    appeal = head.call("helpdesk.ticket", "search", [IN_WORK], {"limit": 1})[0]
    signer = {"signer_name": "Громов Андрей Валентинович", "signer_position": "Директор филиала"}
    draft = head.call("grid.appeal.notice", "create", [[{"ticket_id": appeal, "kind": "withdrawal", **signer}]])
    pdf = head.page.request.get(f"{URL}/grid_appeal/notice/{draft[0]}").body()
    head.call("grid.appeal.notice", "action_discard", [draft])
    save(first_page(pdf, LETTER_DPI), "letter_withdrawal")


def quotation(album: Album) -> None:
    """Draw the quotation of a connection that is paid in parts."""
    engineer = album.person("specialist")
    parted = [KEM, ["instalment_option", "=", "four_parts"]]
    case = engineer.call("grid.connection", "search", [parted], {"limit": 1})
    pdf = engineer.page.request.get(URL + engineer.call("grid.connection", "action_quote", [case])["url"])
    save(first_page(pdf.body(), LETTER_DPI), "paper_quotation")


def journal_pages(album: Album) -> None:
    """Draw the journal as it is printed, in both forms."""
    supervisor = album.person("supervisor")
    for form, name in (("4.9", "journal_4_9"), ("registration", "journal_registration")):
        made = supervisor.call("grid.appeal.journal", "create", [[{"form": form}]])
        pdf = supervisor.page.request.get(f"{URL}/grid_appeal/journal/{made[0]}/pdf").body()
        save(first_page(pdf, LETTER_DPI), name)


#: By the section where it is shown: what draws it, and each picture with its line.
WALKS = {
    "Appeals": {
        desk: {"desk": "The card of a call or a visit: the customer is found by the phone", "desk_phone": ""},
        upload: {"upload": "A letter brought as a file"},
        answer: {"answer": "An answer in preparation, with the texts of the theme at hand"},
    },
    "Deadlines": {dry_run: {"dry_run": "A recount tried out before it is done"}},
    "Letters": {
        letter_withdrawal: {"letter_withdrawal": "The letter about a withdrawal, as a draft"},
        journal_pages: {
            "journal_4_9": "Form 4.9, as printed",
            "journal_registration": "The journal of registration, as printed",
        },
    },
    "Papers of services and connections": {quotation: {"paper_quotation": "A quotation of the fee with its working"}},
}


def write_page() -> None:
    """List every picture with one line about it."""
    made = "Made from the running product with its sample company by `docs/make_screenshots.py`, in Russian."
    lines = ["# Screens", "", made, ""]
    for section, shown in ALL_SECTIONS.items():
        lines += [f"## {section}", ""]
        words = {one.name: one.words for one in shown if one.words}
        for walk in WALKS.get(section, {}).values():
            words |= {name: said for name, said in walk.items() if said}
        for name, said in words.items():
            images = [f"![{said}](screenshots/{name}.png)"]
            for beside, how in BESIDE.items():
                if (PICTURES / f"{name}_{beside}.png").exists():
                    images.append(f"![{said}, {how}](screenshots/{name}_{beside}.png)")
            lines += [f"### {said}", "", " ".join(images), ""]
    (HERE / "screens.md").write_text("\n".join(lines), encoding="utf-8")


def main(only: set[str]) -> None:
    """Walk through the product and take the pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        album = Album(browser)
        for section, shown in ALL_SECTIONS.items():
            for one in shown:
                if not only or one.name in only:
                    album.letter(one) if isinstance(one, Letter) else album.screen(one)
            for walk, names in WALKS.get(section, {}).items():
                if not only or only & names.keys():
                    walk(album)
        browser.close()
    write_page()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
