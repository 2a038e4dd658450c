"""Who has an appeal open is known to the employees who may read it, and to nobody else."""

import json
from unittest.mock import MagicMock, patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.bus.models.bus import channel_with_db

from .common import ROLES, AppealCase


@tagged("post_install", "-at_install")
class TestPresence(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()

    def _hears(self, user):
        """Whether a page of this user that asks for the presence on the appeal gets it."""
        session = MagicMock()
        session.session.uid = user.id
        asked = [f"grid_appeal.presence_{self.appeal.id}", "grid_appeal.presence_999999999", "something_else"]
        with patch("odoo.addons.bus.models.ir_websocket.wsrequest", new=session):
            channels = self.env["ir.websocket"].with_user(user)._build_bus_channel_list(list(asked))
        self.assertIn("something_else", channels)
        self.assertFalse({*asked[:2]} & {channel for channel in channels if isinstance(channel, str)})
        appeals = [channel for channel in channels if isinstance(channel, tuple) and channel[1:] == ("presence",)]
        self.assertLessEqual(len(appeals), 1, "an appeal that does not exist has no channel")
        return bool(appeals)

    def _sent(self, user, *args):
        """What the others hear when this user tells of himself."""
        bus = self.env["bus.bus"].sudo()
        last = bus._bus_last_id()
        self.appeal.with_user(user).tell_presence(*args)
        self.env.cr.precommit.run()
        channel = json.dumps(channel_with_db(self.env.cr.dbname, (self.appeal, "presence")), separators=(",", ":"))
        rows = bus.search([("id", ">", last)])
        self.assertEqual(rows.mapped("channel"), [channel])
        return json.loads(rows.message)

    def test_whoever_reads_the_appeal_hears_and_is_heard(self):
        for role in ROLES:
            with self.subTest(role=role):
                self.assertTrue(self._hears(self.users[role]))
                self._sent(self.users[role], "hello", "tab")

    def test_nobody_else_does(self):
        public = self.env.ref("base.public_user")
        self.appeal.partner_id = self.portal_user.partner_id
        for user in (self.stranger, self.portal_user, public):
            with self.subTest(user=user.login):
                self.assertFalse(self._hears(user))
                with self.assertRaises(AccessError):
                    self.appeal.with_user(user).tell_presence("hello", "tab")

    def test_the_server_says_who_it_is(self):
        message = self._sent(self.users["specialist"], "here", "t" * 99, 125.7, 1)
        self.assertEqual(message["type"], "grid_appeal.presence")
        self.assertEqual(
            message["payload"],
            {
                "news": "here",
                "ticket": self.appeal.id,
                "tab": "t" * 40,
                "user": self.users["specialist"].id,
                "name": "Test specialist",
                "opened_ago": 125,
                "editing": True,
            },
        )

    def test_nothing_but_presence_is_told(self):
        with self.assertRaises(AccessError):
            self.appeal.with_user(self.users["specialist"]).tell_presence("anything", "tab")

    def test_presence_is_no_change_of_the_appeal(self):
        before = (self.appeal.write_date, self.appeal.message_ids)
        self._sent(self.users["specialist"], "hello", "tab")
        self.env.invalidate_all()
        self.assertEqual((self.appeal.write_date, self.appeal.message_ids), before)
