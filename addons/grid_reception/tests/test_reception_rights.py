from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ReceptionCase

MODELS = ("grid.reception.service", "grid.window", "grid.queue.ticket", "grid.queue.event")
GIVE_TICKETS = ("administrator", "manager")
ARRANGE = ("head", "methodologist")


@tagged("post_install", "-at_install")
class TestReceptionRights(ReceptionCase):
    """Who sees, who gives tickets, who arranges windows; of one's own branches and companies."""

    def setUp(self):
        super().setUp()
        self.ticket = self._ticket()
        self.records = {
            "grid.reception.service": self.meters,
            "grid.window": self.first,
            "grid.queue.ticket": self.ticket,
            "grid.queue.event": self.ticket.event_ids,
        }

    def test_staff_see_the_queue_of_their_branches(self):
        for role, user in self.users.items():
            for model, record in self.records.items():
                with self.subTest(role=role, model=model):
                    found = self.env[model].with_user(user).search([("id", "=", record.id)])
                    self.assertEqual(found.ids, record.ids)

    def test_another_branch_and_another_company_are_not_seen(self):
        for user in (self.stranger, self._foreign_head()):
            for model, record in self.records.items():
                with self.subTest(user=user.login, model=model):
                    self.assertFalse(self.env[model].with_user(user).search([("id", "=", record.id)]))

    def test_customers_see_nothing(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            for model in MODELS:
                with self.subTest(user=user.login, model=model), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_tickets_are_given_by_who_receives_people(self):
        for role, user in self.users.items():
            with self.subTest(role):
                tickets = self.env["grid.queue.ticket"].with_user(user)
                gives = self._may(lambda tickets=tickets: tickets.create({"service_id": self.meters.id}))
                self.assertEqual(gives, role in GIVE_TICKETS)

    def test_nobody_writes_or_deletes_a_ticket_past_its_acts(self):
        for role, user in self.users.items():
            with self.subTest(role):
                ticket = self.ticket.with_user(user)
                self.assertFalse(self._may(lambda ticket=ticket: ticket.write({"state": "done"})))
                self.assertFalse(self._may(ticket.unlink))
                self.assertFalse(self._may(lambda ticket=ticket: ticket.event_ids.create({})))

    def test_windows_and_services_are_arranged_by_who_leads(self):
        for role, user in self.users.items():
            with self.subTest(role):
                window, service = self.first.with_user(user), self.meters.with_user(user)
                self.assertEqual(self._may(lambda window=window: window.write({"sequence": 5})), role in ARRANGE)
                self.assertEqual(self._may(lambda service=service: service.write({"minutes": 5})), role in ARRANGE)

    def test_the_addresses_of_devices_are_opened_by_who_leads(self):
        for role, user in self.users.items():
            with self.subTest(role):
                office = self.office.with_user(user)
                self.assertEqual(self._may(office.action_open_kiosk), role in ARRANGE)
                self.assertEqual(self._may(office.action_new_keys), role in ARRANGE)
