"""A chosen point in the work of a server, at which it stands still until it is killed.

The point is a trigger in the copy of the database that waits for a lock the test holds: nothing of the
product knows of it, and the server stands exactly there, however fast or slow the machine is.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

LOCK = 20260419
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION griddesk_halt() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_advisory_xact_lock_shared({LOCK}); RETURN NEW; END'
"""
AT_COMMIT = "CREATE CONSTRAINT TRIGGER griddesk_halt AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED"
BEFORE = "CREATE TRIGGER griddesk_halt BEFORE {event} ON {table}"
WAITING = f"""
    SELECT pid FROM pg_locks
     WHERE locktype = 'advisory' AND objid = {LOCK} AND NOT granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Database:
    """What is committed, seen from beside the server."""

    def __init__(self, name: str):
        self.connection = psycopg2.connect(dbname=name)
        self.connection.autocommit = True

    def rows(self, query: str, *values) -> list[tuple]:
        """The rows a query gives now."""
        with self.connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def until(self, query: str, *values, seconds: float = 30) -> list[tuple]:
        """The rows of a query as soon as there are any."""
        end = time.monotonic() + seconds
        while not (found := self.rows(query, *values)):
            if time.monotonic() > end:
                raise RuntimeError(f"nothing came of: {query}")
            time.sleep(0.02)
        return found

    @contextmanager
    def halt(self, table: str, event: str = "INSERT", at_commit: bool = False) -> Iterator["Halt"]:
        """Let whoever writes to the table stand still: before it writes, or as its transaction commits."""
        trigger = (AT_COMMIT if at_commit else BEFORE).format(table=table, event=event)
        self.rows(FUNCTION)
        self.rows(f"SELECT pg_advisory_lock({LOCK})")
        self.rows(f"{trigger} FOR EACH ROW EXECUTE FUNCTION griddesk_halt()")
        try:
            yield Halt(self)
        finally:
            self.rows("SELECT pg_advisory_unlock_all()")
            self.rows(f"DROP TRIGGER griddesk_halt ON {table}")


class Halt:
    """The server that stands at the point."""

    def __init__(self, database: Database):
        self.database = database

    def reached(self) -> int:
        """Wait until the server stands there; give its connection."""
        return self.database.until(WAITING)[0][0]

    def kill(self, server, commit: bool = False) -> None:
        """Kill the server at the point; what it was committing is dropped, or goes through unheard."""
        connection = self.reached()
        server.kill()
        if commit:
            self.database.rows("SELECT pg_advisory_unlock_all()")
        else:
            self.database.rows("SELECT pg_terminate_backend(%s)", connection)
        gone = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = %s)"
        self.database.until(gone, connection)
