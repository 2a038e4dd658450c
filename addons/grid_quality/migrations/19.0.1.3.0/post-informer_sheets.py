"""Sheets of the voice menu are counted: the shipped row follows its file, unless somebody has entered a fact."""

import csv

from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

CODE = "feedback_3_2c"
SOURCE = ("fact_source", "aggregate", "counted_model", "counted_domain", "whole_model", "whole_domain")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    row = env.ref(f"grid_quality.indicator_{CODE}", raise_if_not_found=False)
    if not row or row.is_used or row.write_uid.id != SUPERUSER_ID:
        return
    if env["grid.indicator.value"].search_count([("indicator_id", "=", row.id), ("has_fact", "=", True)], limit=1):
        return
    with file_open("grid_quality/data/grid.indicator.csv") as file:
        shipped = next(line for line in csv.DictReader(file) if line["code"] == CODE)
    row.write({name: shipped[name] or False for name in SOURCE})
