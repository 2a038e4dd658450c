from odoo.tools import SQL


def hold(records):
    """Hold records until the end of the transaction, as they are now.

    Of two clicks the second waits; then its transaction is too old, Odoo begins it anew, and it sees what was done.
    """
    if not records:
        return records
    records.flush_recordset()
    records.env.cr.execute(
        SQL("UPDATE %s SET id = id WHERE id IN %s", SQL.identifier(records._table), tuple(records.ids))
    )
    records.invalidate_recordset()
    return records
