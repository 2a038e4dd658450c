"""Deadlines of 2,000 records started in one batch: against the ORM one by one, and beside plain `helpdesk_mgmt`."""

from datetime import datetime, timedelta

from odoo.modules.registry import Registry

from .timing import race, undone

RECORDS = 2_000
CODE = "appeal_register"
FIRST = datetime(2026, 3, 2, 3)
LETTER = {"description": "<p>There is no light in our street.</p>", "partner_name": "Applicant"}
QUIET = {"mail_create_nosubscribe": True, "mail_create_nolog": True}  # as appeals are made


def measure(env, plain: str) -> dict:
    """Start deadlines, each counted from a moment of its own; `plain` is a database with `helpdesk_mgmt` alone."""
    letters = [{"name": f"Letter {number}", **LETTER} for number in range(RECORDS)]
    appeals = _as_appeals(env, letters)
    tickets = env["helpdesk.ticket"]
    with Registry(plain).cursor() as cr:
        plain_env = env(cr=cr)
        plain_tickets = plain_env["helpdesk.ticket"].with_context(**QUIET)
        created = race(
            {
                "appeals": (env, lambda: tickets.create(appeals)),
                "tickets": (plain_env, lambda: plain_tickets.create(letters)),
            }
        )
    records = tickets.create(appeals)
    records._deadline_cancel(CODE, "Started again by the measurement")
    rows, queries = _start_once(env, records)
    started = race(
        {
            "batch": (env, lambda: records._deadline_start(CODE)),
            "one_by_one": (env, lambda: _one_by_one(records, rows)),
        }
    )
    return {"records": RECORDS, "queries": queries, **created, **started}


def _as_appeals(env, letters: list[dict]) -> list[dict]:
    """The letters with what an appeal needs: a branch, a channel and the moment of its receipt."""
    branch = env["grid.branch"].create({"name": "Branch", "code": "BEN", "tz": "Asia/Novokuznetsk"})
    channel = env["helpdesk.ticket.channel"].search([], limit=1)
    place = {"branch_id": branch.id, "channel_id": channel.id}
    return [
        {**letter, **place, "received_at": FIRST + timedelta(minutes=minutes)} for minutes, letter in enumerate(letters)
    ]


def _start_once(env, records) -> tuple[list[tuple[dict, dict]], int]:
    """The finished rows of each promise and of its history, and how many queries one batch takes."""
    with undone(env):
        before = env.cr.sql_log_count
        deadlines = records._deadline_start(CODE)
        env.flush_all()
        queries = env.cr.sql_log_count - before
        events = (deadline.event_ids.copy_data()[0] for deadline in deadlines)
        return list(zip(deadlines.copy_data(), events, strict=True)), queries


def _one_by_one(records, rows: list[tuple[dict, dict]]) -> None:
    """Make the finished rows by plain `create` and write the date on the record: nothing is counted or explained."""
    deadlines = records.env["legal.deadline"]._by_act()
    events = deadlines.env["legal.deadline.event"]
    for record, (row, event) in zip(records._by_act(), rows, strict=True):
        deadline = deadlines.create(row)
        events.create({**event, "deadline_id": deadline.id})
        record.next_due_at = deadline.due_at
