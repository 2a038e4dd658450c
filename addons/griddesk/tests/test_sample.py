from collections import Counter
from datetime import date, datetime

from freezegun import freeze_time
from stdnum.ru import inn, ogrn

from odoo import fields
from odoo.exceptions import AccessDenied
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from odoo.addons.griddesk.sample import load
from odoo.addons.griddesk.sample.people import ROLES

from .common import FOLDER, MADE, unfinished_appeals

MODULE = "griddesk_sample"
MONDAY = "2026-11-23 05:00:00"  # noon in Novokuznetsk
COUNTED = (
    *("ir.model.data", "res.partner", "res.users", "grid.branch", "grid.office", "grid.usage.point"),
    *("grid.meter", "grid.representation", "grid.vulnerability", "grid.consent"),
    *("helpdesk.ticket", "grid.appeal.answer", "legal.deadline", "legal.deadline.event", "ir.attachment"),
    *("grid.service.request", "grid.connection", "grid.service.move", "grid.service.paper", "crm.lead"),
    *("grid.meter.reading", "grid.meter.hour", "grid.meter.check", "grid.unmetered.act"),
    *("grid.indicator.year", "grid.indicator.value", "grid.survey.campaign", "survey.user_input", "grid.low.mark"),
    *("grid.improvement", "grid.document", "grid.statutory.report", "mail.activity"),
    *("grid.reception.service", "grid.window", "grid.queue.ticket", "grid.queue.event", "grid.outage"),
    *("grid.outage.notice", "grid.call", "grid.call.event", "grid.callback", "grid.notice.campaign", "grid.notice"),
    *("mail.message", "mail.mail", "grid.counter", "ir.default"),
)


@tagged("post_install", "-at_install")
class TestSample(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the sample is of any day; the test takes a Monday, to which the dues of a weekend move
        cls.frozen = freeze_time(MONDAY)
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        cls.mails = cls.env["mail.mail"].search_count([("state", "=", "outgoing")])
        cls.made = load(cls.env, FOLDER)
        cls.tickets = cls._of("helpdesk.ticket", "appeal")

    @classmethod
    def _of(cls, model, prefix=""):
        domain = [("module", "=", MODULE), ("model", "=", model), ("name", "=like", f"{prefix}%")]
        data = cls.env["ir.model.data"].search(domain)
        return cls.env[model].browse(data.mapped("res_id"))

    @classmethod
    def _user(cls, login):
        return cls.env["res.users"].search([("login", "=", login)])

    def test_everything_is_there(self):
        self.assertEqual(self.made, MADE)
        self.assertEqual(len(self.tickets), 150)

    def test_a_second_load_changes_nothing(self):
        self.env.flush_all()
        before = {model: self.env[model].search_count([]) for model in COUNTED}
        numbers = self.tickets.mapped("number")
        with self.assertQueryCount(60):
            made = load(self.env, FOLDER)
        self.assertEqual(sum(made.values()), 0)
        self.assertEqual({model: self.env[model].search_count([]) for model in COUNTED}, before)
        self.assertEqual(self.tickets.mapped("number"), numbers)

    def test_a_second_load_leaves_alone_what_people_changed(self):
        customer = self.env.ref(f"{MODULE}.customer_c00002")
        customer.write({"name": "Переименованная Анна Ивановна"})
        self.env.company.name = "АО «Другое имя»"
        load(self.env, FOLDER)
        self.assertEqual(customer.name, "Переименованная Анна Ивановна")
        self.assertEqual(self.env.company.name, "АО «Другое имя»")

    def test_the_site_is_kept_and_every_office_has_a_week_and_a_place(self):
        offices = self._of("grid.office")
        self.assertTrue(all(office.latitude and office.hour_ids and office.checked_on for office in offices))
        words = self.env["grid.office.hours"]
        tuesday = offices.filtered(lambda office: office.town == "Топки").hour_ids.filtered(
            lambda one: one.weekday == "1"
        )
        self.assertEqual([words._opening_text(one._as_value()) for one in tuesday], ["9:00–12:00", "13:00–16:00"])
        self.assertEqual(self.env.company.site_keeper_id, self._user("methodologist"))
        ours = [("company_id", "in", (False, self.env.company.id)), ("checked_on", "=", False)]
        for model in ("grid.branch", "grid.fee.rate", "grid.service", "res.company"):
            self.assertFalse(self.env[model].search(ours))
        self.assertFalse(self.env["grid.site.article"].search([("published", "=", True), ("checked_on", "=", False)]))

    def test_the_company_has_its_face(self):
        company = self.env.ref("base.main_company")
        self.assertEqual(company.name, "АО «Кузбасские сети (пример)»")
        self.assertEqual((company.currency_id.name, company.legal_tz), ("RUB", "Asia/Novokuznetsk"))
        self.assertEqual(company.partner_id.lang, "ru_RU")
        self.assertTrue(inn.is_valid(company.partner_id.inn) and ogrn.is_valid(company.partner_id.ogrn))
        website = self.env["website"].search([("company_id", "=", company.id)], limit=1)
        self.assertEqual((website.default_lang_id.code, website.language_ids.mapped("code")), ("ru_RU", ["ru_RU"]))
        self.assertEqual(self.env["res.partner"].create({"name": "Новая"}).lang, "ru_RU")

    def test_staff_has_roles_branches_and_may_sign_in(self):
        roles = {"operator2": "operator", "specialist3": "specialist", "supervisor2": "supervisor"}
        roles |= {role: role for role in ROLES}
        for login, role in sorted(roles.items()):
            user = self._user(login)
            self.assertTrue(user.has_group(f"grid_customer.group_{role}"), login)
            self.assertFalse(user.has_group("base.group_system"), login)
            self.assertEqual((user.lang, user.tz), ("ru_RU", "Asia/Novokuznetsk"))
            self.assertTrue(user.partner_id.phone and user.branch_ids)
            user.with_user(user)._check_credentials({"type": "password", "password": "griddesk"}, {"interactive": True})
        self.assertEqual(self._user("specialist2").branch_ids.code, "NVK")
        with self.assertRaises(AccessDenied), mute_logger("odoo.addons.base.models.res_users"):
            user.with_user(user)._check_credentials({"type": "password", "password": "Griddesk"}, {"interactive": True})

    def test_a_specialist_sees_the_appeals_of_the_branch_only(self):
        seen = self.env["helpdesk.ticket"].with_user(self._user("specialist2")).search([("id", "in", self.tickets.ids)])
        self.assertEqual(set(seen.sudo().mapped("branch_id.code")), {"NVK"})
        everything = self.tickets.with_user(self._user("head")).search_count([("id", "in", self.tickets.ids)])
        self.assertEqual(everything, 150)

    def test_the_customer_of_the_portal_has_appeals(self):
        user = self._user("customer")
        self.assertTrue(user.share and user._is_portal())
        self.assertEqual(user.partner_id, self.env.ref(f"{MODULE}.customer_c00001"))
        seen = self.env["helpdesk.ticket"].with_user(user).search([("id", "in", self.tickets.ids)])
        self.assertGreaterEqual(len(seen), 6)
        company = self.env.ref(f"{MODULE}.customer_c00015")
        self.assertEqual(seen.sudo().partner_id, user.partner_id | company, "the own ones, and those acted for")

    def test_customers_of_all_groups(self):
        customers = self._of("res.partner", "customer_")
        self.assertEqual(set(customers.mapped("customer_group")), {"1", "2", "3"})
        self.assertEqual(set(customers.mapped("customer_kind")), {"individual", "entrepreneur", "legal_entity"})
        self.assertFalse(customers.filtered(lambda c: c.customer_kind == "legal_entity" and not c.kpp))
        self.assertTrue(all(customer.phone.startswith("+7905") for customer in customers))

    def test_every_point_has_a_meter_and_some_verifications_have_ended(self):
        points = self._of("grid.usage.point")
        meters = points.meter_ids
        installed = meters.filtered(lambda meter: not meter.removed_on)
        self.assertEqual(installed.usage_point_id, points)
        today = date(2026, 11, 23)
        late = installed.filtered(lambda meter: meter.verified_until < today)
        self.assertTrue(late and installed - late and meters - installed)

    def test_papers_that_hold_and_papers_that_have_ended(self):
        papers = self._of("grid.representation")
        self.assertEqual(set(papers.mapped("state")), {"valid", "expired"})
        self.assertEqual(set(papers.mapped("kind")), {"attorney", "legal"})
        vulnerable = self._of("grid.vulnerability").partner_id
        self.assertEqual({True, False}, set(vulnerable.mapped("has_priority")))
        passports = self._of("res.partner").filtered("identity_number")
        self.assertTrue(all(partner.identity_number.startswith("99") for partner in passports))

    def test_a_withdrawn_consent_has_its_term(self):
        consents = self._of("grid.consent")
        withdrawn = consents.filtered(lambda consent: consent.state == "withdrawn")
        self.assertEqual(len(withdrawn), 1)
        self.assertEqual(withdrawn.deadline_ids.mapped("state"), ["running"])
        self.assertEqual(consents.mapped("company_id"), self.env.ref("base.main_company"))

    def test_appeals_of_every_kind_theme_channel_and_state(self):
        for field in ("kind", "theme", "state"):
            everything = set(dict(self.env["helpdesk.ticket"]._fields[field].selection))
            self.assertEqual(set(self.tickets.mapped(field)), everything, field)
        channels = self.tickets.channel_id.mapped("code")
        self.assertEqual(set(channels), {"window", "phone", "post", "email", "site", "account"})
        self.assertEqual(set(self.tickets.mapped("law_basis")), {"59-FZ", "186"})

    def test_numbers_follow_the_registration_without_holes(self):
        registered = self.tickets.filtered("number").sorted("registered_at")
        series = registered.grouped(lambda ticket: ticket.number[:8])
        self.assertEqual(set(series), {f"{code}-{year}" for code in ("KEM", "NVK", "BEL") for year in (2025, 2026)})
        for tickets in series.values():
            numbers = [int(ticket.number[9:]) for ticket in tickets]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))

    def test_the_lists_of_the_day_are_alive(self):
        now = fields.Datetime.now()
        unfinished = self.tickets.filtered(lambda ticket: ticket.state in ("registered", "in_work"))
        end_of_day = datetime(2026, 11, 23, 16, 59, 59)
        self.assertGreaterEqual(len(unfinished.filtered(lambda t: t.next_due_at == end_of_day)), 2, "due today")
        self.assertGreaterEqual(len(unfinished.filtered(lambda t: t.next_due_at < now)), 3, "overdue")
        self.assertGreaterEqual(len(unfinished.filtered(lambda t: not t.user_id)), 3, "without a handler")
        self.assertGreaterEqual(len(self.tickets.filtered(lambda t: t.state == "new")), 2, "not registered yet")
        self.assertLessEqual(max(self.tickets.mapped("received_at")), now)
        self.assertGreater((now - min(self.tickets.mapped("received_at"))).days, 358)

    def test_promises_are_met_or_missed_when_they_were(self):
        states = Counter(self.tickets.deadline_ids.filtered(lambda d: d.code != "appeal_register").mapped("state"))
        self.assertGreater(states["met"], 80)
        self.assertGreaterEqual(states["missed"], 4)
        done = self.tickets.filtered(lambda ticket: ticket.state == "closed")
        self.assertFalse(done.deadline_ids.filtered(lambda d: d.state == "running"))
        answered = self.tickets.filtered("answered_at")
        for ticket in answered:
            promise = ticket.deadline_ids.filtered(lambda d, code=ticket.answer_code: d.code == code)
            self.assertEqual(promise.done_at, ticket.answered_at)
            self.assertIn(
                promise.started_at, (ticket.registered_at, ticket.received_at), "a claim counts from its receipt"
            )

    def test_people_act_on_working_days_and_in_order(self):
        calendar = self.env["legal.calendar.day"]._calendar(self.env.company.id)
        for ticket in self.tickets.filtered("answered_at"):
            self.assertTrue(calendar.is_working(ticket._local_date(ticket.answered_at)), ticket.number)
            acts = [ticket.received_at, ticket.registered_at, ticket.answered_at, ticket.closed_date or datetime.max]
            self.assertEqual(acts, sorted(acts), ticket.number)

    def test_answers_are_letters(self):
        answers = self.tickets.answer_ids
        written = self.tickets.filtered(lambda ticket: ticket.answered_at and not ticket.closed_at_first_contact)
        self.assertEqual(len(answers), len(written))
        self.assertEqual(set(answers.mapped("state")), {"sent"})
        self.assertTrue(all(answer.letter_id.raw.startswith(b"%PDF") for answer in answers))
        self.assertEqual(len(set(answers.mapped("outgoing_number"))), len(answers))
        self.assertFalse(answers.filtered(lambda a: a.executor_id == self.env.ref("base.user_root")))

    def test_what_was_asked_by_phone_or_at_the_window_is_often_answered_at_once(self):
        told = self.tickets.filtered("closed_at_first_contact")
        self.assertGreaterEqual(len(told), 4)
        self.assertEqual(set(told.channel_id.mapped("code")), {"phone", "window"})
        self.assertEqual(set(told.mapped("kind")), {"consultation"})
        self.assertFalse(told.answer_ids)
        self.assertEqual(told.mapped("state"), ["closed"] * len(told))
        for ticket in told:
            self.assertTrue(ticket.oral_answer and ticket.registered_by_id == ticket.user_id, ticket.number)
            self.assertEqual({ticket.answered_at, ticket.closed_date}, {ticket.registered_at})

    def test_the_history_is_dated_as_it_happened(self):
        for ticket in self.tickets.filtered(lambda t: t.state == "closed")[:20]:
            dates = ticket.message_ids.sorted("id").mapped("date")
            self.assertEqual(dates, sorted(dates))
            first = ticket.received_at if ticket.danger else ticket.registered_at  # the dispatcher is told at once
            self.assertEqual((dates[0], dates[-1]), (first, ticket.closed_date), ticket.number)

    def test_acts_wrote_their_letters(self):
        notices = self.tickets.notice_ids
        self.assertEqual(
            set(notices.mapped("kind")),
            {"info_request", "extension", "redirect", "forwarding", "refusal", "withdrawal"},
        )
        self.assertTrue(self.tickets.draft_notice_ids, "a letter waits for the head")
        extended = notices.filtered(lambda notice: notice.kind == "extension" and notice.state == "sent").ticket_id
        self.assertIn("extend", extended._answer_deadline().event_ids.mapped("kind"))

    def test_a_proposal_became_a_change(self):
        improvements = self._of("grid.improvement")
        self.assertEqual(set(improvements.mapped("state")), {"proposed", "done"})
        done = improvements.filtered("done_on")
        self.assertEqual(done.ticket_ids.mapped("kind"), ["proposal"])
        self.assertTrue(done.outcome)

    def test_no_letter_leaves(self):
        self.assertEqual(self.env["mail.mail"].search_count([("state", "=", "outgoing")]), self.mails)
        self.assertFalse(any(self._of("res.users").partner_id.mapped("signup_type")), "nobody is invited by mail")

    def test_another_day_is_alive_too(self):
        """Days are counted back from the day of loading: on a Saturday of a later year the lists are not empty."""
        self.env.cr.execute("DELETE FROM ir_model_data WHERE module = %s AND name LIKE 'appeal%%'", [MODULE])
        self.env.invalidate_all()
        with freeze_time("2027-06-05 03:00:00"), unfinished_appeals() as folder:
            load(self.env, folder, today=date(2027, 6, 5))
            tickets = self._of("helpdesk.ticket", "appeal")
            self.assertFalse(tickets & self.tickets)
            dues = [ticket.next_due_at.date() for ticket in tickets if ticket.next_due_at]
            self.assertTrue([due for due in dues if due < date(2027, 6, 5)])
            self.assertTrue([due for due in dues if due in (date(2027, 6, 5), date(2027, 6, 7))])
