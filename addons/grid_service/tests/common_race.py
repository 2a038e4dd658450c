"""Requests in real transactions: the job of annulment, and how what they commit is swept away."""

from odoo.addons.grid_appeal.tests.common_race import RaceCase

REQUESTS = "SELECT id FROM grid_service_request WHERE branch_id = %(branch)s"
PROMISES = f"SELECT id FROM legal_deadline WHERE res_model = 'grid.service.request' AND res_id IN ({REQUESTS})"
SWEEP = (
    "ALTER TABLE legal_deadline_event DISABLE TRIGGER USER",
    f"DELETE FROM legal_deadline_event WHERE deadline_id IN ({PROMISES})",
    "ALTER TABLE legal_deadline_event ENABLE TRIGGER USER",
    f"DELETE FROM legal_deadline WHERE id IN ({PROMISES})",
    f"DELETE FROM grid_service_paper WHERE request_id IN ({REQUESTS})",
    f"DELETE FROM grid_service_dispatch WHERE request_id IN ({REQUESTS})",
    f"DELETE FROM grid_service_move WHERE request_id IN ({REQUESTS})",
    f"DELETE FROM grid_service_request WHERE id IN ({REQUESTS})",
)


class RequestRaceCase(RaceCase):
    """A branch, of code `CODE`, whose requests are committed; `partner_id` is their applicant."""

    partner_id = 0

    def _job(self):
        guard, env = self._transaction()
        with guard:
            env["grid.service.request"]._cron_lapse()
            env.cr.commit()

    def _sweep_before(self, env, branch):
        for statement in SWEEP:
            env.cr.execute(statement, {"branch": branch.id or 0})

    def _sweep_after(self, env):
        env.cr.execute("DELETE FROM res_partner WHERE id = %s", [self.partner_id])
