"""A passport comes into force checked and dated; what is in force stands still; the next edition ends it."""

from ast import literal_eval

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .common import ServiceCase


class TestPassportEdition(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.methodologist = cls.users["methodologist"]
        cls.mine = cls.service.with_user(cls.methodologist)

    def _next(self, **values):
        action = self.mine.action_new_edition()
        draft = self.env["grid.service"].with_user(self.methodologist).browse(action["res_id"])
        draft.write({"valid_from": "2026-07-01", **values})
        return draft

    def _step(self, service, code):
        return service.step_ids.filtered(lambda step: step.code == code)

    def _way(self, service, code):
        return service.transition_ids.filtered(lambda way: way.code == code)

    def _faults(self, draft):
        with self.assertRaises(UserError) as refused:
            draft.action_publish()
        self.assertEqual(draft.state, "draft")
        return str(refused.exception).splitlines()[1:]

    def test_a_new_edition_is_the_whole_passport_and_the_old_one_stays_in_force(self):
        draft = self._next()
        self.assertEqual((draft.state, self.service.state, self.service.valid_to), ("draft", "published", False))
        self.assertNotIn(draft, self.service)
        told = [
            (way.step_id.code, way.code, way.target_id.code, way.term_acts, way.paper_kind_ids.ids)
            for way in draft.transition_ids
        ]
        self.assertEqual(len(told), len(self._transitions()))
        self.assertCountEqual(
            told,
            [
                (way.step_id.code, way.code, way.target_id.code, way.term_acts, way.paper_kind_ids.ids)
                for way in self.service.transition_ids
            ],
        )
        self.assertEqual(draft.transition_ids.step_id | draft.transition_ids.target_id, draft.step_ids)
        self.assertEqual(draft.document_ids.mapped("code"), self.service.document_ids.mapped("code"))

    def test_a_second_click_opens_the_same_draft(self):
        self.assertEqual(self.mine.action_new_edition(), self.mine.action_new_edition())

    def test_publication_ends_the_edition_before_on_the_day_before(self):
        draft = self._next()
        draft.action_publish()
        draft.action_publish()  # a second click changes nothing
        self.assertEqual((draft.state, str(self.service.valid_to)), ("published", "2026-06-30"))
        company = self.env.company
        for day, edition in (("2026-06-30", self.service), ("2026-07-01", draft)):
            self.assertEqual(self.env["grid.service"]._in_force("test_meter", day, company).id, edition.id)

    def test_of_the_editions_of_a_passport_the_one_of_today_is_offered(self):
        draft = self._next()
        draft.action_publish()
        offered = literal_eval(self.env["grid.service.request"]._fields["service_id"].domain)
        for now, edition in (("2026-06-30 03:00:00", self.service), ("2026-07-01 03:00:00", draft)):
            with freeze_time(now):
                self.env.invalidate_all()
                both = self.service | draft.with_env(self.env)
                self.assertEqual(both.filtered("is_in_force"), edition.with_env(self.env))
                self.assertEqual(both & both.search(offered), edition.with_env(self.env))

    def test_a_request_that_runs_stays_on_its_edition(self):
        request = self._submitted()
        draft = self._next()
        draft.action_publish()
        self.assertEqual(request.service_id, self.service)

    def test_an_edition_in_force_is_not_edited_by_hand(self):
        refusal = "make a new edition"
        for write in (
            lambda: self.mine.write({"conditions": "Другие"}),
            lambda: self.mine.write({"valid_from": "2025-01-01"}),
            lambda: self.mine.step_ids[0].write({"name": "Иначе"}),
            lambda: self.mine.write({"document_ids": [Command.create({"code": "more", "name": "Ещё документ"})]}),
            lambda: self.mine.unlink(),
        ):
            with self.assertRaisesRegex(UserError, refusal), self.cr.savepoint():
                write()
        self.mine.write({"is_online": False, "sequence": 3})

    def test_an_upgrade_adds_no_row_to_a_passport_that_stands(self):
        names = ("service_id", "code", "name")
        for service, added in ((self.env.ref("grid_service.service_reserve_agreement"), 0), (self.service, 1)):
            before = len(service.step_ids)
            values = dict(zip(names, (service.id, "more", "Ещё этап"), strict=True))
            row = {"xml_id": f"grid_service.step_{service.code}_more", "values": values}
            service.step_ids._load_records([row], update=True)
            self.assertEqual(len(service.step_ids), before + added)

    def test_nobody_publishes_past_the_button(self):
        draft = self._next()
        with self.assertRaisesRegex(UserError, "by the button"):
            draft.write({"state": "published"})
        with self.assertRaisesRegex(UserError, "by the button"):
            self.mine.write({"state": "draft"})
        with self.assertRaisesRegex(UserError, "by the button"):
            self.mine.copy({"state": "published", "code": "other", "valid_from": "2026-01-01"})
        with self.assertRaises(AccessError):
            draft.with_user(self.users["manager"]).action_publish()

    def test_without_a_day_and_a_first_step_everything_is_said_at_once(self):
        draft = self._next(valid_from=False)
        self._step(draft, "draft").is_start = False
        faults = self._faults(draft)
        self.assertIn("• Name the day from which the edition is in force.", faults)
        self.assertIn("• Mark one step as the first.", faults)

    def test_steps_that_lead_nowhere_or_cannot_be_reached(self):
        draft = self._next()
        self._way(draft, "finish").unlink()
        self.assertEqual(
            self._faults(draft),
            ["• “Замена”: nothing leads on from here. Add an act, or an outcome."]
            + ["• “Заменён” cannot be reached: no act leads here."],
        )

    def test_terms_that_are_no_law_on_the_day_of_the_edition(self):
        # the admission of meters had its own terms until 30.06.2020
        draft = self._next()
        self._step(draft, "works").rule_code = "meter_admission_counter_offer"
        self._way(draft, "lack").term_acts = "pause meter_install_replace"
        self._step(draft, "works").printed_rule_code = "meter_check_notice"
        self._way(draft, "complete").term_acts = "start meter_check_notice"
        self.assertEqual(
            self._faults(draft),
            [
                "• “Замена”: no edition of the rule “meter_admission_counter_offer” is in force on 01.07.2026 for it.",
                "• “lack” pauses “meter_install_replace”, whose law knows no pause.",
                "• “complete”: the term “meter_check_notice” does not run from an event on; it can only be printed.",
            ],
        )

    def test_a_rule_of_other_applicants_is_no_rule_of_this_passport(self):
        draft = self._next(offered_when="customer_group=1")
        self._step(draft, "works").rule_code = "reconnect_executor"
        self.assertEqual(len(self._faults(draft)), 1)
        draft.offered_when = "customer_group=2|3"
        draft.action_publish()

    def test_the_program_acts_only_where_somebody_else_is_awaited(self):
        draft = self._next()
        self._way(draft, "lapse").after_rule_code = "meter_install_replace"
        self.assertIn("“lapse” is done by the program", self._faults(draft)[0])

    def test_shipped_passports_have_no_faults(self):
        shipped = self.env["grid.service"].search([("state", "=", "published")])
        known = shipped.filtered(lambda service: service.get_external_id()[service.id])
        self.assertGreater(len(known), 10)
        self.assertEqual(
            {service.code: service._publish_faults() for service in known if service._publish_faults()}, {}
        )
