"""Who reads and who changes which records of quality, person by person, the lists behind the figures included."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_survey import SurveyCase

YEAR = 2022
A, B = "branch A", "branch B"
OURS = {"head", "methodologist"}
#: {kind of record: (who reads that of branch A, who reads that of branch B)}
READS = {
    "page": (OURS | {"leader of A"}, OURS | {"leader of B"}),
    "value": (OURS | {"leader of A"}, OURS | {"leader of B"}),
    "answer": (OURS | {"leader of A"}, OURS | {"leader of B"}),
    "low mark": (OURS | {"leader of A"}, OURS | {"leader of B"}),
    "improvement": (
        OURS | {"leader of A", "operator", "manager", "specialist"},
        OURS | {"leader of B"},
    ),
}
#: {kind of record: who reads that of the company}
READS_OF_COMPANY = {
    "page": OURS | {"leader of A", "leader of B"},
    "campaign": OURS | {"leader of A", "leader of B", "manager"},
    "draft campaign": OURS | {"leader of A", "leader of B"},
    "report": {"head", "leader of A", "leader of B"},
}
#: {kind of record: who changes that of branch A}
WRITES = {
    "page": {"head"},
    "value": {"head"},
    "answer": set(),
    "low mark": {"head", "leader of A"},
    "improvement": OURS | {"leader of A"},
}


@tagged("post_install", "-at_install")
class TestQualityPersonas(SurveyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        neighbour = cls.env["res.company"].create({"name": "Соседние сети"})
        theirs = cls.env["grid.branch"].create({"name": "Сосед", "code": "TSN", "company_id": neighbour.id})
        cls.people = {
            "leader of A": cls.users["supervisor"],
            "leader of B": cls._make_user("leader_b", "supervisor", cls.other_branch),
            **{role: cls.users[role] for role in ("head", "methodologist", "operator", "manager", "specialist")},
            "customer": cls.portal_user,
            "head of the neighbours": new_test_user(
                cls.env,
                login="quality_neighbour",
                groups="grid_customer.group_head",
                company_id=neighbour.id,
                company_ids=[Command.set(neighbour.ids)],
                branch_ids=theirs.ids,
            ),
        }

    def setUp(self):
        super().setUp()
        self.campaign = self._running(is_anonymous=False)
        self._take(self.campaign, self.citizens[0], 1)
        self._take(self.campaign, self.others[0], 1, self.other_branch)
        pages = self.env["grid.indicator.year"]
        branches = {A: self.branch, B: self.other_branch}
        self.of_branch = {name: self._records(pages, branch) for name, branch in branches.items()}
        report = self.env["grid.statutory.report"].create(
            {"form_id": self.env["grid.statutory.form"]._on("4.1", self.company._legal_today()).id, "year": YEAR}
        )
        self.of_company = {
            "page": pages.create({"year": YEAR}),
            "campaign": self.campaign,
            "draft campaign": self._campaign(survey_id=self.questionnaire.copy().id),
            "report": report,
        }

    def _records(self, pages, branch):
        own = [("branch_id", "=", branch.id)]
        page = pages.create({"year": YEAR, "branch_id": branch.id})
        return {
            "page": page,
            "value": page.value_ids.filtered(lambda value: value.indicator_id.code == "saidi"),
            "answer": self.env["grid.survey.answer"].search([("campaign_id", "=", self.campaign.id), *own]),
            "low mark": self.env["grid.low.mark"].search([("campaign_id", "=", self.campaign.id), *own]),
            "improvement": self.env["grid.improvement"].create({"name": "Окно в субботу", "branch_id": branch.id}),
        }

    def _sees(self, person, record):
        record = record.with_user(self.people[person]).with_context(allowed_company_ids=None)
        if not record.has_access("read"):
            with self.assertRaises(AccessError):
                record.read(["display_name"])
            return False
        return record in record.search([("id", "=", record.id)])

    def _who(self, holds):
        return {person for person in self.people if holds(person)}

    def test_who_reads_what_of_a_branch(self):
        for kind, expected in READS.items():
            for branch, people in zip((A, B), expected, strict=True):
                record = self.of_branch[branch][kind]
                self.assertEqual(len(record), 1, kind)
                with self.subTest(kind=kind, branch=branch):
                    self.assertEqual(self._who(lambda one, record=record: self._sees(one, record)), people)

    def test_who_reads_what_of_the_company(self):
        for kind, people in READS_OF_COMPANY.items():
            record = self.of_company[kind]
            with self.subTest(kind):
                self.assertEqual(self._who(lambda one, record=record: self._sees(one, record)), people)

    def test_who_changes_what_of_a_branch(self):
        for kind, people in WRITES.items():
            record = self.of_branch[A][kind]
            with self.subTest(kind):
                may = self._who(lambda one, record=record: record.with_user(self.people[one]).has_access("write"))
                self.assertEqual(may, people)

    def test_plans_of_acts_are_entered_by_the_head_alone(self):
        value = self.of_branch[A]["value"]
        for person in self.people:
            own = value.with_user(self.people[person])
            if person == "head":
                own.plan_text = "0.5"
            else:
                with self.subTest(person), self.assertRaises(AccessError):
                    own.plan_text = "0.5"
        self.assertEqual(value.plan, 0.5)

    def test_plans_of_own_indicators_are_entered_by_the_methodologist_too(self):
        page = self.of_branch[A]["page"]
        own = page.value_ids.filtered(lambda value: value.indicator_id.code == "internal_mark")
        both = self._make_user("method_and_leader", "supervisor", self.branch)
        both.group_ids += self.env.ref("grid_customer.group_methodologist")
        for person, user in {**self.people, "methodologist who leads A": both}.items():
            with self.subTest(person):
                if person in OURS | {"methodologist who leads A"}:
                    own.with_user(user).plan_text = "4.5"
                else:
                    with self.assertRaises(AccessError):
                        own.with_user(user).plan_text = "4.5"
        with self.assertRaises(AccessError):
            self.of_branch[A]["value"].with_user(both).plan_text = "1"

    def test_nobody_writes_an_answer_or_a_sheet(self):
        sheet = self.campaign.sheet_ids[0]
        for person, user in self.people.items():
            with self.subTest(person):
                self.assertFalse(sheet.with_user(user).has_access("read"))
                self.assertFalse(self.of_branch[A]["answer"].with_user(user).has_access("write"))

    def test_forms_are_published_by_the_head_alone(self):
        report = self.of_company["report"]
        for person in self.people.keys() - {"head"}:
            with self.subTest(person), self.assertRaises(AccessError):
                report.with_user(self.people[person]).action_publish()
        self.assertEqual(report.state, "draft")
        report.with_user(self.people["head"]).action_publish()
        self.assertEqual(report.published_by_id, self.people["head"])

    def test_the_lists_behind_a_figure_hold_what_the_reader_counts(self):
        for branch, count in ((self.branch, 2), (self.other_branch, 3)):
            for _number in range(count):
                appeal = self._appeal(kind="consultation", branch_id=branch.id)
                self.env.flush_all()
                self.env.cr.execute(
                    """UPDATE helpdesk_ticket SET received_at = %(at)s, registered_at = %(at)s, state = 'registered',
                                                  number = 'T-' || id WHERE id = %(id)s""",
                    {"at": f"{YEAR}-06-01 05:00:00", "id": appeal.id},
                )
        self.env.invalidate_all()
        page = self.of_company["page"]
        whole = {"leader of A": 2, "leader of B": 3, "head": 5}
        for person, count in whole.items():
            value = page.with_user(self.people[person]).value_ids.filtered(
                lambda one: one.indicator_id.code == "informativeness_6_1"
            )
            action = value.action_open_counted()
            found = self.env[action["res_model"]].with_user(self.people[person]).search_count(action["domain"])
            with self.subTest(person):
                self.assertEqual((found, value.fact_text), (count, "100"))
        strangers = self.env["helpdesk.ticket"].with_user(self.people["head of the neighbours"])
        strangers = strangers.with_context(allowed_company_ids=None)
        self.assertEqual(strangers.search_count(action["domain"]), 0)

    def test_the_live_page_of_a_neighbour_counts_nothing_of_ours(self):
        neighbour = self.people["head of the neighbours"]
        page = (
            self.env["grid.live.page"].with_user(neighbour).with_context(allowed_company_ids=neighbour.company_ids.ids)
        )
        for code, figure in page.read_tiles({"branch_ids": self.branch.ids, "period": "year"}).items():
            with self.subTest(code):
                self.assertFalse(figure["value"])
                self.assertFalse(sum(bar["value"] or 0 for bar in figure["bars"]))
