"""The cast of the connection tests: a citizen's house and a factory, on the shipped passports and made rates.

Rates of Kuzbass made for the tests: 7000 a kW preferential, 1000 social, C1.1 10000, C1.2 5000.
"""

from freezegun import freeze_time

from odoo import fields

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_service.tests.common import REGISTERED

#: Wednesday, before noon in Kemerovo.
SUBMITTED = "2026-04-01 03:00:00"
RATES = [
    ("preferential", 7000, "kw", True),
    ("social", 1000, "kw", True),
    ("c1_1", 10000, "connection", False),
    ("c1_2", 5000, "connection", False),
    ("per_power", 3000, "kw", False),
]


class ConnectionCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        cls.region = cls.env.ref("base.state_ru_kem")
        cls.company.state_id = cls.region
        cls.env["grid.fee.rate"].create(
            [
                {
                    "kind": kind,
                    "state_id": cls.region.id,
                    "amount": amount,
                    "unit": unit,
                    "includes_vat": with_vat,
                    "valid_from": "2024-01-01",
                }
                for kind, amount, unit, with_vat in RATES
            ]
        )

    @classmethod
    def _passport(cls, code):
        return cls.env.ref(f"grid_connection.service_tp_{code}")

    @classmethod
    def _values(cls, **values):
        """A citizen's house, 15 kW, 120 m from the network of a village."""
        return {
            "service_id": cls._passport("citizen_15").id,
            "subject": "Присоединить дом, ул. Тестовая, 5",
            "partner_id": cls.citizen.id,
            "branch_id": cls.branch.id,
            "channel_id": cls.env.ref("grid_appeal.channel_post").id,
            "object_name": "Жилой дом",
            "object_address": "с. Тестовое, ул. Тестовая, 5",
            "load_character": "Бытовая",
            "settlement_type": "rural",
            "power_new_kw": 15,
            "distance_m": 120,
            "works_designed": True,
            **values,
        }

    @classmethod
    def _draft(cls, **values):
        return cls.env["grid.connection"].create(cls._values(**values))

    @classmethod
    def _business(cls, **values):
        """A workshop of 100 kW of the factory, by 200 m."""
        business = {
            "service_id": cls._passport("business_150").id,
            "subject": "Присоединить цех",
            "partner_id": cls.factory.id,
            "object_name": "Цех",
            "load_character": "Производственная",
            "settlement_type": "city",
            "power_new_kw": 100,
            "distance_m": 250,
            "fee_method": "per_power",
        }
        return cls._draft(**{**business, **values})

    def _rows(self, connection, name="1"):
        """Return a stage and a work of a connection."""
        stage = self.env["grid.connection.stage"].create(
            {"connection_id": connection.id, "name": name, "power_kw": 5, "commissioning_on": "2026-12-01"}
        )
        return stage, self.env["grid.connection.work"].create(
            {"connection_id": connection.id, "kind": "c3", "name": name}
        )

    def _do(self, connection, act, at=None, **given):
        """Do an act at a moment, as the program's user; papers it asks for are there."""
        with freeze_time(at or fields.Datetime.now()):
            self._bring_papers(connection, act)
            connection.request_id._move(act, **given)

    def _bring_papers(self, connection, act):
        request = connection.request_id
        transition = request.step_id.transition_ids.filtered(lambda one: one.code == act)
        made = {"state": "issued", "file_name": "paper.pdf", **REGISTERED}
        papers = [{"kind_id": kind.id, **made} for kind in transition.paper_kind_ids]
        if transition.papers == "complete":
            papers += [{"document_id": one.id} for one in request._lacking_documents()]
        self.env["grid.service.paper"].create([{"request_id": request.id, **paper} for paper in papers])

    def _offered(self, connection, at="2026-04-08 03:00:00"):
        """Lead a draft to the offer: submitted on 1 April 2026, complete on the 2nd, offered on the 8th."""
        self._do(connection, "submit", SUBMITTED)
        self._do(connection, "take_to_check", "2026-04-01 04:00:00")
        self._do(connection, "complete", "2026-04-02 03:00:00")
        with freeze_time(at):
            connection.action_reckon_fee()
        act = "publish_offer" if connection.track == "account" else "send_contract"
        self._do(connection, act, at)
        return connection

    def _hand_over(self, connection, at):
        """The applicant receives the papers of the last act at the window."""
        dispatch = connection.dispatch_ids.sorted("id")[-1:]
        with freeze_time(at):
            dispatch._note_delivered(fields.Datetime.to_datetime(at), connection.partner_id.name, way="handed")

    def _pay(self, connection, amount, day, document="17", at=None):
        with freeze_time(at or f"{day} 10:00:00"):
            return connection._register_payment(amount, day, document)

    def _promise(self, connection, code):
        return connection.request_id.deadline_ids.filtered(lambda one: one.code == code)[-1:]

    def _day(self, connection, moment):
        return fields.Date.to_string(connection._local_day(moment))
