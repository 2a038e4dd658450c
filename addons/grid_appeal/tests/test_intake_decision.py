"""What a supervisor does with letters that wait for a person."""

from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_intake import APPEAL, LETTERS, IntakeCase, letter

INTAKE = "odoo.addons.grid_appeal.models.grid_intake"


@tagged("post_install", "-at_install")
class TestIntakeDecision(IntakeCase):
    def setUp(self):
        super().setUp()
        self.row = self._deliver(letter("Я в отпуске, но свет так и не дали", Precedence="bulk"))
        self.appeal = self._appeal()
        self.appeal.action_register()

    def _decide(self, act, rows=None, role="supervisor", **values):
        rows = self._as(role, self.row if rows is None else rows)
        action = getattr(rows, f"action_{act}")()
        wizard = self.env[action["res_model"]].with_user(self.users[role]).with_context(**action["context"])
        wizard.create(values).action_decide()
        self.env.invalidate_all()

    def test_a_letter_is_attached_to_the_appeal_it_belongs_to(self):
        self._decide("attach", ticket_id=self.appeal.id)
        self.assertEqual((self.row.state, self.row.reason, self.row.ticket_id), ("attached", False, self.appeal))
        self.assertEqual(self.row.decided_by_id, self.users["supervisor"])
        self.assertIn("свет так и не дали", self.appeal.message_ids[0].body)
        self.assertEqual(self.env[APPEAL].search_count([("partner_email", "=", "ivanov@example.com")]), 0)

    def test_a_letter_that_needs_no_answer_is_dismissed_with_a_reason_and_kept(self):
        with freeze_time("2026-11-20 03:00:00"):
            self._decide("dismiss", why="Реклама")
        self.assertEqual((self.row.state, self.row.decision), ("dismissed", "Реклама"))
        self.assertEqual(self.row.decided_by_id, self.users["supervisor"])
        self.assertEqual(self.row.decided_at, fields.Datetime.to_datetime("2026-11-20 03:00:00"))
        self.assertTrue(self.row._bytes())
        self._as("supervisor", self.row).action_replay()
        self.assertEqual(self.row.state, "dismissed", "the chain does not undo what a person has decided")

    def test_a_dismissed_letter_may_be_registered_after_all(self):
        self._decide("dismiss", why="Реклама")
        self._as("head", self.row).action_accept()
        self.env.invalidate_all()
        self.assertEqual((self.row.state, self.row.decided_by_id), ("registered", self.users["head"]))
        self.assertTrue(self.row.ticket_id.number)
        self.assertEqual(self.row.ticket_id.registered_by_id, self.users["head"])

    def test_a_dismissed_letter_that_comes_again_is_the_same_one(self):
        self._decide("dismiss", why="Реклама")
        self.assertEqual(self._deliver(self.row._bytes()).state, "duplicate")

    def test_a_letter_that_failed_is_decided_like_any_other(self):
        broken = patch.object(type(self.env[APPEAL]), "action_register", side_effect=ValueError("broken"))
        with broken, mute_logger(INTAKE):
            failed = self._deliver(LETTERS["02"])
        self._decide("attach", failed, ticket_id=self.appeal.id)
        self.assertEqual((failed.state, failed.error), ("attached", False))
        again = self._deliver(LETTERS["02"])
        self.assertEqual((again.state, again.ticket_id), ("duplicate", self.appeal))

    def test_a_failed_letter_that_was_registered_by_another_delivery_is_its_duplicate(self):
        broken = patch.object(type(self.env[APPEAL]), "action_register", side_effect=ValueError("broken"))
        with broken, mute_logger(INTAKE):
            failed = self._deliver(LETTERS["02"])
        registered = self._deliver(LETTERS["02"])
        before = self.appeal.message_ids
        self._decide("attach", failed, ticket_id=self.appeal.id)
        self.assertEqual((failed.state, failed.ticket_id), ("duplicate", registered.ticket_id))
        self.assertEqual(self.appeal.message_ids, before)

    def test_many_letters_are_decided_at_once(self):
        rows = self.row + self._deliver(LETTERS["09"]) + self._deliver(LETTERS["10"])
        self._decide("dismiss", rows, why="Отвечать не на что")
        self.assertEqual(set(rows.mapped("state")), {"dismissed"})

    def test_the_second_of_two_people_is_told_what_the_first_decided(self):
        with self.assertRaisesRegex(UserError, "dealt with already: Attached to an appeal"):
            self._decide("attach", ticket_id=self.appeal.id)
            self._decide("dismiss", role="head", why="Реклама")
        self.assertEqual(self.row.state, "attached")

    def test_a_registered_letter_is_not_decided_anew(self):
        registered = self._deliver(LETTERS["01"])
        for act, values in (("dismiss", {"why": "Нет"}), ("attach", {"ticket_id": self.appeal.id})):
            with self.subTest(act), self.assertRaises(UserError):
                self._decide(act, registered, **values)

    def test_an_employee_may_apply_like_anybody(self):
        self.users["specialist"].email = "clerk@example.com"
        row = self._deliver(letter("У меня дома нет света", sender="clerk@example.com", subject=self.appeal.number))
        self.assertEqual((row.state, row.reason), ("quarantined", "staff"))
        self._as("supervisor", row).action_accept()
        self.env.invalidate_all()
        self.assertEqual(row.state, "registered")
        self.assertNotEqual(row.ticket_id, self.appeal)

    def test_only_supervisors_and_heads_decide(self):
        for role in ("operator", "administrator", "manager", "specialist", "methodologist", "privacy"):
            for act in ("attach", "dismiss"):
                with self.subTest(role), self.assertRaises(AccessError):
                    getattr(self._as(role, self.row), f"action_{act}")()
                with self.subTest(role), self.assertRaises(AccessError):
                    self._as(role, self.row)._dismiss("Нет")

    def test_nobody_attaches_to_an_appeal_he_does_not_see(self):
        elsewhere = self._appeal(branch_id=self.other_branch.id)
        elsewhere.action_register()
        with self.assertRaises(AccessError):
            self._decide("attach", ticket_id=elsewhere.id)

    def test_a_letter_without_a_branch_waits_for_every_supervisor_of_the_company(self):
        row = self._deliver(letter(to="kto-to@elsewhere.example", Precedence="bulk"))
        self.assertFalse(row.branch_id)
        for role in ("supervisor", "head"):
            self.assertIn(row, self._as(role, self.env["grid.intake"]).search([]))
        self._as("supervisor", row).action_accept()
        self.env.invalidate_all()
        self.assertEqual(row.state, "registered")
        self.assertTrue(row.branch_id)


@tagged("post_install", "-at_install")
class TestIntakeMonitor(IntakeCase):
    def _monitor(self, role="supervisor"):
        model = self.env["grid.intake.monitor"].with_user(self.users[role])
        return model.browse(model.action_open()["res_id"])

    def _fail(self, raw):
        broken = patch.object(type(self.env[APPEAL]), "action_register", side_effect=ValueError("broken"))
        with broken, mute_logger(INTAKE):
            return self._deliver(raw)

    def test_it_counts_what_waits_and_says_since_when(self):
        self._deliver(LETTERS["09"])
        now = fields.Datetime.now()
        with freeze_time(now - timedelta(hours=2, minutes=5)):
            self._fail(LETTERS["02"])
        with freeze_time(now):
            monitor = self._monitor()
            self.assertEqual((monitor.to_decide, monitor.failed, monitor.waiting), (1, 1, 0))
            self.assertEqual((monitor.oldest, monitor.is_late), ("2 h 5 min", True))

    def test_it_shows_the_week_by_state(self):
        self._deliver(LETTERS["01"])
        self._deliver(LETTERS["09"])
        days = self._monitor()._days()
        self.assertEqual(len(days), 7)
        self.assertEqual((days[0][1]["registered"], days[0][1]["quarantined"], days[1][1]["registered"]), (1, 1, 0))

    def test_a_supervisor_counts_the_letters_of_her_branches_only(self):
        self._deliver(LETTERS["09"])
        self.users["supervisor"].branch_ids = self.other_branch
        self.assertEqual((self._monitor().to_decide, self._monitor("head").to_decide), (0, 1))

    def test_it_says_when_a_mailbox_was_read_and_what_is_wrong_with_it(self):
        server = self.env["fetchmail.server"].create(
            {"name": "Приёмная", "server_type": "imap", "object_id": self.env["ir.model"]._get_id(APPEAL)}
        )
        self.assertIn("never", self._monitor().tables)
        server.write({"date": fields.Datetime.now() - timedelta(minutes=3), "error_message": "No route <b>to host</b>"})
        tables = self._monitor().tables
        self.assertIn("3 min", tables)
        self.assertIn("No route &lt;b&gt;to host", tables)
        self.assertIn("Switched off", tables)

    def test_what_failed_is_processed_again_from_here(self):
        row = self._fail(LETTERS["02"])
        self._monitor().action_replay()
        self.env.invalidate_all()
        self.assertEqual(row.state, "registered")

    def test_its_buttons_open_the_letters_they_count(self):
        row = self._deliver(LETTERS["09"])
        action = self._monitor().action_show_to_decide()
        [(name, on)] = action["context"].items()
        view = self.env["grid.intake"].get_view(view_type="search")["arch"]
        self.assertTrue(on)
        self.assertIn(f'name="{name.removeprefix("search_default_")}"', view)
        self.assertEqual(row.state, "quarantined")

    def test_only_who_reads_the_journal_sees_it(self):
        for role in ("operator", "administrator", "manager", "specialist", "privacy"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._monitor(role)
        self.assertFalse(self._monitor("methodologist").failed)
        with self.assertRaises(AccessError):
            self._fail(LETTERS["02"])
            self._monitor("methodologist").action_replay()
