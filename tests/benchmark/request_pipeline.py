"""The pipeline of connections among a thousand requests and among a hundred thousand, as the web client asks for it.

Each row is a copy of one that the product made itself. The few are of a young company, where one in four goes on, so
that every page is full; of the many that follow one in twenty does, as in a company that keeps ten years of them.
"""

from lxml import etree

from odoo import fields
from odoo.fields import Domain

from .timing import best_within
from .volume import insert_like, settle

FEW, MANY = 1_000, 100_000
YOUNG, OLD = (4, 3), (20, 20)  # one in so many goes on, and of these one in so many is late
TABLES = ("grid_service_request", "grid_connection", "legal_deadline")
PERSON = "specialist"
OPEN = Domain("outcome", "=", False) & Domain("submitted_at", "!=", False)
BAR = {"field": "deadline_state", "colors": {"overdue": "danger", "due_soon": "warning"}}
COLUMN, PAGE, COUNTED = 20, 80, 201


def measure(env) -> dict[str, dict[str, float]]:
    """The seconds of each screen among few requests and among many; the database is our own."""
    pattern = _make_pattern(env)
    person = _person(env)
    found = {}
    _fill(env, pattern, 0, FEW, YOUNG)
    few = {name: best_within(act) for name, act in _screens(person).items()}
    _fill(env, pattern, FEW, MANY, OLD)
    for name, act in _screens(person).items():
        found[name] = {"few": few[name], "many": best_within(act)}
    return found


def _make_pattern(env):
    """Submit one application as people do; it stands in the branch of the person."""
    branch = env["grid.branch"].create({"name": "Bench", "code": "BEN", "company_id": env.company.id})
    applicant = env["res.partner"].create(
        {"name": "Bench", "customer_kind": "individual", "customer_group": "1", "company_id": env.company.id}
    )
    connection = env["grid.connection"].create(
        {
            "service_id": env.ref("grid_connection.service_tp_citizen_15").id,
            "subject": "Bench",
            "partner_id": applicant.id,
            "branch_id": branch.id,
            "channel_id": env.ref("grid_appeal.channel_post").id,
            "object_name": "House",
            "object_address": "Street 1",
            "load_character": "House",
            "settlement_type": "rural",
            "power_new_kw": 15,
            "distance_m": 100,
        }
    )
    connection.request_id._move("submit")
    env.cr.commit()
    return connection


def _person(env):
    user = env["res.users"].create(
        {
            "name": PERSON,
            "login": "bench_specialist",
            "group_ids": [(4, env.ref("grid_customer.group_specialist").id)],
            "branch_ids": [(6, 0, env["grid.branch"].search([("code", "=", "BEN")]).ids)],
        }
    )
    env.cr.commit()
    return env(user=user.id, context={"lang": "en_US", "uid": user.id, "allowed_company_ids": env.company.ids})


def _fill(env, pattern, first: int, last: int, shares: tuple[int, int]) -> None:
    """Copy the pattern: the steps of its passport in turn, most of them ended, a few late."""
    request, cr = pattern.request_id, env.cr
    _lay_out(env, pattern, first, last, shares)
    insert_like(
        cr,
        "grid_service_request",
        f"own JOIN grid_service_request AS pattern ON pattern.id = {request.id}"
        " JOIN grid_service_step AS step ON step.id = own.step_id",
        id="own.request_id",
        number="'BEN-' || own.n",
        ticket_id="NULL",
        step_id="own.step_id",
        next_due_at="own.due_at",
        **{name: f"step.{name}" for name in ("phase", "actor", "outcome")},
        state="step.code",
    )
    insert_like(
        cr,
        "grid_connection",
        f"own JOIN grid_connection AS pattern ON pattern.id = {pattern.id}",
        request_id="own.request_id",
    )
    insert_like(
        cr,
        "legal_deadline",
        f"""own JOIN LATERAL (SELECT * FROM legal_deadline WHERE res_model = 'grid.service.request'
                               AND res_id = {request.id} ORDER BY id LIMIT 1) AS pattern ON TRUE""",
        res_id="own.request_id",
        state="CASE WHEN own.is_open THEN 'running' ELSE 'met' END",
        due_at="COALESCE(own.due_at, pattern.due_at)",
        control_at="COALESCE(own.due_at, pattern.due_at) - interval '1 day'",
        started_at="COALESCE(own.due_at, pattern.due_at) - interval '60 days'",
        done_at="CASE WHEN NOT own.is_open THEN pattern.due_at - interval '5 days' END",
        warn_at="COALESCE(own.due_at, pattern.due_at) - interval '2 days'",
    )
    settle(cr, *TABLES)


def _lay_out(env, pattern, first: int, last: int, shares: tuple[int, int]) -> None:
    """Say of each request on which step it stands, whether it goes on, and when it is due."""
    cr = env.cr
    steps = pattern.service_id.step_ids.filtered(lambda step: not step.outcome and not step.is_start)
    end = pattern.service_id.step_ids.filtered(lambda step: step.outcome == "done")
    cr.execute(
        "CREATE TEMP TABLE IF NOT EXISTS own (n int, request_id int, step_id int, is_open bool, due_at timestamp)"
    )
    cr.execute("TRUNCATE own")
    cr.execute(
        """INSERT INTO own
           SELECT n, nextval('grid_service_request_id_seq'), CASE WHEN n %% %(open)s = 0
                  THEN (%(steps)s::int[])[1 + (n / %(open)s) %% %(count)s] ELSE %(end)s END, n %% %(open)s = 0,
                  CASE WHEN n %% (%(open)s * %(late)s) = 0 THEN %(now)s - interval '3 days'
                       WHEN n %% %(open)s = 0 THEN %(now)s + (5 + n %% 40) * interval '1 day' END
             FROM generate_series(%(first)s + 1, %(last)s) AS n""",
        {
            "open": shares[0],
            "late": shares[1],
            "steps": steps.ids,
            "count": len(steps),
            "end": end.id,
            "now": fields.Datetime.now(),
            "first": first,
            "last": last,
        },
    )


def _screens(env) -> dict:
    """Return the screens by their names, each asked anew as a request of the browser is."""
    connections, requests = env["grid.connection"], env["grid.service.request"]
    card, line = _specification(connections, "kanban"), _specification(connections, "list")
    mine = _specification(requests, "list")

    def cold(ask):
        def act():
            env.invalidate_all()
            return ask()

        return act

    return {
        "pipeline": cold(lambda: _pipeline(connections, card)),
        "list of connections, page of 80": cold(
            lambda: connections.web_search_read(
                list(OPEN), line, limit=PAGE, order="next_due_at, id", count_limit=COUNTED
            )
        ),
        "late, page of 80": cold(
            lambda: connections.web_search_read(
                list(OPEN & Domain("deadline_window", "=", "overdue")),
                line,
                limit=PAGE,
                order="next_due_at, id",
                count_limit=COUNTED,
            )
        ),
        "list of requests, page of 80": cold(
            lambda: requests.web_search_read(list(OPEN), mine, limit=PAGE, order="next_due_at, id", count_limit=COUNTED)
        ),
    }


def _pipeline(connections, card) -> None:
    connections.web_read_group(
        list(OPEN),
        ["phase"],
        ["power_total_kw:sum"],
        auto_unfold=True,
        unfold_read_specification=card,
        unfold_read_default_limit=COLUMN,
        order="next_due_at, id",
    )
    connections.read_progress_bar(list(OPEN), "phase", BAR)


def _specification(model, view_type: str) -> dict:
    """What the web client reads for the default view of a type."""
    arch = etree.fromstring(model.get_view(view_type=view_type)["arch"])
    names = {node.get("name") for node in arch.iter("field")}
    many2one = {"fields": {"display_name": {}}}
    return {name: many2one if model._fields[name].type == "many2one" else {} for name in names}
