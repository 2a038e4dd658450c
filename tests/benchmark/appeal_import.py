"""The import of an old register: its speed, its memory, and that every row is imported or refused with a reason."""

import base64
import csv
import io
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from odoo import fields

from odoo.addons.griddesk.sample import house
from odoo.addons.griddesk.sample.table import Store

from .memory import Memory

BAD_EVERY = 500  # one row in so many has a date that is none
STATE, CHANNEL = "closed", "post"
MOMENTS = ("received_at", "registered_at", "answered_at", "closed_at")
APPLICANT = ("name", "inn", "phone", "email")


def measure(env, folder: str) -> dict:
    """Import the closed appeals of a folder of generated files; the database is our own, each batch is committed."""
    store = Store(env, folder)
    company = house.load_company(store)
    house.load_branches(store, company)
    channel = env.ref(f"grid_appeal.channel_{CHANNEL}")
    table, rows, bad = _table(Path(folder), env["grid.appeal.import"]._titles())
    job = env["grid.appeal.import"].create(
        {
            "file": base64.b64encode(table),
            "file_name": "old_register.csv",
            "source_id": env["grid.appeal.source"].create({"name": "Old register", "channel_id": channel.id}).id,
            "branch_id": env["grid.branch"].search([], limit=1).id,
        }
    )
    del table
    job.action_start()
    env.cr.commit()
    with Memory() as memory:
        begun = perf_counter()
        job._run()
        seconds = perf_counter() - begun
    return {
        "rows": rows,
        "seconds": seconds,
        "imported": job.imported_count,
        "refused": job.refused_count,
        "bad": bad,
        "state": job.state,
        "memory": memory.growth,
    }


def _table(folder: Path, titles: dict) -> tuple[bytes, int, int]:
    """The closed appeals as a table with the importer's columns, how many they are, and how many are bad."""
    with (folder / "customers.csv").open(encoding="utf-8", newline="") as file:
        customers = {row["ref"]: row for row in csv.DictReader(file)}
    out, count, bad = io.StringIO(), 0, 0
    writer = csv.writer(out, delimiter=";")
    columns = ("number", "state", "branch", "channel", "kind", "theme", "subject", "text", *MOMENTS, *APPLICANT)
    writer.writerow([titles[column] for column in columns])
    with (folder / "appeals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["state"] != STATE:
                continue
            count += 1
            moments = [_moment(row, act) for act in ("received", "registered", "answered", "closed")]
            if count % BAD_EVERY == 0:
                bad, moments[0] = bad + 1, "31.02.2020"
            life = (f"OLD-{row['ref']}", STATE, row["branch"], CHANNEL, row["kind"], row["theme"], row["subject"])
            customer = customers[row["customer"]]
            writer.writerow([*life, row["text"], *moments, *(customer[name] for name in APPLICANT)])
    return out.getvalue().encode(), count, bad


def _moment(row: dict, act: str) -> str:
    # a day more: what was done today may be later than now, and the future is refused
    day = fields.Date.today() - timedelta(int(row[f"{act}_days_ago"]) + 1)
    return f"{day:%d.%m.%Y} {row[f'{act}_time']}"
