"""Which letters the intake takes, and who sees its journal."""

from xmlrpc.client import Binary

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_intake import APPEAL, LETTERS, IntakeCase, letter


@tagged("post_install", "-at_install")
class TestIntakeDestination(IntakeCase):
    def test_letters_for_other_records_go_their_own_way(self):
        rows = self._rows()
        alias = self.env["mail.alias"].create(
            {
                "alias_name": "partners",
                "alias_model_id": self.env["ir.model"]._get_id("res.partner"),
                "alias_incoming_local": True,
            }
        )
        partner_id = self.env["mail.thread"].message_process(
            False, letter(to="partners@example.com", subject="Карточка")
        )
        self.assertEqual(self.env["res.partner"].browse(partner_id).name, "Карточка")
        sent = self.citizen.message_post(body="Вопрос", message_type="comment")
        reply = letter("Ответ", to="any@example.com", In_Reply_To=sent.message_id)
        self.env["mail.thread"].message_process(APPEAL, reply)
        self.assertIn("Ответ", self.citizen.message_ids[0].body)
        self.assertEqual(self._rows(), rows)
        self.assertTrue(alias)

    def test_a_team_has_its_own_address(self):
        team = self.env["helpdesk.ticket.team"].create({"name": "Приборы учёта", "branch_ids": self.other_branch.ids})
        team.alias_id.write({"alias_name": "meters", "alias_incoming_local": True})
        row = self._deliver(letter(to="meters@example.com"), model=False)
        self.assertEqual(row.ticket_id.team_id, team)

    def test_the_address_of_a_branch_tells_the_branch(self):
        self.other_branch.email = "Beta@Example.com"
        row = self._deliver(letter(to="beta@example.com"), model=False)
        self.assertEqual((row.branch_id, row.ticket_id.branch_id), (self.other_branch, self.other_branch))

    def test_a_letter_may_come_as_text_or_as_bytes_of_a_remote_call(self):
        self.assertEqual(self._deliver(Binary(LETTERS["01"])).state, "registered")
        self.assertEqual(self._deliver(letter().decode()).state, "registered")

    def test_the_guard_of_odoo_against_loops_knows_the_sender(self):
        self.assertEqual(self.env[APPEAL]._mail_get_primary_email_field(), "partner_email")


@tagged("post_install", "-at_install")
class TestIntakeRights(IntakeCase):
    def setUp(self):
        super().setUp()
        self.row = self._deliver(LETTERS["09"])

    def test_who_decides_about_letters_sees_them_and_nobody_else(self):
        for role in ("supervisor", "head", "methodologist"):
            row = self._as(role, self.row)
            self.assertIn("отпуске", row.text)
            self.assertEqual(row._bytes(), LETTERS["09"])
        for role in ("operator", "administrator", "manager", "specialist", "privacy"):
            with self.assertRaises(AccessError):
                self._as(role, self.row).read(["subject"])

    def test_the_file_is_seen_by_the_same_people_only(self):
        domain = [("res_model", "=", "grid.intake"), ("res_id", "=", self.row.id), ("res_field", "=", "raw")]
        file = self.env["ir.attachment"].search(domain)
        self.assertTrue(self._as("supervisor", file).raw)
        for user in (self.users["specialist"], self.portal_user):
            with self.assertRaises(AccessError):
                file.with_user(user).read(["raw"])

    def test_nobody_edits_or_deletes_the_journal(self):
        for role in ("supervisor", "head", "methodologist"):
            with self.assertRaises(AccessError):
                self._as(role, self.row).write({"state": "registered"})
            with self.assertRaises(AccessError):
                self._as(role, self.row).unlink()
            with self.assertRaises(AccessError):
                self._as(role, self.env["grid.intake"]).create({"sha256": "x"})

    def test_a_supervisor_sees_the_letters_of_her_branches(self):
        self.users["supervisor"].branch_ids = self.other_branch
        self.assertNotIn(self.row, self._as("supervisor", self.env["grid.intake"]).search([]))
        self.assertIn(self.row, self._as("head", self.env["grid.intake"]).search([]))

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Другие сети"})
        self.users["head"].write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.assertNotIn(self.row, self._as("head", self.env["grid.intake"]).search([]))

    def test_only_supervisors_and_heads_process_again(self):
        with self.assertRaises(AccessError):
            self._as("methodologist", self.row).action_accept()
        with self.assertRaises(AccessError):
            self._as("specialist", self.row).action_replay()
        self._as("head", self.row).action_accept()
        self.assertEqual(self.row.state, "registered")

    def test_only_a_mail_server_brings_letters(self):
        for user in (*self.users.values(), self.portal_user):
            with self.assertRaises(AccessError):
                self.env["mail.thread"].with_user(user).message_process(APPEAL, LETTERS["01"])
        server = new_test_user(self.env, login="mail_server", groups="base.group_user,grid_appeal.group_mail_gateway")
        self.env["mail.thread"].with_user(server).message_process(APPEAL, LETTERS["01"])
        self.assertEqual(self._rows()[0].state, "registered")
