"""An application for connection as a customer's page sends it, and her card as staff know it."""

HOUSE = {
    "tp_object_name": "Жилой дом",
    "tp_object_address": "с. Тестовое, ул. Тестовая, 5",
    "tp_cadastral_number": "42:24:0101001:123",
    "tp_load_character": "Бытовая",
    "tp_reason": "new",
    "tp_power_new_kw": "7,5",
    "tp_power_existing_kw": "",
    "tp_voltage_kv": "0.4",
    "tp_reliability_category": "3",
    "tp_settlement_type": "rural",
    "tp_temporary_until": "",
}
CARD = {
    "identity_kind": "passport",
    "identity_number": "3208 123456",
    "identity_issued_on": "2010-03-01",
    "identity_issued_by": "ОВД Тестового района",
    "snils": "112-233-445 95",
    "street": "ул. Тестовая, 5-12",
    "city": "Кемерово",
}


class ConnectionForm:
    """Fills in the draft of an application; for cases that have `case` and `path`."""

    def _begin(self, code="tp_citizen_15", customer=None):
        requests = self.env["grid.service.request"]
        self.case = requests._draft_in_account(code, customer or self.owner.partner_id, self.env.company)
        self.connection = self.case.connection_ids
        self.path = f"/my/requests/{self.case.id}"

    def _send(self, act="", files=None, **changes):
        token = self._page("/services/tp_citizen_15").xpath("//main//input[@name='csrf_token']/@value")[0]
        data = {**HOUSE, "csrf_token": token, "act": act, **changes}
        return self.url_open(self.path, data=data, files=files, allow_redirects=False)
