"""How fast the live page of supervisors is beside the dashboard of plain `helpdesk_mgmt`: what it means."""

from .bench_report import Figure, Row, Section, number

GREATEST = 1_000_000
TIMES = 25  # as fast as the peer among a million appeals
SECONDS = 0.5


def measured(count: int, seen: dict[str, dict[str, float]]) -> tuple[list[Row], Section]:
    """The page of each period beside the peer's dashboard; among fewer rows than a million nothing is asked of it."""
    rows = [
        Row(f"live page, {name}", count, one["ours"] * 1000, one["peer"] * 1000, "ms") for name, one in seen.items()
    ]
    figures = [
        Figure(
            name,
            one["peer"] / one["ours"],
            TIMES if count == GREATEST else 0,
            decides=False,
            otherwise="not reached: 22 tiles against 6 counts",
            hint=f"{number(one['ours'] * 1000)} ms, the peer {number(one['peer'] * 1000)} ms",
        )
        for name, one in seen.items()
    ]
    figures += [
        Figure(f"{name}, seconds", one["ours"], SECONDS, at_most=True, decides=False) for name, one in seen.items()
    ]
    title = f"Live page of supervisors, {number(count)} appeals: times as fast as the peer's dashboard"
    return rows, Section(
        title, "All 22 tiles of every branch, beside two counts of all and four a team.", tuple(figures)
    )
