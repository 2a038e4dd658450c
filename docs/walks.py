"""Pictures that need more than an address: who draws them, what they show, and each with its line."""

from collections.abc import Callable
from typing import NamedTuple

from album import LETTER_DPI, URL, Album, first_page, save
from bookings import book, choose_home, choose_time
from reception import GOOD, fill, go_on
from screens import IN_WORK, PHONE, WIDE
from service_screens import KEM


class Walk(NamedTuple):
    """What somebody does before pictures are taken; `shows` are the addresses where they stand, records left out."""

    draw: Callable[[Album], None]
    pictures: dict[str, str]
    shows: tuple[str, ...] = ()


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


def reception(album: Album) -> None:
    """Go the way of an appeal as a visitor does, to its receipt and to the consents that are asked apart from it."""
    visitor = album.person("", PHONE)
    visitor.open("/appeal")
    for page in ("about", "place", "person", "check"):
        fill(visitor, GOOD)
        go_on(visitor)
        album.take(visitor, f"appeal_{page}")
    go_on(visitor, "Отправить обращение")
    album.take(visitor, "appeal_receipt")
    visitor.enter("main a[href^='/appeal/consent/']")
    album.take(visitor, "appeal_consent")


def status_code(album: Album) -> None:
    """Ask for a code with a number, and take the page where the code is typed."""
    visitor = album.person("", PHONE)
    visitor.open("/status")
    visitor.page.fill("[name=number]", "KEM-2020-999999")
    visitor.enter("main form button")
    album.take(visitor, "status_code")


def visit(album: Album) -> None:
    """Book a visit as a visitor does, look for another time, and cancel it; the form of a home visit is left empty."""
    visitor = album.person("", PHONE)
    choose_home(visitor)
    album.take(visitor, "visit_home")
    choose_time(visitor)
    album.take(visitor, "visit_person")
    visitor.page.go_back()
    album.take(visitor, "visit_times")
    book(visitor)
    album.take(visitor, "visit")
    visitor.enter("main a[href$='/move']")
    album.take(visitor, "visit_move")
    visitor.page.go_back()
    visitor.page.locator("main .grid_rare summary").click()
    visitor.enter("main form[action$='/cancel'] button")


#: By the section where they are shown.
WALKS = {
    "Appeals": [
        Walk(
            desk,
            {"desk": "The card of a call or a visit: the customer is found by the phone", "desk_phone": ""},
            ("/odoo/desk",),
        ),
        Walk(
            upload,
            {"upload": "A letter brought as a file"},
            ("/odoo/action-grid_appeal.grid_intake_upload_action",),
        ),
        Walk(answer, {"answer": "An answer in preparation, with the texts of the theme at hand"}, ("/odoo/appeals",)),
    ],
    "Deadlines": [Walk(dry_run, {"dry_run": "A recount tried out before it is done"})],
    "Letters": [
        Walk(letter_withdrawal, {"letter_withdrawal": "The letter about a withdrawal, as a draft"}),
        Walk(
            journal_pages,
            {
                "journal_4_9": "Form 4.9, as printed",
                "journal_registration": "The journal of registration, as printed",
            },
        ),
    ],
    "Papers of services and connections": [
        Walk(quotation, {"paper_quotation": "A quotation of the fee with its working"})
    ],
    "The site without signing in": [
        Walk(
            reception,
            {
                "appeal_about": "An appeal: what it is about, guessed from its text",
                "appeal_place": "An appeal: where",
                "appeal_person": "An appeal: who, and how to answer",
                "appeal_check": "An appeal: what was told, before it is sent",
                "appeal_receipt": "The receipt: the number, the date and why this date",
                "appeal_consent": "A consent, asked apart from the appeal and given or not",
            },
            ("/appeal/about", "/appeal/check", "/appeal/receipt/key", "/appeal/consent/key"),
        ),
        Walk(
            status_code,
            {"status_code": "The code from the letter opens how an appeal goes on"},
            ("/status/code/handle",),
        ),
        Walk(
            visit,
            {
                "visit_times": "A visit to an office: the free times of a day, the quieter ones marked",
                "visit_person": "A visit to an office: who comes",
                "visit": "The visit that is booked: when, where, what to take",
                "visit_move": "Another time for the visit",
                "visit_home": "Who cannot come asks for a home visit",
            },
            ("/visit/key", "/visit/key/move", "/visit/home"),
        ),
    ],
}
