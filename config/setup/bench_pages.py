"""How fast the public pages answer at fifty users: what it means."""

from .bench_report import Figure, Row, Section, number

WORKERS = 2
TIMES = 2  # as long as Odoo's own login page


def measured(count: int, seen: dict[str, dict[str, float]]) -> tuple[list[Row], Section]:
    """Each page beside the login page of the same run, among so many appeals."""
    rows = [Row(f"page {page}", count, one["ours"] * 1000, one["login"] * 1000, "ms") for page, one in seen.items()]
    figures = [
        Figure(
            page,
            one["ours"] / one["login"],
            TIMES,
            at_most=True,
            hint=f"{number(one['ours'] * 1000)} ms, the login page {number(one['login'] * 1000)} ms",
        )
        for page, one in seen.items()
    ]
    title = f"Public pages at 50 users on {WORKERS} workers, {number(count)} appeals: times the login page"
    return rows, Section(title, "The peer is Odoo's own login page, asked in turns in the same run.", tuple(figures))
