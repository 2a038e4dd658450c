from odoo import Command

PASSWORD = "griddesk"  # of everybody in the sample: it is a public one
ROLES = ("operator", "administrator", "manager", "specialist", "supervisor", "head", "methodologist", "privacy")
SERVING = ("operator", "manager", "specialist", "supervisor")
STAFF = ("login", "role", "name", "position", "branches", "phone", "email")
CUSTOMERS = (
    *("ref", "name", "customer_group", "customer_kind", "inn", "kpp", "ogrn", "snils", "phone", "email"),
    *("city", "street", "zip", "branch", "login"),
)
POINTS = (
    *("number", "customer", "branch", "address", "feeder", "voltage_level", "power_kw", "reliability_category"),
    *("account_number", "customer_group"),
)


def load_staff(store, company):
    env = store.env
    rows = store.fresh(store.read("staff.csv", STAFF), "user", "login")
    vals_list = [
        {
            **_login(env, company, row.text("login"), f"grid_customer.group_{row.choice('role', ROLES)}"),
            "name": row.text("name"),
            "email": row["email"],
            "phone": row["phone"],
            "function": row["position"],
            "branch_ids": [Command.set(row.text("branches") and store.find_all(row, "branches", "branch"))],
            "notification_type": "inbox",
        }
        for row in rows
    ]
    users = store.create(env["res.users"], rows, vals_list, "user", "login")
    _set_password(users)
    serving = [user.id for user, row in zip(users, rows, strict=True) if row["role"] in SERVING]
    if serving:
        env.ref("grid_appeal.team_customers").user_ids = [Command.link(user) for user in serving]


def _login(env, company, login, group):
    return {
        "login": login,
        "lang": env.lang,
        "tz": company.legal_tz,
        "company_id": company.id,
        "company_ids": [Command.set(company.ids)],
        "group_ids": [Command.set(env.ref(group).ids)],
    }


def _set_password(users):
    """Hash once: the hash is slow on purpose, and all of them have the same password."""
    if users:
        secret = users._crypt_context().hash(PASSWORD)
        for user in users:
            user._set_encrypted_password(user.id, secret)


def load_customers(store, company):
    env = store.env
    partners = env["res.partner"]
    kinds = dict(partners._fields["customer_kind"].selection)
    groups = dict(partners._fields["customer_group"].selection)
    rows = store.fresh(store.read("customers.csv", CUSTOMERS), "customer", "ref")
    common = {"country_id": env.ref("base.ru").id, "lang": env.lang}
    vals_list = [
        {
            **{column: row[column] or False for column in CUSTOMERS if column not in ("branch", "login")},
            **common,
            "name": row.text("name"),
            "customer_kind": row.choice("customer_kind", kinds),
            "customer_group": row.choice("customer_group", groups),
            "tz": company.legal_tz,
            "company_id": company.id,
        }
        for row in rows
    ]
    store.create(partners, rows, vals_list, "customer", "ref")


def load_points(store):
    points = store.env["grid.usage.point"]
    allowed = {
        column: dict(points._fields[column].selection)
        for column in ("voltage_level", "reliability_category", "customer_group")
    }
    rows = store.fresh(store.read("usage_points.csv", POINTS), "point", "number")
    vals_list = [
        {
            "name": row.text("number"),
            "partner_id": store.find(row, "customer", "customer"),
            "branch_id": store.find(row, "branch", "branch"),
            "address": row.text("address"),
            "account_number": row["account_number"],
            "feeder": row["feeder"],
            "power_kw": row.number("power_kw"),
            **{column: row.choice(column, values) for column, values in allowed.items() if row[column]},
        }
        for row in rows
    ]
    store.create(points, rows, vals_list, "point", "number")


def load_portal_users(store, company):
    """Customers who sign in to the personal account."""
    env = store.env
    rows = [row for row in store.read("customers.csv", CUSTOMERS) if row["login"]]
    rows = store.fresh(rows, "portal", "login")
    vals_list = [
        {
            **_login(env, company, row["login"], "base.group_portal"),
            "partner_id": store.find(row, "ref", "customer"),
        }
        for row in rows
    ]
    users = store.create(env["res.users"], rows, vals_list, "portal", "login")
    _set_password(users)
