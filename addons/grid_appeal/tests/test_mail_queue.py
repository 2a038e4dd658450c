"""A letter queued with others is, column by column, the one that the base would have made."""

from odoo import fields
from odoo.tests import tagged

from .common import AppealCase

#: What differs from letter to letter however they are made.
OWN = {"id", "mail_message_id", "message_id"}


@tagged("post_install", "-at_install")
class TestMailQueue(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.mails = cls.env["mail.mail"].sudo()
        cls.letter = {
            "model": "helpdesk.ticket",
            "res_id": cls.appeal.id,
            "subject": "Обращение № 1 <важно>",
            "body": '<p onclick="x()">Ответ</p>',
            "body_html": "<p>Здравствуйте!</p>",
            "author_id": cls.env.user.partner_id.id,
            "email_from": '"Сеть" <net@net.example>',
            "reply_to": "team@net.example",
            "email_to": "anna@example.com",
            "attachment_ids": [],
            "headers": "{'Auto-Submitted': 'auto-replied'}",
            "auto_delete": False,
            "is_notification": False,
            "record_company_id": cls.env.company.id,
        }

    def _row(self, table, record):
        self.env.flush_all()
        self.env.cr.execute(f"SELECT * FROM {table} WHERE id = %s", [record.id])
        [row] = self.env.cr.dictfetchall()
        return {name: value for name, value in row.items() if name not in OWN}

    def test_a_queued_letter_is_the_one_of_the_base(self):
        made = self.mails.create(dict(self.letter))
        queued = self.mails._queue([dict(self.letter)] * 2)
        self.assertEqual(len(queued), 2)
        for mail in queued:
            self.assertEqual(self._row("mail_mail", mail), self._row("mail_mail", made))
            ours, base = (
                self._row("mail_message", one.mail_message_id) | {"date": fields.Datetime.now()} for one in (mail, made)
            )
            self.assertEqual(ours, base)
        ids = (made | queued).mapped("message_id")
        self.assertEqual(len(set(ids)), 3)
        self.assertIn(f"-openerp-{self.appeal.id}-helpdesk.ticket@", ids[2])

    def test_what_the_cache_says_is_what_the_table_says(self):
        queued = self.mails._queue([dict(self.letter)])
        names = [name for name, field in queued._fields.items() if field.store or field.inherited]
        known = queued.read(names)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(queued.read(names), known)

    def test_the_history_shows_it_at_once(self):
        self.assertFalse(self.appeal.message_ids.filtered("subject"))
        queued = self.mails._queue([dict(self.letter)])
        self.assertIn(queued.mail_message_id, self.appeal.message_ids)

    def test_files_come_along(self):
        file = self.env["ir.attachment"].create(
            {"name": "a.txt", "raw": b"a", "res_model": "helpdesk.ticket", "res_id": self.appeal.id}
        )
        queued = self.mails._queue([dict(self.letter), {**self.letter, "attachment_ids": file.ids}])
        self.assertEqual(queued.mapped("attachment_ids"), file)
        self.assertFalse(queued[0].attachment_ids)

    def test_a_batch_takes_two_statements(self):
        self.mails._queue([dict(self.letter)])
        with self.assertQueryCount(2):
            self.mails._queue([dict(self.letter) for _one in range(300)])
