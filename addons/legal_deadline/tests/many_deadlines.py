"""Many deadlines at once, and the plan by which the database finds some of them."""

from odoo import fields
from odoo.tools import SQL


def insert_deadlines(env, rule, state, count, days):
    """Insert `count` promises of one state in one statement, due within so many days of now (negative: before it).

    They are about records that need not exist: nothing here opens them.
    """
    env.cr.execute(
        """INSERT INTO legal_deadline
                  (rule_id, code, res_model, res_id, company_id, state, started_at, warn_at, control_at, due_at)
           SELECT %s, %s, 'res.partner', last.id + n, %s, %s,
                  due - interval '30 days', due - interval '3 days', due, due
             FROM generate_series(1, %s::bigint) AS n,
                  LATERAL (SELECT %s + %s * (1 + n * 7919 %% 100000) / 100000.0 * interval '1 day' AS due) AS dates,
                  (SELECT coalesce(max(res_id), 0) AS id FROM legal_deadline) AS last""",
        (rule.id, rule.code, env.company.id, state, count, fields.Datetime.now(), days),
    )


def plan(env, query):
    """Return the nodes of the plan of a query, from the top: `("Limit", "")`, `("Index Only Scan", "name_idx")`."""
    [(rows,)] = env.execute_query(SQL("EXPLAIN (FORMAT JSON) %s", query))
    nodes, waiting = [], [rows[0]["Plan"]]
    while waiting:
        node = waiting.pop(0)
        nodes.append((node["Node Type"], node.get("Index Name", "")))
        waiting += node.get("Plans", [])
    return nodes
