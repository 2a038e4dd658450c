"""An offer in the account in real transactions, to be paid, annulled and swept away."""

from datetime import timedelta

from odoo import fields

from odoo.addons.grid_service.models.grid_service_request import MOVE
from odoo.addons.grid_service.tests.common_race import REQUESTS, RequestRaceCase

CASES = f"SELECT id FROM grid_connection WHERE request_id IN ({REQUESTS})"
FEE = 18300.55


class OfferRaceCase(RequestRaceCase):
    """A citizen's offer that is placed and due so many days ago, on a branch of the code `CODE`."""

    PLACED, DUE = 20, 8

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка оплаты", "code": self.CODE})
            applicant = {"name": "Плательщикова Раиса", "customer_group": "1"}
            self.partner_id = env["res.partner"].create(applicant).id
            self.connection_id = self._offered(env, branch).id
            env.cr.commit()

    def _offered(self, env, branch):
        connection = env["grid.connection"].create(
            {
                "service_id": env.ref("grid_connection.service_tp_citizen_15").id,
                "subject": "Присоединить дом",
                "partner_id": self.partner_id,
                "branch_id": branch.id,
                "channel_id": env.ref("grid_appeal.channel_post").id,
                "object_name": "Дом",
                "object_address": "с. Гоночное, ул. Первая, 1",
                "load_character": "Бытовая",
                "settlement_type": "rural",
                "power_new_kw": 15,
                "distance_m": 100,
            }
        )
        connection.request_id._move("submit")
        now = fields.Datetime.now()
        placed, due = now - timedelta(days=self.PLACED), now - timedelta(days=self.DUE)
        step = connection.service_id.step_ids.filtered(lambda one: one.code == "offer_published")
        by_move = connection.request_id.with_context(service_move=MOVE)
        by_move.write({"step_id": step.id, "entered_at": placed, "actor_due_at": due})
        connection._by_act().write({"offer_at": placed, "invoice_placed_at": placed, "fee": FEE})
        env["grid.connection.instalment"].create(
            {"connection_id": connection.id, "number": 1, "rule_code": "tp_invoice_pay", "amount": FEE, "due_at": due}
        )
        return connection

    def _ended(self):
        guard, env = self._transaction()
        with guard:
            connection = env["grid.connection"].browse(self.connection_id)
            tasks = len(connection.ticket_id.activity_ids)
            return connection.state, bool(connection.contract_date), connection.to_return, tasks

    def _sweep_before(self, env, branch):
        for table in ("grid_connection_payment", "grid_connection_instalment"):
            env.cr.execute(f"DELETE FROM {table} WHERE connection_id IN ({CASES})", {"branch": branch.id or 0})
        env.cr.execute(f"DELETE FROM grid_connection WHERE id IN ({CASES})", {"branch": branch.id or 0})
        super()._sweep_before(env, branch)
