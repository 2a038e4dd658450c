"""The rouble is written as letters abbreviate it; what Odoo protects from updates is changed here."""


def migrate(cr, version):
    """Give the rouble its full stop, where nobody has chosen another sign."""
    cr.execute("UPDATE res_currency SET symbol = 'руб.' WHERE name = 'RUB' AND symbol IN ('руб', '₽')")
