"""The reception's own scripts: files sent while the page stays, a text that survives a lost connection; and a story."""

from inbox import code_in_the_letter, new_email
from reception import GOOD, NUMBER, go_on, here, tell

PHOTO = {"name": "провод.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 300_000}
PROGRAM = {"name": "$&.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
BAR = "document.querySelector('#sending progress')"
EMPTY = {"name": "пусто.png", "mimeType": "image/png", "buffer": b""}


def attach(someone, *files) -> None:
    someone.page.set_input_files("#files", list(files))


def test_a_file_is_sent_at_once_and_listed(person):
    someone = person(phone=True)
    someone.open("/appeal")
    with someone.page.expect_response("**/appeal/files"):
        attach(someone, PHOTO, PROGRAM, EMPTY)
    someone.sees("провод.png")
    told = someone.page.locator("#error-files").inner_text()
    assert "«$&.exe»" in told
    assert "«пусто.png»" in told
    assert not someone.page.locator("#sending").is_visible()
    assert someone.page.evaluate("document.querySelector('#files').files.length") == 0
    someone.assert_fits()
    tell(someone)
    someone.sees("провод.png")


def test_a_bar_shows_how_far_a_file_is(person):
    someone = person(phone=True)
    page = someone.page
    someone.open("/appeal")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": len(PHOTO["buffer"]) // 3}
    network.send("Network.emulateNetworkConditions", slow)
    with page.expect_response("**/appeal/files"):
        attach(someone, PHOTO)
        page.wait_for_function(f"(bar => bar.checkVisibility() && bar.value > 0 && bar.value < 1)({BAR})")
        someone.assert_fits()
    someone.sees("провод.png")
    assert not page.locator("#sending").is_visible()


def test_more_files_than_allowed_are_refused_in_the_browser(person):
    someone = person()
    someone.open("/appeal")
    photos = [PHOTO | {"name": f"{number}.png", "buffer": PHOTO["buffer"] + bytes([number])} for number in range(6)]
    with someone.page.expect_response("**/appeal/files"):
        attach(someone, *photos)
    someone.sees("4.png")
    assert "«5.png»" in someone.page.locator("#error-files").inner_text()
    assert someone.page.locator("#kept input[name=keep]").count() == 5


def test_files_that_could_not_be_sent_apart_go_with_the_page(person):
    someone = person()
    someone.open("/appeal")
    someone.page.route("**/appeal/files", lambda route: route.abort())
    with someone.page.expect_event("requestfailed"):
        attach(someone, PHOTO)
    tell(someone)
    someone.sees("провод.png")


def test_a_text_survives_a_lost_connection(person):
    someone = person(phone=True)
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    someone.page.goto("about:blank")
    someone.open("/appeal")
    assert someone.page.input_value("#text") == ""
    someone.press("Вернуть текст")
    assert someone.page.input_value("#text") == GOOD["text"]
    go_on(someone)
    assert here(someone) == "about"
    assert someone.page.evaluate("localStorage.length") == 0, "the server has it now"


def test_a_text_may_be_erased_from_the_device(person):
    someone = person()
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    someone.page.goto("about:blank")
    someone.open("/appeal")
    someone.press("Стереть текст")
    someone.open("/appeal")
    assert not someone.page.locator("#text_kept").is_visible()
    assert someone.page.input_value("#text") == ""


def _write(someone, **values: str) -> None:
    """Fill in fields by keyboard alone, then go on by Enter on the button."""
    for field, value in values.items():
        someone.write(f"[name={field}]", value)
    someone.enter("form.grid_appeal button.btn-primary[type=submit]:not([name])")


def _attach_photo(someone) -> None:
    with someone.page.expect_response("**/appeal/files"):
        someone.attach("#files", PHOTO)
    someone.sees("провод.png")


def _send(someone) -> str:
    """Send what was told and return its number."""
    assert here(someone) == "check"
    someone.assert_fits()
    someone.enter("form[action='/appeal/check'] button.btn-primary")
    someone.assert_fits()
    return someone.sees(NUMBER).inner_text().strip()


def _follow(someone, number: str, email: str) -> None:
    """Go from the receipt to how the appeal goes on, by the code in the letter."""
    someone.enter("main a[href^='/status']")
    assert someone.page.input_value("[name=number]") == number
    someone.enter("main form[action='/status'] button")
    someone.write("[name=digits]", code_in_the_letter(email))
    someone.enter("main form:has([name=digits]) button")
    someone.sees(number)
    someone.sees("Зарегистрировано")
    someone.sees("Почему эта дата?")
    someone.assert_fits()


def test_an_appeal_with_a_photo_is_filed_and_followed_by_keyboard(person, phone):
    someone, email = person(phone=phone), new_email("prohorova")
    someone.open("/")
    someone.enter("main a.grid_answer[href='/appeal']")
    _attach_photo(someone)
    _write(someone, text=GOOD["text"])
    someone.choose("theme", "power_quality")
    someone.reach("[name=kind]")
    someone.page.keyboard.press("ArrowDown")
    _write(someone)
    _write(someone, address=GOOD["address"])
    _write(someone, name=GOOD["name"], email=email)
    someone.sees("провод.png")
    _follow(someone, _send(someone), email)


def test_no_light_is_reported_by_keyboard_with_a_photo(person, phone):
    someone, email = person(phone=phone), new_email("temnova")
    someone.open("/")
    someone.enter("main a.grid_answer[href*='way=outage']")
    assert here(someone) == "place"
    _write(someone, address=GOOD["address"])
    _attach_photo(someone)
    _write(someone, text="Нет света во всём доме с шести утра.")
    _write(someone, name=GOOD["name"], email=email)
    _follow(someone, _send(someone), email)
