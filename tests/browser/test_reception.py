"""The reception's own scripts: files sent while the page stays, a text that survives a lost connection; and a story."""

import json

import pytest
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


def test_what_the_browser_and_the_server_refuse_is_said_once(person):
    someone = person()
    someone.open("/appeal")
    with someone.page.expect_response("**/appeal/files"):
        attach(someone, PHOTO, PROGRAM, PHOTO | {"name": "схема.jpg"})
    someone.sees("провод.png")
    told = someone.page.locator("[id=error-files]")
    assert told.count() == 1
    assert told.inner_text().count("«$&.exe»") == 1
    assert told.inner_text().count("«схема.jpg»") == 1


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


def _allow_together(someone, size: int) -> None:
    """Tell the page of a smaller limit, so that no test sends a hundred megabytes."""
    someone.page.evaluate(f"document.querySelector('[data-all]').dataset.all = {size}")


def test_files_that_are_too_big_together_are_refused_in_the_browser(person):
    someone = person()
    someone.open("/appeal")
    _allow_together(someone, 2 * len(PHOTO["buffer"]))
    photos = [
        PHOTO | {"name": f"{number}.png", "buffer": PHOTO["buffer"][:-1] + bytes([number])} for number in range(3)
    ]
    with someone.page.expect_response("**/appeal/files"):
        attach(someone, *photos)
    someone.sees("1.png")
    assert "2.png" in someone.page.locator("#error-files").inner_text()
    with someone.page.expect_response("**/appeal/files"):
        attach(someone, photos[2])
    someone.sees("2.png")
    assert not someone.page.locator("#error-files").count(), "the others were sent: there is room now"


def test_papers_of_a_request_are_weighed_together(person):
    someone = person("customer")
    someone.open("/services/tp_citizen_15")
    with someone.page.expect_navigation():
        someone.page.locator("form[action='/my/requests/new'] button").click()
    fields = someone.page.locator("#act input[type=file]")
    _allow_together(someone, len(PHOTO["buffer"]))
    fields.nth(0).set_input_files([PHOTO])
    fields.nth(1).set_input_files([PHOTO | {"name": "схема.png"}])
    assert "схема.png" in someone.page.locator("#act .invalid-feedback").inner_text()
    assert fields.nth(0).evaluate("field => field.files.length") == 1
    assert fields.nth(1).evaluate("field => field.files.length") == 0


@pytest.mark.parametrize("status", [0, 413, 429])
def test_files_that_could_not_be_sent_apart_are_told_of(person, status):
    someone = person()
    someone.open("/appeal")
    answer = {"status": status, "body": ""}
    someone.page.route("**/appeal/files", lambda way: way.fulfill(**answer) if status else way.abort())
    sentences = json.loads(someone.page.locator("[data-sentences]").get_attribute("data-sentences"))
    attach(someone, PHOTO)
    someone.sees(sentences["too_large" if status == 413 else "unsent"])
    assert not someone.page.locator("#sending").is_visible()
    tell(someone)
    if status == 413:
        assert not someone.page.get_by_text("провод.png").count(), "it would not come through with the page either"
    else:
        someone.sees("провод.png")


def _lose_connection(someone) -> None:
    """Press the button of the form when there is no connection, then come back to the front page."""
    someone.context.set_offline(True)
    someone.page.locator("form.grid_appeal button.btn-primary[type=submit]:not([name])").click()
    someone.page.wait_for_url("chrome-error://**")
    someone.context.set_offline(False)
    someone.open("/")


def _put_back(someone, **typed: str) -> None:
    """The page offers what was typed, and shows it when it is wanted."""
    for field in typed:
        assert someone.page.input_value(f"[name={field}]") == ""
    someone.press("Вернуть текст")
    for field, text in typed.items():
        assert someone.page.input_value(f"[name={field}]") == text


def _is_on_device(someone) -> list[str]:
    return sorted(someone.page.evaluate("Object.keys(JSON.parse(localStorage.grid_appeal_typed || '{}'))"))


def test_a_text_survives_a_lost_connection(person):
    someone = person(phone=True)
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    _lose_connection(someone)
    someone.open("/appeal")
    _put_back(someone, text=GOOD["text"])
    go_on(someone)
    assert here(someone) == "about"
    assert _is_on_device(someone) == [], "the server has it now"


def test_every_page_of_no_light_survives_a_lost_connection(person):
    someone = person()
    for page, typed in (
        ("place", {"address": GOOD["address"], "account_number": "4200112"}),
        ("what", {"text": "Нет света с шести утра."}),
        ("person", {"name": GOOD["name"], "email": GOOD["email"], "phone": GOOD["phone"]}),
    ):
        someone.open("/appeal?way=outage")
        while here(someone) != page:
            go_on(someone)
        for field, text in typed.items():
            someone.page.fill(f"[name={field}]", text)
        _lose_connection(someone)
        someone.page.locator("main a.grid_answer[href*='way=outage']").click()
        while here(someone) != page:
            assert _is_on_device(someone) == sorted(typed), "the server has not got it yet"
            go_on(someone)
        _put_back(someone, **typed)
        go_on(someone)
        assert _is_on_device(someone) == []
    assert here(someone) == "check"


def test_a_text_of_one_way_is_not_lost_by_the_other(person):
    someone = person()
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    _lose_connection(someone)
    someone.open("/appeal?way=outage")
    someone.page.fill("[name=address]", GOOD["address"])
    go_on(someone)
    _put_back(someone, text=GOOD["text"])


def test_a_change_that_did_not_reach_the_server_is_offered(person):
    someone = person()
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    go_on(someone)
    go_on(someone, "Назад")
    someone.page.fill("#text", "Лампы больше не горят совсем.")
    _lose_connection(someone)
    someone.open("/appeal")
    assert someone.page.input_value("#text") == GOOD["text"]
    someone.press("Вернуть текст")
    assert someone.page.input_value("#text") == "Лампы больше не горят совсем."


def test_a_filed_appeal_leaves_nothing_on_the_device(person):
    someone = person()
    someone.open("/appeal")
    tell(someone)
    someone.page.evaluate(
        """() => {
            const key = document.querySelector("form.grid_appeal [name=key]").value;
            localStorage.grid_appeal_typed = JSON.stringify({ text: { key, text: "старое", at: Date.now() } });
        }"""
    )
    go_on(someone, "Отправить обращение")
    someone.sees(NUMBER)
    assert _is_on_device(someone) == []


def test_a_text_may_be_erased_from_the_device(person):
    someone = person()
    someone.open("/appeal")
    someone.page.fill("#text", GOOD["text"])
    _lose_connection(someone)
    someone.open("/appeal")
    someone.press("Стереть текст")
    someone.open("/appeal")
    assert not someone.page.locator("#typed_kept").is_visible()
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
