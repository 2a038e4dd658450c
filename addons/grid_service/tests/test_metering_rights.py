from datetime import date, datetime

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_customer.tests.common import ROLES

from .common_metering import MeteringCase

MODELS = ("grid.meter.reading", "grid.meter.hour", "grid.meter.check", "grid.unmetered.act")
OF_CUSTOMERS = MODELS[:2]
CREATORS = {
    "grid.meter.reading": {"operator", "administrator", "manager", "specialist", "supervisor", "head"},
    "grid.meter.hour": {"operator", "administrator", "manager", "specialist", "supervisor", "head"},
    "grid.meter.check": {"manager", "specialist", "supervisor", "head"},
    "grid.unmetered.act": {"specialist", "supervisor", "head"},
}
SEE_ALL_BRANCHES = {"head", "methodologist", "privacy"}


@tagged("post_install", "-at_install")
class TestMeteringRights(MeteringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        meters = (cls.meter, cls.les_meter, cls.strange_meter)
        cls.records = {
            "grid.meter.reading": [cls._read(1, date(2026, 1, 10), meter) for meter in meters],
            "grid.meter.hour": [
                cls.env["grid.meter.hour"].create(
                    {"meter_id": meter.id, "day": date(2026, 1, 10), "hour": 23 - place, "kwh": 1}
                )
                for place, meter in enumerate(meters)
            ],
            "grid.meter.check": [
                cls.env["grid.meter.check"].create({"meter_id": meter.id, "planned_on": date(2026, 2, 10)})
                for meter in meters
            ],
            "grid.unmetered.act": [
                cls.env["grid.unmetered.act"].create(
                    {
                        "name": "1",
                        "meter_id": meter.id,
                        "found_on": date(2026, 1, 10),
                        "made_at": datetime(2026, 1, 12, 5),
                    }
                )
                for meter in (meters[0], meters[2])
            ],
        }

    def test_every_role_does_its_work_and_no_more(self):
        for model in MODELS:
            for who in (*ROLES, "clerk", "public"):
                with self.subTest(model=model, who=who):
                    records = self.as_(who, model)
                    self.assertEqual(records.has_access("read"), who in ROLES)
                    self.assertEqual(records.has_access("create"), who in CREATORS[model])
                    self.assertEqual(records.has_access("write"), who in CREATORS[model])
                    self.assertFalse(records.has_access("unlink"))

    def test_a_role_sees_its_branches_and_its_company(self):
        for model in MODELS:
            ours = self.env[model].concat(*self.records[model][:-1])
            for who in ROLES:
                with self.subTest(model=model, who=who):
                    seen = self.as_(who, model).search([])
                    self.assertEqual(seen, (ours if who in SEE_ALL_BRANCHES else ours[0]).sorted())

    def test_a_reading_of_another_branch_is_not_entered(self):
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self._read(5, date(2026, 2, 1), self.les_meter, env=self.as_("operator", self.env["res.partner"]).env)

    def test_a_customer_reads_the_own_readings_alone(self):
        for model in OF_CUSTOMERS:
            self.assertEqual(self.as_("portal", model).search([]), self.records[model][0])
        for model in MODELS:
            for operation in ("create", "write", "unlink"):
                self.assertFalse(self.as_("portal", model).has_access(operation))
        for model in set(MODELS) - set(OF_CUSTOMERS):
            self.assertFalse(self.as_("portal", model).has_access("read"))

    def test_every_role_opens_every_screen(self):
        for role in ROLES:
            for model in (*MODELS, "grid.meter", "grid.usage.point"):
                for kind in ("list", "form", "search", "kanban"):
                    with self.subTest(role=role, model=model, kind=kind):
                        self.assertTrue(len(etree.fromstring(self.as_(role, model).get_view(view_type=kind)["arch"])))

    def test_the_page_of_a_customer_shows_checks_and_acts_to_every_role(self):
        for role in ROLES:
            with self.subTest(role):
                page = str(self.as_(role, self.ivanov).customer_page)
                self.assertIn("Checks of meters", page)
                self.assertIn("Acts of unmetered consumption", page)
                self.assertIn("T1 1", page)
