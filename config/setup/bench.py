"""`./griddesk bench`: how fast deadlines, appeals, requests and pages are, as ratios with a peer in the same run.

A ratio says the same on a slow machine and on a fast one, so ratios and counts alone decide whether a target is met;
absolute figures stand beside them as a hint. What is measured lies in tests/benchmark, what it means lies here.
"""

import argparse
import json
import os
import shutil

from . import (
    bench_appeals,
    bench_deadlines,
    bench_form_4_9,
    bench_live,
    bench_outages,
    bench_pages,
    bench_requests,
    bench_volume,
    database,
    postgres,
    server,
)
from .bench_report import Row, Section, conclusion
from .places import HOST, LOCAL
from .say import Stop, step, tell
from .test_run import TEMPLATE, TESTS

DATABASE = "griddesk_bench"
VOLUMES = (10_000, 100_000, 1_000_000)
IMPORTED = 110_000  # generated, of which nine in ten are closed and go into the table
SMALLEST = 1_000  # fewer appeals leave some list empty
PORT = int(os.environ.get("GRIDDESK_BENCH_PORT", "8269"))
REPORT = LOCAL / "bench.json"


def main(arguments: list[str]) -> int:
    """Measure, print the table, write the rows, and give 0 when no target is missed by more than noise."""
    volumes = _volumes(arguments)
    database.make_template(TEMPLATE)
    bench_volume.make_peer()
    bench_volume.drop_stale()
    rows: list[Row] = []
    sections: list[Section] = []
    parts = [_deadlines] if volumes == VOLUMES else []
    parts += [lambda count=count: _appeals(count) for count in volumes]
    parts += [_import, _requests, _outages] if volumes == VOLUMES else []
    parts += [lambda part=part: part(volumes[-1]) for part in (_live_page, _form_4_9, _pages)]
    parts += [lambda: bench_appeals.growth(rows)]
    for part in parts:
        found, said = part()
        rows += found
        sections += said
        for section in said:
            tell(str(section))
        # what is measured stands, whatever happens to the next part
        REPORT.write_text(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
    tell(f"\n{conclusion(sections)}")
    tell(f"Rows for programs: {REPORT}. The databases of volumes stay for the next run; ./griddesk clean removes them.")
    return 1 if any(section.missed for section in sections) else 0


def _volumes(arguments: list[str]) -> tuple[int, ...]:
    parser = argparse.ArgumentParser(prog="./griddesk bench", description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, help="measure among so many appeals only, 1000 or more")
    asked = parser.parse_args(arguments).rows
    if asked is not None and asked < SMALLEST:
        raise Stop(f"Among {asked} appeals there is little to measure.", f"--rows takes {SMALLEST} or more.")
    return (asked,) if asked else VOLUMES


def _deadlines() -> tuple[list[Row], list[Section]]:
    with step("A copy of the database to measure in"):
        postgres.clone(TEMPLATE, DATABASE)
    try:
        with step("Counting working days"):
            counted = _measure(DATABASE, "working_days")
        with step("Starting deadlines of 2,000 records"):
            started = _measure(DATABASE, "promises", bench_volume.PEER_DATABASE)
        with step("Listing what is overdue among 1,000,000 deadlines"):
            listed = _measure(DATABASE, "overdue_list")
    finally:
        postgres.drop(DATABASE)
    sections = [
        bench_deadlines.working_days(counted),
        bench_deadlines.promises(started),
        bench_deadlines.overdue_list(listed),
    ]
    return bench_deadlines.rows(counted, started, listed), sections


def _appeals(count: int) -> tuple[list[Row], list[Section]]:
    volume = bench_volume.make(count, fill=lambda name, filler, folder: _run(name, filler, "fill", folder))
    with step(f"Listing and searching among {count:,} appeals"):
        listed = _measure(volume.ours, "appeal_lists", volume.peer)
    with step(f"Registering and closing among {count:,} appeals"):
        acted = _measure(volume.ours, "appeal_acts", volume.peer)
    rows = bench_appeals.rows(count, listed, acted)
    disk = {"GridDesk": bench_volume.megabytes(volume.ours), "peer": bench_volume.megabytes(volume.peer)}
    return rows, [bench_appeals.volume(count, rows, disk)]


def _import() -> tuple[list[Row], list[Section]]:
    folder = LOCAL / "bench" / "import"
    with step(f"Importing {IMPORTED:,} old appeals"):
        bench_volume.generate(IMPORTED, folder)
        postgres.clone(TEMPLATE, DATABASE)
        try:
            seen = _measure(DATABASE, "appeal_import", str(folder))
        finally:
            postgres.drop(DATABASE)
            shutil.rmtree(folder)
    rows, section = bench_appeals.imported(seen)
    return rows, [section]


def _requests() -> tuple[list[Row], list[Section]]:
    with step(f"Opening the pipeline among {bench_requests.MANY:,} requests"):
        postgres.clone(TEMPLATE, DATABASE)
        try:
            seen = _measure(DATABASE, "request_pipeline")
        finally:
            postgres.drop(DATABASE)
    rows, section = bench_requests.measured(seen)
    return rows, [section]


def _outages() -> tuple[list[Row], list[Section]]:
    with step(f"Looking whom an outage hits among {bench_outages.MANY:,} usage points"):
        postgres.clone(TEMPLATE, DATABASE)
        try:
            seen = _measure(DATABASE, "outage_hits")
        finally:
            postgres.drop(DATABASE)
    rows, section = bench_outages.measured(seen)
    return rows, [section]


def _live_page(count: int) -> tuple[list[Row], list[Section]]:
    volume = bench_volume.Volume(count)
    with step(f"Opening the live page among {count:,} appeals"):
        seen = _measure(volume.ours, "live_page", volume.peer)
    rows, section = bench_live.measured(count, seen)
    return rows, [section]


def _form_4_9(count: int) -> tuple[list[Row], list[Section]]:
    volume = bench_volume.Volume(count)
    with step(f"Filling form 4.9 among {count:,} appeals"):
        seen = _measure(volume.ours, "form_4_9")
    rows, section = bench_form_4_9.measured(seen)
    return rows, [section]


def _pages(count: int) -> tuple[list[Row], list[Section]]:
    volume = bench_volume.Volume(count)
    with (
        step(f"Asking for the public pages among {count:,} appeals"),
        server.serving(volume.ours, PORT, f"--workers={bench_pages.WORKERS}", "--max-cron-threads=0"),
    ):
        seen = _measure(volume.ours, "public_pages", HOST, str(PORT))
    rows, section = bench_pages.measured(count, seen)
    return rows, [section]


def _measure(name: str, measurement: str, *arguments: str):
    """Run one measurement of tests/benchmark inside Odoo on a database."""
    return json.loads(_run(name, measurement, "measure", *arguments))


def _run(name: str, module: str, function: str, *arguments: str) -> str:
    """Call a function of tests/benchmark with the environment of a database; give what it returns, as JSON.

    :raises Stop: it failed
    """
    script = (
        "import json, sys\n"
        f"sys.path.insert(0, {str(TESTS)!r})\n"
        f"from benchmark.{module} import {function}\n"
        f"print('returned', json.dumps({function}(env, *{arguments!r})))\n"
    )
    done = database.shell(name, script, capture_output=True)
    for line in done.stdout.splitlines():
        if line.startswith("returned "):
            return line.removeprefix("returned ")
    raise Stop(f"The measurement {module} failed: {(done.stderr or done.stdout).strip()[-600:]}")
