"""What the tests of the fee share: the rates of a region that no order covers, and the cast."""

from datetime import date

from odoo.tests import TransactionCase

from odoo.addons.legal_deadline.tests.people import new_people

DAY = date(2026, 7, 1)
#: Round rates that are reckoned in the head, in roubles.
ROUND = {"preferential": 7000, "c1_1": 1000, "c1_2": 500, "c2": 100000, "per_power": 9000}
CITIZEN = {"applicant_kind": "individual", "power_new_kw": 15.0, "distance_m": 100.0}
FIRM = {"applicant_kind": "legal_entity", "power_new_kw": 100.0, "distance_m": 250.0}
ONE_KILOMETRE = [{"kind": "c2", "quantity": 1.0}]


class FeeCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.rates, cls.norms = cls.env["grid.fee.rate"], cls.env["grid.connection.norm"]
        cls.region = cls.env.ref("base.state_ru_tom")
        cls.kuzbass = cls.env.ref("base.state_ru_kem")
        cls.methodologist, cls.specialist, cls.portal_user = new_people(
            cls.env,
            {"login": "fee_methodologist", "groups": "grid_customer.group_methodologist"},
            {"login": "fee_specialist", "groups": "grid_customer.group_specialist"},
            {"login": "fee_portal", "groups": "base.group_portal"},
        )

    @classmethod
    def make_rate(cls, **values):
        """Make a rate of the region, in force from 2023 on unless told otherwise."""
        return cls.rates.create(
            {
                "kind": "preferential",
                "amount": 7000,
                "state_id": cls.region.id,
                "valid_from": "2023-01-01",
                "order_number": "1/1",
                "order_date": "2022-12-30",
                **values,
            }
        )

    @classmethod
    def make_rates(cls):
        """Make the round rates."""
        return cls.rates.concat(
            *(
                cls.make_rate(kind=kind, amount=amount, includes_vat=kind == "preferential")
                for kind, amount in ROUND.items()
            )
        )
