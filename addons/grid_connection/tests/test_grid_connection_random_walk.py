"""Random walks over the shipped passports through the real engine: no stage is reached without its legal documents."""

from datetime import timedelta
from random import Random

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import SUBMITTED, ConnectionCase

PASSPORTS = [
    *("citizen_15", "citizen_150", "business_150", "category_1", "above_0_4", "above_20", "150_670", "670"),
    "temporary",
]
VOLTAGES = {"above_0_4": "10", "above_20": "35"}
#: Papers without which the law knows no such stage (PP 861 TP): any path to it has issued or received them.
LEGAL = {
    "offer_published": {"contract_terms", "technical_conditions", "invoice"},
    "contract_sent": {"connection_contract", "technical_conditions"},
    "inspection": {"fulfilment_notice", "inspection_act"},
    "ready_to_connect": {"fulfilment_act"},
    "connected": {"fulfilment_act"},
    "possibility_secured": {"meter_admission_act"},
}
CONTRACT = {"account": {"payment"}, "paper": {"signed_contract"}}
AFTER_CONTRACT = {
    *("contract_concluded", "works_in_progress", "applicant_notified", "inspection", "ready_to_connect"),
    *("connected", "possibility_secured", "act_published", "closed", "terminated"),
}
#: Ends cut a walk short: one is tried while no walk has come by its way yet, and seldom after that.
ENDS = {"withdrawn", "terminated", "annulled_not_signed", "annulled_no_docs", "annulled_unpaid"}
LENGTH = 28
#: So often each passport is walked, as long as one of its ways was not gone.
ROUNDS = 3


@tagged("post_install", "-at_install")
class TestGridConnectionRandomWalk(ConnectionCase):
    def test_no_stage_is_reached_without_its_legal_documents(self):
        """Every way of the table of states is walked; acts of one name are the same in all of these passports."""
        self.walked, self.met = set(), set()
        for passport in PASSPORTS * ROUNDS:
            ways = {self._way(act) for act in self._passport(passport).step_ids.transition_ids}
            if not ways <= self.walked:
                self._walk(passport)
            self.met |= ways
        self.assertEqual(self.met - self.walked, set())

    @staticmethod
    def _way(act):
        return act.step_id.code, act.code, act.target_id.code

    def _walk(self, passport):
        """Walk a passport at random, again and again, rather by ways on which nobody has gone yet."""

        @settings(
            max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
        )
        @given(some.integers(0, 10**6))
        def walk(seed):
            chance = Random(seed)
            with self.env.cr.savepoint() as savepoint, freeze_time(SUBMITTED) as clock:
                connection = self._case(passport)
                for _step in range(LENGTH):
                    clock.tick(timedelta(days=1))
                    if not connection.step_id.transition_ids:
                        break
                    act = self._chosen(connection, chance)
                    if act.target_id.code in ENDS and chance.random() < 0.9:
                        clock.tick(timedelta(days=50))
                    self._try(connection, act, chance)
                    self._check_documents(connection)
                savepoint.rollback()
                self.env.invalidate_all()

        walk()

    def _case(self, passport):
        if passport.startswith("citizen"):
            power = 15 if passport == "citizen_15" else 50
            return self._draft(service_id=self._passport(passport).id, power_new_kw=power, fee_method="per_power")
        powers = {"150_670": 200, "670": 670}
        return self._business(
            service_id=self._passport(passport).id,
            power_new_kw=powers.get(passport, 100),
            voltage_kv=VOLTAGES.get(passport, "0.4"),
            reliability_category="1" if passport == "category_1" else "3",
            sources=2 if passport == "category_1" else 1,
            has_own_reserve=passport == "category_1",
            is_temporary=passport == "temporary",
            is_mobile=passport == "temporary",
            needs_building=passport != "temporary",
            temporary_until="2027-03-01",
        )

    def _chosen(self, connection, chance):
        """Choose one of the acts of the stage."""
        every = connection.step_id.transition_ids.sorted("id")
        new = every.filtered(lambda act: self._way(act) not in self.walked)
        usual = every.filtered(lambda act: act.target_id.code not in ENDS)
        return chance.choice(new if new and chance.random() < 0.8 else usual or every)

    def _try(self, connection, act, chance):
        """Try an act, with its papers or without them; a refusal leaves everything as it was."""
        brings, pays, way = chance.random() < 0.7, chance.random() < 0.7, self._way(act)
        request, moves = connection.request_id, len(connection.move_ids)
        try:
            with self.env.cr.savepoint():
                if request.awaits_receipt and chance.random() < 0.7:
                    request._receive_notice(request.entered_at)
                if brings:
                    self._bring(connection, act)
                if act.code == "pay" and pays:
                    today = fields.Date.to_string(connection._local_day(fields.Datetime.now()))
                    connection._register_payment(connection.fee, today, str(len(connection.payment_ids)))
                elif act.actor == "system":
                    request._lapse()
                else:
                    request._move(act.code, reason="Причина", items=["Замечание"])
        except UserError as refusal:
            self.assertTrue(str(refusal).strip())
            self.env.invalidate_all()
        if len(connection.move_ids) > moves:
            self.walked.add(way)

    def _bring(self, connection, act):
        self._bring_papers(connection, act.code)
        connection.inspection_remarks = act.code == "remarks" and "Замечание"
        if connection.state == "in_preparation":
            connection.system_operator_agreed_on = connection._local_day(fields.Datetime.now())
            connection.action_reckon_fee()

    def _check_documents(self, connection):
        state = connection.state
        filed = set(connection.paper_ids.filtered(lambda paper: paper.state != "rejected").kind_id.mapped("code"))
        self.assertLessEqual(LEGAL.get(state, set()), filed, state)
        if state in AFTER_CONTRACT:
            self.assertLessEqual(CONTRACT[connection.track], filed, state)
            self.assertTrue(connection.contract_date)
            self.assertTrue(connection.fee)
        if state in AFTER_CONTRACT and connection.track == "account":
            self.assertTrue(connection.instalment_ids[0].paid_on)
        if state in ("annulled_unpaid", "annulled_no_docs"):
            self.assertFalse(connection.contract_date)
        # nothing of the offer without every paper of the applicant
        if state in ("in_preparation", *LEGAL, *AFTER_CONTRACT):
            self.assertFalse(connection.request_id._lacking_documents())
