"""What appeals and surveys count since: shipped indicators follow their file."""

from odoo import SUPERUSER_ID, api

ROWS = ("execution_1_2a", "execution_1_2b", "feedback_3_2a", "feedback_3_2b")
ROWS += ("internal_in_term", "internal_first_contact", "internal_overdue")


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    for row in env["grid.indicator"]._follow_shipped(ROWS):
        row.is_state = row.code == "internal_overdue"
