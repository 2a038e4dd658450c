"""Millions of rows in minutes: each is a copy of one that the product made itself, with its own people and moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from odoo.tools import SQL

#: So many subjects have a word that no other has: as many in every volume, so that the same page is found in it.
RARE_WORD, RARE = "молния", 50
SUBJECT = f"""subject || CASE WHEN substr(ref, 2)::int % ((SELECT count(*) FROM appeals) / {RARE}) = 7
                              THEN ': шаровая {RARE_WORD}' ELSE '' END"""


def stage(cr, folder: str, *names: str) -> None:
    """Copy the CSV files of a folder into temporary tables of the same names; every column is a text."""
    for name in names:
        with (Path(folder) / f"{name}.csv").open(encoding="utf-8") as file:
            columns = SQL(", ").join(
                SQL("%s text", SQL.identifier(word)) for word in file.readline().strip().split(",")
            )
            cr.execute(SQL("CREATE TEMP TABLE %s (%s)", SQL.identifier(name), columns))
            cr.copy_expert(f'COPY "{name}" FROM STDIN (FORMAT csv)', file)
        cr.execute(SQL("ANALYZE %s", SQL.identifier(name)))


def insert_like(cr, table: str, source: str, **own: str) -> None:
    """Insert a row for each of the `source`; what a column's `own` SQL does not say is as in its row `pattern`."""
    cr.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", [table]
    )
    columns = [name for (name,) in cr.fetchall()]
    own.setdefault("id", f"nextval('{table}_id_seq')")
    values = ", ".join(own.get(name, f'pattern."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    cr.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {source}")


@contextmanager
def bare(cr, *tables: str) -> Iterator[None]:
    """Leave indexes and foreign keys off while tables are filled: each is made once, in minutes instead of hours."""
    of_tables = [list(tables)]
    cr.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])""",
        of_tables,
    )
    keys = cr.fetchall()
    cr.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = ANY(%s::regclass[])
              AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
        of_tables,
    )
    indexes = cr.fetchall()
    for table, name, _definition in keys:
        cr.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        cr.execute(f"DROP INDEX {name}")
    yield
    cr.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _name, definition in indexes:
        cr.execute(definition)
    for table, name, definition in keys:
        cr.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def last_id(cr, table: str) -> int:
    """The highest id there is; the rows that are filled in follow it, each by the number in its reference."""
    cr.execute(SQL("SELECT coalesce(max(id), 0) FROM %s", SQL.identifier(table)))
    return cr.fetchone()[0]


def settle(cr, *tables: str) -> None:
    """Let new records follow those filled in, and bring the tables to what autovacuum keeps them at."""
    for table in tables:
        cr.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
    for table in tables:
        vacuum(cr, table)


def vacuum(cr, table: str, attempts: int = 20) -> None:
    """Bring a table to what autovacuum keeps it at, and commit.

    A commit that is not yet on disk, or a look at the table by another process, puts that off: rows that are not known
    to be seen by everybody are read from the table, whatever an index covers.
    """
    for _attempt in range(attempts):
        cr.commit()
        cr.connection.autocommit = True
        cr.execute(SQL("VACUUM (ANALYZE) %s", SQL.identifier(table)))
        cr.connection.autocommit = False
        cr.execute("SELECT relallvisible >= 0.99 * relpages FROM pg_class WHERE oid = %s::regclass", [table])
        if cr.fetchone()[0]:
            return
        sleep(1)


def moment(act: str, zone: str) -> str:
    """The SQL of the moment of an act, UTC: so many days ago by the local clock, and never in the future."""
    local = f"((now() AT TIME ZONE '{zone}')::date - {act}_days_ago::int + {act}_time::time)"
    utc = f"{local} AT TIME ZONE '{zone}' AT TIME ZONE 'UTC'"
    return f"CASE WHEN {act}_days_ago IS NOT NULL THEN least({utc}, now() AT TIME ZONE 'UTC') END"
