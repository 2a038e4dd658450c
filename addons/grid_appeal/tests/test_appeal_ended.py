"""What is still written on an appeal that is over: by an explicit list, for every role, over every door of the ORM."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged

from ..appeals import life
from ..models.helpdesk_ticket_guard import AFTER_END
from .common import ROLES
from .common_answer import AnswerCase

OTHER = {
    "char": "x",
    "text": "x",
    "html": "<p>x</p>",
    "date": "2020-01-01",
    "datetime": "2020-01-01 00:00:00",
    "json": {"1": 5},
    "binary": b"eA==",
    "one2many": [Command.clear()],
    "many2many": [Command.clear()],
}
TEXT_OF_OTHERS = ("mail.message", "mail.followers", "mail.activity", "ir.attachment", "rating.rating")


@tagged("post_install", "-at_install")
class TestEndedAppeal(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        answer = cls._drafted(coapplicant_ids=[Command.create({"name": "Соседова", "email": "s@example.com"})])
        cls.ended = answer.ticket_id.sudo()
        cls.ended.write(
            {
                "question_ids": [Command.create({"name": "Когда?", "user_id": cls.specialist.id})],
                "measure_ids": [Command.create({"name": "Замена", "planned_on": "2030-01-01"})],
                "arrival_ids": [Command.create({"channel_id": cls.env.ref("grid_appeal.channel_post").id})],
                "tag_ids": [Command.create({"name": "Провод"})],
                "sender_number": "12-ж",
            }
        )
        context = cls.ended.with_user(cls.specialist).action_ask_contribution()["context"]
        tasks = cls.env["legal.inner.term"].with_user(cls.specialist).with_context(**context)
        tasks.create({"name": "Замер", "user_id": cls.users["manager"].id})
        question = cls.ended.question_ids.with_user(cls.specialist)
        question.answer = "<p>Завтра.</p>"
        question.action_answered()
        answer.action_send()
        cls.ended.with_user(cls.specialist).action_close()

    def _other(self, record, field):
        """Another value of a field than the one that stands, or None where there is none."""
        now = record[field.name]
        if field.type == "boolean":
            return not now
        if field.type in ("integer", "float"):
            return now + 1
        if field.type == "selection":
            return next((key for key, _name in field._description_selection(self.env) if key != now), None)
        if field.type == "many2one":
            return now.sudo().search([("id", "!=", now.id)], limit=1).id or None
        return OTHER.get(field.type)

    def _written(self, record, names):
        """The fields of these whose value a write changed, each tried alone by the record's user."""
        changed = []
        for name in names:
            field, kept = record._fields[name], record.sudo()[name]
            value = self._other(record.sudo(), field)
            if value is None:
                continue
            with self.cr.savepoint() as savepoint:
                try:
                    record.write({name: value})
                    self.env.flush_all()
                except UserError:
                    pass
                self.env.invalidate_all()
                now = record.sudo().exists()[name]
                if now != kept:
                    changed.append(name)
                savepoint.rollback()
            self.env.invalidate_all()
        return changed

    def _stored(self, record):
        kept = [name for name, field in record._fields.items() if field.store and name not in MAGIC_COLUMNS]
        return [name for name in kept if record._fields[name].comodel_name not in TEXT_OF_OTHERS]

    def test_every_role_writes_what_is_listed_and_no_more(self):
        names = self._stored(self.ended)
        for user in (*(self.users[role] for role in ROLES), self.env.user, self.env.ref("base.user_admin")):
            with self.subTest(user=user.login):
                self.assertLessEqual(set(self._written(self.ended.with_user(user), names)), AFTER_END)

    def test_however_it_ended(self):
        for state in life.ENDED_STATES:
            self.ended._by_act().state = state
            with self.subTest(state=state):
                head = self.ended.with_user(self.users["head"])
                self.assertEqual(set(self._written(head, self._stored(self.ended))), AFTER_END)

    def test_its_lines_stay_as_they_were(self):
        head = self.users["head"]
        for name in ("question_ids", "measure_ids", "coapplicant_ids", "arrival_ids", "task_ids", "answer_ids"):
            line = self.ended[name].with_user(head)
            with self.subTest(lines=name):
                self.assertTrue(line)
                self.assertFalse(self._written(line, self._stored(line)))
                with self.assertRaises(UserError), self.cr.savepoint():
                    line.unlink()
                with self.assertRaises(UserError), self.cr.savepoint():
                    line.copy({"version": 2} if name == "answer_ids" else None)

    def test_a_task_is_given_on_it_and_whoever_gets_it_is_told(self):
        supervisor = self.users["supervisor"]
        supervisor.notification_type = "email"
        self.assertFalse(self.ended.access_token)
        self.ended.activity_schedule("mail.mail_activity_data_todo", user_id=supervisor.id, summary="Вернуть деньги")
        self.assertEqual(self.ended.activity_ids.user_id, supervisor)
