from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import DeadlineCase

RESOLUTION = "Resolution No. 1000 of 20.09.2027"


@tagged("post_install", "-at_install")
class TestCalendarYear(DeadlineCase):
    """The next year of the production calendar is proposed by a package and confirmed by a person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.days = cls.env["legal.calendar.day"]
        cls.editor.lang = "en_US"

    def proposal(self, **vals):
        proposal = self.env["legal.calendar.year"].with_user(self.editor).create(vals)
        self.env.flush_all()  # the days are proposed
        return proposal

    def proposed_2028(self, *moved):
        """2028 as the Labour Code has it, with days that a resolution moves."""
        proposal = self.proposal(source=RESOLUTION)
        proposal.line_ids = [(0, 0, {"date": day}) for day in moved]
        return proposal

    def test_the_next_year_is_proposed_without_asking(self):
        self.assertEqual(self.proposal().year, 2028)
        self.days._national_days(2027).unlink()
        self.assertEqual(self.proposal().year, 2027)

    def test_the_proposal_equals_the_shipped_year_day_by_day(self):
        shipped = {(day.date, day.kind, day.is_working, day.is_short) for day in self.days._national_days(2027)}
        self.days._national_days(2027).unlink()
        proposal = self.proposal()
        self.assertEqual({(day.date, day.kind, day.is_working, day.is_short) for day in proposal.line_ids}, shipped)
        self.assertEqual((proposal.is_known, proposal.faults, proposal.working_days), (True, "", 247))
        self.assertEqual([str(day.date) for day in proposal.line_ids if day.is_short], ["2027-02-20"])

    def test_a_year_without_a_known_resolution_is_article_112_and_warns(self):
        proposal = self.proposal()
        self.assertFalse(proposal.is_known)
        moved = proposal.line_ids.filtered(lambda line: line.kind != "holiday")
        self.assertEqual([str(day.date) for day in moved], ["2028-11-06"])
        self.assertIn("more days off; lacking: 2", proposal.faults)
        proposal.source = RESOLUTION
        with self.assertRaisesRegex(UserError, "lacking: 2"):
            proposal.action_confirm()
        self.assertFalse(self.days._national_days(2028))

    def test_a_person_adds_the_days_of_the_resolution_on_screen(self):
        with Form(self.env["legal.calendar.year"].with_user(self.editor)) as form:
            self.assertEqual(len(form.line_ids), 15)
            for day, lacking in (("2028-01-10", "1"), ("2028-12-29", "")):
                with form.line_ids.new() as line:
                    line.date = day
                self.assertEqual("lacking: 1" in form.faults, bool(lacking))
            self.assertFalse(form.faults)
            form.source = RESOLUTION
        form.record.action_confirm()
        added = self.days._national_days(2028).filtered(lambda day: day.source == RESOLUTION)
        self.assertEqual([str(day) for day in added.mapped("date")], ["2028-12-29", "2028-01-10"])
        self.assertEqual(set(added.mapped("kind")), {"moved_off"})

    def test_another_year_is_proposed_anew(self):
        with Form(self.env["legal.calendar.year"].with_user(self.editor)) as form:
            form.year = 2029
            self.assertIn("The year 2028 is missing", form.faults)
            form.year = 2026
            self.assertIn("2026 is published already", form.faults)
            form.year = 20
            self.assertIn("Write a year from 2013", form.faults)
            self.assertEqual((len(form.line_ids), form.working_days), (0, 0))
            form.year = 2028
            self.assertEqual({form.line_ids.edit(n).date.year for n in range(len(form.line_ids))}, {2028})

    def test_a_year_that_is_published_or_leaves_a_gap_is_refused(self):
        for year, said in ((2027, "published already"), (2029, "2028 is missing"), (1, "Write a year")):
            with self.assertRaisesRegex(UserError, said):
                self.proposal(year=year, source=RESOLUTION).action_confirm()
        self.assertFalse(self.days._national_days(2029))

    def test_a_year_that_lacks_a_holiday_is_refused(self):
        proposal = self.proposed_2028("2028-01-10", "2028-12-29")
        proposal.line_ids.filtered(lambda line: str(line.date) == "2028-05-09").is_accepted = False
        with self.assertRaisesRegex(UserError, "The year 2028 lacks the holiday 09.05.2028"):
            proposal.action_confirm()
        self.assertFalse(self.days._national_days(2028))

    def test_what_is_not_a_day_of_the_year_is_refused(self):
        proposal = self.proposed_2028("2029-01-09", "2028-12-29")
        with self.assertRaisesRegex(UserError, "Every day must be one of the year 2028"):
            proposal.action_confirm()

    def test_a_working_saturday_is_owed_its_day_off(self):
        proposal = self.proposed_2028("2028-01-10", "2028-12-29")
        proposal.line_ids = [(0, 0, {"date": "2028-04-22", "kind": "moved_working"})]
        self.assertIn("lacking: 1", proposal.faults)
        proposal.line_ids = [(0, 0, {"date": "2028-04-24"})]
        self.assertFalse(proposal.faults)

    def test_the_resolution_is_named(self):
        proposal = self.proposed_2028("2028-01-10", "2028-12-29")
        proposal.source = "  "
        with self.assertRaisesRegex(UserError, "Name the resolution"):
            proposal.action_confirm()

    def test_a_day_stands_once_in_the_list(self):
        with self.assertRaises(Exception) as refusal, mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.proposed_2028("2028-01-10", "2028-01-10")
        self.assertIn("legal_calendar_year_line_date_uniq", str(refusal.exception))

    def test_a_day_entered_before_is_kept_and_counts(self):
        own = self.days.create({"date": "2028-12-29", "kind": "moved_off", "source": "read in the news"})
        holiday = self.days.create({"date": "2028-05-09", "kind": "holiday"})
        proposal = self.proposed_2028("2028-01-10")
        self.assertNotIn(holiday.date, proposal.line_ids.mapped("date"))
        proposal.action_confirm()
        self.assertEqual(own.source, "read in the news")
        self.assertIn(2028, self.days._loaded_years())

    @freeze_time("2027-12-21 05:00:00")
    def test_confirming_publishes_the_year_for_new_promises_and_moves_no_old_one(self):
        self.open_promise_model()
        before, after = self.Promise.create([{"name": "Before"}, {"name": "After"}])
        old = before._deadline_start("test_answer", "2027-12-20 05:00:00")
        self.assertTrue(old.is_preliminary)
        due = old.due_at
        preliminary = self.env["legal.deadline"].with_user(self.editor).search_count([("is_preliminary", "=", True)])
        proposal = self.proposed_2028("2028-01-19", "2028-12-29")
        proposal.action_confirm()
        self.assertEqual((proposal.is_confirmed, proposal.preliminary_count), (True, preliminary))
        new = after._deadline_start("test_answer", "2027-12-20 05:00:00")
        self.assertFalse(new.is_preliminary)
        self.assertDue(new, "2028-01-20 23:59:59")
        self.assertTrue(old.is_preliminary)
        self.assertEqual((old.due_at, old.event_ids.mapped("kind")), (due, ["start"]))

    def test_each_day_keeps_its_act_and_who_entered_it(self):
        self.proposed_2028("2028-01-10", "2028-12-29").action_confirm()
        days = self.days._national_days(2028)
        self.assertEqual(len(days), 17)
        self.assertEqual(days.create_uid, self.editor)
        sources = {str(day.date): day.source for day in days}
        code = "Labour Code, article 112"
        for day, source in (("05-09", code), ("11-06", code), ("01-10", RESOLUTION), ("12-29", RESOLUTION)):
            self.assertEqual(sources[f"2028-{day}"], source)

    def test_confirming_twice_enters_nothing_more(self):
        proposal = self.proposed_2028("2028-01-10", "2028-12-29")
        proposal.action_confirm()
        with self.assertRaisesRegex(UserError, "2028 is published already"):
            proposal.action_confirm()

    def test_only_an_editor_proposes_a_year(self):
        for user in (self.reader, self.plain, self.customer):
            with self.assertRaises(AccessError):
                self.env["legal.calendar.year"].with_user(user).create({})
        button = "legal_calendar_year_action"
        action = str(self.env.ref(f"legal_deadline.{button}").id)
        for user, seen in ((self.editor, True), (self.reader, False)):
            arch = self.days.with_user(user).get_view(view_type="list")["arch"]
            self.assertEqual(f'name="{action}"' in arch, seen)
