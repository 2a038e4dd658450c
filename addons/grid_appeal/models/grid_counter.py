from odoo import api, fields, models
from odoo.tools import SQL


class GridCounter(models.Model):
    """The last number given in a branch and local year: one row, and for moments the one before it."""

    _name = "grid.counter"
    _description = "Counter of document numbers"
    _order = "year desc, branch_id, kind, value desc"
    _rec_name = "kind"

    branch_id = fields.Many2one("grid.branch", required=True, ondelete="restrict")
    company_id = fields.Many2one(related="branch_id.company_id")
    year = fields.Integer(required=True, aggregator=None)
    kind = fields.Selection(
        [("appeal", "Registration number"), ("outgoing", "Outgoing number")],
        required=True,
    )
    value = fields.Integer("Last number", required=True, aggregator=None)

    _series_value_uniq = models.Constraint("UNIQUE (branch_id, year, kind, value)", "A number is given once.")

    @api.model
    def _next(self, branch, year, kind, n=1):
        """Give the next n numbers of the branch and year, as a list.

        Whoever comes second waits until the first transaction ends, and a rollback gives the numbers
        back: no holes, which no sequence of the database can promise. The last number is read beside
        this transaction, which began before the wait and does not see what was given meanwhile; and it
        is never updated, since the database would refuse that to all but one of those who waited. Of the
        numbers this transaction gave before, which nobody else sees yet, the last one stays.
        """
        series = {"branch": branch.id, "year": year, "kind": kind}
        self.env.execute_query(
            SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", f"grid.counter {sorted(series.items())}")
        )
        of_series = SQL("branch_id = %(branch)s AND year = %(year)s AND kind = %(kind)s", **series)
        with self.env.registry.cursor() as beside:
            beside.execute(SQL("SELECT id, value FROM grid_counter WHERE %s", of_series))
            given = dict(beside.fetchall())
        [(last,)] = self.env.execute_query(
            SQL(
                """WITH past AS (DELETE FROM grid_counter
                                  WHERE id = ANY(%(past)s) OR (%(of_series)s AND value > %(given)s))
                   INSERT INTO grid_counter (branch_id, year, kind, value, create_date, write_date)
                   SELECT %(branch)s, %(year)s, %(kind)s, %(n)s + greatest(%(given)s, max(value)), %(now)s, %(now)s
                     FROM grid_counter WHERE %(of_series)s
                   RETURNING value""",
                past=list(given),
                given=max(given.values(), default=0),
                n=n,
                now=fields.Datetime.now(),
                of_series=of_series,
                **series,
            )
        )
        return list(range(last - n + 1, last + 1))
