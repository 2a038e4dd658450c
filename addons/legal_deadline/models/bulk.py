from datetime import datetime

from odoo.tools import SQL


def insert_all(model, vals_list, also=None):
    """Create plain rows in one statement; the ORM sends one for every hundred.

    `also` is the SQL of what comes with them in the same statement, where the new rows are the table `made`.

    Only for models that compute, track and inverse nothing at creation. The caller tells what
    shows them or computes from them. Returns the records in the order of the values, known to
    the cache, so that nobody reads back what was just written.
    """
    if not vals_list:
        return model.browse()
    env, now = model.env, model.env.cr.now()
    log = {"create_uid": env.uid, "create_date": now, "write_uid": env.uid, "write_date": now}
    rows = [{**vals, **log} for vals in vals_list]
    columns = sorted(rows[0])
    model.flush_model(columns)  # a constraint shall see what was written before
    values = zip(*(_column(model, name, rows) for name in columns), strict=True)
    query = SQL(
        "INSERT INTO %s (%s) VALUES %s RETURNING *",
        SQL.identifier(model._table),
        SQL(", ").join(map(SQL.identifier, columns)),
        SQL(", ").join(values),
    )
    others = SQL(", also AS (%s)", also) if also else SQL()
    made = env.execute_query(SQL("WITH made AS (%s)%s SELECT id FROM made", query, others))
    records = model.browse(id_ for (id_,) in made)
    _keep(records, rows)
    return records


def _column(model, name, rows):
    """Return the values of a column; rows of a batch share most of them, and what is equal is converted once."""
    field, known = model._fields[name], {}
    for row in rows:
        value = row[name]
        if not isinstance(value, (str, int, datetime)):
            yield field.convert_to_column_insert(value, model, row)
            continue
        key = type(value), value
        if key not in known:
            known[key] = field.convert_to_column_insert(value, model, row)
        yield known[key]


def _keep(records, rows):
    """Put the rows into the cache; what they do not name is empty."""
    for name, field in records._fields.items():
        if not field.store or field.compute or name == "id":
            continue
        if name not in rows[0]:
            empty = () if field.type in ("one2many", "many2many") else field.convert_to_cache(False, records[:1])
            field._update_cache(records, empty)
            continue
        for record, row in zip(records, rows, strict=True):
            field._update_cache(record, field.convert_to_cache(row[name], record))
