"""Mark the shipped category of hanging wires as one that tells of danger."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    category = env.ref("grid_appeal.category_wire", raise_if_not_found=False)
    if category:
        category.danger = True
