"""Two people and the jobs at one moment on one request, in real transactions: one act is done, nothing is doubled."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import grid_service_request_lapse
from ..models.grid_service_request import MOVE
from .common import REGISTERED
from .common_race import RequestRaceCase

MADE = {"state": "issued", "file_name": "paper.pdf", **REGISTERED}
QUIET = ("odoo.service.model", "odoo.sql_db")


@tagged("post_install", "-at_install")
class TestRequestRace(RequestRaceCase):
    CODE = "SRACE"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Гонка заявок", "code": self.CODE})
            self.partner_id = env["res.partner"].create({"name": "Гонщикова Раиса"}).id
            self.request_ids = [self._on_review(env, branch).id for _number in range(3)]
            env.cr.commit()

    def _on_review(self, env, branch):
        request = env["grid.service.request"].create(
            {
                "service_id": env.ref("grid_service.service_meter_replace").id,
                "subject": "Замена прибора учёта",
                "partner_id": self.partner_id,
                "branch_id": branch.id,
                "channel_id": env.ref("grid_appeal.channel_post").id,
            }
        )
        request._move("submit")
        return request

    def _lapsed(self):
        """Bring the requests to the stage that time alone ends, its term passed."""
        guard, env = self._transaction()
        with guard:
            requests = env["grid.service.request"].browse(self.request_ids)
            kinds = requests.step_id.transition_ids.filtered(lambda one: one.code == "ask_access").paper_kind_ids
            for request in requests:
                env["grid.service.paper"].create(
                    [{"request_id": request.id, "kind_id": kind.id, **MADE} for kind in kinds]
                )
                request._move("ask_access")
                long_ago = fields.Datetime.now() - timedelta(days=90)
                request.with_context(service_move=MOVE).write(
                    {
                        "entered_at": long_ago,
                        "notice_received_at": long_ago,
                        "actor_due_at": long_ago + timedelta(days=30),
                    }
                )
            env.cr.commit()

    def _act(self, code, done, refused, **given):
        def work():
            guard, env = self._transaction()
            with guard:
                request = env["grid.service.request"].browse(self.request_ids[0])
                try:
                    done.append(retrying(lambda: request._move(code, **given).ids, env))
                except UserError as refusal:
                    refused.append(str(refusal))

        return work

    def _course(self):
        guard, env = self._transaction()
        with guard:
            requests = env["grid.service.request"].browse(self.request_ids)
            return [request.move_ids.mapped("transition_id.code") for request in requests]

    def test_of_two_people_one_does_the_act_and_the_other_is_told(self):
        done, refused = [], []
        with mute_logger(*QUIET):
            self._together(*(self._act("schedule", done, refused) for _person in range(3)))
        self.assertEqual((len(done), len(refused)), (1, 2), refused)
        self.assertEqual(self._course()[0], ["submit", "schedule"])
        self.assertTrue(all("Traceback" not in sentence and sentence for sentence in refused))

    def test_two_runs_of_the_job_at_once_annul_once(self):
        self._lapsed()
        with mute_logger(*QUIET):
            self._together(self._job, self._job)
        self._job()
        self.assertEqual(self._course(), [["submit", "ask_access", "no_access"]] * 3)

    def test_the_applicant_and_the_job_at_once_leave_one_of_the_two(self):
        self._lapsed()
        done, refused = [], []
        with mute_logger(*QUIET):
            self._together(self._act("give_access", done, refused), self._job)
        self._job()
        first, *others = self._course()
        self.assertEqual(len(first), 3)
        self.assertIn(first[-1], {"give_access", "no_access"})
        self.assertEqual(bool(done), first[-1] == "give_access", refused)
        self.assertEqual(others, [["submit", "ask_access", "no_access"]] * 2)

    def test_a_job_that_is_killed_keeps_its_batches_and_goes_on_next_time(self):
        self._lapsed()
        requests = type(self.env["grid.service.request"])
        walk, seen = requests._lapse, []

        def killed(records):
            if seen:
                raise KeyboardInterrupt
            seen.append(records.ids)
            return walk(records)

        def kept(cron, processed=0, **more):
            cron.env.cr.commit()
            return 100

        crons = type(self.env["ir.cron"])
        with patch.object(grid_service_request_lapse, "BATCH", 1), patch.object(crons, "_commit_progress", kept):
            with patch.object(requests, "_lapse", killed), self.assertRaises(KeyboardInterrupt):
                self._job()
            lengths = sorted(map(len, self._course()))
            self.assertEqual(lengths, [2, 2, 3])
            self._job()
        self.assertEqual(self._course(), [["submit", "ask_access", "no_access"]] * 3)
