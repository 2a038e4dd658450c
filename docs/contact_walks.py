"""Pictures of the reception and of calls that need more than an address: pages by keys, a call that rings."""

import uuid
from datetime import UTC, datetime

from album import Album
from screens import KIOSK, PHONE, WALL
from walks import Walk

OFFICE = [["name", "ilike", "на Советском"]]
#: A customer of the sample whose usage point has no supply.
CALLER = "+79050004527"
TELEPHONE = "101"  # of the operator
#: Of pages whose own name would make them another picture's size.
NAMES = {"ticket": "queue_visitor", "phone": "queue_by_phone"}
DEVICES = {"kiosk": KIOSK, "board": WALL, "phone": PHONE}


def queue_pages(album: Album) -> None:
    """Open the pages of the devices of an office and of a visitor's ticket."""
    head = album.person("head")
    (office,) = head.call("grid.office", "search", [OFFICE], {"limit": 1})
    pages = {device: head.call("grid.office", f"action_open_{device}", [[office]])["url"] for device in DEVICES}
    waits = [["office_id", "=", office], ["state", "=", "waiting"], ["note", "=", False]]
    (ticket,) = head.call("grid.queue.ticket", "search", [waits], {"limit": 1, "order": "rank"})
    pages["slip"] = head.call("grid.queue.ticket", "action_print_slip", [[ticket]])["url"]
    pages["ticket"] = pages["slip"].replace("/slip/", "/ticket/")
    for page, size in {**DEVICES, "slip": KIOSK, "ticket": PHONE}.items():
        visitor = album.person("", size)
        visitor.open(pages[page])
        album.take(visitor, NAMES.get(page, f"queue_{page}"))
    kiosk = album.person("", KIOSK)
    kiosk.open(pages["kiosk"])
    kiosk.page.locator(".queue-choice").first.click()
    album.take(kiosk, "queue_kiosk_category")


def ringing_call(album: Album) -> None:
    """Let a call ring at the operator's telephone: her card opens by itself."""
    admin, operator = album.person("admin"), album.person("operator")
    (exchange,) = admin.call("grid.appeal.source", "search", [[["name", "ilike", "АТС"]]], {"limit": 1})
    (issue,) = admin.call("grid.appeal.source.key", "create", [[{"source_id": exchange}]])
    key = admin.call("grid.appeal.source.key", "action_issue", [[issue]])["context"]["issued_key"]
    operator.open("/odoo/calls")
    operator.page.locator(".o_view_controller").first.wait_for()
    operator.page.wait_for_timeout(3000)
    number = str(uuid.uuid4())
    tell(
        admin, key, number,
        {"event": "incoming", "caller": CALLER, "line": "88003002010"},
        {"event": "menu", "step": "1", "exit": "operator"},
        {"event": "ringing", "operator": TELEPHONE},
    )  # fmt: skip
    operator.page.locator(".o_desk_call").first.wait_for()
    operator.page.wait_for_timeout(1500)
    album.take(operator, "call_card")
    tell(admin, key, number, {"event": "answered", "operator": TELEPHONE}, {"event": "hung_up"})


def tell(person, key: str, call: str, *events: dict) -> None:
    """Tell of a call as its exchange does."""
    common = {"call": call, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    answer = person.page.request.post(
        f"{person.url}/api/v1/calls/events",
        data={"events": [{**common, **event, "id": event["event"]} for event in events]},
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": str(uuid.uuid4())},
    )
    assert answer.ok, answer.text()


def live_sections(album: Album) -> None:
    """Scroll the live page to what it tells of offices, calls and outages."""
    head = album.person("head", WALL)
    head.open("/odoo/live")
    head.page.locator(".o_grid_live_tile").first.wait_for()
    head.page.get_by_text("Контакт-центр", exact=True).last.evaluate("section => section.scrollIntoView()")
    album.take(head, "live_contact")


#: By the section where they are shown.
CONTACT_WALKS = {
    "Reception": [
        Walk(
            queue_pages,
            {
                "queue_kiosk": "The kiosk: what brings you?",
                "queue_kiosk_category": "The kiosk: with priority or in turn",
                "queue_slip": "The slip, printed from the kiosk",
                "queue_board": "The board on the wall: numbers and windows, no names",
                "queue_by_phone": "A ticket by phone",
                "queue_visitor": "The page of a ticket on a visitor's phone: place, wait, window",
            },
            tuple(f"/queue/{page}/key" for page in (*DEVICES, "slip", "ticket")),
        ),
    ],
    "Calls": [Walk(ringing_call, {"call_card": "A call rings: the card of who calls opens by itself"})],
    "The live page": [Walk(live_sections, {"live_contact": "The live page: the offices, the calls, the outages now"})],
}
