"""Rows of law are not loaded anew: shipped indicators that nobody has edited or published follow their file."""

import csv

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

ROWS = ("execution_1_2a", "execution_1_2b", "feedback_3_2a", "feedback_3_2b")
ROWS += ("internal_in_term", "internal_first_contact", "internal_overdue")
SOURCE = ("fact_source", "aggregate", "counted_model", "counted_domain", "counted_day")
SOURCE += ("whole_model", "whole_domain", "whole_day")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    with file_open("grid_quality/data/grid.indicator.csv") as file:
        shipped = {row["code"]: row for row in csv.DictReader(file)}
    for code in ROWS:
        row = env.ref(f"grid_quality.indicator_{code}", raise_if_not_found=False)
        if not row or row.is_used or row.write_uid.id != SUPERUSER_ID:
            continue
        values = {name: shipped[code][name] or False for name in SOURCE}
        row.write({**values, "is_state": code == "internal_overdue"})
        if row.name != (name := shipped[code]["name"]):
            # the words of other languages come with the translations that are loaded afterwards
            words = "UPDATE grid_indicator SET name = jsonb_build_object('en_US', %s) WHERE id = %s"
            cr.execute(words, (name, row.id))
            row.invalidate_recordset(["name"])
