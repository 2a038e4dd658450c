from odoo.tests import new_test_user, tagged

from .common import DeadlineCase


@tagged("post_install", "-at_install")
class TestOwner(DeadlineCase):
    """Whose promise it is: the record says it, and the promise follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_promise_model()
        cls.colleague = new_test_user(cls.env, "colleague", "legal_deadline.group_rule_reader", name="Colleague")
        cls.own, cls.others, cls.nobodys = cls.Promise.create(
            [{"user_id": cls.reader.id}, {"user_id": cls.colleague.id}, {}]
        )
        records = cls.own + cls.others + cls.nobodys
        cls.deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")

    def found(self, *leaf, user=None):
        domain = [("user_id", *leaf), ("id", "in", self.deadlines.ids)]
        return self.env["legal.deadline"].with_user(user or self.env.user).search(domain)

    def test_it_is_who_answers_for_the_record(self):
        self.assertEqual([one.user_id for one in self.deadlines], [self.reader, self.colleague, self.reader.browse()])
        self.nobodys.user_id = self.reader
        self.env.invalidate_all()
        self.assertEqual(self.deadlines[2].user_id, self.reader)

    def test_it_is_found_as_it_is_shown(self):
        own, others, nobodys = self.deadlines
        self.assertEqual(self.found("=", self.reader.id), own)
        self.assertEqual(self.found("!=", self.reader.id), others + nobodys)
        self.assertEqual(self.found("in", (self.reader + self.colleague).ids), own + others)
        self.assertEqual(self.found("=", False), nobodys)
        self.assertEqual(self.found("!=", False), own + others)
        self.assertEqual(self.found("ilike", "Colleag"), others)

    def test_a_search_for_somebody_opens_nothing(self):
        self.assertFalse(self.found("=", self.colleague.id, user=self.reader))
        self.assertEqual(self.found("=", self.reader.id, user=self.reader), self.deadlines[0])

    def test_a_model_without_a_responsible_person_has_nobodys_promises(self):
        self.patch(self.registry[self.Promise._name], "_deadline_user_field", None)
        self.env.invalidate_all()
        self.assertFalse(self.deadlines.user_id)
        self.assertFalse(self.found("=", self.reader.id))
        self.assertEqual(self.found("=", False), self.deadlines)

    def test_many_are_read_in_two_queries(self):
        records = self.Promise.create([{"user_id": self.reader.id} for _number in range(100)])
        deadlines = records._deadline_start("test_answer", "2026-01-15 05:00:00")
        self.env.flush_all()
        self.env.invalidate_all()
        deadlines.mapped("res_id")
        with self.assertQueryCount(2):  # the records that still are, and their users
            self.assertEqual(deadlines.user_id, self.reader)
