from odoo import fields, models
from odoo.tools import SQL

from .grid_connection_result import ENDS


class GridConnectionFunnel(models.Model):
    """The funnel of connections: applied, offered, contracted, connected; number, kW, fee, days, late or not.

    One row a submitted application for a connection: a passport without a track concludes no contract of one
    (papers restored) and is not counted. Measures are counted once each, so that a group adds up.
    """

    _name = "grid.connection.funnel"
    _description = "Funnel of connections"
    _auto = False
    _order = "submitted_at desc, id desc"
    _rec_name = "connection_id"
    _depends = {
        "grid.connection": [
            *("request_id", "track", "ended_as", "contract_date", "connected_at", "power_total_kw", "fee"),
            *("offer_at", "offer_late", "works_due_at"),
        ],
        "grid.service.request": [
            *("service_id", "branch_id", "company_id", "partner_id", "user_id", "phase", "submitted_at"),
            *("ended_at", "outcome"),
        ],
        "legal.deadline": ["res_model", "res_id", "code", "state", "due_at"],
    }

    connection_id = fields.Many2one("grid.connection", "Connection", readonly=True)
    service_id = fields.Many2one("grid.service", "Passport", readonly=True)
    branch_id = fields.Many2one("grid.branch", "Branch", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", "Applicant", readonly=True)
    user_id = fields.Many2one("res.users", "Handler", readonly=True)
    track = fields.Selection([("account", "Personal account"), ("paper", "On paper")], readonly=True)
    phase = fields.Selection(
        selection=lambda self: self.env["grid.service.request"]._fields["phase"]._description_selection(self.env),
        readonly=True,
    )
    ended_as = fields.Selection(ENDS, "Ended as", readonly=True)
    submitted_at = fields.Datetime("Submitted", readonly=True)
    contract_date = fields.Date("Contract", readonly=True)
    connected_at = fields.Datetime("Connected", readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    power_total_kw = fields.Float("Power, kW", digits=(16, 3), readonly=True)
    fee = fields.Float("Fee", digits=(16, 2), readonly=True)
    days_to_offer = fields.Float("Days to the offer", readonly=True, aggregator="avg")
    days_to_connect = fields.Float("Days to the connection", readonly=True, aggregator="avg")
    applied = fields.Integer("Applications", readonly=True)
    offered = fields.Integer("Offers", readonly=True)
    contracted = fields.Integer("Contracts", readonly=True)
    connected = fields.Integer("Connections made", readonly=True)
    withdrawn = fields.Integer("Withdrawals", readonly=True)
    annulled = fields.Integer("Annulments", readonly=True)
    annulled_no_docs = fields.Integer("Annulled: no papers", readonly=True)
    annulled_unpaid = fields.Integer("Annulled: no payment", readonly=True)
    annulled_not_signed = fields.Integer("Annulled: no signature", readonly=True)
    offer_late = fields.Integer("Offers late", readonly=True, help="Sent late, or overdue and not sent yet.")
    offer_owed = fields.Integer("Offers owed", readonly=True, help="Sent, or overdue and not sent yet.")
    works_late = fields.Integer("Works late", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT connection.id, connection.id AS connection_id, request.service_id, request.branch_id,
                   request.company_id, request.partner_id, request.user_id, connection.track, request.phase,
                   connection.ended_as, request.submitted_at, connection.contract_date, connection.connected_at,
                   request.ended_at, connection.power_total_kw, connection.fee,
                   EXTRACT(EPOCH FROM connection.offer_at - request.submitted_at) / 86400 AS days_to_offer,
                   EXTRACT(EPOCH FROM connection.connected_at - request.submitted_at) / 86400 AS days_to_connect,
                   1 AS applied,
                   (connection.offer_at IS NOT NULL)::int AS offered,
                   (connection.contract_date IS NOT NULL)::int AS contracted,
                   (connection.connected_at IS NOT NULL)::int AS connected,
                   COALESCE(request.outcome = 'withdrawn', FALSE)::int AS withdrawn,
                   COALESCE(request.outcome = 'annulled', FALSE)::int AS annulled,
                   COALESCE(connection.ended_as = 'annulled_no_docs', FALSE)::int AS annulled_no_docs,
                   COALESCE(connection.ended_as = 'annulled_unpaid', FALSE)::int AS annulled_unpaid,
                   COALESCE(connection.ended_as = 'annulled_not_signed', FALSE)::int AS annulled_not_signed,
                   (COALESCE(connection.offer_late, FALSE) OR overdue.offer)::int AS offer_late,
                   (COALESCE(connection.offer_late, FALSE) OR overdue.offer OR connection.offer_at IS NOT NULL)::int
                       AS offer_owed,
                   (connection.works_due_at < COALESCE(connection.connected_at, request.ended_at, %(now)s))::int
                       AS works_late
              FROM grid_connection connection
              JOIN grid_service_request request ON request.id = connection.request_id
        CROSS JOIN LATERAL (
                   SELECT connection.offer_at IS NULL AND EXISTS (
                          SELECT FROM legal_deadline promise
                           WHERE promise.res_model = 'grid.service.request' AND promise.res_id = request.id
                             AND promise.code = 'tp_offer' AND (promise.state = 'missed'
                              OR promise.state = 'running' AND promise.due_at < %(now)s)) AS offer) AS overdue
             WHERE request.submitted_at IS NOT NULL AND connection.track IS NOT NULL
            """,
            now=fields.Datetime.now(),
        )

    def action_open_case(self):
        """Open the connection behind a row."""
        return self.connection_id.request_id.action_open_case()
