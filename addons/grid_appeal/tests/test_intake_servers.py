"""Letters on their real ways: a mailbox read by IMAP, and a mail server that hands letters over."""

import smtplib
from contextlib import contextmanager
from unittest.mock import patch
from xmlrpc.client import Binary, ServerProxy

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common_intake import ADDRESS, APPEAL, LETTERS, letter
from .mail_servers import PASSWORD, USER, imap_server, smtp_server

FETCHMAIL = "odoo.addons.mail.models.fetchmail"


class ServerCase(HttpCase):
    def setUp(self):
        super().setUp()
        self.branch = self.env["grid.branch"].create({"name": "Почта", "code": "TSM", "email": ADDRESS})

    def _rows(self):
        self.env.invalidate_all()
        return self.env["grid.intake"].search([("branch_id", "=", self.branch.id)], order="id")


@tagged("post_install", "-at_install")
class TestImap(ServerCase):
    def setUp(self):
        super().setUp()
        server = imap_server()
        self.box = server.__enter__()
        self.addCleanup(server.__exit__, None, None, None)
        self.server = self.env["fetchmail.server"].create(
            {
                "name": "Приёмная",
                "server_type": "imap",
                "server": self.box.host,
                "port": self.box.port,
                "user": USER,
                "password": PASSWORD,
                "object_id": self.env["ir.model"]._get_id(APPEAL),
            }
        )
        self.server.button_confirm_login()

    def _read_the_box(self):
        """Run what the scheduled action of Odoo runs, in a transaction it may end."""
        self.env.flush_all()
        with self.registry.cursor() as cr:
            failure = self.env(cr=cr)["fetchmail.server"].browse(self.server.id)._fetch_mail()
        self.env.invalidate_all()
        return failure

    def test_letters_in_a_mailbox_become_appeals(self):
        self.box.put(LETTERS["01"], LETTERS["02"], LETTERS["09"], LETTERS["12"])
        self.assertFalse(self._read_the_box())
        rows = self._rows()
        self.assertEqual(rows.mapped("state"), ["registered", "registered", "quarantined", "duplicate"])
        self.assertEqual([row._bytes() for row in rows], [LETTERS[n] for n in ("01", "02", "09", "12")])
        self.assertEqual(set(rows.mapped("source")), {"imap"})
        self.assertEqual(rows.server_id, self.server)
        self.assertIn("холодильник не запускается", rows[0].ticket_id.description)
        self.assertEqual(self.box.unread(), 0)
        self._read_the_box()
        self.assertEqual(self._rows(), rows)

    def test_a_letter_whose_registration_fails_is_read_once_and_kept(self):
        self.box.put(LETTERS["01"])
        broken = patch.object(type(self.env[APPEAL]), "action_register", side_effect=ValueError("broken"))
        with broken, mute_logger("odoo.addons.grid_appeal.models.grid_intake"):
            self._read_the_box()
        row = self._rows()
        self.assertEqual((row.state, row.error), ("failed", "broken"))
        self.assertEqual(self.box.unread(), 0)
        row.action_replay()
        self.env.invalidate_all()
        self.assertEqual(row.state, "registered")

    def test_a_letter_that_cannot_be_kept_stays_unread_in_the_mailbox(self):
        self.box.put(LETTERS["01"], LETTERS["02"])
        journal = type(self.env["grid.intake"])._journal

        def full_for_the_first(intake, vals):
            if vals["raw"] == full_for_the_first.seen or not full_for_the_first.seen:
                full_for_the_first.seen = vals["raw"]
                raise OSError("disk full")
            return journal(intake, vals)

        full_for_the_first.seen = b""
        with patch.object(type(self.env["grid.intake"]), "_journal", full_for_the_first), mute_logger(FETCHMAIL):
            self._read_the_box()
        self.assertEqual(len(self._rows()), 1)
        self.assertEqual(self.box.unread(), 1)
        self._read_the_box()
        self.assertEqual(self._rows().mapped("state"), ["registered", "registered"])
        self.assertEqual(self.box.unread(), 0)

    def test_fetching_alone_does_not_mark_a_letter_as_read(self):
        self.box.put(LETTERS["01"])
        connection = self.server.with_context(intake_refused=[])._connect__()
        self.assertEqual(connection.check_unread_messages(), 1)
        fetched = []
        # a server killed right after fetching: nothing more is said to the mailbox
        with patch.object(connection, "store", lambda *args: None):
            fetched.append(next(connection.retrieve_unread_messages())[1])
        connection.shutdown()
        self.assertEqual(fetched, [LETTERS["01"]])
        self.assertEqual(self.box.unread(), 1)


@tagged("post_install", "-at_install")
class TestSmtp(ServerCase):
    def setUp(self):
        super().setUp()
        new_test_user(
            self.env,
            login="mail_server",
            password="mail_server",
            groups="base.group_user,grid_appeal.group_mail_gateway",
        )
        self.env.flush_all()

    def _hand_over(self, login):
        """What a mail server's delivery program does: a remote call with the bytes of the letter."""
        database, address = self.env.cr.dbname, self.xmlrpc_url + "object"
        uid = self.xmlrpc_common.login(database, login, login)

        def hand_over(raw):
            with ServerProxy(address) as odoo:
                odoo.execute_kw(database, uid, login, "mail.thread", "message_process", [False, Binary(raw)], {})

        return hand_over

    @contextmanager
    def _mail_server(self, login):
        """A mail server whose delivery program has this account; it works on threads of its own."""
        hand_over = self._hand_over(login)
        with smtp_server(hand_over) as port, self.allow_requests(all_requests=True):
            yield port

    def _send(self, port, *letters):
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as client:
            for raw in letters:
                client.sendmail("sender@example.com", [ADDRESS], raw)

    def test_letters_sent_by_smtp_become_appeals(self):
        with self._mail_server("mail_server") as port:
            self._send(port, LETTERS["11"], LETTERS["10"], letter("Прошу ответить", subject="Вопрос о сроках"))
        rows = self._rows()
        self.assertEqual(rows.mapped("state"), ["registered", "quarantined", "registered"])
        self.assertEqual(set(rows.mapped("source")), {"smtp"})
        names = self.env["ir.attachment"].search(
            [("res_model", "=", APPEAL), ("res_id", "=", rows[0].ticket_id.id)], order="id"
        )
        self.assertEqual(names.mapped("name"), ["Опора на углу.jpg", "Схема проезда.jpg"])
        self.assertEqual(rows[2].ticket_id.name, "Вопрос о сроках")

    def test_what_is_refused_stays_with_the_mail_server(self):
        new_test_user(self.env, login="some_customer", password="some_customer", groups="base.group_portal")
        self.env.flush_all()
        with (
            self._mail_server("some_customer") as port,
            mute_logger("odoo.http", "odoo.addons.rpc.controllers.xmlrpc"),
            self.assertRaises(smtplib.SMTPDataError) as refused,
        ):
            self._send(port, LETTERS["01"])
        self.assertEqual(refused.exception.smtp_code, 451)
        self.assertFalse(self._rows())
