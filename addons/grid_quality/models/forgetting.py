from odoo.tools import SQL


def forget_moment(*recordsets):
    """Leave only the day in the columns that note the moment of every record, and nobody as who wrote it."""
    for records in filter(None, recordsets):
        records.env.flush_all()
        records.env.cr.execute(
            SQL(
                """UPDATE %s SET create_date = date_trunc('day', create_date), create_uid = NULL,
                                 write_date = date_trunc('day', write_date), write_uid = NULL WHERE id IN %s""",
                SQL.identifier(records._table),
                tuple(records.ids),
            )
        )
        records.env.invalidate_all(flush=False)
