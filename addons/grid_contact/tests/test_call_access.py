"""Who sees calls, role by role, and what another company learns of them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_appeal.tests.common_rights import QUIET, Neighbours, RoleChecks

from .common_calls import CallsMixin

READERS = {"operator", "administrator", "manager", "specialist", "supervisor", "head", "privacy"}
KEEPERS = {"head", "methodologist"}
STAFF = READERS | {"methodologist"}
SUPERVISORS = {"supervisor", "head"}


@tagged("post_install", "-at_install")
class TestCallAccess(CallsMixin, RoleChecks, AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()

    def test_roles(self):
        nobody = set()
        self._assert_roles(
            {
                "grid.call": (READERS, nobody, nobody, nobody),
                "grid.call.event": (SUPERVISORS, nobody, nobody, nobody),
                "grid.call.result": (STAFF, KEEPERS, KEEPERS, nobody),
            }
        )
        self._assert_no_right(self.portal_user, ("grid.call", "grid.call.event", "grid.call.result"))

    def test_only_supervisors_hear_a_recording(self):
        call = self._answered()
        self._more(call, ("recording", 90, {"recording": "https://pbx.example/1.ogg"}))
        self.assertEqual(self._as("supervisor", call).recording_url, "https://pbx.example/1.ogg")
        for role in ("operator", "manager", "specialist", "privacy"):
            seen = self._as(role, call)
            self.assertEqual(seen.stage, "answered")
            with self.assertRaises(AccessError):
                _url = seen.recording_url
            with self.assertRaises(AccessError):
                seen.search([("recording_url", "ilike", "pbx")])
            with self.assertRaises(AccessError):
                _events = seen.event_ids

    def test_a_branch_sees_its_own_calls(self):
        call = self._answered()
        found = [("id", "=", call.id)]
        self.assertTrue(self._as("operator", call).search(found))
        self.assertFalse(call.with_user(self.stranger).search(found))
        self.assertTrue(self._as("head", call).search(found))

    def test_whoever_took_a_call_sees_it(self):
        self.stranger.telephone = "201"
        call = self._more(self._ringing(telephone="201"), ("answered", 9, {"operator": "201"}))
        self.assertEqual(call.with_user(self.stranger).search([("id", "=", call.id)]), call.with_user(self.stranger))

    def test_only_ones_own_call_is_wrapped_up(self):
        call, result = self._answered(), self.env.ref("grid_contact.call_result_informed")
        with self.assertRaises(AccessError):
            self._as("manager", call).action_wrap_up(result.id)
        self._as("operator", call).action_wrap_up(result.id, " спросил о поверке ")
        self.assertEqual((call.result_id, call.note, call.is_solved), (result, "спросил о поверке", True))
        self._as("supervisor", call).action_wrap_up(self.env.ref("grid_contact.call_result_mistake").id)
        self.assertFalse(call.is_solved)

    def test_results_that_acts_note_are_not_chosen(self):
        call = self._as("operator", self._answered())
        for result in (self.env.ref("grid_contact.call_result_registered").id, 0):
            with self.assertRaises(UserError):
                call.action_wrap_up(result)


@tagged("post_install", "-at_install")
class TestCallNeighbours(CallsMixin, Neighbours, AppealCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._settle_exchange()
        case = cls("test_another_company_learns_nothing")
        cls.call = case._answered()
        cls._settle_neighbours()

    @mute_logger(*QUIET)
    def test_another_company_learns_nothing(self):
        self._assert_learns_nothing({"grid.call": self.call, "grid.call.event": self.call.event_ids}, "905")
