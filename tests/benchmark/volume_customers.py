"""Fill a database of GridDesk with generated customers, their feeders and usage points."""

from .volume import insert_like


def fill_customers(env, last: int) -> None:
    """Make one of each sort by the ORM, all others by copy; customers get numbers after `last`."""
    partners = env["res.partner"]
    kinds = dict(partners._fields["customer_kind"].selection)
    made = partners.create([{"name": kind, "customer_kind": kind, "company_id": env.company.id} for kind in kinds])
    point = env["grid.usage.point"].create(
        {"name": "0", "address": "-", "partner_id": made[0].id, "branch_id": env["grid.branch"].search([], limit=1).id}
    )
    env.flush_all()
    _fill_persons(env.cr, made.ids, last)
    _fill_feeders(env.cr)
    _fill_points(env.cr, point.id)


def _fill_persons(cr, patterns: list[int], last: int) -> None:
    own_id = f"{last + 1000} + substr(given.ref, 2)::int"
    phone = "regexp_replace(given.phone, '[^0-9+]', '', 'g')"
    insert_like(
        cr,
        "res_partner",
        f"customers AS given JOIN res_partner AS pattern"
        f" ON pattern.customer_kind = given.customer_kind AND pattern.id IN {tuple(patterns)}",
        id=own_id,
        commercial_partner_id=own_id,
        phone=phone,
        phone_sanitized=f"ltrim({phone}, '+')",
        email_normalized="given.email",
        complete_name="given.name",
        **{name: f"given.{name}" for name in ("name", "customer_group", "inn", "kpp", "ogrn", "snils", "email")},
        **{name: f"given.{name}" for name in ("ref", "city", "street", "zip")},
    )


def _fill_feeders(cr) -> None:
    cr.execute(
        """INSERT INTO grid_feeder (name, branch_id, company_id, source_count, active)
           SELECT DISTINCT given.feeder, branch.id, branch.company_id, 1, TRUE
             FROM usage_points AS given JOIN grid_branch AS branch ON branch.code = given.branch
            WHERE given.feeder <> ''"""
    )


def _fill_points(cr, pattern: int) -> None:
    own = ("address", "voltage_level", "reliability_category", "account_number", "customer_group")
    insert_like(
        cr,
        "grid_usage_point",
        f"""usage_points AS given JOIN grid_usage_point AS pattern ON pattern.id = {pattern}
            JOIN grid_branch AS branch ON branch.code = given.branch
            JOIN res_partner AS owner ON owner.ref = given.customer
            LEFT JOIN grid_feeder AS line ON line.name = given.feeder AND line.branch_id = branch.id""",
        name="given.number",
        feeder_id="line.id",
        partner_id="owner.id",
        branch_id="branch.id",
        power_kw="given.power_kw::numeric",
        effective_group="coalesce(given.customer_group, owner.customer_group)",
        **{name: f"given.{name}" for name in own},
    )
