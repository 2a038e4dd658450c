"""Random walks over the shipped passports through the real engine: promises end, acts go forward, papers are there."""

from datetime import timedelta
from random import Random

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import REGISTERED, SUBMITTED, ServiceCase

LENGTH = 12
#: Acts that would cut a walk short are tried seldom.
SELDOM = {"withdraw", "refuse"}


@tagged("post_install", "-at_install")
class TestRequestRandomWalk(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tried = cls.env["grid.service.transition"]  # ways walked already: the others are preferred
        cls.meter = cls.env["grid.meter"].create({"name": "7", "usage_point_id": cls.point.id})

    def test_every_walk_keeps_what_a_passport_promises(self):
        passports = self.env["grid.service"].search(
            [("state", "=", "published"), ("family", "!=", "connection"), ("id", "!=", self.service.id)]
        )
        self.assertGreater(len(passports), 8)
        for passport in passports:
            with self.subTest(passport.code):
                reached = self._walked(passport)
                ways = passport.step_ids.transition_ids.filtered(lambda act: act.code not in SELDOM)
                self.assertLessEqual(set(ways.target_id.mapped("code")), reached)

    def _walked(self, passport):
        """Walk a passport at random, again and again; return the stages that were reached."""
        reached = set()

        @settings(
            max_examples=16, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(some.integers(0, 10**6))
        def walk(seed):
            chance = Random(seed)
            with self.env.cr.savepoint() as savepoint, freeze_time(SUBMITTED) as clock:
                applicant = self.citizen if passport.code == "restoration_household" else self.factory
                about = {"usage_point_id": False, "meter_id": self.meter.id}
                request = self._draft(service_id=passport.id, partner_id=applicant.id, **about)
                for _step in range(LENGTH):
                    clock.tick(timedelta(hours=chance.choice([1, 30, 900])))
                    self._try(request, chance)
                    self._check(request)
                reached.update(request.move_ids.step_id.mapped("code"))
                savepoint.rollback()
                self.env.invalidate_all()

        walk()
        return reached

    def _try(self, request, chance):
        acts = request.step_id.transition_ids
        if not acts:
            return
        usual = acts.filtered(lambda one: one.code not in SELDOM or chance.random() < 0.2)
        untried = usual - self.tried if chance.random() < 0.5 else usual
        act, brings = chance.choice((untried or usual or acts).sorted("id")), chance.random() < 0.8
        before = (request.step_id, len(request.move_ids))
        try:
            with self.env.cr.savepoint():
                if request.step_id.from_receipt and not request.notice_received_at and chance.random() < 0.7:
                    request._receive_notice(fields.Datetime.now())
                if act.actor == "system":
                    request._lapse()
                    return
                if brings:
                    self._bring(request, act)
                request._move(act.code, reason="Причина", items=["Замечание"])
                self.tried |= act
        except UserError as refusal:
            self.assertTrue(str(refusal).strip())
            self.env.invalidate_all()
            self.assertEqual((request.step_id, len(request.move_ids)), before)
            return
        if act.papers == "complete":
            self.assertFalse(request._lacking_documents())
        filed = request.paper_ids.filtered(lambda paper: paper.state != "rejected").kind_id
        self.assertLessEqual(act.paper_kind_ids, filed)

    def _bring(self, request, act):
        made = {"state": "issued", "file_name": "paper.pdf", **REGISTERED}
        papers = [{"kind_id": kind.id, **made} for kind in act.paper_kind_ids]
        papers += [{"document_id": one.id} for one in request._lacking_documents()]
        self.env["grid.service.paper"].create([{"request_id": request.id, **paper} for paper in papers])
        if request._asks_for_check():
            self._record_checks(request, fields.Datetime.now())
        if act.visit_bound:
            request.visit_on = request._local(fields.Datetime.now()).date() + timedelta(days=12)

    def _record_checks(self, request, now):
        """Record on the card of the meter a check that was made, and one to which nobody let in."""
        check = {"meter_id": self.meter.id, "request_id": request.id, "planned_on": request._local(now).date()}
        made = {"needs_access": False, "act_made_at": now, "act_number": "1", "result": "fit"}
        told = {"notified_at": now - timedelta(days=30), "not_admitted_at": now}
        self.env["grid.meter.check"].create([{**check, **made}, {**check, **told}])

    def _check(self, request):
        moves = request.move_ids.sorted("id")
        self.assertEqual(moves.mapped("at"), sorted(moves.mapped("at")))
        self.assertEqual(moves[-1:].step_id, request.step_id if request.submitted_at else moves.step_id)
        promises = request.sudo().deadline_ids
        if request.outcome:
            self.assertFalse(promises.filtered(lambda one: one.state in ("running", "paused")))
            self.assertIn(request.ticket_id.state, ("closed", "withdrawn"))
            self.assertFalse(request.next_due_at or request.actor_due_at)
        for code in set(promises.mapped("code")):  # a term runs once at a time
            running = promises.filtered(lambda one, code=code: one.code == code and one.state == "running")
            self.assertLessEqual(len(running), 1, code)
        step = request.step_id
        if request.submitted_at and step.actor == "grid" and step.rule_code and not step.outcome:
            self.assertTrue(promises.filtered(lambda one: one.code == step.rule_code))
