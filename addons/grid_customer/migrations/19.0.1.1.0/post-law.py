"""Complete rows of law that were loaded before rules knew extensions."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["legal.rule"]._complete_extension("grid_customer.rule_pd_access_answer", 5, "working_days")
