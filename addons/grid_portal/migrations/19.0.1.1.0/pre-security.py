"""The page of signing in and security has our own fields of passwords: what named the eyes of Odoo's finds none."""


def migrate(cr, version):
    """Take the old view away before the new one is checked, the copies of websites too."""
    cr.execute("DELETE FROM ir_ui_view WHERE key = 'grid_portal.security_eyes'")
    cr.execute("DELETE FROM ir_model_data WHERE module = 'grid_portal' AND name = 'security_eyes'")
