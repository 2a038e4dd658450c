"""The personal account at the screen: a person acts for a company, and takes her own data out."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from reception import GOOD, NUMBER, here

ONWARD = "form.grid_appeal button.btn-primary[type=submit]:not([name])"


def _customer(clerk) -> int:
    """The card of the sample's customer."""
    [user] = clerk.call("res.users", "search_read", [[["login", "=", "customer"]]], {"fields": ["partner_id"]})
    return user["partner_id"][0]


def _company_with_a_paper(clerk, number="Д-1"):
    """Enter a power of attorney of the sample's customer for a company; return the company."""
    today = datetime.now(UTC).date()
    domain = [["customer_kind", "=", "legal_entity"], ["usage_point_ids", "!=", False]]
    [company] = clerk.call("res.partner", "search_read", [domain], {"fields": ["name"], "limit": 1})
    people = {"principal_id": company["id"], "representative_id": _customer(clerk)}
    known = [["principal_id", "=", people["principal_id"]], ["representative_id", "=", people["representative_id"]]]
    if not clerk.call("grid.representation", "search_count", [known]):
        term = {"document_date": str(today - timedelta(days=9)), "valid_until": str(today + timedelta(days=300))}
        clerk.call("grid.representation", "create", [{**people, **term, "document_number": number}])
    return company


def _act_for(agent, name: str) -> None:
    """Switch to whom one acts for, by the bar above the account."""
    agent.reach("aside summary")
    agent.page.keyboard.press("Enter")
    agent.enter(f"aside button:has-text('{name}')")
    agent.page.locator("main p.lead", has_text=name).wait_for()


def _file(agent, text: str) -> str:
    """File an appeal by the keyboard from the head of the site; return its number."""
    agent.follow_menu("/appeal")
    agent.write("[name=text]", text)
    agent.enter(ONWARD)
    while (page := here(agent)) != "check":
        if page == "about":
            agent.choose("theme", "power_quality")
            agent.reach("[name=kind]")
            agent.page.keyboard.press("ArrowDown")
        if page == "place":
            agent.write("[name=address]", GOOD["address"])
        agent.enter(ONWARD)
        assert here(agent) != page, agent.page.locator("#errors").inner_text()
    agent.assert_fits()
    agent.enter("form[action='/appeal/check'] button.btn-primary")
    return agent.sees(NUMBER).inner_text().strip()


def _people_of(clerk, number: str) -> tuple[int, int]:
    """The customer of an appeal and who represents it."""
    fields = ["partner_id", "representative_id"]
    [appeal] = clerk.call("helpdesk.ticket", "search_read", [[["number", "=", number]]], {"fields": fields})
    return tuple(appeal[field] and appeal[field][0] for field in fields)


def test_an_appeal_is_filed_for_a_company_by_keyboard(person, phone):
    clerk = person("manager")
    company, agent = _company_with_a_paper(clerk), person(phone=phone)
    agent.come_in("customer")
    _act_for(agent, company["name"])
    agent.assert_fits()
    number = _file(agent, f"На вводе низкое напряжение, станки отключаются: {uuid4().hex}.")
    assert _people_of(clerk, number) == (company["id"], _customer(clerk))
    agent.follow_menu("/appeal")
    agent.page.locator("aside summary strong", has_text=company["name"]).wait_for()
    agent.reach("aside summary")
    agent.page.keyboard.press("Enter")
    agent.enter("aside form button")
    agent.follow_menu("/my")
    assert company["name"] not in agent.page.locator("main p.lead").inner_text()


def test_one_asks_to_act_for_a_company_and_acts_when_the_manager_accepts(person):
    manager, agent = person("manager"), person()
    agent.come_in("customer")  # a session of her own: she goes on acting for the company in it
    domain = [["customer_kind", "=", "legal_entity"], ["inn", "!=", False]]
    fields = {"fields": ["name", "inn"], "limit": 1, "order": "id desc"}
    [company] = manager.call("res.partner", "search_read", [domain], fields)
    agent.open("/my/acting")
    agent.enter("main a[href='/my/acting/new']")
    agent.write("[name=principal_name]", company["name"])
    agent.write("[name=principal_number]", company["inn"])
    agent.choose("kind", "attorney")
    number = f"Д-{uuid4().hex[:6]}"
    agent.write("[name=document_number]", number)
    today = datetime.now(UTC).date()
    for field, days in (("document_date", -9), ("valid_until", 300)):
        agent.page.fill(f"[name={field}]", str(today + timedelta(days=days)))
    agent.attach("#scan", {"name": "доверенность.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    agent.enter("main form[enctype] button[type=submit]")
    agent.sees("Мы проверим документ")
    [request] = manager.call("grid.representation.request", "search", [[["document_number", "=", number]]])
    manager.open(f"/odoo/grid.representation.request/{request}")
    manager.page.locator("button[name=action_accept]").click()
    manager.page.locator("button[name=action_accept]").wait_for(state="detached")
    agent.open("/my/acting")
    agent.enter(f"main form button:has-text('{company['name']}')")
    agent.page.locator("main p.lead", has_text=company["name"]).wait_for()


def test_the_choice_works_without_scripts(person):
    company = _company_with_a_paper(person("manager"))["name"]
    agent = person(javascript=False)
    agent.sign_in("customer")  # for whom she acts is kept with the session, which is her own here
    agent.open("/my/acting")
    agent.page.locator("main form button", has_text=company).press("Enter")
    agent.page.locator("main p.lead", has_text=company).wait_for()


def test_a_person_takes_her_data_out_by_keyboard(person, phone):
    customer = person(phone=phone)
    customer.come_in("customer")
    customer.enter("main a[href='/my/data']")
    customer.assert_fits()
    with zipfile.ZipFile(io.BytesIO(customer.download("form[action='/my/data/export'] button"))) as archive:
        data = json.loads(archive.read("data.json"))
        assert set(data["files"]) < set(archive.namelist())
    assert data["person"]["name"]
    assert data["appeals"]
