from odoo import api, fields, models
from odoo.tools import SQL

from ..calls import Tally

DAYS = 400


class GridCallDay(models.Model):
    """The sheet of a day: what became of its calls, branch by branch, beside the company's targets.

    Counted in one statement over ended calls of the last 400 days, by the local day of the branch; shares and means are
    those of `calls.Tally`.
    """

    _name = "grid.call.day"
    _description = "Day of calls"
    _auto = False
    _order = "day desc, branch_id"
    _rec_name = "day"

    day = fields.Date(readonly=True)
    branch_id = fields.Many2one("grid.branch", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    answered = fields.Integer(readonly=True)
    lost = fields.Integer(readonly=True)
    self_service = fields.Integer("Ended in the menu", readonly=True)
    in_time = fields.Integer("Answered in time", readonly=True)
    solved = fields.Integer("Solved at first contact", readonly=True)
    wait_seconds = fields.Integer("Waits, s", readonly=True)
    talk_seconds = fields.Integer("Talks, s", readonly=True)
    service_level = fields.Float("Service level, %", compute="_compute_shares", digits=(5, 1))
    lost_share = fields.Float("Lost, %", compute="_compute_shares", digits=(5, 1))
    solved_share = fields.Float("Solved at first contact, %", compute="_compute_shares", digits=(5, 1))
    mean_wait = fields.Float("Mean wait, s", compute="_compute_shares", digits=(7, 1))
    mean_talk = fields.Float("Mean talk, s", compute="_compute_shares", digits=(7, 1))
    is_below_target = fields.Boolean("Below the target", compute="_compute_shares")
    is_above_lost = fields.Boolean("Too many lost", compute="_compute_shares")

    @property
    def _table_query(self):
        return SQL(
            """SELECT (min(call.id)) AS id, told.day, call.branch_id, call.company_id,
                      count(*) FILTER (WHERE call.stage = 'answered') AS answered,
                      count(*) FILTER (WHERE call.stage = 'lost') AS lost,
                      count(*) FILTER (WHERE call.stage = 'self_service') AS self_service,
                      count(*) FILTER (WHERE call.stage = 'answered' AND call.is_in_time) AS in_time,
                      count(*) FILTER (WHERE call.stage = 'answered' AND call.is_solved) AS solved,
                      coalesce(sum(call.wait_seconds) FILTER (WHERE call.stage = 'answered'), 0) AS wait_seconds,
                      coalesce(sum(call.talk_seconds) FILTER (WHERE call.stage = 'answered'), 0) AS talk_seconds
                 FROM grid_call AS call
                 JOIN grid_branch AS branch ON branch.id = call.branch_id
                 JOIN res_company AS company ON company.id = call.company_id
                CROSS JOIN LATERAL (
                      SELECT (call.began_at AT TIME ZONE 'UTC'
                              AT TIME ZONE coalesce(branch.tz, company.legal_tz))::date AS day) AS told
                WHERE call.ended_at IS NOT NULL AND call.began_at >= %s::timestamp - make_interval(days => %s)
                GROUP BY told.day, call.branch_id, call.company_id""",
            fields.Datetime.now(),
            DAYS,
        )

    def _tally(self):
        self.ensure_one()
        return Tally(
            self.answered, self.lost, self.self_service, self.in_time, self.solved, self.wait_seconds, self.talk_seconds
        )

    @api.depends("answered", "lost", "in_time", "solved", "wait_seconds", "talk_seconds")
    def _compute_shares(self):
        for day in self:
            tally, company = day._tally(), day.company_id.sudo()
            for name in ("service_level", "lost_share", "solved_share", "mean_wait", "mean_talk"):
                day[name] = getattr(tally, name)
            day.is_below_target = tally.asked and tally.service_level < company.target_service_level
            day.is_above_lost = tally.asked and tally.lost_share > company.max_abandon_pct
