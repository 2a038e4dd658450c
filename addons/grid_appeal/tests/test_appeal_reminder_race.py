"""Warnings in real transactions: the job started twice, cut off half-way, and beside a person who acts."""

import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.legal_deadline.models import legal_deadline_reminder

from .common_race import RaceCase

APPEALS = 7
# the appeals are due on 01.04.2026; nothing else in a database is due so early
WARNED, LATE = "2026-03-31 03:00:00", "2026-04-02 03:00:00"
LOGIN = "reminder-race@example.com"


@tagged("post_install", "-at_install")
class TestAppealReminderRace(RaceCase):
    CODE = "WRACE"

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(legal_deadline_reminder, "BATCH", 2))
        guard, env = self._transaction(no_reset_password=True)
        with guard, freeze_time("2026-03-02 03:00:00"):
            env.cr.execute("SELECT coalesce(max(id), 0) FROM mail_message")
            [self.last_message] = env.cr.fetchone()
            branch = env["grid.branch"].create({"name": "Гонка напоминаний", "code": self.CODE})
            handler = self._person(env, branch, "specialist")
            self.handler = handler.partner_id.id
            self.supervisor = self._person(env, branch, "supervisor").partner_id.id
            tickets = env["helpdesk.ticket"].create(
                [
                    {
                        "name": f"Напоминание {number}",
                        "description": "<p>?</p>",
                        "is_anonymous": True,
                        "branch_id": branch.id,
                        "user_id": handler.id,
                        "channel_id": env.ref("grid_appeal.channel_post").id,
                    }
                    for number in range(APPEALS)
                ]
            )
            tickets.action_register()
            self.promises = tickets.deadline_ids.filtered(lambda one: one.state == "running").ids
            self.assertEqual(len(self.promises), APPEALS)
            env.cr.commit()

    def _person(self, env, branch, role):
        return env["res.users"].create(
            {
                "name": role,
                "login": f"{role}-{LOGIN}",
                "notification_type": "inbox",
                "branch_ids": branch.ids,
                "group_ids": env.ref(f"grid_customer.group_{role}").ids,
            }
        )

    def _sweep_after(self, env):
        env.cr.execute(
            "DELETE FROM mail_message WHERE id > %s AND message_type = 'user_notification'", [self.last_message]
        )
        users = env["res.users"].search([("login", "ilike", LOGIN)])
        partners = users.partner_id
        users.unlink()
        partners.unlink()

    def remind(self):
        guard, env = self._transaction()
        with guard:
            env["legal.deadline"]._cron_remind()

    def assertToldOnce(self, levels):
        """Assert that each promise has one warning a level, and stands once in the messages of each reader."""
        guard, env = self._transaction()
        with guard:
            promises = env["legal.deadline"].browse(self.promises)
            for promise in promises:
                self.assertEqual(sorted(promise.notice_ids.mapped("level")), sorted(levels))
            readers = {"executor": self.handler, "supervisor": self.supervisor}
            for level in readers.keys() & set(levels):
                messages = env["mail.message"].search(
                    [("id", ">", self.last_message), ("notified_partner_ids", "in", [readers[level]])]
                )
                told = re.findall(r"res_id=(\d+)", "".join(messages.mapped("body")))
                self.assertEqual(sorted(map(int, told)), sorted(promises.mapped("res_id")), level)

    @freeze_time(LATE)
    def test_it_goes_on_in_batches_until_everybody_is_told(self):
        self.remind()
        self.assertToldOnce(["executor", "supervisor", "head"])
        self.remind()
        self.assertToldOnce(["executor", "supervisor", "head"])

    @freeze_time(LATE)
    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_started_three_times_at_once_it_tells_everybody_once(self):
        self._together(self.remind, self.remind, self.remind)
        self.assertToldOnce(["executor", "supervisor", "head"])

    @freeze_time(WARNED)
    def test_a_second_run_neither_waits_for_the_first_nor_doubles_it(self):
        first_guard, first = self._transaction()
        second_guard, second = self._transaction()
        with first_guard, second_guard:
            second.cr.execute("SET LOCAL lock_timeout = '100ms'")
            picked = [env["legal.deadline.notice"]._write_due("executor", 4) for env in (first, second)]
            promises = [notices.deadline_id for notices in picked]
            self.assertEqual([len(part) for part in promises], [4, 3])
            self.assertFalse(set(promises[0].ids) & set(promises[1].ids))
            second.cr.commit()
            first.cr.rollback()  # the first run dies: what it had at hand is not lost
        self.remind()
        guard, env = self._transaction()
        with guard:
            notices = env["legal.deadline"].browse(self.promises).notice_ids
            self.assertEqual(sorted(notices.deadline_id.ids), sorted(self.promises))
            self.assertEqual(len(notices.filtered(lambda one: one.level == "executor")), APPEALS)

    @freeze_time(WARNED)
    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_a_run_that_looked_before_another_one_finished_does_not_repeat_it(self):
        guard, late = self._transaction()
        with guard:
            late["legal.deadline"].search_count([])  # from now on this transaction sees the past
            self.remind()
            late["legal.deadline"]._cron_remind()
        self.assertToldOnce(["executor", "supervisor"])

    @freeze_time(LATE)
    def test_a_failure_half_way_loses_nothing_and_doubles_nothing(self):
        thread = self.registry["mail.thread"]
        send, calls = thread.message_notify, []

        def fail(threads, **values):
            calls.append(values)
            if len(calls) == 3:
                raise ConnectionError("the power went off")
            return send(threads, **values)

        with patch.object(thread, "message_notify", fail), self.assertRaises(ConnectionError):
            self.remind()
        guard, env = self._transaction()
        with guard:
            notices = env["legal.deadline"].browse(self.promises).notice_ids
            self.assertEqual(len(notices), 4, "two batches of two are kept, the third is not")
        self.remind()
        self.assertToldOnce(["executor", "supervisor", "head"])

    @freeze_time(WARNED)
    def test_a_promise_that_a_person_acts_on_is_warned_about_the_next_time(self):
        guard, person = self._transaction()
        with guard:
            acted = person["legal.deadline"].browse(self.promises[0])
            acted.lock_for_update(allow_referencing=True)
            self.remind()
            acted._by_act().write(
                {"due_at": fields.Datetime.to_datetime("2026-05-04 16:59:59"), "warn_at": "2026-04-27 17:00:00"}
            )
            person.cr.commit()
        guard, env = self._transaction()
        with guard:
            promises = env["legal.deadline"].browse(self.promises)
            self.assertFalse(promises[0].notice_ids)
            self.assertEqual(len(promises.notice_ids.deadline_id), APPEALS - 1)
