"""`./griddesk bench`: how fast deadlines are counted, started and listed, as ratios with a peer in the same run.

A ratio says the same on a slow machine and on a fast one, so ratios and counts alone decide whether a target is met;
absolute figures stand beside them as a hint. What is measured lies in tests/benchmark, what it means lies here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill

from . import database, postgres
from .odoo_source import odoo_path
from .places import LOCK, digest, set_stamp, stamp_is
from .say import Stop, step, tell
from .test_run import TEMPLATE, TESTS

DATABASE = "griddesk_bench"
PLAIN_DATABASE = "griddesk_bench_plain"  # helpdesk_mgmt alone; it stays, since it takes a minute to make
PLAIN = "helpdesk_mgmt"
NOISE = 1.25  # a ratio of times may miss its target by so much on a machine that does other things


@dataclass(frozen=True)
class Figure:
    """One figure and its target: `bound` at least, or at most when `at_most`.

    `noise` is the factor by which the target may be missed. A figure in absolute units `decides` nothing.
    """

    title: str
    value: float
    bound: float
    at_most: bool = False
    noise: float = NOISE
    decides: bool = True
    hint: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met, in words."""
        if self._within(1):
            return "met"
        if self._within(self.noise):
            return "missed within noise"
        return "MISSED" if self.decides else "not on this machine"

    @property
    def missed(self) -> bool:
        """Whether the target is missed by more than noise explains."""
        return self.decides and not self._within(self.noise)

    def __str__(self) -> str:
        target = f"{'at most' if self.at_most else 'at least'} {number(self.bound)}"
        line = f"    {self.title:<60}{number(self.value):>10}  {target:<16} {self.verdict}"
        return f"{line}  [{self.hint}]" if self.hint else line

    def _within(self, factor: float) -> bool:
        return self.value <= self.bound * factor if self.at_most else self.value * factor >= self.bound


@dataclass(frozen=True)
class Section:
    """Figures with one peer, and a sentence that says what the peer does."""

    title: str
    peer: str
    figures: tuple[Figure, ...]

    @property
    def missed(self) -> list[str]:
        """The figures that miss their target by more than noise explains."""
        return [figure.title for figure in self.figures if figure.missed]

    def __str__(self) -> str:
        peer = fill(self.peer, 116, initial_indent="  ", subsequent_indent="  ")
        return "\n".join([f"\n{self.title}", peer, *map(str, self.figures)])


def main(_arguments: list[str]) -> int:
    """Measure, print the table, and give 0 when no target is missed by more than noise."""
    database.make_template(TEMPLATE)
    _make_plain()
    with step("A copy of the database to measure in"):
        postgres.clone(TEMPLATE, DATABASE)
    try:
        with step("Counting working days"):
            counted = _measure("working_days")
        with step("Starting deadlines of 2,000 records"):
            started = _measure("promises", PLAIN_DATABASE)
        with step("Listing what is overdue among 1,000,000 deadlines"):
            listed = _measure("overdue_list")
    finally:
        postgres.drop(DATABASE)
    sections = (working_days(counted), promises(started), overdue_list(listed))
    for section in sections:
        tell(str(section))
    tell(f"\n{conclusion(sections)}")
    return 1 if any(section.missed for section in sections) else 0


def working_days(seen: dict) -> Section:
    """The pure engine against plan_days."""
    peer = seen["plan_days"]
    bare, whole, explained = (seen[way] for way in ("bare", "whole", "explained"))
    return Section(
        "Working-day terms of 1-250 days that start in 2023-2027, one core",
        f"The peer is Odoo's resource.calendar.plan_days: {number(peer)} a second of the same {seen['dates']} dates. "
        f"{seen['agreed']} of them it finds as the law does: it cannot know working Saturdays.",
        (
            Figure("the bare date: times as fast as the peer", bare / peer, 100),
            Figure("the whole deadline: times as fast as the peer", whole / peer, 100),
            Figure(
                "with its explanation: times as fast as the peer",
                explained / peer,
                100,
                hint=f"{number(explained)} a second",
            ),
            Figure("the bare date: a second", bare, 300_000, decides=False),
            Figure("the whole deadline: a second", whole, 300_000, decides=False),
            Figure("a term of 250 days: times as long as of 5", seen["short"] / seen["long"], 1.5, at_most=True),
        ),
    )


def promises(seen: dict) -> Section:
    """Deadlines started in a batch."""
    batch, each, records = seen["batch"], seen["one_by_one"], seen["records"]
    appeal, ticket = (f"{seen[name] / records * 1000:.2f} ms" for name in ("appeals", "tickets"))
    return Section(
        f"Deadlines of {number(records)} appeals in one batch, each counted from a moment of its own",
        "The peer makes the finished rows one by one by the ORM's create: it counts and explains nothing. "
        "A plain ticket of helpdesk_mgmt has no due date, no law and no history.",
        (
            Figure("queries in all", seen["queries"], 20, at_most=True, noise=1),
            Figure(
                "times as fast as the peer",
                each / batch,
                2,
                hint=f"{batch / records * 1000:.2f} ms each; peer {each / records * 1000:.2f} ms",
            ),
            Figure(
                "an appeal with its due date: times a plain ticket",
                seen["appeals"] / seen["tickets"],
                1.5,
                at_most=True,
                hint=f"{appeal}; ticket {ticket}",
            ),
        ),
    )


def overdue_list(seen: dict) -> Section:
    """The overdue list of a database with much history."""
    return Section(
        f"{number(seen['overdue'])} overdue among {number(seen['total'])} deadlines",
        f"Flat: against the same {number(seen['open'])} open deadlines without the history. "
        "The peer reads the table, as where nothing indexes the due date.",
        (*_asked("first page", "page", seen, faster=30), *_asked("counter", "counter", seen, faster=10)),
    )


def _asked(title: str, question: str, seen: dict, faster: float) -> tuple[Figure, ...]:
    """One question of the overdue list: flat, by its index alone, faster than reading the table."""
    young, old, read = (seen[when][question] for when in ("young", "old", "read"))
    nodes = seen["plans"][question]
    plan = " > ".join(" ".join(node).strip() for node in nodes)
    length, peer = f"{old * 1000:.2f} ms", f"peer {read * 1000:.1f} ms"
    return (
        Figure(f"{title}: times as long as without the history", old / young, 1.5, at_most=True, hint=length),
        Figure(f"{title}: scans of the table", len(table_scans(nodes)), 0, at_most=True, noise=1, hint=plan),
        Figure(f"{title}: times as fast as the peer", read / old, faster, hint=peer),
    )


def conclusion(sections: Iterable[Section]) -> str:
    """The last line: what is missed, else what noise or this machine leaves open, else that all is met."""
    sections = tuple(sections)
    if missed := [f"{section.title}: {title}" for section in sections for title in section.missed]:
        return f"Missed: {'; '.join(missed)}."
    figures = [figure for section in sections for figure in section.figures]
    if open_ones := [f"{figure.title} ({figure.verdict})" for figure in figures if figure.verdict != "met"]:
        return f"No target is missed by more than noise allows. Not met this time: {'; '.join(open_ones)}."
    return "Every target is met."


def table_scans(plan: list) -> list[str]:
    """The nodes `(kind, index)` of a plan that read a table itself, not an index alone."""
    return [kind for kind, _index in plan if kind.endswith("Scan") and kind != "Index Only Scan"]


def number(value: float) -> str:
    """A figure as a person reads it: three digits that mean something, thousands apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _make_plain() -> None:
    value = digest(f"{LOCK.read_text()} {odoo_path()}")
    if not stamp_is(PLAIN_DATABASE, value) or PLAIN_DATABASE not in postgres.databases():
        database.install(PLAIN_DATABASE, PLAIN)
        set_stamp(PLAIN_DATABASE, value)


def _measure(name: str, *arguments: str) -> dict:
    """Run one measurement of tests/benchmark inside Odoo.

    :raises Stop: it failed
    """
    script = (
        "import json, sys\n"
        f"sys.path.insert(0, {str(TESTS)!r})\n"
        f"from benchmark.{name} import measure\n"
        f"print('measured', json.dumps(measure(env, *{arguments!r})))\n"
    )
    done = database.shell(DATABASE, script, capture_output=True)
    for line in done.stdout.splitlines():
        if line.startswith("measured "):
            return json.loads(line.removeprefix("measured "))
    raise Stop(f"The measurement {name} failed: {(done.stderr or done.stdout).strip()[-600:]}")
