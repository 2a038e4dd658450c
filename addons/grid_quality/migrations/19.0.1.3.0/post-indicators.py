"""What the queue, call-backs and messages count since: shipped indicators follow their file."""

from odoo import SUPERUSER_ID, api

ROWS = ("internal_wait", "internal_wait_long", "internal_callback", "internal_positive_call")


def migrate(cr, version):
    api.Environment(cr, SUPERUSER_ID, {})["grid.indicator"]._follow_shipped(ROWS)
