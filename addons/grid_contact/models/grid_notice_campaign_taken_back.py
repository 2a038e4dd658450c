from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..campaigns import EMAIL
from .grid_notice_campaign_run import SOON

#: How long messages are looked for that somebody was handing over when their campaign was taken back.
LOOKED_FOR = timedelta(minutes=5)


class GridNoticeCampaign(models.Model):
    """What is not true any more does not leave: the outage does not take place, its hours have changed, it is over."""

    _inherit = "grid.notice.campaign"

    def _take_back(self):
        """Hand nothing more over; a job takes what has not left out of the queues."""
        fresh = self.filtered(lambda one: not one.taken_back_at)
        fresh.taken_back_at = fields.Datetime.now()
        fresh.filtered(lambda one: one.state != "done").state = "stopped"
        fresh._wake("withdraw")

    def _wake_all(self):
        result = super()._wake_all()
        since = fields.Datetime.now() - 2 * LOOKED_FOR
        self.sudo().search([("state", "=", "stopped"), ("taken_back_at", ">", since)])._wake("withdraw")
        return result

    def _withdraw(self):
        """Take what has not left out of the queues; a job.

        What another job is handing over at this moment is passed over, and looked for again a little later.
        """
        self.ensure_one()
        if not self.taken_back_at:
            return
        self._sms_not_left()._withdraw()
        self._calls_not_begun()._withdraw()
        self._withdraw_mails()
        self._fail_waiting()
        waiting = self.env["grid.notice"].search_count([("campaign_id", "=", self.id), ("state", "=", "waiting")])
        if waiting and fields.Datetime.now() < self.taken_back_at + LOOKED_FOR:
            self._wake("withdraw", fields.Datetime.now() + SOON)

    def _sms_not_left(self):
        """Return the SMS of the campaign no part of which was given to a sender, held until the end."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT sms_id, count(*) FROM (
                       SELECT part.sms_id
                         FROM grid_notice AS notice
                         JOIN grid_notice_attempt AS attempt ON attempt.notice_id = notice.id
                         JOIN grid_sms AS sms ON sms.id = attempt.sms_id AND sms.state = 'waiting'
                         JOIN grid_sms_part AS part ON part.sms_id = sms.id AND part.state = 'waiting'
                        WHERE notice.campaign_id = %s AND notice.state = 'waiting'
                          FOR UPDATE OF part SKIP LOCKED) AS held
                    GROUP BY sms_id""",
                self.id,
            )
        )
        held, every = dict(rows), self.env["grid.sms"].sudo().browse(id_ for id_, _count in rows)
        return every.filtered(lambda sms: len(sms.part_ids) == held[sms.id])

    def _calls_not_begun(self):
        """Return the calls of the campaign that no dialler has begun, held until the end."""
        own = [("notice_id.campaign_id", "=", self.id), ("notice_id.state", "=", "waiting"), ("result", "=", False)]
        own += [("voice_provider_id", "!=", False), ("dialled_at", "=", False)]
        return self.env["grid.notice.attempt"].sudo().search(own).try_lock_for_update()

    def _withdraw_mails(self):
        under_way = self.notice_ids.filtered(lambda one: one.state == "waiting" and one.is_under_way)
        waiting = [("model", "=", "grid.notice"), ("res_id", "in", under_way.ids), ("state", "=", "outgoing")]
        mails = self.env["mail.mail"].sudo().search(waiting).try_lock_for_update()
        notices = under_way.browse(mails.mapped("res_id"))
        mails.unlink()
        notices.attempt_ids.filtered(lambda one: one.channel == EMAIL and not one.result).unlink()
        notices.is_under_way = False

    def _fail_waiting(self):
        """Note of those who still waited that nothing was transmitted to them, and why."""
        self.env["grid.notice"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE grid_notice
                      SET state = CASE WHEN was_transmitted THEN 'negative' ELSE 'failed' END,
                          ended_at = %s, reason = %s
                    WHERE id IN (
                        SELECT id FROM grid_notice
                         WHERE campaign_id = %s AND state = 'waiting' AND is_under_way IS NOT TRUE
                           FOR UPDATE SKIP LOCKED)""",
                fields.Datetime.now(),
                self.env._("taken back: it was not true any more"),
                self.id,
            )
        )
        self.env["grid.notice"].invalidate_model()
