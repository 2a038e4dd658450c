import logging
from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.service.model import retrying
from odoo.tools import consteq, hmac

from odoo.addons.legal_deadline.deadlines import DeadlineError

from ..live.digests import days_told
from .grid_live_page import READER

_logger = logging.getLogger(__name__)


class GridDigest(models.Model):
    """A letter by schedule with the figures of the live page: to one person, of the branches that the person leads.

    What was told is noted in the transaction that queues the letter, so a job that is run twice, or dies in between,
    sends one letter a period.
    """

    _name = "grid.digest"
    _description = "Digest by e-mail"
    _rec_name = "user_id"
    _order = "user_id, often"
    _check_company_auto = True

    active = fields.Boolean("Is sent", default=True)
    user_id = fields.Many2one(
        "res.users", "To whom", required=True, readonly=True, default=lambda self: self.env.user, ondelete="cascade"
    )
    email = fields.Char("E-mail", related="user_id.email")
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company, index=True
    )
    often = fields.Selection(
        [("workday", "Each working day"), ("week", "Each week"), ("month", "Each month")],
        "How often",
        required=True,
        default="workday",
    )
    at_time = fields.Float(
        "At what time", required=True, default=8.0, help="By the clock of the branches; on days off nothing is sent."
    )
    branch_ids = fields.Many2many(
        "grid.branch", string="Branches", check_company=True, help="With those below them. Empty: all that you lead."
    )
    with_late_list = fields.Boolean("What is overdue: list", default=True)
    with_now = fields.Boolean("Right now", default=True)
    with_period = fields.Boolean("In the period", default=True)
    with_teams = fields.Boolean("What is overdue, and whose", default=True)
    with_term = fields.Boolean("In the term of the law", default=True)
    with_mix = fields.Boolean("Open appeals")
    with_connection = fields.Boolean("Connections and services", default=True)
    with_outages = fields.Boolean("Outages")
    with_own = fields.Boolean("Own indicators against the plan")
    with_voice = fields.Boolean("What applicants think")
    with_pdf = fields.Boolean("The live page as a PDF", default=True, help="Attached, with its charts.")
    told_until = fields.Date("Told until", readonly=True, copy=False, help="The last day that letters were about.")

    _once = models.Constraint(
        "UNIQUE (user_id, company_id, often)", "You have such a letter already: change it, or choose another frequency."
    )
    _time_of_day = models.Constraint("CHECK (at_time >= 0 AND at_time < 24)", "Enter a time from 00:00 to 23:59.")

    @api.depends("user_id", "often")
    @api.depends_context("lang")
    def _compute_display_name(self):
        labels = dict(self._fields["often"]._description_selection(self.env))
        for digest in self:
            digest.display_name = f"{digest.user_id.name}: {labels.get(digest.often, '')}"

    @api.model_create_multi
    def create(self, vals_list):
        digests = super().create(vals_list)
        digests._begin_today()
        return digests

    def write(self, vals):
        result = super().write(vals)
        if vals.get("active") or "often" in vals:
            self._begin_today()
        return result

    def _begin_today(self):
        """What ended before the letters were asked for is not told."""
        for digest in self:
            digest.told_until = digest._local_now().date() - timedelta(days=1)

    @api.constrains("user_id")
    def _check_address(self):
        for digest in self:
            if not digest.user_id.email_normalized:
                raise ValidationError(self.env._("Enter your e-mail address in your preferences: letters go to it."))

    # --- when
    @api.model
    def _cron_send(self):
        """Queue the letters that are owed; each is kept with the note that it was, or neither."""
        for digest in self.sudo().search([]):
            if not retrying(partial(digest._send_and_commit), self.env):
                return

    def _send_and_commit(self):
        """Commit one letter; return the time that is left."""
        digest = self.try_lock_for_update()
        digest.invalidate_recordset()
        try:
            days = digest.active and digest._days_owed()
        except DeadlineError as refusal:
            _logger.warning("Digest %s is not sent: %r", digest.id, refusal)
            days = False
        if days:
            digest.told_until = days[1]
            digest._send(*days)
        return self.env["ir.cron"]._commit_progress(1)

    def _days_owed(self):
        """Return the first and the last day that the person is to be told of now; nothing on a day off."""
        reader = self.user_id._at_work()
        now, calendar = self._local_now(), self._calendar()
        today = now.date()
        if not (reader and reader.has_group(READER) and reader.email_normalized and calendar.is_working(today)):
            return ()
        days = days_told(self.often, today, lambda day: calendar.subtract_working_days(day, 1))
        is_time = now.hour + now.minute / 60 >= self.at_time
        return days if is_time and (not self.told_until or self.told_until < days[1]) else ()

    def _local_now(self):
        """Return the time by the clock of the branches, or of the company where they have several."""
        company = self.company_id
        zones = {branch.tz or company.legal_tz for branch in self._branches()}
        zone = zones.pop() if len(zones) == 1 else company.legal_tz
        return self.env["legal.rule"]._local(fields.Datetime.now(), zone)

    def _calendar(self):
        """Return the production calendar of the branch, or of the company where they are several."""
        branch = self._branches()
        places = self.env["legal.rule"]._places_of(branch if len(branch) == 1 else branch.browse())
        return self.env["legal.calendar.day"]._calendar(self.company_id.id, places)

    def _branches(self):
        return self.sudo().branch_ids or self.sudo().user_id.branch_ids

    # --- who stops them
    def _key(self):
        return f"{self.id}.{self._signature()}"

    def _signature(self):
        return hmac(self.env(su=True), "grid_quality.digest_key", str(self.id))[:32]

    @api.model
    def _of_key(self, key):
        """Return the digest that a key belongs to, a stopped one too; empty for any other text."""
        number, _dot, signature = key.partition(".")
        if not (key.isascii() and number.isdecimal() and len(number) < 10):
            return self.browse()
        digest = self.with_context(active_test=False).browse(int(number)).exists()
        return digest if consteq(signature, digest._signature()) else digest.browse()
