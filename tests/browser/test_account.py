"""The personal account at the screen: a person acts for a company, and takes her own data out."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta


def _company_with_a_paper(clerk, number="Д-1"):
    """Enter a power of attorney of the sample's customer for a company; return the company's name."""
    today = datetime.now(UTC).date()
    [user] = clerk.call("res.users", "search_read", [[["login", "=", "customer"]]], {"fields": ["partner_id"]})
    domain = [["customer_kind", "=", "legal_entity"], ["usage_point_ids", "!=", False]]
    [company] = clerk.call("res.partner", "search_read", [domain], {"fields": ["name"], "limit": 1})
    people = {"principal_id": company["id"], "representative_id": user["partner_id"][0]}
    known = [["principal_id", "=", people["principal_id"]], ["representative_id", "=", people["representative_id"]]]
    if not clerk.call("grid.representation", "search_count", [known]):
        term = {"document_date": str(today - timedelta(days=9)), "valid_until": str(today + timedelta(days=300))}
        clerk.call("grid.representation", "create", [{**people, **term, "document_number": number}])
    return company["name"]


def test_a_person_acts_for_a_company_and_for_herself_again_by_keyboard(person, phone):
    company = _company_with_a_paper(person("manager"))
    agent = person(phone=phone)
    agent.come_in("customer")
    agent.reach("aside summary")
    agent.page.keyboard.press("Enter")
    agent.enter(f"aside button:has-text('{company}')")
    agent.page.locator("main p.lead", has_text=company).wait_for()
    agent.assert_fits()
    agent.follow_menu("/appeal")
    agent.page.locator("aside summary strong", has_text=company).wait_for()
    agent.reach("aside summary")
    agent.page.keyboard.press("Enter")
    agent.enter("aside form button")
    agent.follow_menu("/my")
    assert company not in agent.page.locator("main p.lead").inner_text()


def test_the_choice_works_without_scripts(person):
    company = _company_with_a_paper(person("manager"))
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
