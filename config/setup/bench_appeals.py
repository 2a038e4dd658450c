"""How fast appeals are listed, searched, registered and closed beside plain `helpdesk_mgmt`: what it means."""

from collections.abc import Iterable

from .bench_report import Figure, Row, Section, number

GREATEST = 1_000_000
QUERIES = 16
#: Times as fast as the peer that each work is asked to be among a million rows.
LISTS = {
    "open appeals by due date, page of 80": 20,
    "overdue, page of 80": 35,
    "by number": 40,
    "by a phone": 15,
    "by a person's name": 15,
    "by a rare word of the subject": 15,
    "by a common word": 8,
    "by a street": 8,
    "one customer's appeals, count": 100,
    "one customer's appeals, page of 80": 20,
}
#: Lists that people open all day: they are asked to stay flat; a common word finds more in more rows.
DAILY = [name for name in LISTS if name not in ("by a common word", "by a street")]
GROWTH = 1.5
ONE, BATCH, CLOSE, IMPORT = (
    "register one",
    "register in a batch, each",
    "answer and close in a batch, each",
    "import old appeals, each",
)
#: The same for what is written, among any number of rows.
ACTS = {ONE: 1.5, BATCH: 5, CLOSE: 1}
IMPORT_MS = 3
IMPORT_MB = 100  # of memory that the second half of the rows may take beyond the first

PEER = (
    "The peer is OCA helpdesk_mgmt with helpdesk_mgmt_sla and the same rows. Both are asked as the web client asks, by "
    "a specialist who sees one branch; reading: the median of 7 turns; writing: with the same mail queued."
)


def rows(count: int, listed: list[dict], acted: dict) -> list[Row]:
    """The measurements of one volume as rows."""
    found = [Row(one["name"], count, one["ours"] * 1000, one["peer"] * 1000, "ms") for one in listed]
    found.append(Row(ONE, count, acted["one"]["ours"] * 1000, acted["one"]["peer"] * 1000, "ms"))
    found.append(Row(f"{ONE}: queries", count, acted["one"]["ours_queries"], acted["one"]["peer_queries"], "queries"))
    for name, work, times in ((BATCH, "batch", acted["batched"]), (CLOSE, "close", acted["closed"])):
        each = {side: seconds / times * 1000 for side, seconds in acted[work].items()}
        found.append(Row(name, count, each["ours"], each["peer"], "ms"))
    return found


def volume(count: int, measured: Iterable[Row], disk: dict[str, float]) -> Section:
    """The works among so many appeals."""
    figures = [figure for row in measured for figure in _figures(row)]
    sizes = ", ".join(f"{name} {number(size)} MB" for name, size in disk.items())
    return Section(f"{number(count)} appeals with their deadlines (on disk: {sizes})", PEER, tuple(figures))


def _figures(row: Row) -> list[Figure]:
    if row.name == f"{ONE}: queries":
        hint = f"peer {number(row.peer)}"
        return [Figure(row.name, row.ours, QUERIES, at_most=True, noise=1, hint=hint)]
    asked = LISTS.get(row.name) or ACTS.get(row.name)
    hint = f"{number(row.ours)} {row.unit}; peer {number(row.peer)} {row.unit}"
    decides = row.name in ACTS or row.rows >= GREATEST
    return [Figure(row.name, row.ratio, asked, decides=decides, hint=hint, otherwise="asked among a million")]


def growth(measured: list[Row]) -> tuple[list[Row], list[Section]]:
    """How the daily lists grow from the smallest to the greatest volume; nothing when one volume was measured."""
    counts = sorted({row.rows for row in measured if row.name in DAILY})
    if len(counts) < 2:
        return [], []
    least, most = ({row.name: row for row in measured if row.rows == count} for count in (counts[0], counts[-1]))
    found = [Row(f"{name}: growth", counts[-1], most[name].ours / least[name].ours, None, "times") for name in DAILY]
    figures = [
        Figure(
            name,
            row.ours,
            GROWTH,
            at_most=True,
            decides=counts[-1] >= GREATEST,
            hint=f"{number(least[name].ours)} ms, then {number(most[name].ours)} ms",
        )
        for name, row in zip(DAILY, found, strict=True)
    ]
    title = f"Daily lists from {number(counts[0])} to {number(counts[-1])} appeals: times as long"
    return found, [Section(title, "No peer: against ourselves with fewer rows.", tuple(figures))]


def imported(seen: dict) -> tuple[list[Row], Section]:
    """The import of an old register, which the peer does not have."""
    each = seen["seconds"] / seen["rows"] * 1000
    lost = seen["rows"] - seen["imported"] - seen["refused"]
    figures = (
        Figure(
            f"{IMPORT}: ms", each, IMPORT_MS, at_most=True, decides=False, hint=f"{number(seen['seconds'])} s in all"
        ),
        Figure("memory of the second half beyond the first: MB", seen["memory"], IMPORT_MB, at_most=True),
        Figure("rows neither imported nor refused", lost, 0, at_most=True, noise=1),
        Figure("bad rows imported", seen["bad"] - seen["refused"], 0, at_most=True, noise=1),
    )
    title = f"Import of {number(seen['rows'])} old appeals from a table, {number(seen['bad'])} rows of it bad"
    return [Row(IMPORT, seen["rows"], each, None, "ms")], Section(title, "The peer has no such work.", figures)
