"""Fill a database of plain `helpdesk_mgmt` and `helpdesk_mgmt_sla` with the same rows that GridDesk got."""

from odoo import Command

from .volume import SUBJECT, bare, insert_like, last_id, moment, settle, stage

TABLES = ("res_partner", "helpdesk_ticket", "helpdesk_ticket_sla")
ZONE = "Asia/Novokuznetsk"
CLOSED = ("answered", "closed")  # what no longer waits for the company


def fill(env, folder: str) -> None:
    """Make teams, staff and two kinds of SLA by the ORM, one ticket of each team, all others by copy; commits."""
    cr = env.cr
    stage(cr, folder, "branches", "staff", "customers", "appeals", "dues")
    cr.execute("SET LOCAL work_mem = '128MB'")
    _make_slas(env)
    teams = _make_teams(env)
    patterns = env["helpdesk.ticket"].create(
        [{"name": team.name, "description": "<p>-</p>", "team_id": team.id} for team in teams.values()]
    )
    customer = env["res.partner"].create({"name": "Customer"})
    env.flush_all()
    bases = {table: last_id(cr, table) for table in TABLES}
    with bare(cr, *TABLES):
        _fill_customers(cr, bases["res_partner"], customer)
        _live(cr, bases)
        _fill_tickets(cr)
        _fill_slas(cr)
    patterns.unlink()
    env.flush_all()
    settle(cr, *TABLES)


def _make_slas(env) -> None:
    """Registration in three days, the answer in thirty, as the law of most appeals has it."""
    stages = {name: env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}").id for name in ("in_progress", "done")}
    env["helpdesk.sla"].create(
        [
            {"name": "Registration", "days": 3, "stage_id": stages["in_progress"]},
            {"name": "Answer", "days": 30, "stage_id": stages["done"]},
        ]
    )


def _make_teams(env) -> dict:
    """Make a team of each branch and the people who serve there; each sees the tickets of the own teams."""
    cr = env.cr
    cr.execute("SELECT code, name FROM branches")
    teams = {
        code: env["helpdesk.ticket.team"].create({"name": name, "use_sla": True, "alias_name": False})
        for code, name in cr.fetchall()
    }
    cr.execute("SELECT login, name, branches FROM staff")
    for login, name, codes in cr.fetchall():
        user = (
            env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                {
                    "login": login,
                    "name": name,
                    "email": f"{login}@kuzbass-seti.example",
                    "group_ids": [Command.link(env.ref("helpdesk_mgmt.group_helpdesk_user_team").id)],
                }
            )
        )
        for code in (codes or " ".join(teams)).split():
            teams[code].user_ids = [Command.link(user.id)]
    return teams


def _fill_customers(cr, base: int, customer) -> None:
    own_id = f"{base} + substr(given.ref, 2)::int"
    insert_like(
        cr,
        "res_partner",
        f"customers AS given JOIN res_partner AS pattern ON pattern.id = {customer.id}",
        id=own_id,
        commercial_partner_id=own_id,
        complete_name="given.name",
        email_normalized="given.email",
        phone_sanitized="regexp_replace(given.phone, '[^0-9]', '', 'g')",
        **{name: f"given.{name}" for name in ("ref", "name", "phone", "email", "city", "street", "zip")},
    )


def _live(cr, bases: dict) -> None:
    moments = ", ".join(f"{moment(act, ZONE)} AS {act}_at" for act in ("received", "registered", "answered", "closed"))
    cr.execute(
        f"""CREATE TEMP TABLE life AS
            SELECT a.*, {SUBJECT} AS title, substr(a.ref, 2)::int AS serial,
                   {bases["helpdesk_ticket"]} + substr(a.ref, 2)::int AS id,
                   {bases["res_partner"]} + substr(a.customer, 2)::int AS partner_id,
                   register_due::timestamp, answer_due::timestamp, {moments}
              FROM appeals AS a JOIN dues ON dues.serial::int = substr(a.ref, 2)::int"""
    )
    cr.execute("ANALYZE life")


def _fill_tickets(cr) -> None:
    stage_name = (
        f"CASE WHEN life.state = 'new' THEN 'new' WHEN life.state IN {CLOSED} THEN 'done' ELSE 'in_progress' END"
    )
    insert_like(
        cr,
        "helpdesk_ticket",
        f"""life JOIN branches ON branches.code = life.branch
            JOIN helpdesk_ticket AS pattern ON pattern.name = branches.name
            JOIN res_partner AS partner ON partner.id = life.partner_id
            JOIN ir_model_data AS stage ON stage.module = 'helpdesk_mgmt'
                 AND stage.name = 'helpdesk_ticket_stage_' || ({stage_name})
            JOIN helpdesk_ticket_channel AS channel ON channel.id = (SELECT min(id) FROM helpdesk_ticket_channel)
            LEFT JOIN res_users AS handler ON handler.login = life.handler""",
        id="life.id",
        number="'HT' || lpad(life.serial::text, 7, '0')",
        name="life.title",
        description="'<p>' || life.text || '</p>'",
        partner_id="life.partner_id",
        commercial_partner_id="life.partner_id",
        partner_name="partner.name",
        partner_email="partner.email",
        channel_id="channel.id",
        stage_id="stage.res_id",
        unattended="life.state = 'new'",
        user_id="handler.id",
        assigned_date="life.registered_at",
        closed_date="coalesce(life.closed_at, life.answered_at)",
        last_stage_update="coalesce(life.answered_at, life.registered_at, life.received_at)",
        create_date="life.received_at",
        write_date="coalesce(life.closed_at, life.answered_at, life.registered_at, life.received_at)",
    )
    cr.execute("ANALYZE helpdesk_ticket")


def _fill_slas(cr) -> None:
    for name, due, done in (("Registration", "register_due", "registered_at"), ("Answer", "answer_due", "answered_at")):
        insert_like(
            cr,
            "helpdesk_ticket_sla",
            f"""life CROSS JOIN (SELECT made.* FROM helpdesk_ticket_sla AS made
                                   JOIN helpdesk_sla AS sla ON sla.id = made.sla_id
                                  WHERE sla.name = '{name}' LIMIT 1) AS pattern""",
            ticket_id="life.id",
            deadline=f"coalesce(life.{due}, life.register_due + interval '30 days')",
            last_state_date="life.received_at",
            state=f"""CASE WHEN life.{done} IS NULL THEN 'in_progress'
                           WHEN life.{done} <= life.{due} THEN 'accomplished' ELSE 'expired' END""",
            create_date="life.received_at",
        )
