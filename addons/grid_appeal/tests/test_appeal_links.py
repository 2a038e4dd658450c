"""Repeats are recognised and chained; nobody decides on a complaint of himself; danger comes first."""

from freezegun import freeze_time
from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealLinks(AppealCase):
    def _registered(self, **values):
        appeal = self._appeal(**values)
        appeal.action_register()
        return appeal

    def test_the_same_customer_and_theme_again_is_a_repeat(self):
        first = self._closed()
        second = self._registered()
        self.assertEqual((second.previous_id, second.is_repeat), (first, True))
        self.assertEqual(first.next_ids, second)

    def test_another_theme_customer_or_kind_is_none(self):
        self._closed()
        for values in ({"theme": "metering"}, {"partner_id": self.factory.id}, {"kind": "consultation"}):
            self.assertFalse(self._registered(**values).previous_id, values)

    def test_an_appeal_still_open_is_not_yet_repeated(self):
        self._registered()
        self.assertFalse(self._registered().is_repeat)

    def test_what_was_answered_long_ago_is_a_new_matter(self):
        with freeze_time("2025-11-20 03:00:00"):
            self._closed()
        with freeze_time("2026-11-26 03:00:00"):
            self.assertFalse(self._registered().previous_id)
        with freeze_time("2026-11-10 03:00:00"):
            self.assertTrue(self._registered().previous_id)

    def test_the_last_one_is_the_previous_one(self):
        self._closed()
        last = self._closed()
        self.assertEqual(self._registered().previous_id, last)

    def test_a_batch_asks_once(self):
        self._closed()
        appeals = self.env["helpdesk.ticket"].create([self._vals() for _ in range(20)])
        appeals.action_register()
        self.assertEqual(len(appeals.previous_id), 1)
        self.assertTrue(all(appeals.mapped("is_repeat")))

    def test_going_on_makes_a_linked_appeal_and_leaves_the_old_one(self):
        closed = self._closed()
        action = self._as("operator", closed).action_reopen()
        with Form(
            self.env["helpdesk.ticket"].with_user(self.users["operator"]).with_context(**action["context"])
        ) as form:
            form.description = "<p>Свет снова мигает.</p>"
        repeat = form.record
        self.assertEqual((repeat.state, repeat.previous_id, repeat.partner_id), ("new", closed, self.citizen))
        self.assertEqual((repeat.theme, repeat.branch_id), (closed.theme, self.branch))
        self.assertEqual(closed.state, "closed")
        with self.assertRaisesRegex(UserError, "still being considered"):
            self._registered(theme="other").action_reopen()

    def test_a_chain_has_no_ring(self):
        first = self._registered()
        second = self._registered(previous_id=first.id)
        with self.assertRaisesRegex(ValidationError, "go on from itself"):
            first.previous_id = second

    # --- who applies, and how often
    def test_an_expired_power_of_attorney_blocks(self):
        friend = self.env["res.partner"].create({"name": "Поверенный Олег Ильич"})
        with self.assertRaisesRegex(UserError, "Поверенный"):
            self._appeal(representative_id=friend.id)
        self.env["grid.representation"].create(
            {
                "principal_id": self.citizen.id,
                "representative_id": friend.id,
                "document_number": "42 АА 1",
                "document_date": "2025-01-10",
                "valid_until": "2026-01-10",
            }
        )
        with self.assertRaisesRegex(UserError, "ended on 10.01.2026"), freeze_time("2026-11-26 03:00:00"):
            self._appeal(representative_id=friend.id)
        with freeze_time("2025-11-26 03:00:00"):
            appeal = self._appeal(representative_id=friend.id)
        self.assertEqual((appeal.representative_id, appeal.applicant_kind), (friend, "individual"))

    def test_the_same_appeal_by_another_channel_is_noted_and_never_taken_back(self):
        appeal = self._registered()
        arrivals = self._as("administrator", self.env["grid.appeal.arrival"])
        arrival = arrivals.create({"ticket_id": appeal.id, "channel_id": self._channel("post").id, "note": "Оригинал"})
        self.assertEqual(appeal.arrival_ids, arrival)
        for act in (lambda: arrival.write({"note": "Иное"}), arrival.unlink):
            with self.assertRaises(AccessError):
                act()
        self.assertFalse(self.env["grid.appeal.arrival"].with_user(self.stranger).search([("id", "=", arrival.id)]))

    def test_another_channel_is_added_in_its_line(self):
        """Who may add a line and change none is not sent to a window of technical fields."""
        view = self._as("operator", self._registered()).get_view(
            self.env.ref("grid_appeal.helpdesk_ticket_view_form").id
        )
        lines = etree.fromstring(view["arch"]).find(".//field[@name='arrival_ids']/list")
        self.assertEqual((lines.get("editable"), lines.get("edit")), ("bottom", "1"))

    # --- complaints
    def test_nobody_handles_a_complaint_of_himself(self):
        appeal = self._registered(complained_of_id=self.users["specialist"].id)
        with self.assertRaisesRegex(AccessError, "complains of you"), self.cr.savepoint():
            self._as("specialist", appeal).action_take()
        self._as("manager", appeal).action_take()
        with self.assertRaisesRegex(ValidationError, "somebody else must decide"):
            self._as("supervisor", appeal).user_id = self.users["specialist"]

    def test_who_is_complained_of_decides_nothing_and_cannot_take_the_name_away(self):
        specialist = self.users["specialist"]
        appeal = self._registered(complained_of_id=specialist.id)
        mine = self._as("specialist", appeal)
        for act in ("answer", "request_info", "redirect", "withdraw"):
            with self.assertRaisesRegex(AccessError, "complains of you"), self.cr.savepoint():
                getattr(mine, f"action_{act}")()
        action = self._as("manager", appeal).action_withdraw()
        notices = self.env[action["res_model"]].with_user(self.users["manager"])
        notice = notices.with_context(**action["context"]).create({"reason": "Заявление"}).with_user(specialist)
        with self.assertRaisesRegex(AccessError, "complains of you"):
            notice.write({"delivery": "none", "reason": "Передумал"})
        with self.assertRaisesRegex(AccessError, "complains of you"):
            mine.complained_of_id = False
        with self.assertRaisesRegex(AccessError, "Only a supervisor"):
            self._as("manager", appeal).complained_of_id = False
        with self.assertRaisesRegex(ValidationError, "another executor"):
            notice.sudo().executor_id = specialist
        self._as("supervisor", appeal).complained_of_id = False
        mine.action_take()

    def test_the_term_of_an_open_appeal_is_moved_by_the_acts_of_the_appeal_only(self):
        appeal = self._registered()
        promise = appeal._answer_deadline()
        for act in ("cancel", "extend", "redirect", "miss"):
            vals = {
                "deadline_id": promise.id,
                "act": act,
                "reason": "Так проще",
                "receiver": "Кому-то",
                "cause": "own_fault",
            }
            wizard = (
                self.env["legal.deadline.act"]
                .with_user(self.users["head"])
                .create({**vals, "notified_at": appeal.registered_at})
            )
            with self.assertRaisesRegex(UserError, "buttons of the appeal"):
                wizard.action_do()
        self.assertEqual((promise.state, appeal.next_due_at), ("running", promise.due_at))

    # --- danger
    def test_danger_is_told_at_once_and_comes_first(self):
        self.branch.dispatcher_ids = self.users["administrator"]
        self.branch.dispatcher_email = "dispatcher@seti.example"
        calm = self._registered()
        appeal = self._appeal(name="Оборван провод", description="<p>Лежит у школы</p>", kind="outage_message")
        self.assertEqual((appeal.danger, appeal.priority), (True, "3"))
        mail = self.env["mail.mail"].search([("res_id", "=", appeal.id), ("model", "=", "helpdesk.ticket")])
        self.assertIn("dispatcher@seti.example", mail.mapped("email_to"))
        self.assertIn("Test administrator", " ".join(map(html2plaintext, appeal.message_ids.mapped("body"))))
        self.assertEqual(self.env["helpdesk.ticket"].search([("branch_id", "=", self.branch.id)])[0], appeal)
        later = self._appeal()
        lists = self.env["helpdesk.ticket"].search([("id", "in", (calm + appeal + later).ids)])
        self.assertEqual(lists[0], appeal)
        self._as("operator", appeal).action_danger_handled()
        self.assertEqual((appeal.priority, appeal.danger_handled_by_id), ("1", self.users["operator"]))

    def test_an_alarm_says_each_word_once_and_the_number_there_is(self):
        words = "Оборван провод у школы. Искрит."
        appeal = self._appeal(name="Оборван провод у школы…", description=f"<p>{words}</p>", partner_phone=False)
        self.assertEqual(appeal._alarm_text(), words)
        appeal.name = "Срочно"
        self.assertEqual(appeal._alarm_text(), f"Срочно. {words}")
        appeal.action_register()
        self.assertEqual(appeal._alarm_text(), f"{appeal.number}. Срочно. {words}")

    def test_a_category_of_danger_alarms_whatever_the_words(self):
        appeal = self._appeal(name="Провод", category_id=self.env.ref("grid_appeal.category_wire").id)
        self.assertTrue(appeal.danger)

    def test_the_higher_branch_hears_when_the_district_has_no_dispatcher(self):
        self.branch.dispatcher_ids = self.users["manager"]
        self.assertEqual(self.district._dispatchers().users, self.users["manager"])
        self.assertEqual(self.other_branch._dispatchers().email, "")

    def test_a_clerk_calls_the_dispatcher(self):
        appeal = self._registered()
        self._as("operator", appeal).action_report_danger()
        self.assertEqual(appeal.priority, "3")

    def test_an_answer_ends_the_alarm(self):
        appeal = self._registered(danger=True)
        self._as("specialist", appeal).action_take()
        appeal._mark_answered()
        self.assertEqual(appeal.priority, "1")
