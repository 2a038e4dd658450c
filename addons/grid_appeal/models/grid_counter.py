from odoo import api, fields, models
from odoo.tools import SQL


class GridCounter(models.Model):
    _name = "grid.counter"
    _description = "Counter of document numbers"
    _order = "year desc, branch_id, kind"
    _rec_name = "kind"

    branch_id = fields.Many2one("grid.branch", required=True, ondelete="restrict")
    company_id = fields.Many2one(related="branch_id.company_id")
    year = fields.Integer(required=True, aggregator=None)
    kind = fields.Selection(
        [("appeal", "Registration number"), ("outgoing", "Outgoing number")],
        required=True,
    )
    value = fields.Integer("Last number", required=True, aggregator=None)

    _branch_year_kind_uniq = models.Constraint(
        "UNIQUE (branch_id, year, kind)",
        "A branch has one counter of a kind and year.",
    )

    @api.model
    def _next(self, branch, year, kind, n=1):
        """Give the next n numbers of the branch and year, as a list.

        One statement that locks the row until the transaction ends: whoever
        comes second waits, a rollback gives the numbers back, so there are no
        holes. A sequence of the database cannot promise that.
        """
        (last,) = self.env.execute_query(
            SQL(
                """INSERT INTO grid_counter AS c
                          (branch_id, year, kind, value, create_date, write_date)
                   VALUES (%(branch)s, %(year)s, %(kind)s, %(n)s, %(now)s, %(now)s)
                   ON CONFLICT (branch_id, year, kind)
                   DO UPDATE SET value = c.value + %(n)s, write_date = %(now)s
                   RETURNING value""",
                branch=branch.id,
                year=year,
                kind=kind,
                n=n,
                now=fields.Datetime.now(),
            )
        )[0]
        return list(range(last - n + 1, last + 1))
