"""By no door of Odoo itself does anybody get at the records of another."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_doors import DoorCase
from .doors import DOORS, HARMLESS
from .routes import ROUTES

OURS = ("odoo.addons.grid", "odoo.addons.legal_deadline")
#: A former representative is a stranger, a manager is of the staff: `test_routes` tells them apart.
PEOPLE = ("public", "stranger", "colleague", "representative", "owner", "staff", "neighbour", "elsewhere")
#: Each notes what is refused.
NOISY = (
    "odoo.http",
    "odoo.orm.models",
    "odoo.addons.base.models.ir_actions",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.mail.controllers.mail",
    "odoo.addons.web.controllers.export",
    "odoo.addons.web.controllers.report",
)


@tagged("post_install", "-at_install")
class TestDoors(DoorCase):
    def test_every_door_of_odoo_is_known(self):
        """A new module's route stands in the table, or its kind with a reason among the harmless ones."""
        known = {row.rule for row in (*DOORS, *ROUTES)}
        unknown = {
            rule.rule
            for rule in self.map.iter_rules()
            if not rule.endpoint.func.__module__.startswith(OURS)
            # the editor's addresses of before, the same routes
            if (
                address := rule.rule.replace("/web_editor/", "/html_editor/").replace("/html_editor/font", "/mail/font")
            )
            if address not in known and not self._is_harmless(address)
        }
        self.assertEqual(sorted(unknown), [], "write a row in tests/doors*.py")

    def test_no_door_stands_in_both_tables(self):
        self.assertEqual([row.rule for row in DOORS if self._is_harmless(row.rule)], [])

    def test_each_example_is_an_address_of_its_rule(self):
        served = self.map.bind("")
        for door in [door for door in DOORS if "<model(" not in door.rule]:  # these are looked up by who asks
            with self.subTest(door.address):
                method = "POST" if door.method == "RPC" else door.method
                rule, _parts = served.match(self._path(door).partition("?")[0], method, return_rule=True)
                self.assertEqual(rule.rule, door.rule)

    def test_what_is_typed_into_a_dialog_is_read_by_its_author(self):
        dialogs = self.env["ir.model"].search([("transient", "=", True), ("model", "=like", "grid.%")])
        rules = self.env["ir.rule"].search([("model_id", "in", dialogs.ids), ("global", "=", True)])
        own = rules.filtered(lambda rule: "create_uid" in rule.domain_force).model_id
        self.assertEqual((dialogs - own).mapped("model"), [])

    def test_nobody_gets_or_changes_what_is_another_s(self):
        self.enterContext(mute_logger(*NOISY))
        for person in PEOPLE:
            self._become(person)
            # who serves the case may do more than is tried here
            for door in DOORS if person != "staff" else [door for door in DOORS if person in door.may]:
                with self.subTest(person=person, path=door.address, sent=door.typed):
                    answer, written = self._knock(door)
                    self._assert_answer(door, person, answer)
                    self._assert_kept_from(door, person, answer)
                    if person not in door.may:
                        self.assertLessEqual(written, door.notes)

    def _is_harmless(self, address):
        return any(
            address == harmless or (len(harmless) > 1 and harmless.endswith("/") and address.startswith(harmless))
            for addresses in HARMLESS.values()
            for harmless in addresses
        )
