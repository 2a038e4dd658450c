"""Who speaks in the history of an appeal is who was signed in."""

from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ROLES, AppealCase

FORGED = datetime(2020, 1, 1)

#: In the language of whoever reads it: posting speaks that of the user.
OWN_NAME = "in your own name|от своего имени"


@tagged("post_install", "-at_install")
class TestMessageAuthor(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.head = cls.users["head"].partner_id
        cls.head.email = "head@example.com"

    def _message(self, role, **values):
        vals = {"model": self.appeal._name, "res_id": self.appeal.id, "body": "Отказать", **values}
        return self._as(role, self.env["mail.message"]).create(vals)

    def _forgeries(self):
        state = self.env["ir.model.fields"]._get(self.appeal._name, "state")
        tracked = {"field_id": state.id, "old_value_char": "new", "new_value_char": "refused"}
        return {
            "author": {"author_id": self.head.id},
            "the applicant": {"author_id": self.citizen.id},
            "nobody": {"author_id": False, "email_from": "testova@example.com"},
            "address": {"email_from": "head@example.com"},
            "own name, other address": {"author_id": None, "email_from": "Глава <head@example.com>"},
            "moment": {"date": FORGED},
            "letter": {"message_type": "email"},
            "change": {"tracking_value_ids": [(0, 0, tracked)]},
        }

    def test_nobody_writes_under_another_name(self):
        history = self.env["mail.message"].sudo(), [("model", "=", self.appeal._name), ("res_id", "=", self.appeal.id)]
        before = history[0].search(history[1])
        for role in ("operator", "specialist", "head"):
            for name, forged in self._forgeries().items():
                if role == "head" and ("head@" in str(forged) or self.head.id in forged.values()):
                    continue
                with self.subTest(role=role, forgery=name):
                    with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
                        self._message(role, **forged)
                    with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
                        self._as(role, self.appeal).message_post(body="Отказать", **forged)
        self.assertEqual(history[0].search(history[1]), before)

    def test_a_notice_and_a_note_for_later_neither(self):
        with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
            self._as("operator", self.appeal).message_notify(
                body="Закрыть", author_id=self.head.id, partner_ids=self.users["specialist"].partner_id.ids
            )
        later = self._as("operator", self.env["mail.scheduled.message"]).create(
            {
                "model": self.appeal._name,
                "res_id": self.appeal.id,
                "author_id": self.head.id,
                "body": "Закрыть",
                "scheduled_date": datetime(2099, 1, 1),
            }
        )
        with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
            later.post_message()
        composer = self._as("operator", self.env["mail.compose.message"]).create(
            {
                "model": self.appeal._name,
                "res_ids": repr(self.appeal.ids),
                "composition_mode": "comment",
                "author_id": self.head.id,
                "body": "Закрыть",
            }
        )
        with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
            composer.action_send_mail()

    def test_other_records_of_an_appeal_are_guarded_too(self):
        cause = self.env["grid.appeal.cause"].create({"name": "Авария", "branch_id": self.branch.id})
        with self.assertRaisesRegex(AccessError, OWN_NAME), self.cr.savepoint():
            self._as("specialist", cause).message_post(body="Утверждаю", author_id=self.head.id)

    def test_everybody_writes_in_the_own_name(self):
        for role in set(ROLES) - {"methodologist", "privacy"}:
            own = self.users[role].partner_id
            with self.subTest(role):
                for message in (
                    self._message(role),
                    self._message(role, author_id=own.id, email_from=own.email_formatted),
                    self._as(role, self.appeal).message_post(body="Позвонил", message_type="comment"),
                    self._as(role, self.appeal).message_post(body="Позвонил", author_id=own.id),
                ):
                    self.assertEqual((message.author_id, message.create_uid), (own, self.users[role]))

    def test_the_product_tells_what_customers_wrote(self):
        letter = self.appeal.sudo().message_post(body="Ответьте", message_type="email", author_id=self.citizen.id)
        self.assertEqual(letter.author_id, self.citizen)
