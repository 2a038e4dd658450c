"""Fill a database of GridDesk with generated appeals, their deadlines and the history of those."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from odoo import fields

from odoo.addons.griddesk.sample import house, people
from odoo.addons.griddesk.sample.load import QUIET
from odoo.addons.griddesk.sample.table import Store

from .volume import SUBJECT, bare, insert_like, last_id, moment, settle, stage
from .volume_customers import fill_customers

TABLES = ("res_partner", "grid_usage_point", "helpdesk_ticket", "legal_deadline", "legal_deadline_event")
DAYS = 3700  # the days for which due dates are counted; a rule holds for all of them here


def fill(env, folder: str) -> None:
    """Load the company by the ORM, one appeal of each sort by its acts, all others by copy; commits.

    Leaves `dues.csv` in the folder: the due dates of each appeal, for the peer to have the same.
    """
    company = _load_company(env, folder)
    cr, zone = env.cr, company.legal_tz
    stage(cr, folder, "customers", "usage_points", "appeals")
    cr.execute("SET LOCAL work_mem = '128MB'")
    bases = {table: last_id(cr, table) for table in TABLES}
    with bare(cr, *TABLES[:2]):
        fill_customers(env, bases["res_partner"])
    env.invalidate_all()
    _make_patterns(env, company)
    _count_dues(env, zone)
    base = bases["helpdesk_ticket"] = last_id(cr, "helpdesk_ticket")
    _live(cr, bases, zone)
    with bare(cr, *TABLES[2:]):
        _fill_deadlines(cr, zone)
        _fill_appeals(cr)
        _fill_events(cr, base)
        _drop_patterns(cr)
    _count_numbers(cr)
    _tell_dues(cr, folder, base)
    settle(cr, *TABLES)


def _load_company(env, folder):
    house.activate_language(env, "ru_RU")
    store = Store(env(context={**env.context, **QUIET}), folder)
    company = house.load_company(store)
    house.load_branches(store, company)
    house.load_offices(store)
    people.load_staff(store, company)
    for branch in env["grid.branch"].search([]):
        env["helpdesk.ticket.team"].create({"name": branch.name, "branch_ids": branch.ids, "company_id": company.id})
    return company


def _make_patterns(env, company) -> None:
    """Register one appeal of each kind, customer group and channel, as people do."""
    cr = env.cr
    cr.execute(
        """CREATE TEMP TABLE sort AS
           SELECT DISTINCT kind, channel, coalesce(point.customer_group, customer.customer_group) AS customer_group,
                           NULL::int AS ticket_id
             FROM appeals JOIN customers AS customer ON customer.ref = appeals.customer
             LEFT JOIN usage_points AS point ON point.number = appeals.usage_point"""
    )
    cr.execute(
        """SELECT kind, channel, customer_group, applicant.id
             FROM sort JOIN (SELECT customer_group, min(id) AS id FROM res_partner WHERE ref LIKE 'C%' GROUP BY 1)
                  AS applicant USING (customer_group)"""
    )
    sorts, yesterday = cr.fetchall(), fields.Datetime.now() - timedelta(days=1)
    branch = env["grid.branch"].search([("code", "=", "KEM")])
    tickets = env["helpdesk.ticket"].create(
        [
            {
                "name": kind,
                "description": "<p>-</p>",
                "kind": kind,
                "channel_id": env.ref(f"grid_appeal.channel_{channel}").id,
                "partner_id": partner,
                "branch_id": branch.id,
                "received_at": yesterday,
            }
            for kind, channel, _group, partner in sorts
        ]
    )
    tickets.action_register()
    env.flush_all()
    cr.execute("UPDATE helpdesk_ticket SET number = NULL WHERE id = ANY(%s)", [tickets.ids])
    for ticket, (kind, channel, group, _partner) in zip(tickets, sorts, strict=True):
        cr.execute(
            "UPDATE sort SET ticket_id = %s WHERE (kind, channel, customer_group) = (%s, %s, %s)",
            [ticket.id, kind, channel, group],
        )


def _count_dues(env, zone: str) -> None:
    """Count by the engine when each rule of the patterns falls due, for every day there is."""
    cr = env.cr
    cr.execute(
        "CREATE TEMP TABLE due (rule_id int, day date, due_at timestamp, control_at timestamp, warn_at timestamp)"
    )
    deadlines = env["legal.deadline"].search([("res_model", "=", "helpdesk.ticket")])
    today = datetime.now(UTC).astimezone(ZoneInfo(zone)).date()
    for rule, ruled in deadlines.grouped("rule_id").items():
        value, circumstances = rule._value(), ruled[0]._circumstances()
        dues = []
        for day in (today - timedelta(days) for days in range(DAYS)):
            event = datetime.combine(day, time(12), ZoneInfo(zone))
            dates = rule._dates(rule._reckon_by(value, event, circumstances))
            dues.append((rule.id, day, dates["due_at"], dates["control_at"], dates["warn_at"]))
        cr.execute_values("INSERT INTO due VALUES %s", dues, page_size=DAYS)
    cr.execute("CREATE INDEX ON due (rule_id, day)")
    cr.execute("ANALYZE due")


def _live(cr, bases: dict, zone: str) -> None:
    """Lay out the lives: whose appeal it is, which pattern it follows, and when each act took place."""
    moments = ", ".join(f"{moment(act, zone)} AS {act}_at" for act in ("received", "registered", "answered", "closed"))
    cr.execute(
        f"""CREATE TEMP TABLE life AS
            WITH lived AS (
                SELECT {bases["helpdesk_ticket"]} + substr(a.ref, 2)::int AS id, a.*, {SUBJECT} AS title,
                       {bases["res_partner"] + 1000} + substr(a.customer, 2)::int AS partner_id, {moments}
                  FROM appeals AS a)
            SELECT lived.*, branch.id AS branch_id, point.id AS point_id, pattern.ticket_id AS pattern_id,
                   registrar.id AS registrar_id, handler.id AS handler_id, team.id AS team_id,
                   row_number() OVER (PARTITION BY branch.id, extract(year FROM registered_at)
                                      ORDER BY received_at, lived.id) AS serial
              FROM lived
              JOIN grid_branch AS branch ON branch.code = lived.branch
              JOIN res_partner AS partner ON partner.id = lived.partner_id
              LEFT JOIN grid_usage_point AS point ON point.name = lived.usage_point
              JOIN sort AS pattern ON (pattern.kind, pattern.channel, pattern.customer_group)
                   = (lived.kind, lived.channel, coalesce(point.effective_group, partner.customer_group))
              JOIN grid_branch_helpdesk_ticket_team_rel AS teamed ON teamed.grid_branch_id = branch.id
              JOIN helpdesk_ticket_team AS team ON team.id = teamed.helpdesk_ticket_team_id
              LEFT JOIN res_users AS registrar ON registrar.login = lived.registered_by
              LEFT JOIN res_users AS handler ON handler.login = lived.handler"""
    )
    cr.execute("ANALYZE life")


def _fill_deadlines(cr, zone: str) -> None:
    started = "CASE WHEN pattern.started_at = sort.received_at THEN life.received_at ELSE life.registered_at END"
    done = "CASE WHEN pattern.state = 'running' THEN life.answered_at ELSE life.registered_at END"
    kept = "CASE WHEN act.done_at <= due.due_at THEN 'met' ELSE 'missed' END"
    insert_like(
        cr,
        "legal_deadline",
        f"""life JOIN helpdesk_ticket AS sort ON sort.id = life.pattern_id
            JOIN legal_deadline AS pattern ON pattern.res_id = sort.id AND pattern.res_model = 'helpdesk.ticket'
            CROSS JOIN LATERAL (SELECT {started} AS started_at, {done} AS done_at) AS act
            JOIN due ON due.rule_id = pattern.rule_id
                 AND due.day = (act.started_at AT TIME ZONE 'UTC' AT TIME ZONE '{zone}')::date
           WHERE life.state <> 'new' OR pattern.code = 'appeal_register'""",
        res_id="life.id",
        started_at="act.started_at",
        done_at="act.done_at",
        state=f"CASE WHEN act.done_at IS NULL THEN 'running' ELSE {kept} END",
        create_date="act.started_at",
        write_date="coalesce(act.done_at, act.started_at)",
        **{name: f"due.{name}" for name in ("due_at", "control_at", "warn_at")},
    )
    cr.execute("ANALYZE legal_deadline")


def _fill_appeals(cr) -> None:
    number = "branch || '-' || extract(year FROM life.registered_at) || '-' || lpad(serial::text, 6, '0')"
    insert_like(
        cr,
        "helpdesk_ticket",
        """life JOIN helpdesk_ticket AS pattern ON pattern.id = life.pattern_id
           JOIN helpdesk_ticket_stage AS stage ON stage.state = life.state
           JOIN res_partner AS partner ON partner.id = life.partner_id
           LEFT JOIN (SELECT res_id, min(due_at) FILTER (WHERE state = 'running') AS due_at,
                             array_agg(code) FILTER (WHERE state = 'missed') AS missed
                        FROM legal_deadline WHERE res_model = 'helpdesk.ticket' GROUP BY res_id) AS promised
                  ON promised.res_id = life.id""",
        id="life.id",
        name="life.title",
        description="'<p>' || life.text || '</p>'",
        number=f"CASE WHEN life.registered_at IS NOT NULL THEN {number} END",
        state="life.state",
        stage_id="stage.id",
        theme="life.theme",
        partner_id="life.partner_id",
        commercial_partner_id="life.partner_id",
        partner_name="partner.name",
        partner_email="partner.email",
        partner_phone="partner.phone",
        partner_inn="NULL",
        usage_point_id="life.point_id",
        branch_id="life.branch_id",
        team_id="CASE WHEN life.state <> 'new' THEN life.team_id END",
        user_id="life.handler_id",
        registered_by_id="CASE WHEN life.registered_at IS NOT NULL THEN coalesce(life.registrar_id, 1) END",
        closed_date="life.closed_at",
        next_due_at="promised.due_at",
        answered_late="life.answered_at IS NOT NULL AND (pattern.answer_code = ANY (promised.missed)) IS TRUE",
        create_date="life.received_at",
        write_date="coalesce(life.closed_at, life.answered_at, life.registered_at, life.received_at)",
        **{f"{act}_at": f"life.{act}_at" for act in ("received", "registered", "answered")},
    )


def _fill_events(cr, base: int) -> None:
    for kind, at in (("start", "started_at"), ("done", "done_at")):
        insert_like(
            cr,
            "legal_deadline_event",
            f"""legal_deadline AS deadline
                CROSS JOIN (SELECT * FROM legal_deadline_event WHERE kind = '{kind}' LIMIT 1) AS pattern
                WHERE deadline.res_model = 'helpdesk.ticket' AND deadline.res_id > {base}
                  AND deadline.{at} IS NOT NULL""",
            deadline_id="deadline.id",
            happened_at=f"deadline.{at}",
            create_date=f"deadline.{at}",
            write_date=f"deadline.{at}",
        )


def _count_numbers(cr) -> None:
    """Let the counters go on from the numbers that are given."""
    cr.execute("DELETE FROM grid_counter")
    cr.execute(
        """INSERT INTO grid_counter (branch_id, year, kind, value)
           SELECT branch_id, extract(year FROM registered_at), 'appeal', max(serial) FROM life
            WHERE registered_at IS NOT NULL GROUP BY 1, 2"""
    )


def _drop_patterns(cr) -> None:
    """Take the patterns away again: the lists shall show what was generated.

    While the tables are bare: no row is looked for that points to one of them.
    """
    cr.execute("SELECT ticket_id FROM sort")
    tickets = [[ticket for (ticket,) in cr.fetchall()]]
    of_pattern = "SELECT id FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id = ANY(%s)"
    cr.execute(f"DELETE FROM legal_deadline_event WHERE deadline_id IN ({of_pattern})", tickets)
    cr.execute("DELETE FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id = ANY(%s)", tickets)
    cr.execute("DELETE FROM mail_message WHERE model = 'helpdesk.ticket' AND res_id = ANY(%s)", tickets)
    cr.execute("DELETE FROM helpdesk_ticket WHERE id = ANY(%s)", tickets)


def _tell_dues(cr, folder: str, base: int) -> None:
    with (Path(folder) / "dues.csv").open("w", encoding="utf-8") as file:
        file.write("serial,register_due,answer_due\n")
        cr.copy_expert(
            f"""COPY (SELECT res_id - {base}, min(due_at) FILTER (WHERE code = 'appeal_register'),
                             max(due_at) FILTER (WHERE code <> 'appeal_register')
                        FROM legal_deadline WHERE res_model = 'helpdesk.ticket' AND res_id > {base} GROUP BY 1)
                TO STDOUT (FORMAT csv)""",
            file,
        )
