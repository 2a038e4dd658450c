"""A delivery that is repeated makes nothing twice, one after the other or at the same moment."""

import uuid
from datetime import timedelta

from odoo import fields
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.grid_api_refusal import ApiRefusal
from .common_api import ApiCase
from .common_race import RaceCase


@tagged("post_install", "-at_install")
class TestApiIdempotency(ApiCase):
    def _count(self):
        self.env.invalidate_all()
        return self.env["helpdesk.ticket"].search_count([("source_id", "=", self.source.id)])

    def test_the_second_delivery_gets_the_same_answer(self):
        sent = self._sent()
        first = self._call("/appeals", sent, idempotency="k-1")
        again = self._call("/appeals", dict(reversed(sent.items())), idempotency="k-1")
        self.assertEqual((again.status_code, again.json()), (201, first.json()))
        self.assertEqual(self._count(), 1)

    def test_the_answer_stays_the_one_of_the_first_time(self):
        sent = self._sent()
        ticket = self._ticket(self._call("/appeals", sent, idempotency="k-1"))
        ticket.with_user(self.users["specialist"]).action_take()
        self.env.flush_all()
        self.assertEqual(self._call("/appeals", sent, idempotency="k-1").json()["state"], "registered")

    def test_another_request_under_the_key_is_refused(self):
        self._call("/appeals", self._sent(), idempotency="k-1")
        self._refused(self._call("/appeals", self._sent(), idempotency="k-1"), 409, "key_reused")
        self.assertEqual(self._count(), 1)

    def test_one_number_of_the_source_under_another_key(self):
        sent = self._sent()
        number = self._call("/appeals", sent).json()["number"]
        error = self._refused(self._call("/appeals", sent), 409, "already_registered")
        self.assertEqual(error["number"], number)
        self.assertEqual(self._count(), 1)

    def test_two_systems_may_number_alike(self):
        _other, key = self._system("Приложение", "app")
        self._call("/appeals", self._sent(source_number="1"), idempotency="k-1")
        response = self._call("/appeals", self._sent(source_number="1"), idempotency="k-1", key=key)
        self.assertEqual(response.status_code, 201)

    def test_what_was_refused_may_come_again_mended(self):
        self._refused(self._call("/appeals", self._sent(text=""), idempotency="k-1"), 422, "invalid")
        self.assertEqual(self._call("/appeals", self._sent(), idempotency="k-1").status_code, 201)

    def test_a_message_is_added_once(self):
        ticket = self._register()
        for _delivery in range(2):
            self._call(f"/appeals/{ticket.number}/messages", {"text": "Добавление"}, idempotency="m-1")
        self.env.invalidate_all()
        self.assertEqual(len(ticket.message_ids.filtered(lambda message: "Добавление" in message.body)), 1)

    def test_keys_that_are_none(self):
        for key in ("", "x" * 201):
            with self.subTest(key=key):
                self._refused(self._call("/appeals", self._sent(), idempotency=key), 400, "key_missing")

    def test_old_keys_are_forgotten_and_numbers_are_not(self):
        sent = self._sent()
        self._call("/appeals", sent, idempotency="k-1")
        requests = self.env["grid.api.request"]
        requests._gc_old()
        self.assertTrue(requests.search([("key", "=", "k-1")]))
        old = fields.Datetime.now() - timedelta(days=31)
        self.env.cr.execute("UPDATE grid_api_request SET create_date = %s", (old,))
        self.env.invalidate_all()
        requests._gc_old()
        self.assertFalse(requests.search([("key", "=", "k-1")]))
        self._refused(self._call("/appeals", sent, idempotency="k-1"), 409, "already_registered")


@tagged("post_install", "-at_install")
class TestApiRace(RaceCase):
    """Two deliveries in real transactions of their own."""

    CODE = "TRA"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка", "code": self.CODE})
            account = env["res.users"].create(
                {
                    "name": "Гонка",
                    "login": f"race-{uuid.uuid4()}",
                    "group_ids": env.ref("grid_appeal.group_api").ids,
                }
            )
            source = env["grid.appeal.source"].create(
                {
                    "name": "Гонка",
                    "channel_id": env.ref("grid_appeal.channel_app").id,
                    "branch_id": branch.id,
                    "user_id": account.id,
                }
            )
            self.source_id, self.account_id = source.id, account.id
            env.cr.commit()

    def _deliver(self, key, answers):
        def deliver():
            guard, env = self._transaction()
            with guard:
                own = env(user=self.account_id)
                sent = {
                    "source_number": "1",
                    "kind": "consultation",
                    "theme": "other",
                    "text": "Как узнать срок поверки?",
                    "name": "Гоночная Анна Ивановна",
                    "email": "race@example.com",
                }
                try:
                    answers.append(retrying(lambda: own["grid.api"].register_appeal(key, sent), own)["number"])
                except ApiRefusal as refusal:
                    answers.append(refusal.code)

        return deliver

    def _registered(self):
        guard, env = self._transaction()
        with guard:
            return env["helpdesk.ticket"].search([("source_id", "=", self.source_id)]).mapped("number")

    @mute_logger("odoo.sql_db")
    def test_two_deliveries_at_once_make_one_appeal(self):
        answers = []
        self._together(*[self._deliver("k-1", answers) for _delivery in range(2)])
        [number] = self._registered()
        self.assertEqual(answers, [number, number])

    @mute_logger("odoo.sql_db")
    def test_two_keys_for_one_number_make_one_appeal(self):
        answers = []
        self._together(self._deliver("k-1", answers), self._deliver("k-2", answers))
        [number] = self._registered()
        self.assertEqual(sorted(answers), sorted([number, "already_registered"]))

    def _sweep_before(self, env, branch):
        env.cr.execute("DELETE FROM grid_api_request WHERE source_id = %s", (self.source_id,))
        env.cr.execute("UPDATE grid_appeal_source SET branch_id = NULL WHERE id = %s", (self.source_id,))

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM grid_appeal_source WHERE id = %s", (self.source_id,))
        env["res.partner"].search([("email", "=", "race@example.com")]).unlink()
        account = env["res.users"].browse(self.account_id)
        partner = account.partner_id
        account.unlink()
        partner.unlink()
