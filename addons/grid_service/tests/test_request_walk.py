from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SUBMITTED, ServiceCase


@tagged("post_install", "-at_install")
class TestRequestWalk(ServiceCase):
    def test_submitting_registers_an_appeal_and_begins_the_terms(self):
        request = self._submitted()
        self.assertEqual((request.state, request.actor), ("on_check", "grid"))
        self.assertEqual((request.ticket_id.kind, request.ticket_id.state), ("application", "in_work"))
        self.assertEqual(request.number, request.ticket_id.number)
        self.assertTrue(request.number.startswith("TSA-2026-"))
        # 5 working days and 6 months from 01.04.2026
        self.assertEqual(self._day(request, self._promise(request, "meter_dismantle_answer").due_at), "2026-04-08")
        self.assertEqual(self._day(request, self._promise(request, "meter_install_replace").due_at), "2026-10-01")
        self.assertEqual(request.next_due_at, self._promise(request, "meter_dismantle_answer").due_at)
        self.assertEqual(request.ticket_id.next_due_at, request.next_due_at)

    def test_an_appeal_of_a_request_owes_no_answer_of_its_own(self):
        ticket = self._submitted().ticket_id
        self.assertFalse(ticket.answer_code)
        self.assertEqual(ticket.deadline_ids.filtered(lambda one: one.state == "running"), ticket.deadline_ids[:0])
        with self.assertRaisesRegex(UserError, "its passport leads it"):
            ticket.action_close()

    def test_a_notice_of_what_lacks_has_a_list(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            with self.assertRaisesRegex(UserError, "line by line"):
                request._move("lack", items=["  "])
            move = request._move("lack", items=["Заявление"])
        self.assertEqual(move.items, ["Заявление"])
        self.assertEqual(self._promise(request, "meter_dismantle_answer").state, "met")
        # ten working days from Thursday 02.04.2026, and no promise of ours
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-16")
        self.assertFalse(self._promise(request, "meter_access_answer"))
        self.assertEqual(request.next_due_at, self._promise(request, "meter_install_replace").due_at)

    def test_papers_that_came_begin_the_term_of_the_check_anew(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        with freeze_time("2026-04-10 03:00:00"):
            with self.assertRaisesRegex(UserError, "Заявление"):
                request._move("supplied")
            self._give(request)
            request._move("supplied")
        self.assertEqual(request.state, "on_check")
        self.assertEqual(self._day(request, self._promise(request, "meter_dismantle_answer").due_at), "2026-04-17")

    def test_a_paper_not_accepted_lacks_again(self):
        request = self._submitted()
        paper = self._give(request)
        self.assertFalse(request.lacking_document_ids)
        paper.write({"state": "rejected", "remark": "Нет подписи"})
        self.assertEqual(request.lacking_document_ids.mapped("code"), ["form"])

    def test_a_representative_brings_his_paper(self):
        request = self._draft(representative_id=self.factory.id)
        self.assertEqual(request.needed_document_ids.mapped("code"), ["form", "attorney"])

    def test_what_no_transition_allows_is_refused_with_what_is_possible(self):
        request = self._submitted()
        with self.assertRaisesRegex(UserError, "“lack”, “complete”, “withdraw”"):
            request._move("finish")

    def test_an_act_needs_its_paper_its_role_and_ends_everything(self):
        request = self._submitted()
        self._give(request)
        with freeze_time("2026-04-03 03:00:00"):
            request._move("complete")
        with freeze_time("2026-04-20 03:00:00"):
            with self.assertRaisesRegex(AccessError, "Your role"):
                self._as("specialist", request)._move("finish")
            with self.assertRaisesRegex(UserError, "Акт замены"):
                self._as("head", request)._move("finish")
            self._issue(request)
            self._as("head", request)._move("finish")
        self.assertEqual((request.outcome, request.ticket_id.state), ("done", "closed"))
        self.assertEqual(set(request.deadline_ids.mapped("state")), {"met"})
        self.assertEqual(request.move_ids[-1:].paper_ids.kind_id, self.act_kind)

    def test_a_withdrawn_request_owes_nothing_but_what_was_late_stays_missed(self):
        request = self._submitted()
        with freeze_time("2026-04-20 03:00:00"):
            with self.assertRaisesRegex(UserError, "reason"):
                request._move("withdraw")
            request._move("withdraw", reason="Передумал")
        self.assertEqual(self._promise(request, "meter_dismantle_answer").state, "missed")
        self.assertEqual(self._promise(request, "meter_install_replace").state, "cancelled")
        self.assertEqual((request.outcome, request.ticket_id.state), ("withdrawn", "withdrawn"))
        with self.assertRaisesRegex(UserError, "has ended"):
            request._move("lack", items=["x"])

    @freeze_time("2026-04-03 03:00:00")
    def test_a_paper_made_before_its_draft_was_written_down_counts(self):
        submit = self.service.transition_ids.filtered(lambda one: one.code == "submit")
        submit.with_context(passport_part=self.loading).paper_kind_ids = self.act_kind
        request = self._draft()
        with self.assertRaisesRegex(UserError, self.act_kind.name):
            request._move("submit", at=SUBMITTED)
        self._issue(request, at=SUBMITTED)
        request._move("submit", at=SUBMITTED)
        self.assertEqual(request.state, "on_check")

    def test_an_act_happened_neither_tomorrow_nor_before_its_stage(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            with self.assertRaisesRegex(UserError, "future"):
                request._move("lack", at="2026-04-03 03:00:00", items=["x"])
            with self.assertRaisesRegex(UserError, "before the stage"):
                request._move("lack", at="2026-03-31 03:00:00", items=["x"])
            request._move("lack", at="2026-04-01 08:00:00", items=["x"])
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-15")

    def test_the_course_is_written_by_acts_alone(self):
        request = self._submitted()
        for vals in (
            {"step_id": self.service.step_ids[3].id},
            {"actor_due_at": SUBMITTED},
            {"partner_id": self.factory.id},
        ):
            with self.assertRaises(UserError):
                self._as("specialist", request).write(vals)
        with self.assertRaises(UserError):
            request.move_ids.write({"at": SUBMITTED})
        with self.assertRaises(UserError):
            request.unlink()

    def test_a_draft_passport_promises_no_dates(self):
        draft = self._passport(code="test_draft", valid_from="2026-02-01")
        draft.state = "draft"
        draft.draft_reason = "Срок не опубликован."
        with self.assertRaisesRegex(UserError, "Срок не опубликован"):
            self._draft(service_id=draft.id)

    def test_a_draft_follows_the_edition_of_the_day_of_its_submission(self):
        with freeze_time("2026-04-01 03:00:00"):
            request = self._draft()
        self.service.valid_to = "2026-04-30"
        newer = self._passport(valid_from="2026-05-01")
        with freeze_time("2026-05-04 03:00:00"):
            request._move("submit")
        self.assertEqual(request.service_id, newer)
        self.assertEqual(request.step_id.service_id, newer)

    def test_the_edition_in_force_is_not_edited(self):
        with self.assertRaisesRegex(UserError, "new edition"):
            self.service.step_ids[0].name = "Иначе"

    def test_time_annuls_once_and_not_before_its_term_has_passed(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        with freeze_time("2026-04-16 16:59:59"):  # the last second of the last day in Kemerovo
            self._run("lapse")
            self.assertEqual(request.state, "awaiting_docs")
        with freeze_time("2026-04-16 17:00:00"):
            self._run("lapse")
            self._run("lapse")
        self.assertEqual((request.state, request.outcome), ("annulled", "annulled"))
        self.assertEqual(request.move_ids.mapped("transition_id.code"), ["submit", "lack", "lapse"])
        self.assertEqual(request.move_ids[-1:].actor, "system")

    def test_a_day_off_that_was_added_moves_the_annulment(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        self.env["legal.calendar.day"].create(
            {"date": "2026-04-15", "source": "Радоница", "place": f"grid.branch,{self.branch.id}"}
        )
        with freeze_time("2026-04-17 00:00:00"):
            self._run("lapse")
        self.assertEqual(request.state, "awaiting_docs")

    def test_nobody_does_the_act_of_the_program(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        with freeze_time("2026-05-02 03:00:00"), self.assertRaises(AccessError):
            self._as("head", request)._move("lapse")

    def test_the_applicant_is_reminded_once(self):
        request = self._submitted()
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])
        mails = self.env["mail.mail"].search([("model", "=", "helpdesk.ticket"), ("res_id", "=", request.ticket_id.id)])
        with freeze_time("2026-04-15 03:00:00"):
            self._run("remind")
            self._run("remind")
        after = self.env["mail.mail"].search([("model", "=", "helpdesk.ticket"), ("res_id", "=", request.ticket_id.id)])
        self.assertEqual(len(after - mails), 1)
        self.assertIn("Заявление", (after - mails).body_html)

    def test_papers_that_came_in_time_are_not_annulled_though_nobody_said_so(self):
        request = self._submitted()
        with freeze_time("2026-04-01 04:00:00"):
            request._move("lack", items=["Заявление"])
        last = request.actor_due_at
        with freeze_time(last - timedelta(minutes=1)):
            paper = self._give(request)
        with freeze_time(last + timedelta(days=1)):
            self._run("lapse")
            self.assertEqual(request.state, "awaiting_docs")
            paper.write({"state": "rejected", "remark": "Нет подписи"})
            self._run("lapse")
        self.assertEqual(request.state, "annulled")

    def test_papers_that_came_too_late_do_not_keep_a_request_from_its_end(self):
        request = self._submitted()
        with freeze_time("2026-04-01 04:00:00"):
            request._move("lack", items=["Заявление"])
        with freeze_time(request.actor_due_at + timedelta(minutes=1)):
            self._give(request)
            self._run("lapse")
        self.assertEqual(request.state, "annulled")

    def test_the_words_of_the_applicant_are_text_and_no_markup(self):
        request = self._submitted(description="U < 200 В & мигает\n<b>срочно</b> <script>alert(1)</script>")
        self.assertIn("U &lt; 200 В &amp; мигает", request.ticket_id.description)
        self.assertNotIn("<b>", request.ticket_id.description)
        self.assertNotIn("<script", request.ticket_id.description)

    def test_many_are_submitted_for_the_queries_of_a_few(self):
        requests = self.env["grid.service.request"]
        few, again, many = (requests.concat(*(self._draft() for _n in range(size))) for size in (5, 5, 40))
        spent = []
        for requests in (few, again, many):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            requests._move("submit")
            self.env.flush_all()
            spent.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(spent[2], spent[1] + 10, spent)
