"""A published form keeps its heading and its columns, and names nobody, not even who published it."""

import json
from dataclasses import astuple

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Complete the snapshots that lack a heading: with the words of today, since nobody has kept others."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for report in env["grid.statutory.report"].search([("state", "=", "published")]):
        if "heading" in report.snapshot:
            continue
        worded = report._worded()
        notes = [*report.snapshot["notes"][:-1], worded._said_published(report.published_at)]
        columns = [astuple(column) for column in report.form_id._columns()]
        kept = {**report.snapshot, "notes": notes, "heading": worded._said_heading(), "columns": columns}
        cr.execute("UPDATE grid_statutory_report SET snapshot = %s WHERE id = %s", [json.dumps(kept), report.id])
