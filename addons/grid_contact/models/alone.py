"""One at a time, across commits: jobs that send must never overlap, and what they did is kept step by step."""

from contextlib import contextmanager


@contextmanager
def alone(env, kind, number):
    """Tell whether this is the only one at work on a thing until the end; a server that dies lets go by itself.

    Whoever comes in sees all that the one before has kept: its transaction begins anew, for it may be older.

    :param kind: a number of the kind of work, below 2**31
    """
    env.cr.execute("SELECT pg_try_advisory_lock(%s, %s)", (kind, number))
    [is_alone] = env.cr.fetchone()
    try:
        if is_alone:
            keep(env)
            env.invalidate_all()
        yield is_alone
    except BaseException:
        env.cr.rollback()
        raise
    finally:
        if is_alone:
            env.cr.execute("SELECT pg_advisory_unlock(%s, %s)", (kind, number))


def keep(env):
    """Keep what a job has done so far: whoever was told is not told again when the rest dies."""
    env.cr.commit()  # pylint: disable=invalid-commit
