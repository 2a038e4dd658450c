import base64
from ast import literal_eval

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import SUBMITTED, ServiceCase
from .opening import queries_to_open

LATE = "2026-08-03 03:00:00"
FILE = base64.b64encode(b"%PDF-1.4 paper").decode()


@tagged("post_install", "-at_install")
class TestRequestScreens(ServiceCase):
    def _states(self, request):
        return [(row["name"], row["state"]) for row in request.checklist]

    # --- papers
    def test_the_list_of_papers_shows_what_lacks_and_what_was_issued(self):
        request = self._draft(representative_id=self.factory.id)
        self.assertEqual(self._states(request), [("Заявление", "lacking"), ("Доверенность", "lacking")])
        self._give(request)
        self._issue(request, number="7")
        self.assertEqual(
            self._states(request),
            [("Заявление", "given"), ("Доверенность", "lacking"), ("Акт замены № 7", "issued")],
        )

    def test_one_click_takes_a_file_in_and_accepts_it(self):
        request = self._submitted()
        request.action_give_paper(request.checklist[0]["document"], "form.pdf", FILE)
        row = request.checklist[0]
        self.assertTrue(row["has_file"])
        paper = request.paper_ids
        self.assertEqual(paper.file, FILE.encode())
        paper.action_accept()
        self.assertEqual(self._states(request), [("Заявление", "accepted")])
        with self.assertRaisesRegex(UserError, "judged already"):
            paper.action_reject()

    def test_a_paper_is_not_accepted_without_a_remark_and_asked_again_with_it(self):
        request = self._submitted()
        paper = self._give(request)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            paper.action_reject()
        dialog = paper.action_say_what_is_wrong()
        self.assertEqual((dialog["res_id"], dialog["target"]), (paper.id, "new"))
        paper.remark = "Нет подписи"
        paper.action_reject()
        self.assertEqual(request.checklist[0]["remark"], "Нет подписи")
        self._give(request)
        self.assertEqual(self._states(request), [("Заявление", "given")])

    def test_a_paper_of_ours_is_not_judged(self):
        with self.assertRaises(UserError):
            self._issue(self._submitted()).action_accept()

    # --- what is next, what is late
    def test_the_next_act_is_named(self):
        request = self._submitted()
        self.assertEqual(request.next_act_text, "complete")
        request._move("withdraw", reason="-")
        self.assertFalse(request.next_act_text)

    def test_a_request_that_is_only_begun_owes_no_act_yet(self):
        begun = self.env["grid.service.request"].new({"service_id": self.service.id})
        self.assertFalse(begun.next_act_text)

    def test_who_may_do_the_works_is_a_firm_or_an_entrepreneur(self):
        kinds = ("individual", "entrepreneur", "legal_entity")
        partners = self.env["res.partner"].create([{"name": kind, "customer_kind": kind} for kind in kinds])
        offered = literal_eval(self.env["grid.service.request"]._fields["contractor_id"].domain)
        self.assertEqual(partners.filtered_domain(offered).mapped("name"), ["entrepreneur", "legal_entity"])

    def test_a_list_names_the_term_that_is_late(self):
        late, fresh = self._submitted(), self._submitted(at="2026-08-02 03:00:00")
        with freeze_time(LATE):
            self.assertEqual(late.late_text, "На проверке", "the stage says it shortly")
            self.assertFalse(fresh.late_text)

    def test_groups_add_up_what_is_late(self):
        self._submitted()
        self._submitted(at="2026-08-02 03:00:00")
        ended = self._submitted()
        ended._move("withdraw", reason="-")
        ours = [("service_id", "=", self.service.id)]
        requests = self.env["grid.service.request"].with_user(self.users["specialist"])
        with freeze_time(LATE):
            self.assertEqual(requests.fields_get(["late_count"])["late_count"]["aggregator"], "sum")
            self.assertEqual(requests._read_group(ours, ["branch_id"], ["late_count:sum"]), [(self.branch, 1)])
            self.assertEqual(sum(requests.search(ours).mapped("late_count")), 1)

    def test_columns_count_what_is_late(self):
        self._submitted()
        self._submitted(at="2026-08-02 03:00:00")
        ours = [("service_id", "=", self.service.id)]
        bar = {"field": "deadline_state", "colors": {"overdue": "danger", "due_soon": "warning"}}
        with freeze_time(LATE):
            counts = self.env["grid.service.request"].read_progress_bar(ours, "phase", bar)
        self.assertEqual(counts["preparation"]["overdue"], 1)

    def test_the_load_adds_up_by_handler(self):
        handler = self.env.user
        self._submitted(user_id=handler.id)
        self._submitted(at="2026-08-02 03:00:00", user_id=handler.id)
        self._draft(user_id=handler.id)
        self.env.flush_all()
        ours = [("service_id", "=", self.service.id)]
        measures = ["going_on:sum", "ours:sum", "late:sum"]
        with freeze_time(LATE):
            rows = self.env["grid.service.load"]._read_group(ours, ["user_id"], measures)
        self.assertEqual(rows, [(handler, 2, 2, 1)])

    def test_the_appeal_leads_to_its_request(self):
        request = self._submitted()
        action = request.ticket_id.action_open_request()
        self.assertEqual((action["res_model"], action["res_id"]), (request._name, request.id))
        self.assertEqual(request.ticket_id.next_step, request.next_act_text)

    # --- how many queries
    def test_pages_take_few_queries_whatever_their_length(self):
        requests = self.env["grid.service.request"].browse([self._submitted(at=SUBMITTED).id for _one in range(6)])
        for view_type, most in (("kanban", 14), ("list", 16)):
            names = self.env["grid.service.request"].get_view(view_type=view_type)["models"][requests._name]
            with freeze_time(LATE):
                spent = [self._queries_of(requests[:size], names) for size in (2, 6)]
            self.assertEqual(*spent, view_type)
            self.assertLessEqual(spent[0], most, view_type)

    def test_a_form_takes_the_same_queries_whatever_has_happened(self):
        little, much = self._walked(1), self._walked(6)
        self.assertGreater(len(much.move_ids), 2 * len(little.move_ids))
        self.assertGreater(len(much.deadline_ids), 2 * len(little.deadline_ids))
        self.assertGreater(len(much.paper_ids), 2 * len(little.paper_ids))
        with freeze_time(LATE):
            spent = [queries_to_open(request.with_user(self.users["specialist"])) for request in (little, much)]
        self.assertEqual(*spent)
        self.assertLessEqual(spent[0], 45)

    def _walked(self, rounds):
        """Return a request whose papers were not accepted so many times."""
        request = self._submitted()
        for day in range(2, rounds + 2):
            with freeze_time(f"2026-04-{day:02} 03:00:00"):
                request._move("lack", items=["Заявление"])
                paper = self._give(request)
                request._move("supplied")
                paper.write({"state": "rejected", "remark": "Нет подписи"})
        return request

    def _queries_of(self, requests, names):
        specification = {name: {} for name in names}
        requests.web_read(specification)  # what the process keeps is warm
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        requests.web_read(specification)
        return self.cr.sql_log_count - before
