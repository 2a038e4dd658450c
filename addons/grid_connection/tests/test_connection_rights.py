"""Connections, their money and enquiries: each role, each field over the API; another branch and company."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_rights import QUIET, ApiCalls, Neighbours, RoleChecks
from odoo.addons.grid_customer.tests.common import ANSWER, CONSIDER, EVERYBODY, METHOD, NOBODY, ROLES, SERVE

from .common import SUBMITTED, ConnectionCase

MAY = {
    "grid.connection": (EVERYBODY, SERVE, SERVE, CONSIDER),
    "grid.connection.stage": (EVERYBODY, SERVE, SERVE, SERVE),
    "grid.connection.work": (EVERYBODY, ANSWER, ANSWER, ANSWER),
    "grid.connection.instalment": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.connection.payment": (EVERYBODY, NOBODY, CONSIDER, NOBODY),
    "grid.connection.funnel": (EVERYBODY, NOBODY, NOBODY, NOBODY),
    "grid.connection.norm": (EVERYBODY, METHOD, METHOD, METHOD),
    "grid.fee.rate": (EVERYBODY, METHOD, METHOD, METHOD),
    "crm.lead": (SERVE, SERVE, SERVE, NOBODY),
}
#: What acts give or the program reckons, with a value that somebody would like to write.
BY_ACTS = {
    "request_id": 1,
    "track": "paper",
    "power_total_kw": 1.0,
    "case": "other",
    "case_lacks": "",
    "fee": 1.0,
    "fee_vat": 1.0,
    "fee_basis": "flat",
    "fee_working": {},
    "fee_is_estimate": False,
    "paid_amount": 1.0,
    "debt": 0.0,
    "paid_at": "2026-01-01 00:00:00",
    "offer_at": "2026-01-01 00:00:00",
    "offer_late": False,
    "contract_date": "2026-01-01",
    "conditions_issued_on": "2026-01-01",
    "conditions_valid_until": "2036-01-01",
    "works_due_at": "2036-01-01 00:00:00",
    "connected_at": "2026-01-01 00:00:00",
    "works_late": False,
    "is_simple": True,
    "simple_by_id": 1,
    "ended_as": "closed",
    "act_at": "2026-01-01 00:00:00",
    "state": "closed",
    "outcome": "done",
    "step_id": 1,
    "company_id": 1,
}


@tagged("post_install", "-at_install")
class TestConnectionRights(RoleChecks, ConnectionCase):
    def test_every_role_may_do_its_work_and_no_more(self):
        self._assert_roles(MAY)

    def test_who_has_no_role_has_no_right(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            self._assert_no_right(user, MAY)

    def test_who_decides_that_a_case_is_simple(self):
        connection = self._draft(simple_why="Сеть рядом")
        for role in ROLES:
            with self.subTest(role):
                if role in ANSWER:
                    self._as(role, connection).action_mark_simple()
                    self.assertEqual(connection.simple_by_id, self.users[role])
                else:
                    with self.assertRaises(AccessError):
                        self._as(role, connection).action_mark_simple()

    def test_who_reckons_the_fee(self):
        connection = self._draft()
        for role in ROLES:
            with self.subTest(role):
                if role in ANSWER:
                    self._as(role, connection).action_reckon_fee()
                else:
                    with self.assertRaisesRegex(AccessError, "reckoned by a specialist"):
                        self._as(role, connection).action_reckon_fee()

    def test_what_was_asked_is_changed_after_submission_by_who_handles_it(self):
        draft, submitted = self._draft(), self._draft(subject="Другой дом")
        self._do(submitted, "submit", SUBMITTED)
        stage, _work = self._rows(submitted)
        for power, role in enumerate(sorted(SERVE), start=5):
            with self.subTest(role):
                self._as(role, draft).power_new_kw = power
                theirs = self._as(role, submitted)
                if role in ANSWER:
                    theirs.power_new_kw = power
                    self.assertEqual(submitted.power_new_kw, power)
                    continue
                with self.assertRaisesRegex(UserError, "changed by a specialist"):
                    theirs.power_new_kw = power
                with self.assertRaisesRegex(UserError, "changed by a specialist"):
                    self._as(role, stage).power_kw = 1

    def _flush_history(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_every_change_of_what_was_asked_is_in_the_history(self):
        connection = self._draft()
        self._do(connection, "submit", SUBMITTED)
        self._flush_history()
        self._as("specialist", connection).object_name = "Баня"
        self._flush_history()
        self.assertIn("Баня", connection.message_ids.tracking_value_ids.mapped("new_value_char"))
        untracked = connection._application_fields() - connection._track_get_fields()
        self.assertFalse(untracked)

    def test_who_registers_a_payment_and_who_voids_it(self):
        connection = self._offered(self._draft())
        for number, role in enumerate(ROLES):
            with self.subTest(role):
                theirs = self._as(role, connection)
                if role not in CONSIDER:
                    with self.assertRaises(AccessError):
                        self._pay(theirs, 10, "2026-04-09", str(number))
                    continue
                payment = self._pay(theirs, 10, "2026-04-09", str(number))
                self.assertEqual(payment.user_id, self.users[role])
                if role == "head":
                    payment._void("Ошибка")
                    self.assertTrue(payment.voided_at)
                else:
                    with self.assertRaises(AccessError):
                        payment._void("Ошибка")

    def test_a_voided_payment_leaves_nothing_paid(self):
        connection = self._offered(self._business(service_id=self._passport("150_670").id, power_new_kw=200))
        payment = self._pay(connection, connection.fee, "2026-04-09")
        self.assertTrue(connection.paid_at)
        payment._void("Чужой платёж")
        self.assertEqual((connection.debt, connection.paid_at), (connection.fee, False))

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_another_branch_sees_nothing(self):
        connection = self._offered(self._draft())
        payment = self._pay(connection, 10, "2026-04-09")
        stage, work = self._rows(self._draft())
        lead = self.env["crm.lead"].create(
            {"name": "Дом", "is_connection": True, "branch_id": self.branch.id, "partner_id": self.citizen.id}
        )
        for records in (connection, connection.instalment_ids, payment, stage, work, lead):
            with self.subTest(records._name), self.assertRaises(AccessError):
                records.with_user(self.stranger).check_access("read")
        with self.assertRaises(AccessError):
            lead.with_user(self.stranger).action_make_application()
        with self.assertRaises(AccessError):
            self._pay(connection.with_user(self.stranger), 10, "2026-04-10", "18")

    def test_a_passport_of_connection_is_not_walked_without_its_application(self):
        values = self.env["grid.service.request"]._fields.keys() & self._values().keys()
        request = self.env["grid.service.request"].create({name: self._values()[name] for name in values})
        with self.assertRaisesRegex(UserError, "application for connection"):
            request._move("submit")

    def test_a_draft_begun_in_the_account_is_an_application(self):
        requests = self.env["grid.service.request"]
        draft = requests._draft_in_account("tp_citizen_15", self.citizen, self.company)
        self.assertTrue(draft.connection_ids)
        self.assertEqual(requests._draft_in_account("tp_citizen_15", self.citizen, self.company), draft)


@tagged("post_install", "-at_install")
class TestConnectionsOverTheApi(ApiCalls, ConnectionCase, HttpCase):
    @mute_logger(*QUIET)
    def test_nobody_writes_what_acts_give(self):
        for connection in (self._draft(), self._offered(self._draft())):
            before = {name: connection[name] for name in BY_ACTS}
            for role in ("operator", "head"):
                for name, value in BY_ACTS.items():
                    if name == "conditions_valid_until" and connection.state == "draft":
                        continue  # the engineer names it before the offer
                    with self.subTest(role=role, field=name, state=connection.state):
                        answer = self._call(role, connection._name, "write", ids=connection.ids, vals={name: value})
                        self.assertGreaterEqual(answer.status_code, 400, answer.text[:200])
                        connection.invalidate_recordset()
                        self.assertEqual(connection[name], before[name])

    @mute_logger(*QUIET)
    def test_the_words_of_the_form_stay_once_offered(self):
        connection = self._offered(self._draft())
        for name, value in {"power_new_kw": 5, "partner_id": self.factory.id, "distance_m": 1}.items():
            with self.subTest(name):
                answer = self._call("head", connection._name, "write", ids=connection.ids, vals={name: value})
                self.assertGreaterEqual(answer.status_code, 400, answer.text[:200])

    @mute_logger(*QUIET, "odoo.sql_db")
    def test_a_payment_is_what_its_document_says(self):
        connection = self._offered(self._draft())
        values = {"connection_id": connection.id, "amount": 10, "paid_on": "2026-04-09", "document_number": "17"}
        sent = {**values, "voided_at": "2026-04-09 00:00:00", "user_id": self.users["head"].id, "company_id": 1}
        answer = self._call("manager", "grid.connection.payment", "create", vals_list=[sent])
        payment = self.env["grid.connection.payment"].browse(answer.json())
        self.assertEqual((payment.voided_at, payment.user_id), (False, self.users["manager"]))
        self.assertEqual(payment.company_id, self.branch.company_id)
        for method, body in {
            "write": {"vals": {"amount": 1}},
            "unlink": {},
            "_void": {"reason": "x"},
        }.items():
            answer = self._call("head", payment._name, method, ids=payment.ids, **body)
            self.assertGreaterEqual(answer.status_code, 400)
        again = self._call("manager", "grid.connection.payment", "create", vals_list=[values])
        self.assertGreaterEqual(again.status_code, 400)

    @mute_logger(*QUIET)
    def test_a_connection_does_not_take_the_request_of_another(self):
        connection, other = self._draft(), self._draft()
        body = {"vals": {"request_id": other.request_id.id}}
        answer = self._call("specialist", connection._name, "write", ids=connection.ids, **body)
        self.assertGreaterEqual(answer.status_code, 400)
        values = {**self._values(), "request_id": self._draft().request_id.id}
        answer = self._call("specialist", connection._name, "create", vals_list=[values])
        self.assertGreaterEqual(answer.status_code, 400)


@tagged("post_install", "-at_install")
class TestConnectionsOfAnotherCompany(Neighbours, ConnectionCase, HttpCase):
    @mute_logger(*QUIET)
    def test_its_people_learn_nothing(self):
        word = "Тайноприсоединение"
        self.citizen.company_id = self.company
        connection = self._offered(self._draft(subject=word, object_name=word))
        payment = self._pay(connection, 10, "2026-04-09", document=word)
        lead = self.env["crm.lead"].create(
            {
                "name": word,
                "is_connection": True,
                "branch_id": self.branch.id,
                "company_id": self.company.id,
                "phone": word,
            }
        )
        stage, work = self._rows(self._draft(), word)
        self._settle_neighbours()
        self.env.flush_all()
        records = (connection, connection.instalment_ids, payment, stage, work, lead)
        self._assert_learns_nothing({one._name: one for one in records}, word)
