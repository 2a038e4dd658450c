import re
from zoneinfo import available_timezones

from odoo import Command

BANK = ("payment_bank", "payment_bic", "payment_account", "payment_correspondent")
COMPANY = (
    *("name", "city", "street", "zip", "phone", "email", "website", "site_hours", "timezone", "inn", "kpp", "ogrn"),
    *BANK,
)
BRANCHES = (
    *("code", "name", "tz", "region", "address", "phone", "email", "emergency_phone"),
    *("head_name", "head_position", "territory"),
)
PLAIN = ("name", "address", "phone", "email", "hours", "town", "access_note")
OFFICES = ("ref", "branch", "kind", *PLAIN, "week", "latitude", "longitude", "services")
# 1-4 8-17: from Monday to Thursday, from eight to five; 2,4 9-12: on Tuesday and Thursday
STRETCH = re.compile(r"([1-7])(?:([-,])([1-7]))? (\d{1,2})-(\d{1,2})")


def activate_language(env, code):
    """Speak the language everywhere: to the staff, on the website, in letters."""
    lang = env["res.lang"].with_context(active_test=False).search([("code", "=", code)])
    if not lang.active:
        env["base.language.install"].create({"lang_ids": [Command.set(lang.ids)]}).lang_install()


def load_company(store):
    """Give the first company of the database the face of the sample."""
    env = store.env
    rows = store.read("company.csv", COMPANY)
    for row in store.fresh(rows, "company", "inn"):
        company = env.ref("base.main_company")
        rouble = env.ref("base.RUB")
        rouble.active = True
        zone = row.choice("timezone", available_timezones())
        own = {field: row[field] for field in (*BANK, "site_hours")}
        company.write({"name": row.text("name"), "currency_id": rouble.id, "legal_tz": zone, **own})
        address = {field: row[field] for field in ("city", "street", "zip", "phone", "email", "website")}
        numbers = {field: row[field] for field in ("inn", "kpp", "ogrn")}
        country = {"country_id": env.ref("base.ru").id}
        company.partner_id.write({**address, **numbers, **country, "lang": env.lang, "tz": zone})
        _speak(env, zone)
        store.keep(company, [row], "company", "inn")
    return env["res.company"].browse(store.find(rows[0], "inn", "company"))


def _speak(env, zone):
    """New partners, the people who are there and the website speak the language of the sample."""
    env["ir.default"].set("res.partner", "lang", env.lang)
    env["ir.default"].set("res.partner", "tz", zone)
    users = env["res.users"].with_context(active_test=False).search([])
    users.partner_id.write({"lang": env.lang, "tz": zone})
    lang = env["res.lang"]._get_data(code=env.lang)
    company = env.ref("base.main_company")
    for website in env["website"].search([("company_id", "=", company.id)]):
        website.write(
            {
                "name": company.name,
                "default_lang_id": lang.id,
                "language_ids": [Command.set([lang.id])],
                "configurator_done": True,
            }
        )


def _regions(env):
    """Return the regions of Russia by their codes."""
    regions = env["res.country.state"].search([("country_id", "=", env.ref("base.ru").id)])
    return {region.code: region.id for region in regions}


def load_branches(store, company):
    rows = store.fresh(store.read("branches.csv", BRANCHES), "branch", "code")
    regions = _regions(store.env)
    vals_list = [
        {
            **{column: row[column] for column in BRANCHES if column != "region"},
            "state_id": regions[row.choice("region", regions)],
            "tz": row.choice("tz", available_timezones()),
            "company_id": company.id,
            "sequence": 10 * number,
        }
        for number, row in enumerate(rows, start=1)
    ]
    store.create(store.env["grid.branch"], rows, vals_list, "branch", "code")


def load_offices(store):
    rows = store.fresh(store.read("offices.csv", OFFICES), "office", "ref")
    offices = store.env["grid.office"]
    kinds = dict(offices._fields["kind"].selection)
    vals_list = [
        {
            **{column: row[column] for column in PLAIN},
            "latitude": row.decimal("latitude"),
            "longitude": row.decimal("longitude"),
            "services": row["services"].replace("; ", "\n"),
            "hour_ids": [Command.create(stretch) for stretch in _week(row)],
            "kind": row.choice("kind", kinds),
            "branch_id": store.find(row, "branch", "branch"),
        }
        for row in rows
    ]
    store.create(offices, rows, vals_list, "office", "ref")


def _week(row):
    """Return the stretches of the week of an office: `1-4 8-17; 5 8-16` has five."""
    for part in filter(None, row["week"].split("; ")):
        found = STRETCH.fullmatch(part)
        if not found:
            row.fail("week", row.env._("“%(value)s” is not like 1-5 8-17.", value=part))
        first, sign, last, opens, closes = found.groups()
        days = range(int(first), int(last) + 1) if sign == "-" else {int(first), int(last or first)}
        yield from ({"weekday": str(day - 1), "opens": int(opens), "closes": int(closes)} for day in sorted(days))
