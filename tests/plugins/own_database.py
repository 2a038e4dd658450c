"""A pytest plugin: each of several processes that run Odoo's tests has a database of its own, `NAME_1`, `NAME_2`…"""

import os

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config):
    """Name the own database before Odoo reads its options.

    Without the variable pytest-odoo makes no copy of its own: its copies share their files, and a process that clears
    away what its own database does not name would take the files of another.
    """
    worker = os.environ.pop("PYTEST_XDIST_WORKER", None)
    if worker:
        config.option.odoo_database += f"_{int(worker.removeprefix('gw')) + 1}"
    return (yield)
