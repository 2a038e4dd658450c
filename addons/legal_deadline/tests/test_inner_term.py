from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import DeadlineCase

NOW = "2026-02-01 03:00:00"
BY = "2026-02-10 10:00:00"
LEGAL = "2026-02-16 16:59:59"  # 23:59:59 of 16.02.2026 in Kemerovo


class InnerTermCase(DeadlineCase):
    """A letter: `reader` may write it, `helper` only reads it; `plain` sees no deadlines."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        reader = "legal_deadline.group_rule_reader"
        cls.helper = new_test_user(cls.env, "helper", reader, name="Helper")
        cls.env["ir.rule"].create(
            {
                "name": "the helper only reads",
                "model_id": cls.env["ir.model"]._get_id(cls.Promise._name),
                "domain_force": f"[(1, '=', 1)] if user.id != {cls.helper.id} else [(0, '=', 1)]",
                "perm_read": False,
            }
        )
        cls.letter = cls.Promise.create({"name": "Letter"})
        cls.deadline = cls.letter._deadline_start("test_answer", "2026-01-15 05:00:00")
        cls.Term = cls.env["legal.inner.term"]

    @classmethod
    def term(cls, by=BY, user=None, **vals):
        terms = cls.Term.with_user(user or cls.reader)
        return terms.create(
            {"name": "Measure", "deadline_id": cls.deadline.id, "user_id": cls.helper.id, "due_at": by, **vals}
        )


@tagged("post_install", "-at_install")
class TestInnerTerm(InnerTermCase):
    @freeze_time(NOW)
    def test_it_may_end_with_the_legal_date_and_never_after_it(self):
        term = self.term(LEGAL)
        with self.assertRaisesRegex(
            ValidationError, "“Measure” ends on 17.02.2026 00:00, after the legal date 16.02.2026 23:59"
        ):
            self.term("2026-02-16 17:00:00")
        with self.assertRaisesRegex(ValidationError, "after the legal date"):
            term.due_at = "2026-03-01 00:00:00"

    @freeze_time(NOW)
    def test_it_is_pulled_back_when_the_legal_date_moves_earlier(self):
        late, early, done = self.term(LEGAL), self.term("2026-02-03 10:00:00"), self.term(LEGAL)
        done.sudo().done_at = NOW
        self.deadline._by_act().write({"due_at": "2026-02-05 16:59:59", "control_at": "2026-02-05 16:59:59"})
        self.assertEqual(
            [str(term.due_at) for term in (late, early, done)],
            ["2026-02-05 16:59:59", "2026-02-03 10:00:00", LEGAL],
        )
        self.deadline._by_act().write({"due_at": "2026-03-16 16:59:59"})
        self.assertEqual(str(late.due_at), "2026-02-05 16:59:59", "an extension leaves inner terms where they are")

    @freeze_time(NOW)
    def test_moving_many_promises_asks_once_for_their_terms(self):
        records = self.Promise.create([{"name": str(number)} for number in range(50)])
        deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.Term.create(
            [
                {"name": "Measure", "deadline_id": one.id, "user_id": self.helper.id, "due_at": LEGAL}
                for one in deadlines
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        deadlines._by_act().write({"due_at": "2026-02-05 16:59:59", "control_at": "2026-02-05 16:59:59"})
        self.env.flush_all()
        self.assertLessEqual(self.cr.sql_log_count - before, 20)
        self.assertEqual({str(at) for at in deadlines.inner_term_ids.mapped("due_at")}, {"2026-02-05 16:59:59"})

    def test_a_closed_promise_needs_no_terms(self):
        term = self.term()
        self.letter._deadline_done("test_answer", NOW)
        self.assertEqual(term.state, "dropped")
        with self.assertRaisesRegex(ValidationError, "needs no inner terms any more"):
            self.term()

    def test_it_stays_with_its_deadline(self):
        other = self.Promise.create({"name": "Other"})._deadline_start("test_answer", "2026-01-15 05:00:00")
        with self.assertRaisesRegex(UserError, "stays with its deadline"):
            self.term().deadline_id = other

    def test_status_follows_the_clock_and_is_found_as_shown(self):
        waiting, done, dropped = self.term(), self.term(), self.term()
        done.with_user(self.helper).action_done()
        other = self.Promise.create({"name": "Other"})
        other._deadline_start("test_answer", "2026-01-15 05:00:00")
        dropped = self.term(deadline_id=other.deadline_ids.id)
        other._deadline_done("test_answer", NOW)
        terms = waiting + done + dropped
        for now, status in (
            ("2026-02-09 09:59:59", "running"),
            ("2026-02-09 10:00:00", "due_soon"),
            (BY, "due_soon"),
            ("2026-02-10 10:00:01", "overdue"),
        ):
            with freeze_time(now):
                self.env.invalidate_all()
                self.assertEqual(terms.mapped("state"), [status, "done", "dropped"])
                for one in dict(self.Term._fields["state"].selection):
                    found = self.Term.search([("state", "=", one), ("id", "in", terms.ids)])
                    self.assertEqual(found, terms.filtered(lambda term, one=one: term.state == one))

    def test_a_deadline_gives_an_empty_term_by_its_internal_date(self):
        action = self.deadline.with_user(self.reader).action_add_inner_term()
        term = self.Term.with_context(action["context"]).new({})
        self.assertEqual((term.deadline_id, term.due_at), (self.deadline, self.deadline.control_at))


@tagged("post_install", "-at_install")
class TestInnerTermAccess(InnerTermCase):
    def test_who_may_write_the_record_sets_its_terms(self):
        term = self.term()
        term.name = "Measure at night"
        for user in (self.helper, self.plain, self.customer):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.term(user=user)
                with self.assertRaises(AccessError):
                    term.with_user(user).name = "Mine now"
                with self.assertRaises(AccessError):
                    term.with_user(user).unlink()
        term.unlink()
        self.assertFalse(self.deadline.inner_term_ids)

    def test_it_is_read_with_the_promise(self):
        term = self.term()
        self.assertEqual(self.Term.with_user(self.helper).search([]), term)
        self.assertEqual(term.with_user(self.helper).record_name, "Letter")
        self.letter.user_id = self.reader
        self.env.invalidate_all()
        self.assertFalse(self.Term.with_user(self.helper).search([]))
        with self.assertRaises(AccessError):
            term.with_user(self.helper).read(["name"])
        for user in (self.plain, self.customer):
            with self.assertRaises(AccessError):
                self.Term.with_user(user).search([])

    def test_a_person_who_does_not_see_the_record_is_given_no_term(self):
        for user in (self.plain, self.customer):
            with self.assertRaisesRegex(ValidationError, "does not see “Letter”"):
                self.term(user_id=user.id)

    def test_the_co_executor_notes_that_it_is_done(self):
        term = self.term()
        with freeze_time(NOW):
            term.with_user(self.helper).action_done()
        with freeze_time(BY):
            term.action_done()
        self.assertEqual(str(term.done_at), NOW, "done twice keeps the first moment")
        mine = self.term(user_id=self.reader.id)
        with self.assertRaisesRegex(AccessError, "Only the co-executor"):
            mine.with_user(self.helper).action_done()
        by_leader = self.term()
        by_leader.action_done()
        self.assertEqual(by_leader.state, "done")

    def test_a_co_executor_who_lost_the_record_notes_nothing(self):
        term = self.term()
        self.letter.user_id = self.reader
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            term.with_user(self.helper).action_done()

    def test_terms_of_another_company_are_hidden(self):
        company = self.env["res.company"].create({"name": "Other"})
        record = self.Promise.create({"name": "Elsewhere", "tz": "UTC", "company_id": company.id})
        deadline = record._deadline_start("test_answer", "2026-01-15 05:00:00")
        abroad = new_test_user(
            self.env, "abroad", "legal_deadline.group_rule_reader", company_id=company.id, company_ids=company.ids
        )
        term = self.Term.create({"name": "x", "deadline_id": deadline.id, "user_id": abroad.id, "due_at": BY})
        self.env.invalidate_all()
        self.assertFalse(self.Term.with_user(self.reader).search([("id", "=", term.id)]))
        with self.assertRaises(AccessError):
            term.with_user(self.reader).read(["name"])
