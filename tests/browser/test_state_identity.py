"""A customer comes in by the state identity, before a provider that really runs; then asks to act for a company."""

import importlib.util
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_accessible import faults

PROVIDER = Path(__file__).parents[2] / "addons/grid_identity/tests/provider.py"


@pytest.fixture
def provider(person):
    """A provider on this machine, switched on by an administrator at her screen's rights, and off afterwards."""
    spec = importlib.util.spec_from_file_location("provider", PROVIDER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    running, admin = module.Provider(), person("admin")
    [known] = admin.call("auth.oauth.provider", "search", [[["flow", "=", "id_token_code"], ["issuer", "=", False]]], {
        "order": "sequence", "limit": 1,
    })  # fmt: skip
    admin.call("auth.oauth.provider", "write", [[known], running.settings()])
    admin.call("auth.oauth.provider", "action_discover", [[known]])
    admin.call("auth.oauth.provider", "write", [[known], {"enabled": True}])
    yield running
    admin.call("auth.oauth.provider", "write", [[known], {"enabled": False, "issuer": False}])
    running.close()


@pytest.mark.parametrize("phone", [False, True])
def test_a_customer_comes_in_by_the_state_identity_and_asks_to_act_for_a_company(person, provider, phone):
    now = datetime.now(UTC)
    provider.person |= {"sub": f"nina-{now.timestamp()}", "email": f"nina-{now.timestamp()}@example.com"}
    nina = person(phone=phone)
    nina.open("/web/login?redirect=/my")
    found = faults(nina.page, "sign-in by the state identity")
    assert not found, "\n".join(found)
    provider.fault = "cancelled"
    nina.page.locator("button[form^=identity_]").click()
    nina.page.locator("[role=alert]", has_text="не вошли через государственную учётную запись").wait_for()
    provider.fault = ""
    nina.page.locator("button[form^=identity_]").click()
    nina.page.wait_for_url("**/my")
    nina.sees("Новосёлова Нина Ильинична")
    nina.open("/my/acting")
    nina.page.locator("main a[href='/my/acting/new']").click()
    nina.page.fill("[name=principal_name]", "ООО «Лес»")
    nina.page.fill("[name=principal_number]", "7717127211")
    nina.page.fill("[name=document_date]", str((now - timedelta(days=9)).date()))
    nina.page.fill("[name=valid_until]", str((now + timedelta(days=300)).date()))
    nina.page.set_input_files("[name=scan]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    nina.page.locator("main form[enctype] button").click()
    nina.page.wait_for_url("**/my/acting?asked=1")
    nina.page.locator("main li", has_text="ООО «Лес»").wait_for()
