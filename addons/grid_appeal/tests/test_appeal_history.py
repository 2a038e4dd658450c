from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealHistory(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.appeal.action_register()
        cls.act = cls.appeal.message_ids[0]

    def _note(self, role="specialist"):
        note = self._as(role, self.appeal).message_post(body="Звонил заявителю", message_type="comment")
        self.env.flush_all()
        return note.with_user(self.users[role])

    def _age(self, message, minutes):
        message.flush_recordset()
        self.env.cr.execute(
            "UPDATE mail_message SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(minutes=minutes), message.id],
        )
        message.invalidate_recordset()

    def test_nobody_rewrites_an_act_or_the_note_of_another(self):
        note = self._note("operator")
        for role in ("operator", "specialist", "supervisor", "head"):
            for message in self.act + (note if role != "operator" else note.browse()):
                mine = self._as(role, message)
                for vals in ({"body": "Иное"}, {"author_id": self.citizen.id}, {"date": "2020-01-01 00:00:00"}):
                    with self.subTest(role=role, vals=vals), self.assertRaises(UserError):
                        mine.write(vals)
                with self.subTest(role=role), self.assertRaises(UserError):
                    mine.unlink()
                with self.subTest(role=role), self.assertRaises(UserError):
                    self._as(role, self.appeal).write({"message_ids": [(2, message.id)]})
        self.assertTrue((self.act + note).exists())

    def test_an_own_note_is_corrected_while_it_is_fresh(self):
        note = self._note()
        note.write({"body": "Звонил заявителю дважды"})
        with self.assertRaises(UserError):
            note.write({"author_id": self.citizen.id})
        self._age(note, 11)
        with self.assertRaises(UserError):
            note.write({"body": "Не звонил"})
        with self.assertRaises(UserError):
            note.unlink()
        self.assertIn("дважды", note.body)
        fresh = self._note()
        fresh.unlink()
        self.assertFalse(fresh.exists())

    def test_the_chatter_asks_the_same(self):
        note, appeal = self._note(), self._as("specialist", self.appeal)
        appeal._message_update_content(note.sudo(), body="Звонил трижды")
        self._age(note, 11)
        with self.assertRaises(UserError):
            appeal._message_update_content(note.sudo(), body="Не звонил")

    def test_what_changed_is_kept_too(self):
        self.env.cr.precommit.run()
        self._as("specialist", self.appeal).theme = "metering"
        self.env.flush_all()
        self.env.cr.precommit.run()
        tracked = self.appeal.message_ids.sudo().tracking_value_ids
        self.assertTrue(tracked)
        administrator = self.env.ref("base.user_admin")
        with self.assertRaises(UserError):
            tracked[0].with_user(administrator).unlink()
        with self.assertRaises(UserError):
            tracked[0].with_user(administrator).write({"new_value_char": "Иное"})

    def test_marks_of_a_reader_go_on(self):
        mine = self._as("specialist", self.act)
        mine.toggle_message_starred()
        self.assertTrue(mine.starred)
        mine.set_message_done()
        mine.sudo()._message_reaction("👍", "add", mine.env.user.partner_id, self.env["mail.guest"])
        self.assertTrue(mine.sudo().reaction_ids)

    # --- nobody outside is written to by the history
    def test_an_applicant_is_written_to_by_letters_only(self):
        neighbour = self.env["res.partner"].create({"name": "Сосед", "email": "neighbour@example.com"})
        before = self.env["mail.mail"].search_count([])
        for role in ("operator", "specialist", "head"):
            appeal = self._as(role, self.appeal)
            words = {"body": "Ваш вопрос решён", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
            for act in (
                lambda appeal=appeal, words=words: appeal.message_post(**words, partner_ids=self.citizen.ids),
                lambda appeal=appeal, words=words: appeal.message_post(**words, outgoing_email_to="a@example.com"),
                lambda appeal=appeal: appeal.message_notify(body="Решён", partner_ids=neighbour.ids),
                lambda appeal=appeal: appeal.message_subscribe(neighbour.ids),
                lambda appeal=appeal: appeal.write({"message_partner_ids": [(4, neighbour.id)]}),
                lambda appeal=appeal: self._mass_mail(appeal),
            ):
                with self.subTest(role=role), self.assertRaises(UserError):
                    act()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def _mass_mail(self, appeal):
        composer = appeal.env["mail.compose.message"].create(
            {"composition_mode": "mass_mail", "model": appeal._name, "res_ids": str(appeal.ids), "body": "Решён"}
        )
        composer._action_send_mail()

    def test_staff_write_notes_to_each_other(self):
        colleague = self.users["specialist"].partner_id
        appeal = self._as("operator", self.appeal)
        note = appeal.message_post(body="Посмотрите", message_type="comment", partner_ids=colleague.ids)
        self.assertEqual(note.sudo().notified_partner_ids, colleague)
        appeal.message_subscribe(colleague.ids)
        self.assertIn(colleague, self.appeal.message_partner_ids)
        self.assertFalse(appeal._message_get_suggested_recipients(reply_discussion=True))

    def test_a_letter_that_comes_in_mails_nobody_outside(self):
        self.appeal.message_subscribe(self.citizen.ids)
        self.appeal.message_post(
            body="Ещё вопрос",
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=self.citizen.id,
            partner_ids=self.factory.ids,
        )
        self.assertFalse(self.appeal.message_ids[0].notified_partner_ids)
