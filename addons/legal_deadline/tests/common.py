from odoo import fields
from odoo.tests import TransactionCase

from .people import new_people
from .promise_model import NAME, add_promise_model


class DeadlineCase(TransactionCase):
    """The cast.

    who          what they may do
    reader       reads rules and promises (operators, specialists ...)
    editor       edits rules and the calendar (methodologist)
    plain        an employee without any role here
    customer     a portal user

    Law of the tests: `test_answer` is 30 calendar days, for group 1 ten working days;
    `test_call` is 4 hours.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        add_promise_model(cls)
        cls.Promise = cls.env[NAME]
        cls.reader, cls.editor, cls.plain, cls.customer = new_people(
            cls.env,
            {"login": "reader", "groups": "legal_deadline.group_rule_reader"},
            {"login": "editor", "groups": "legal_deadline.group_rule_editor"},
            {"login": "plain"},
            {"login": "customer", "groups": "base.group_portal"},
        )
        cls.company = cls.env.company
        cls.company.legal_tz = "Asia/Novokuznetsk"
        cls.act = cls.env["legal.act"].create({"code": "TEST", "name": "Test act", "short_name": "Test act"})
        cls.answer = cls.make_rule(code="test_answer", clause="art. 12")
        cls.answer_group_1 = cls.make_rule(("group", "=", "1"), code="test_answer", amount=10, unit="working_days")
        cls.call = cls.make_rule(code="test_call", amount=4, unit="hours")

    @classmethod
    def make_rule(cls, *conditions, **vals):
        names = ("fact", "operator", "value")
        return cls.env["legal.rule"].create(
            {
                "name": "Answer on the merits",
                "act_id": cls.act.id,
                "amount": 30,
                "unit": "calendar_days",
                "valid_from": "2006-11-02",
                "condition_ids": [(0, 0, dict(zip(names, condition, strict=True))) for condition in conditions],
                **vals,
            }
        )

    @classmethod
    def open_promise_model(cls):
        """Let employees work with the test model: their own records, as a branch would limit."""
        model_id = cls.env["ir.model"]._get_id(NAME)
        cls.env["ir.model.access"].create(
            {
                "name": "test",
                "model_id": model_id,
                "group_id": cls.env.ref("base.group_user").id,
                "perm_read": True,
                "perm_write": True,
                "perm_create": True,
                "perm_unlink": True,
            }
        )
        cls.env["ir.rule"].create(
            {
                "name": "test",
                "model_id": model_id,
                "domain_force": "[('user_id', 'in', [False, user.id])]",
            }
        )

    def assertDue(self, deadline, local):
        """Assert the local due moment of Kemerovo, seven hours ahead of UTC."""
        local_due = fields.Datetime.context_timestamp(deadline.with_context(tz="Asia/Novokuznetsk"), deadline.due_at)
        self.assertEqual(local_due.strftime("%Y-%m-%d %H:%M:%S"), local)
