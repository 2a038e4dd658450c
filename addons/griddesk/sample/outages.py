from datetime import timedelta

from markupsafe import Markup

from odoo import Command

from .history import History

OUTAGES = (
    *("ref", "branch", "kind", "feeders", "started_minutes_ago", "starts_days_left", "starts_time", "lasts_minutes"),
    *("ended_minutes_ago", "cause", "works", "source_reference", "by"),
)
NOTICES = ("ref", "outage", "audience", "way", "given_days_ago", "document")
MESSAGES = (
    *("ref", "channel", "customer", "usage_point", "subject", "text"),
    *("received_minutes_ago", "registered_minutes_ago", "registered_by"),
)
CHANNELS = ("phone", "site")


def load_outages(store, moments):
    """Announce, begin and end outages by the acts of the product; register what customers report of them."""
    rows = store.fresh(store.read_if_there("outages.csv", OUTAGES), "outage", "ref")
    vals_list = [_vals(store, row, moments) for row in rows]
    outages = store.create(store.env["grid.outage"], rows, vals_list, "outage", "ref")
    _load_notices(store, moments)
    for row, outage in zip(rows, outages, strict=True):
        _live(outage.with_user(store.find(row, "by", "user")).sudo())
    _load_messages(store, moments)


def _vals(store, row, moments):
    outages, branch = store.env["grid.outage"], store.env["grid.branch"].browse(store.find(row, "branch", "branch"))
    if row["started_minutes_ago"]:
        started = moments.ago(row.number("started_minutes_ago"))
    else:
        zone = branch.tz or branch.company_id.legal_tz
        started = moments.ahead(row.number("starts_days_left"), row.time("starts_time"), zone)
    return {
        **{name: row[name] for name in ("works", "source_reference")},
        "kind": row.choice("kind", dict(outages._fields["kind"].selection)),
        "branch_id": branch.id,
        "feeder_ids": [Command.set(_feeders(store, row, branch))],
        "started_at": started,
        "expected_end_at": started + timedelta(minutes=row.number("lasts_minutes")),
        "ended_at": row["ended_minutes_ago"] and moments.ago(row.number("ended_minutes_ago")),
        "cause": row.text("cause"),
    }


def _feeders(store, row, branch):
    """Return the feeders that a cell names, as the usage points of the branch name them."""
    names = row.text("feeders").split("; ")
    known = store.env["grid.feeder"].search([("branch_id", "=", branch.id), ("name", "in", names)])
    if unknown := [name for name in names if name not in known.mapped("name")]:
        row.fail("feeders", store.env._("“%(key)s” is not known.", key=unknown[0]))
    return known.ids


def _load_notices(store, moments):
    notices = store.env["grid.outage.notice"]
    rows = store.fresh(store.read_if_there("outage_notices.csv", NOTICES), "outage_notice", "ref")
    vals_list = [
        {
            **{name: row.choice(name, dict(notices._fields[name].selection)) for name in ("audience", "way")},
            "outage_id": store.find(row, "outage", "outage"),
            "given_on": moments.today - timedelta(row.number("given_days_ago")),
            "document": row["document"],
        }
        for row in rows
    ]
    store.create(notices, rows, vals_list, "outage_notice", "ref")


def _live(outage):
    """Bring an outage to where its row says it is by now."""
    if outage.kind == "planned":
        outage.action_announce()
        return
    outage.action_start()
    if outage.ended_at:
        outage.action_restore()


def _load_messages(store, moments):
    """Appeals of those who have no supply: each hangs on the outage of its usage point by itself."""
    env = store.env
    rows = store.fresh(store.read_if_there("outage_messages.csv", MESSAGES), "message", "ref")
    if not rows:
        return
    points = env["grid.usage.point"]
    vals_list = [
        {
            "name": row.text("subject"),
            "description": Markup("<p>%s</p>") % row.text("text"),
            "kind": "outage_message",
            "theme": "transmission",
            "channel_id": env.ref(f"grid_appeal.channel_{row.choice('channel', CHANNELS)}").id,
            "branch_id": points.browse(store.find(row, "usage_point", "point")).branch_id.id,
            "partner_id": store.find(row, "customer", "customer"),
            "usage_point_id": store.find(row, "usage_point", "point"),
            "received_at": moments.ago(row.number("received_minutes_ago")),
        }
        for row in rows
    ]
    history = History(env)
    tickets = store.create(env["helpdesk.ticket"], rows, vals_list, "message", "ref")
    registered = {}
    for row, ticket in zip(rows, tickets, strict=True):
        clerk = store.find(row, "registered_by", "user") if row["registered_by"] else env.uid
        registered[ticket] = moments.ago(row.number("registered_minutes_ago"))
        ticket.with_user(clerk).sudo()._register_new(registered[ticket])
    history.happened(registered)
