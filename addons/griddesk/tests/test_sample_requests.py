import base64
from datetime import date
from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo import fields
from odoo.tests import TransactionCase, tagged

from odoo.addons.grid_service.models.grid_service_step import PHASES
from odoo.addons.griddesk.sample import load

from .common import without_appeals

MODULE = "griddesk_sample"
MONDAY = "2026-11-23 05:00:00"  # noon in Novokuznetsk
#: Days that try the terms of a load: after the holidays of New Year and of May; `test_sample_reception` has a Saturday.
HARD_DAYS = ("2027-01-11", "2027-05-12")


class SampleRequestsCase(TransactionCase):
    def _load(self, today=None):
        """Load the sample without its appeals, and without a warning."""
        with without_appeals() as folder, self.assertNoLogs("odoo", "WARNING"):
            return load(self.env, folder, today=today)

    def _of(self, model):
        data = self.env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", model)])
        return self.env[model].browse(data.mapped("res_id"))


@tagged("post_install", "-at_install")
@freeze_time(MONDAY)
class TestSampleRequests(SampleRequestsCase):
    def setUp(self):
        super().setUp()
        self.mails = self.env["mail.mail"].search_count([("state", "=", "outgoing")])
        self._load()
        self.requests = self._of("grid.service.request")
        self.connections = self.requests.connection_ids | self._of("crm.lead").connection_id

    def test_the_requests_of_the_sample(self):
        """One load, many questions: it takes seconds."""
        for question in (
            self._connections_stand_in_every_phase_and_end_in_every_way,
            self._some_are_late_and_some_in_time,
            self._the_customer_has_a_draft_a_turn_and_an_end,
            self._acts_are_dated_as_they_happened,
            self._what_lapsed_had_lapsed,
            self._papers_came_with_their_acts,
            self._a_scan_says_whose_paper_it_is,
            self._money_adds_up,
            self._meters_are_read_checked_and_found_broken_into,
            self._nothing_leaves,
        ):
            with self.subTest(question.__name__):
                question()

    def _connections_stand_in_every_phase_and_end_in_every_way(self):
        self.assertEqual(set(self.connections.mapped("phase")), set(dict(PHASES)))
        self.assertGreaterEqual(len(set(self.connections.mapped("service_id.code"))), 5)
        self.assertLessEqual({"account", "paper"}, set(self.connections.mapped("track")))
        ends = set(self.connections.filtered("outcome").mapped("ended_as"))
        self.assertEqual(ends, {"closed", "provided", "withdrawn", "annulled_no_docs", "annulled_unpaid"})
        others = self.requests - self.connections.request_id
        self.assertGreaterEqual(len(others), 8)
        self.assertEqual(set(others.mapped("family")), {"connection", "metering", "transmission"})
        self.assertTrue(self.connections.contractor_id)

    def _some_are_late_and_some_in_time(self):
        now = fields.Datetime.now()
        by_step = {(one.state, one.next_due_at < now) for one in self.connections if one.next_due_at}
        self.assertIn(("in_preparation", True), by_step, "an offer that is late")
        self.assertLessEqual({("works_in_progress", True), ("works_in_progress", False)}, by_step)

    def _the_customer_has_a_draft_a_turn_and_an_end(self):
        customer = self.env["res.users"].search([("login", "=", "customer")])
        hers = self.requests.filtered(lambda one: one.partner_id == customer.partner_id)
        self.assertTrue(hers.filtered(lambda one: not one.submitted_at))
        turn = hers.filtered(lambda one: one.submitted_at and one.actor == "applicant" and not one.outcome)
        self.assertTrue(turn and turn.actor_due_at > fields.Datetime.now())
        self.assertTrue(hers.filtered(lambda one: one.outcome == "done"))

    def _acts_are_dated_as_they_happened(self):
        submitted = self.requests.filtered("submitted_at")
        self.assertGreater(len(submitted), 20)
        numbers = {}
        for request in submitted.sorted("submitted_at"):
            ticket = request.ticket_id
            self.assertEqual({ticket.received_at, ticket.registered_at}, {request.submitted_at}, request.number)
            self.assertGreater(ticket.number, numbers.get(ticket.number[:8], ""), "numbers follow the submission")
            numbers[ticket.number[:8]] = ticket.number
            moments = request.move_ids.sorted("id").mapped("at")
            self.assertEqual(moments, sorted(moments), request.number)
            told = ticket.message_ids.sorted("id").mapped("date")
            self.assertEqual((told, told[0]), (sorted(told), request.submitted_at), request.number)

    def _what_lapsed_had_lapsed(self):
        annulled = self.connections.filtered(lambda one: one.outcome == "annulled")
        self.assertEqual(len(annulled), 2)
        for connection in annulled:
            waited, lapsed = connection.move_ids.sorted("id")[-2:]
            self.assertEqual(lapsed.actor, "system")
            self.assertGreater(lapsed.at, waited.due_at)

    def _papers_came_with_their_acts(self):
        waiting = self.connections.filtered(lambda one: one.state == "awaiting_docs")
        self.assertTrue(waiting.lacking_document_ids and waiting.move_ids.sorted("id")[-1:].items)
        for connection in self.connections.filtered(lambda one: one.phase in ("offer", "works", "acceptance")):
            self.assertFalse(connection.lacking_document_ids, connection.number)
        papers = self.requests.paper_ids
        printed = papers.filtered("kind_id.template")
        self.assertEqual(printed.kind_id, self.env["grid.paper.kind"].search([("template", "!=", False)]))
        self.assertTrue(all(base64.b64decode(paper.file).startswith(b"%PDF") for paper in printed))
        payment = self.env.ref("grid_service.paper_kind_payment")
        self.assertEqual((papers - papers.filtered("file_name")).kind_id, payment, "banks send no paper")

    def _a_scan_says_whose_paper_it_is(self):
        plan = self.requests.paper_ids.filtered(lambda one: one.document_id.code == "plan")[:1]
        said = " ".join(PdfReader(BytesIO(base64.b64decode(plan.file))).pages[0].extract_text().split())
        for words in (plan.name, plan.request_id.partner_id.name, f"{plan.date:%d.%m.%Y}"):
            self.assertIn(words, said)

    def _money_adds_up(self):
        bases = set(self.connections.filtered("fee").mapped("fee_basis"))
        self.assertLessEqual({"standardised", "preferential", "social", "organisational", "individual"}, bases)
        parted = self.connections.filtered(lambda one: len(one.instalment_ids) > 1)
        self.assertTrue(parted.instalment_ids.filtered("paid_on") and parted.debt > 0)
        for connection in self.connections.filtered("contract_date").filtered(lambda one: one.track == "account"):
            self.assertEqual(connection.contract_date, connection.contract_paid_on, connection.number)

    def _meters_are_read_checked_and_found_broken_into(self):
        states = set(self._of("grid.meter.check").mapped("state"))
        self.assertEqual(states, {"planned", "notified", "done", "not_admitted"})
        self.assertEqual(set(self._of("grid.meter.reading").mapped("state")), {"accepted", "to_verify"})
        self.assertIn("running", self._of("grid.unmetered.act").deadline_ids.mapped("state"))

    def _nothing_leaves(self):
        self.assertEqual(self.env["mail.mail"].search_count([("state", "=", "outgoing")]), self.mails)


@tagged("post_install", "-at_install")
class TestSampleOnAnyDay(SampleRequestsCase):
    def test_no_act_is_refused_whatever_days_off_there_were(self):
        for day in HARD_DAYS:
            with self.subTest(day), freeze_time(f"{day} 03:00:00"):
                savepoint = self.env.cr.savepoint()
                self._load(today=date.fromisoformat(day))
                phases = set((self._of("grid.service.request").connection_ids).mapped("phase"))
                self.assertLessEqual(set(dict(PHASES)) - {"draft"}, phases)
                savepoint.close(rollback=True)
                self.env.invalidate_all()
