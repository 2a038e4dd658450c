"""Requests, their course and papers: each role, each act, each field over the API; another branch and company."""

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_rights import QUIET, ApiCalls, Neighbours, RoleChecks
from odoo.addons.grid_customer.tests.common import ANSWER, CONSIDER, EVERYBODY, METHOD, NOBODY, ROLES, SERVE

from .common import ServiceCase

MAY = {
    "grid.service": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.service.step": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.service.transition": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.service.document": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.paper.kind": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.service.request": (EVERYBODY, SERVE, SERVE, CONSIDER),
    "grid.service.move": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.service.paper": (EVERYBODY, CONSIDER, CONSIDER, CONSIDER),
    "grid.service.dispatch": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.reading.window": (EVERYBODY, METHOD, METHOD, METHOD),
}
READ_PAPERS = EVERYBODY - {"operator", "methodologist"}
#: {role asked by an act: who may record it}
RECORD = {
    False: SERVE,
    "manager": CONSIDER,
    "specialist": ANSWER,
    "head": {"head"},
}
ACTS = {"complete": False, "by_manager": "manager", "by_specialist": "specialist", "by_head": "head"}
#: What the acts of a request give, with a value that somebody would like to write.
BY_ACTS = {
    "step_id": 1,
    "state": "finished",
    "phase": "ended",
    "actor": "grid",
    "outcome": "done",
    "number": "1",
    "family": "connection",
    "company_id": 1,
    "ticket_id": 1,
    "entered_at": "2026-01-01 00:00:00",
    "actor_due_at": "2036-01-01 00:00:00",
    "actor_why": [],
    "next_due_at": "2036-01-01 00:00:00",
    "notice_received_at": "2026-01-01 00:00:00",
    "submitted_at": "2026-01-01 00:00:00",
    "ended_at": "2026-01-01 00:00:00",
}


class RightsCase(ServiceCase):
    @classmethod
    def _transitions(cls):
        ways = [("on_check", code, "works", {"role": role}) for code, role in ACTS.items() if code != "complete"]
        return [*super()._transitions(), *ways]


@tagged("post_install", "-at_install")
class TestRequestRights(RoleChecks, RightsCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        self._assert_roles(MAY)

    def test_who_has_no_role_has_no_right(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, set(MAY) - {"grid.service.request"})
        # the personal account shows the own requests
        self._assert_no_right(self.portal_user, ["grid.service.request"], ("write", "create", "unlink"))
        self._assert_no_right(self.env.ref("base.public_user"), ["grid.service.request"])

    def test_each_act_is_recorded_by_its_role(self):
        request = self._submitted()
        self._give(request)
        for role in ROLES:
            for code, asked in ACTS.items():
                with self.subTest(role=role, act=code), self.env.cr.savepoint() as savepoint:
                    if role in RECORD[asked]:
                        self._as(role, request)._move(code)
                        self.assertEqual(request.state, "works")
                        self.assertEqual(request.move_ids[-1].user_id, self.users[role])
                    else:
                        with self.assertRaises(AccessError):
                            self._as(role, request)._move(code)
                    savepoint.rollback()
                    request.invalidate_recordset()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_another_branch_sees_nothing_until_the_request_is_its_own(self):
        request = self._submitted()
        paper = self._give(request)
        theirs = request.with_user(self.stranger)
        for records in (request, request.move_ids, paper):
            with self.assertRaises(AccessError):
                records.with_user(self.stranger).check_access("read")
        with self.assertRaises(AccessError):
            theirs._move("complete")
        request.user_id = self.stranger
        for records in (request, request.move_ids, paper):
            records.with_user(self.stranger).check_access("read")
        theirs._move("complete")
        self.assertEqual(request.state, "works")

    def test_who_files_a_paper_signs_for_it(self):
        request = self._submitted()
        move = request.move_ids
        form = request.service_id.document_ids[0]
        values = {"user_id": self.users["head"].id, "move_ids": move.ids}
        papers = self._as("specialist", self.env["grid.service.paper"])
        paper = papers.create({"request_id": request.id, "document_id": form.id, **values})
        self.assertEqual((paper.user_id, paper.move_ids), (self.users["specialist"], move.browse()))


@tagged("post_install", "-at_install")
class TestRequestsOverTheApi(ApiCalls, RightsCase, HttpCase):
    @mute_logger(*QUIET)
    def test_nobody_writes_what_acts_give(self):
        request = self._submitted()
        before = {name: request[name] for name in BY_ACTS}
        for role in ("operator", "specialist", "head"):
            for name, value in BY_ACTS.items():
                with self.subTest(role=role, field=name):
                    answer = self._call(role, request._name, "write", ids=request.ids, vals={name: value})
                    self.assertGreaterEqual(answer.status_code, 400, answer.text[:200])
                    request.invalidate_recordset()
                    self.assertEqual(request[name], before[name])

    @mute_logger(*QUIET)
    def test_a_new_request_begins_at_its_first_step_whatever_was_sent(self):
        values = self._draft().copy_data()[0]
        for name, value in BY_ACTS.items():
            with self.subTest(field=name):
                answer = self._call("specialist", self._draft()._name, "create", vals_list=[{**values, name: value}])
                self.assertEqual(answer.status_code, 200, answer.text[:200])
                request = self.env["grid.service.request"].browse(answer.json())
                self.assertEqual((request.state, request.outcome, request.number), ("draft", False, False))
                self.assertEqual((request.company_id, request.family), (self.branch.company_id, "metering"))
                self.assertFalse(request.submitted_at or request.actor_due_at or request.next_due_at)

    @mute_logger(*QUIET)
    def test_the_engine_is_not_called_from_outside(self):
        request = self._submitted()
        engine = ("_move", "_walk", "_by_move", "_submit", "_lapse", "_remind", "_issue")
        for method in (*engine, "_receive_notice", "_forget_receipt"):
            with self.subTest(method):
                answer = self._call("head", request._name, method, ids=request.ids)
                self.assertGreaterEqual(answer.status_code, 400)
        self.assertEqual(request.state, "on_check")

    @mute_logger(*QUIET)
    def test_a_course_is_never_written_and_a_paper_stays_what_it_is(self):
        request, other = self._submitted(), self._submitted(subject="Другой прибор учёта")
        paper = self._give(request)
        issued = self._issue(request)
        for model, ids, vals in (
            ("grid.service.move", request.move_ids.ids, {"reason": "иначе"}),
            ("grid.service.paper", paper.ids, {"request_id": other.id}),
            ("grid.service.paper", paper.ids, {"company_id": 1}),
            ("grid.service.paper", paper.ids, {"at": "2099-01-01 00:00:00"}),
            ("grid.service.paper", issued.ids, {"number": "7"}),
        ):
            with self.subTest(model=model, vals=vals):
                answer = self._call("head", model, "write", ids=ids, vals=vals)
                self.assertGreaterEqual(answer.status_code, 400, answer.text[:200])
        self.assertGreaterEqual(self._call("head", "grid.service.paper", "unlink", ids=paper.ids).status_code, 400)

    @mute_logger(*QUIET)
    def test_the_files_of_applicants_are_read_by_who_reads_papers(self):
        paper = self._give(self._submitted(), file="JVBERi0=", file_name="a.pdf")
        for role in ROLES:
            with self.subTest(role):
                answer = self._call(role, paper._name, "read", ids=paper.ids, fields=["file"])
                self.assertEqual(answer.status_code, 200 if role in READ_PAPERS else 403, answer.text[:200])


@tagged("post_install", "-at_install")
class TestRequestsOfAnotherCompany(Neighbours, ServiceCase, HttpCase):
    @mute_logger(*QUIET)
    def test_its_people_learn_nothing(self):
        word = "Тайнозамена"
        self.citizen.company_id = self.company
        request = self._submitted(subject=word)
        paper = self._give(request, name=word)
        dispatch = self.env["grid.service.dispatch"].create(
            {
                "request_id": request.id,
                "move_id": request.move_ids.id,
                "delivery": "post",
                "date": "2026-04-01",
                "delivered_to": word,
            }
        )
        self._settle_neighbours()
        self.env.flush_all()
        records = (request, request.move_ids, paper, request.deadline_ids, dispatch)
        self._assert_learns_nothing({one._name: one for one in records}, word)
