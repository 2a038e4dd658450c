import shutil
import tempfile
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.grid_service.models.grid_service_step import PHASES
from odoo.addons.griddesk.sample import load
from odoo.addons.griddesk.sample.appointments import load_appointments
from odoo.addons.griddesk.sample.calls import load_calls
from odoo.addons.griddesk.sample.informer import load_informer
from odoo.addons.griddesk.sample.moments import Moments
from odoo.addons.griddesk.sample.outages import load_outages
from odoo.addons.griddesk.sample.reception import load_reception
from odoo.addons.griddesk.sample.table import Store

from .common import FOLDER, rewrite, without_appeals

MODULE = "griddesk_sample"
#: A Saturday, 10:00 in Novokuznetsk: nobody works, and the queue of the sample goes on all the same.
DAY_OFF = datetime(2027, 6, 5, 3)

SPOILED = (
    # file, column, what stands there, what is said of the cell
    ("reception_services.csv", "staff", "king", "столбец «staff»: значение «king» не входит в список"),
    ("windows.csv", "services", "KEM-1-moon", "столбец «services»: значение «KEM-1-moon» не найдено."),
    ("windows.csv", "login", "nobody", "столбец «login»: значение «nobody» не найдено."),
    ("queue_tickets.csv", "service", "KEM-1-moon", "столбец «service»: значение «KEM-1-moon» не найдено."),
    ("queue_tickets.csv", "category", "first", "столбец «category»: значение «first» не входит в список"),
    ("queue_tickets.csv", "outcome", "gone", "столбец «outcome»: значение «gone» не входит в список"),
    ("queue_tickets.csv", "called_minutes_ago", "500", "столбец «issued_minutes_ago»: "),
    ("appointments.csv", "kind", "moon", "столбец «kind»: значение «moon» не входит в список"),
    ("appointments.csv", "employee", "nobody", "столбец «employee»: значение «nobody» не найдено."),
    ("appointments.csv", "open_day", "999", "столбец «open_day»: "),
    ("outages.csv", "feeders", "ф. 1", "столбец «feeders»: значение «ф. 1» не найдено."),
    ("outages.csv", "lasts_minutes", "долго", "столбец «lasts_minutes»: «долго» — не целое число."),
    ("outage_notices.csv", "way", "dove", "столбец «way»: значение «dove» не входит в список"),
    ("outage_messages.csv", "channel", "dove", "столбец «channel»: значение «dove» не входит в список"),
    ("calls.csv", "exchange", "moon", "столбец «exchange»: значение «moon» не найдено."),
    ("calls.csv", "talk_seconds", "60", "столбец «operator»: "),
    ("sms_providers.csv", "active", "maybe", "столбец «active»: значение «maybe» не входит в список"),
    ("notice_campaigns.csv", "basis", "whim", "столбец «basis»: значение «whim» не входит в список"),
    ("notice_campaigns.csv", "occasion", "feast", "столбец «occasion»: значение «feast» не входит в список"),
)


@tagged("post_install", "-at_install")
class TestSampleReception(TransactionCase):
    """A morning at the offices, the calls of a day, outages and who was told, made by the acts of the product."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = freeze_time(DAY_OFF)
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        cls.mails = cls.env["mail.mail"].search_count([("state", "=", "outgoing")])
        with without_appeals() as folder, cls().assertNoLogs("odoo", "WARNING"):
            load(cls.env, folder, today=date(2027, 6, 5))

    @classmethod
    def _one(cls, name):
        return cls.env.ref(f"{MODULE}.{name}")

    def _of(self, model):
        data = self.env["ir.model.data"].search([("module", "=", MODULE), ("model", "=", model)])
        return self.env[model].browse(data.mapped("res_id"))

    def test_no_act_of_a_connection_is_refused_on_a_day_off(self):
        phases = set(self._of("grid.service.request").connection_ids.mapped("phase"))
        self.assertLessEqual(set(dict(PHASES)) - {"draft"}, phases)

    def test_a_queue_goes_on(self):
        tickets = self._of("grid.queue.ticket")
        states = {"done": 20, "no_show": 1, "serving": 3, "called": 1, "waiting": 8}
        self.assertEqual(Counter(tickets.mapped("state")), states)
        self.assertEqual(set(tickets.mapped("day")), {date(2027, 6, 5)})
        self.assertEqual(Counter(tickets.mapped("category"))["priority"], 2)
        self.assertEqual(tickets.filtered("is_late").wait_seconds, 33 * 60)
        first = self._one("queue_ticket_k01")
        self.assertEqual((first.name, first.issued_at), ("А001", DAY_OFF - timedelta(minutes=128)))
        self.assertEqual((first.wait_seconds, first.service_seconds, first.mark), (120, 660, 5))

    def test_the_course_of_a_ticket_is_dated_as_it_happened(self):
        tickets = self._of("grid.queue.ticket")
        for ticket in tickets:
            moments = ticket.event_ids.sorted("id").mapped("at")
            self.assertEqual(moments, sorted(moments), ticket.name)
            self.assertEqual(moments[0], ticket.issued_at)
        handed = tickets.filtered("note")
        self.assertEqual(handed.event_ids.mapped("kind"), ["issued", "called", "started", "handed_over"])
        self.assertEqual((handed.state, handed.service_id), ("waiting", self._one("reception_service_kem_1_contracts")))
        self.assertEqual(handed.waiting_since, DAY_OFF - timedelta(minutes=3))

    def test_windows_go_on_working(self):
        window = self._one("window_kem_1_w3")
        served = window._current()
        self.assertEqual(window.user_id.login, "specialist")
        called = window.with_user(window.user_id).sudo()._next()
        self.assertEqual((served.state, called.state), ("done", "called"))
        self.assertEqual(called, self._of("grid.queue.ticket").filtered("note"), "who was handed over keeps her turn")

    def test_times_are_kept_and_visits_at_home_agreed(self):
        appointments = self._of("grid.appointment")
        states = {"booked": 5, "served": 2, "missed": 1, "cancelled": 1, "asked": 1}
        self.assertEqual(Counter(appointments.mapped("state")), states)
        self.assertEqual(Counter(appointments.mapped("kind")), {"office": 7, "home": 3})
        booked = appointments.filtered(lambda one: one.state == "booked")
        self.assertTrue(all(one.slot_at > DAY_OFF for one in booked))
        self.assertEqual(self._one("appointment_a01")._local().isoformat(), "2027-06-07T10:00:00+07:00")
        booked.office_id._mark_lost()
        self.assertFalse(booked.filtered("is_lost"), "the offices receive people at these times")
        self.assertTrue(self._one("appointment_h01").address)

    def test_calls_are_answered_lost_or_owed(self):
        calls = self._of("grid.call")
        self.assertEqual(Counter(calls.mapped("stage")), {"answered": 10, "lost": 4, "self_service": 1})
        self.assertTrue(all(call.result_id and call.user_id for call in calls if call.stage == "answered"))
        self.assertEqual(set(calls.mapped("line")), {"88003002010"})
        callbacks = self.env["grid.callback"].search([("call_id", "in", calls.ids)])
        self.assertEqual(Counter(callbacks.mapped("state")), {"open": 3, "answered": 1})
        left = sorted(one.next_due_at - DAY_OFF for one in callbacks if one.state == "open")
        self.assertLess(left[0], timedelta())
        self.assertTrue(timedelta() < left[1] < timedelta(minutes=30), "one is at risk")
        self.assertEqual(self._one("call_t08").ticket_id, self._one("message_om01"))

    def test_outages_are_lawful_and_reports_hang_on_theirs(self):
        under_way, planned, restored = (self._one(f"outage_o0{number}") for number in (1, 2, 3))
        self.assertEqual(
            [outage.state for outage in (under_way, planned, restored)], ["under_way", "announced", "restored"]
        )
        self.assertEqual((under_way.point_count, restored.point_count), (6, 8))
        self.assertEqual(under_way.ticket_ids, self._of("helpdesk.ticket"))
        self.assertFalse(planned.notices_lack)
        self.assertLess(planned.earliest_on, planned.started_at.date())
        self.assertAlmostEqual(restored.hours, 2.75)

    def test_a_campaign_has_told_everybody_but_one(self):
        campaign = self._one("notice_campaign_nc01")
        tally = campaign.positive_count, campaign.negative_count, campaign.waiting_count
        self.assertEqual((campaign.state, *tally), ("done", 6, 1, 0))
        self.assertFalse(self.env["grid.sms.provider"]._of_company(campaign.company_id), "off until someone wants it")
        self.assertFalse(self.env["grid.sms"].search_count([("partner_id", "in", campaign.notice_ids.partner_id.ids)]))

    def _load_again(self, folder):
        store, company = Store(self.env(context={"lang": "ru_RU"}), folder), self.env.ref("base.main_company")
        calendar = self.env["legal.calendar.day"]._calendar(company.id)
        moments = Moments(calendar, DAY_OFF, date(2027, 6, 5))
        load_reception(store, moments)
        load_appointments(store, moments)
        load_outages(store, moments)
        load_calls(store, company, moments)
        load_informer(store, company)

    def test_a_bad_cell_is_named_with_its_file_line_and_column(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
            for file, column, value, said in SPOILED:
                # a row that is not there yet, as the first one but for its cell
                rewrite(folder / file, lambda rows, cell={column: value}: [{**rows[0], "ref": "new", **cell}])
                with self.subTest(f"{file}: {column} = {value}"):
                    with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
                        self._load_again(folder)
                    self.assertIn(f"{file}, строка 2, {said}", str(refusal.exception))
                shutil.copy(FOLDER / file, folder)

    def test_no_letter_leaves(self):
        self.assertEqual(self.env["mail.mail"].search_count([("state", "=", "outgoing")]), self.mails)
