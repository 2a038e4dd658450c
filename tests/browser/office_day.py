"""A day at an office: its devices, who sits at a window, who takes a ticket."""

from datetime import UTC, datetime

NEXT = "Control+Enter"


def new_office(head) -> dict:
    """Open an office with two windows that give one service; return the addresses of its devices."""
    (branch,) = head.call("grid.branch", "search", [[["code", "=", "KEM"]]])
    name = f"Офис {datetime.now(UTC):%H%M%S%f}"
    vals = {
        "name": name,
        "branch_id": branch,
        "address": "г. Кемерово, ул. Новая, 1",
        "remote_limit": 5,
        "reception_service_ids": [[0, 0, {"name": "Приборы учёта", "letter": "А"}]],
    }
    (made,) = head.call("grid.office", "create", [[vals]])
    (service,) = head.call("grid.reception.service", "search", [[["office_id", "=", made]]])
    windows = [{"office_id": made, "name": number, "service_ids": [[6, 0, [service]]]} for number in "12"]
    opened = {"name": name, "windows": head.call("grid.window", "create", [windows])}
    opened["rating"] = head.call("grid.window", "action_open_rating", [opened["windows"][:1]])["url"]
    for device in ("kiosk", "board", "phone"):
        opened[device] = head.call("grid.office", f"action_open_{device}", [[made]])["url"]
    return opened


def sit(person, login, window):
    """A person at her window: the one she sat at before is left."""
    someone = person(login)
    left = someone.call("grid.window.desk", "read_screen", [])
    if ticket := left.get("ticket"):
        act = "finish" if ticket["state"] == "serving" else "no_show"
        someone.call("grid.window.desk", "act", [ticket["id"], act])
    someone.call("grid.window.desk", "open_window", [window])
    someone.open("/odoo/window")
    someone.page.locator(".o_window_next").wait_for()
    return someone


def take(visitor, office) -> str:
    """Take a ticket at the kiosk; return its number."""
    visitor.open(office["kiosk"])
    visitor.page.locator(".queue-choice").first.click()
    visitor.page.locator("button[value=ordinary]").click()
    return visitor.page.locator(".queue-paper h1").inner_text()


def serve(clerk) -> None:
    """Call the next visitor, serve her and end the visit."""
    page = clerk.page
    page.keyboard.press(NEXT)
    page.locator(".o_window_number").wait_for()
    page.keyboard.press("Alt+1")
    page.locator(".o_window_acts kbd", has_text="Alt+9").wait_for()
    page.keyboard.press("Alt+9")
    page.locator(".o_window_number").wait_for(state="detached")
