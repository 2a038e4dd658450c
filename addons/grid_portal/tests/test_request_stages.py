"""The way of a request in the account: each act with its day, its actor and its paper, and why it ended."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.tests import tagged

from .common_requests import SECRET, RequestCase

SUBMITTED = "2026-04-01 03:00:00"
NEXT_DAY = "2026-04-02 03:00:00"
MUCH_LATER = "2026-06-01 03:00:00"
REASON = "Оплата относится к другому лицевому счёту."


@tagged("post_install", "-at_install")
class TestRequestStages(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.write({"head_name": "Громов Андрей Викторович"})
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})

    def _case(self, code="restoration_household", **values):
        with freeze_time(SUBMITTED):
            return self._submitted(self.owner, service_id=self.env.ref(f"grid_service.service_{code}").id, **values)

    def _do(self, case, act, at, **said):
        transition = case.step_id.transition_ids.filtered(lambda one: one.code == act)
        with freeze_time(at):
            for kind in transition.paper_kind_ids.filtered(lambda one: not one.template):
                self._paper(case, kind_id=kind.id)
            case._move(act, **said)

    def _said(self, case):
        return [words for _name, words, _reached in case._customer_stages()]

    def _page_text(self, case):
        self.authenticate("portal_owner", "portal_owner")
        return " ".join(self._page(f"/my/requests/{case.id}").xpath("//main")[0].text_content().split())

    def test_a_stage_that_passed_says_by_when_it_was_due_and_whether_it_was_late(self):
        for at, words in ((NEXT_DAY, "in time: "), (MUCH_LATER, "late: ")):
            with self.subTest(at):
                case = self._case()
                due = case._customer_date(case.act_due_at)
                self._do(case, "restore", at)
                self.assertIn(f"{words}it was due not later than {due}", self._said(case)[0])

    def test_a_stage_of_now_whose_term_has_passed_says_so(self):
        case = self._case()
        for at, is_late in ((NEXT_DAY, False), (MUCH_LATER, True)):
            with freeze_time(at):
                case.invalidate_recordset()
                self.assertEqual("late" in self._said(case)[0], is_late)

    def test_a_refusal_says_its_reason_and_what_to_do(self):
        case = self._case()
        self.assertIsNone(case._customer_end())
        self._do(case, "refuse", NEXT_DAY, reason=REASON)
        end = case._customer_end()
        self.assertEqual((end["reason"], end["can_ask_again"]), ([REASON], True))
        text = self._page_text(case)
        self.assertIn(REASON, text)
        self.assertIn(self.env["grid.appeal.letter"].with_context(lang="ru_RU")._further(case.ticket_id), text)
        self.assertNotIn(REASON, str(case._public_status()), "not for whoever knows the number")

    def test_a_refusal_whose_norm_the_passport_names_cites_it(self):
        refused = self.env.ref("grid_service.step_tr_conclude_refused")
        case = self._case()
        case.ticket_id.partner_id.customer_kind = "legal_entity"
        self._do(case, "refuse", NEXT_DAY, reason=REASON)
        self.assertFalse(case._customer_end()["law"], "no norm is made up")
        case._by_move().write({"step_id": refused.id})
        rule = self.env.ref("grid_service.rule_tr_contract_refusal")
        self.assertEqual(case._customer_end()["law"], rule._said_law())

    def test_what_ended_well_needs_no_reason(self):
        case = self._case()
        self._do(case, "restore", NEXT_DAY)
        self.assertIsNone(case._customer_end())

    def test_an_act_that_stays_on_its_stage_has_its_line_with_its_paper(self):
        today = self.env.company._legal_today()
        case = self._submitted(
            self.owner,
            service_id=self.env.ref("grid_service.service_meter_check").id,
            visit_on=today + timedelta(days=30),
        )
        self.assertFalse(any(case._customer_stage_acts()))
        self._do(case, "notify", case.entered_at + timedelta(seconds=1))
        first, *ahead = case._customer_stage_acts()
        notice = case.move_ids[-1].paper_ids
        self.assertEqual([act["papers"] for act in first], [notice])
        for words in (case._customer_date(case.move_ids[-1].at), "Grid operator", case.move_ids[-1].transition_id.name):
            self.assertIn(words, first[0]["words"])
        self.assertFalse(any(ahead))
        self.authenticate("portal_owner", "portal_owner")
        links = self._page(f"/my/requests/{case.id}").xpath(
            f"//section[@id='way']//a[contains(@href, '/paper/{notice.id}')]"
        )
        self.assertEqual(len(links), 1, "once, at its act")

    def test_an_act_without_a_paper_of_its_own_names_those_of_its_stage(self):
        case = self._case()
        paper = self._paper(case)
        move = self.env["grid.service.move"].create(
            {"request_id": case.id, "step_id": case.step_id.id, "at": NEXT_DAY, "actor": "grid"}
        )
        entering = case.move_ids[0]
        self.env.cr.execute("INSERT INTO grid_service_move_paper_rel VALUES (%s, %s)", [entering.id, paper.id])
        self.env.invalidate_all()
        (act,) = case._customer_stage_acts()[0]
        self.assertFalse(act["papers"])
        self.assertIn(SECRET, act["words"])
        self.assertIn(case._customer_date(move.at), act["words"])

    def test_a_contractor_is_named_as_an_organisation_and_a_person_is_not(self):
        body = self.env["res.partner"].create({"name": "ООО «Подрядчик»", "is_company": True})
        master = self.env["res.partner"].create({"name": "Мастеров Пётр Ильич", "parent_id": body.id})
        alone = self.env["res.partner"].create({"name": "Одинокий Иван Ильич"})
        for contractor, name in ((body, body.name), (master, body.name), (alone, "")):
            case = self._case(contractor_id=contractor.id)
            self.assertEqual(case._customer_contractor(), name)
            self.assertEqual("contractor" in self._said(case)[0], bool(name))
            text = self._page_text(case)
            self.assertEqual(body.name in text, bool(name))
            for person in (master, alone):
                self.assertNotIn(person.name, text)
