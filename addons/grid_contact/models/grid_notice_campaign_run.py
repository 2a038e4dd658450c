import time
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .. import texting
from ..campaigns import SMS, VOICE, moment_to_send
from .alone import alone, keep

CHUNK = 5000  # recipients prepared between two commits
BATCH = 500  # messages handed to a channel between two commits
AT_WORK = 45  # seconds; then the job ends and the next one goes on
SOON = timedelta(seconds=20)
RUN_LOCK = 0x4E4F54
#: What rings or beeps; an e-mail and the account wake nobody.
DISTURBING = (VOICE, SMS)
COLUMNS = (
    ("partner_id", "int"),
    ("usage_point_id", "int"),
    ("branch_id", "int"),
    ("recipient", "varchar"),
    ("name", "varchar"),
    ("phone", "varchar"),
    ("email", "varchar"),
    ("body", "text"),
    ("part_count", "int"),
    ("reach", "varchar"),
    ("state", "varchar"),
    ("channel", "varchar"),
    ("attempt", "int"),
    ("reason", "varchar"),
)


class GridNoticeCampaign(models.Model):
    """From the approval to the last recipient: jobs that may die at any moment and go on where they stopped."""

    _inherit = "grid.notice.campaign"

    # ------------------------------------------------------------------
    # Buttons
    # ------------------------------------------------------------------
    def action_approve(self):
        """Let the campaign be prepared and sent; the head approves, of an emergency a supervisor too."""
        for campaign in self._hold():
            if campaign.state == "draft":
                campaign._check_approver()
                campaign.sudo()._approve()
        return True

    def _check_approver(self):
        self.check_access("write")
        role = "supervisor" if self.basis == "emergency" else "head"
        if not self.env.su and not self.env.user.has_group(f"grid_customer.group_{role}"):
            raise AccessError(self.env._("The head of the unit approves a campaign; of an emergency a supervisor too."))

    def _approve(self, rows=None):
        self._refuse_unready(self._recipients() if rows is None else rows)
        self.write({"state": "preparing", "approved_by_id": self.env.uid, "approved_at": fields.Datetime.now()})
        self._wake("prepare")

    def _refuse_unready(self, rows):
        if not rows:
            raise UserError(self._said_of_nobody())
        if SMS in self._plan().channels and not self.env["grid.sms.provider"]._of_company(self.company_id):
            raise UserError(self.env._("No provider of SMS is set. An administrator sets one, or leave SMS out."))
        self._refuse_long(rows)

    def action_stop(self):
        """Hand nothing more over; what is under way comes to its end."""
        self.check_access("write")
        self._hold().filtered(lambda one: one.state == "running").sudo().state = "stopped"
        return True

    def action_resume(self):
        """Go on with those who wait."""
        self.check_access("write")
        for campaign in self._hold().filtered(lambda one: one.state == "stopped" and not one.taken_back_at).sudo():
            campaign.state = "running"
            campaign._wake("run")
        return True

    def _hold(self):
        """Let two clicks come one after the other, and see what the first did."""
        self.lock_for_update()
        self.invalidate_recordset(["state"])
        return self

    # ------------------------------------------------------------------
    # Jobs
    # ------------------------------------------------------------------
    def _wake(self, what, at=None):
        for campaign in self:
            key = f"grid.notice.campaign {what} {campaign.id}" + (" later" if at else "")
            getattr(campaign.with_delay(eta=at, identity_key=key, description=campaign.name), f"_{what}")()

    def _wake_all(self):
        """Wake campaigns with work: what a lost job would have left."""
        for campaign in self.sudo().search([("state", "in", ("preparing", "running"))]):
            campaign._wake("prepare" if campaign.state == "preparing" else "run")

    def _prepare(self):
        """Make a message for each recipient, chunk by chunk; begun again, it adds only those who lack; a job."""
        self.ensure_one()
        with alone(self.env, RUN_LOCK, self.id) as is_alone:
            if not is_alone or self.state != "preparing":
                return
            if not self._add_recipients():
                return
            [(self.part_count,)] = self.env.execute_query(
                SQL(
                    """SELECT coalesce(sum(part_count), 0) FROM grid_notice
                        WHERE campaign_id = %s AND channel IS NOT NULL AND reach LIKE '%%sms%%'""",
                    self.id,
                )
            )
            # whom the list names is in the messages now: nothing of a customer stays in a file nobody looks into
            self.write({"state": "running", "list_file": False})
            keep(self.env)
        self._prepared()

    def _add_recipients(self):
        """Insert the messages that lack, and keep them chunk by chunk; return whether they are still wanted."""
        rows = self._recipients()
        self.expected_count = len(rows)
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            self._insert(chunk)
            self.prepared_count = start + len(chunk)
            keep(self.env)
            if self.state != "preparing":  # it was taken back meanwhile
                return False
        return True

    def _prepared(self):
        """Go on when everybody has a message."""
        self._wake("run")

    def _insert(self, rows):
        """Insert the messages of a chunk of recipients, in one query."""
        values = []
        for (row, text, parts), (reach, is_refused) in zip(self._said(rows), self._reached(rows), strict=True):
            state, channel, attempt, reason = self._begun(row, text, reach, is_refused)
            if channel == SMS and texting.fault(text):
                state, channel, attempt, reason = "failed", None, 0, self.env._("the text is too long for an SMS")
            values.append(
                (*row[:3], self._mark(row), row[3], row[4] or None, row[5], text, parts, ",".join(sorted(reach)), state,
                 channel, attempt, reason)
            )  # fmt: skip
        columns = list(zip(*values, strict=True))
        given = SQL(", ").join(
            SQL(f"%s::{kind}[]", list(column)) for (_name, kind), column in zip(COLUMNS, columns, strict=True)
        )
        names = SQL(", ").join(SQL.identifier(name) for name, _kind in COLUMNS)
        self.env.cr.execute(
            SQL(
                """INSERT INTO grid_notice (campaign_id, company_id, next_at, %s)
                   SELECT %s, %s, %s, given.* FROM unnest(%s) AS given (%s) WHERE %s
                       ON CONFLICT (campaign_id, recipient) DO NOTHING""",
                names,
                self.id,
                self.company_id.id,
                max(self.starts_at or fields.Datetime.now(), fields.Datetime.now()),
                given,
                names,
                self._is_new(),
            )
        )

    def _is_new(self):
        """Return the condition on `given` for those who get a message."""
        return SQL("TRUE")

    def _run(self):
        """Hand messages to their channels while there are any due; a job."""
        self.ensure_one()
        with alone(self.env, RUN_LOCK, self.id) as is_alone:
            if not is_alone or self.state != "running":
                return
            end = time.monotonic() + AT_WORK
            self._postpone_quiet()
            while time.monotonic() < end and self._hand_over_due():
                keep(self.env)
            self._finish_or_wait()
            keep(self.env)

    def _finish_or_wait(self):
        """Close a campaign whose every recipient has come to an end, or come back when the next one is due."""
        self.invalidate_recordset()
        [(waiting, at)] = self.env.execute_query(
            SQL(
                """SELECT count(*), min(next_at) FILTER (WHERE is_under_way IS NOT TRUE) FROM grid_notice
                    WHERE campaign_id = %s AND state = 'waiting'""",
                self.id,
            )
        )
        if not waiting:
            self._finish()
        elif at and self.state == "running":
            self._wake("run", max(at, fields.Datetime.now() + SOON))

    def _finish(self):
        self.state = "done"

    def _postpone_quiet(self):
        """Let those who would be disturbed wait until the morning of their own place, in one query a place."""
        now = fields.Datetime.now()
        due = SQL(
            """campaign_id = %s AND state = 'waiting' AND is_under_way IS NOT TRUE AND next_at <= %s
               AND channel = ANY(%s)""",
            self.id,
            now,
            list(DISTURBING),
        )
        self.env["grid.notice"].flush_model()
        for (branch_id,) in self.env.execute_query(SQL("SELECT DISTINCT branch_id FROM grid_notice WHERE %s", due)):
            zone = ZoneInfo(self._zone(self.env["grid.branch"].sudo().browse(branch_id or [])))
            moment = moment_to_send(now.replace(tzinfo=UTC), zone, self._quiet_hours()).replace(tzinfo=None)
            if moment > now:
                self.env.cr.execute(
                    SQL(
                        "UPDATE grid_notice SET next_at = %s WHERE %s AND branch_id IS NOT DISTINCT FROM %s",
                        moment,
                        due,
                        branch_id,
                    )
                )
        self.env["grid.notice"].invalidate_model()

    def _hand_over_due(self):
        """Hand a batch over to each channel; return whether there was any."""
        some = False
        for channel in self._plan().channels:
            if notices := self._claim(channel, min(BATCH, self._room(channel))):
                some = True
                self.env["grid.notice"].browse(notices)._transmit(channel)
        return some

    def _room(self, channel):
        """Return how many messages a channel takes now: SMS and calls only as many as leave within two minutes."""
        carriers = {SMS: "grid.sms.provider", VOICE: "grid.voice.provider"}
        provider = channel in carriers and self.env[carriers[channel]]._of_company(self.company_id)
        room = provider._room() if provider else None
        return BATCH if room is None else room

    def _claim(self, channel, limit):
        """Take the next messages of a channel; none of a campaign that has been stopped meanwhile.

        They are chosen once, as an array: what stands in IN may be chosen anew for each row, beyond the limit.
        """
        self.flush_recordset(["state"])
        rows = self.env.execute_query(
            SQL(
                """UPDATE grid_notice SET is_under_way = TRUE WHERE id = ANY(ARRAY(
                       SELECT id FROM grid_notice
                        WHERE campaign_id = %s AND state = 'waiting' AND is_under_way IS NOT TRUE AND next_at <= %s
                          AND channel = %s
                          AND EXISTS (SELECT FROM grid_notice_campaign AS own WHERE own.id = campaign_id
                                         AND own.state = 'running')
                        ORDER BY next_at, id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING id""",
                self.id,
                fields.Datetime.now(),
                channel,
                limit,
            )
        )
        self.env["grid.notice"].invalidate_model()
        return sorted(id_ for (id_,) in rows)
