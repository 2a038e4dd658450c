"""The list of what is overdue, with little history and with much, against reading the table."""

from odoo.tools import SQL

from odoo.addons.legal_deadline.tests.many_deadlines import insert_deadlines, plan

from .timing import best_within
from .volume import vacuum

OVERDUE, IN_TIME, MET = 10_000, 10_000, 980_000
PAGE = 80
DOMAIN = [("deadline_state", "=", "overdue")]
WAYS_BY_INDEX = ("enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan")


def measure(env) -> dict:
    """Ask for the first page and for the counter before and after the history has grown; the database is our own."""
    act = env["legal.act"].create({"code": "BENCH", "name": "Act", "short_name": "Act"})
    rule = env["legal.rule"].create(
        {
            "name": "Answer",
            "code": "bench_answer",
            "act_id": act.id,
            "amount": 30,
            "unit": "calendar_days",
            "valid_from": "2020-01-01",
        }
    )
    insert_deadlines(env, rule, "running", OVERDUE, days=-30)
    insert_deadlines(env, rule, "running", IN_TIME, days=30)
    vacuum(env.cr, "legal_deadline")
    young = _ask(env)
    insert_deadlines(env, rule, "met", MET, days=-1000)
    vacuum(env.cr, "legal_deadline")
    old = _ask(env)
    plans = _plans(env)
    for way in WAYS_BY_INDEX:
        env.cr.execute(SQL("SET LOCAL %s = off", SQL.identifier(way)))
    return {
        "open": OVERDUE + IN_TIME,
        "overdue": OVERDUE,
        "total": OVERDUE + IN_TIME + MET,
        "young": young,
        "old": old,
        "read": _ask(env),
        "plans": plans,
    }


def _ask(env) -> dict[str, float]:
    """The seconds of each question by the ORM."""
    deadlines = env["legal.deadline"]
    return {
        "page": best_within(lambda: deadlines.search(DOMAIN, limit=PAGE)),
        "counter": best_within(lambda: deadlines.search_count(DOMAIN)),
    }


def _plans(env) -> dict[str, list]:
    """The plan of each question."""
    deadlines = env["legal.deadline"]
    page = deadlines._search(DOMAIN, limit=PAGE, order=deadlines._order).select()
    counter = deadlines._search(DOMAIN).select(SQL("count(*)"))
    return {"page": plan(env, page), "counter": plan(env, counter)}
