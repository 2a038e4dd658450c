"""A contract of transmission is changed or terminated by a request, answered in the term of the Civil Code."""

from freezegun import freeze_time

from .common import SUBMITTED, ServiceCase


class TestContractChange(ServiceCase):
    def _proposed(self, code="tr_change"):
        service = self.env.ref(f"grid_service.service_{code}")
        request = self._submitted(service_id=service.id, partner_id=self.factory.id, usage_point_id=False)
        with freeze_time(SUBMITTED):
            self._give(request, "application")
        return request

    def _term(self, request):
        return self._promise(request, "tr_change_answer")

    def _act(self, request, at, code, kind=None, **said):
        with freeze_time(at):
            if kind:
                paper = self.env.ref(f"grid_service.paper_kind_{kind}")
                self.env["grid.service.paper"].create(
                    {"request_id": request.id, "kind_id": paper.id, "file": "JVBERi0=", "file_name": "paper.pdf"}
                )
            request._move(code, **said)

    def test_the_answer_is_due_in_the_term_of_the_civil_code(self):
        for code in ("tr_change", "tr_terminate"):
            request = self._proposed(code)
            term = self._term(request)
            self.assertEqual(term.rule_id.act_id, self.env.ref("legal_deadline.act_gk_1"))
            # day 30 of a proposal of 01.04.2026 is Friday 01.05.2026, a day off, as the days after it up to Sunday
            self.assertEqual(self._day(request, term.due_at), "2026-05-04")

    def test_an_agreement_signed_by_both_changes_the_contract(self):
        request = self._proposed()
        self._act(request, "2026-04-02 03:00:00", "complete")
        self.assertEqual((request.state, self._term(request).state), ("in_preparation", "running"))
        self._act(request, "2026-04-03 03:00:00", "send_agreement", "amendment")
        self.assertEqual((request.actor, self._term(request).state), ("applicant", "met"))
        self._act(request, "2026-04-06 03:00:00", "sign", "signed_amendment")
        self.assertEqual((request.outcome, request.ticket_id.state), ("done", "closed"))

    def test_what_lacks_is_asked_and_the_term_runs_on(self):
        request = self._proposed()
        due = self._term(request).due_at
        self._act(request, "2026-04-02 03:00:00", "lack", items=["Доверенность"])
        self._act(request, "2026-04-10 03:00:00", "supplied")
        self.assertEqual((request.state, self._term(request).state), ("on_check", "running"))
        self.assertEqual(self._term(request).due_at, due)

    def test_disagreements_are_answered_in_a_term_of_their_own(self):
        request = self._proposed()
        self._act(request, "2026-04-02 03:00:00", "complete")
        self._act(request, "2026-04-03 03:00:00", "send_agreement", "amendment")
        self._act(request, "2026-04-06 03:00:00", "disagree", "disagreements")
        self.assertEqual((request.state, self._term(request).state), ("in_preparation", "running"))
        self.assertEqual(self._day(request, self._term(request).due_at), "2026-05-06")

    def test_the_company_refuses_with_reasons_and_the_applicant_withdraws_from_every_stage(self):
        for way in ((), ("complete",), ("lack",)):
            for code, outcome, state in (("refuse", "refused", "met"), ("withdraw", "withdrawn", "cancelled")):
                request = self._proposed("tr_terminate")
                for act in way:
                    self._act(request, "2026-04-02 03:00:00", act, items=["Доверенность"] if act == "lack" else None)
                self._act(request, "2026-04-03 03:00:00", code, reason="Договор нужен для снабжения дома.")
                self.assertEqual((request.outcome, self._term(request).state), (outcome, state))

    def test_the_passport_says_that_another_term_may_go_first(self):
        service = self.env.ref("grid_service.service_tr_change")
        self.assertIn("names a term of the answer", service.conditions)
        self.assertIn("30 calendar days", service.term_text)
