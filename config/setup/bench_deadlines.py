"""How fast deadlines are counted, started and listed: what their measurements mean."""

from .bench_report import Figure, Row, Section, number


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


def rows(counted: dict, started: dict, listed: dict) -> list[Row]:
    """The measurements of deadlines as rows."""
    dates, records, total = counted["dates"], started["records"], listed["total"]
    found = [
        Row(f"a working-day term, {way}", dates, 1e6 / counted[way], 1e6 / counted["plan_days"], "µs")
        for way in ("bare", "whole", "explained")
    ]
    found += [
        Row(name, records, started[ours] / records * 1000, started[peer] / records * 1000, "ms")
        for name, ours, peer in (
            ("start a deadline in a batch", "batch", "one_by_one"),
            ("create an appeal with its due date in a batch", "appeals", "tickets"),
        )
    ]
    for question in ("page", "counter"):
        ours, peer = listed["old"][question] * 1000, listed["read"][question] * 1000
        found.append(Row(f"overdue deadlines, {question}", total, ours, peer, "ms"))
    return found


def table_scans(plan: list) -> list[str]:
    """The nodes `(kind, index)` of a plan that read a table itself, not an index alone."""
    return [kind for kind, _index in plan if kind.endswith("Scan") and kind != "Index Only Scan"]
