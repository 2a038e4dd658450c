"""How fast the pipeline of connections opens among many requests: what it means."""

from .bench_report import Figure, Row, Section, number

FEW, MANY = 1_000, 100_000
GROWTH = 1.5


def measured(seen: dict[str, dict[str, float]]) -> tuple[list[Row], Section]:
    """The growth of each screen from few requests to many."""
    rows = [Row(f"{name}: growth", MANY, one["many"] / one["few"], None, "times") for name, one in seen.items()]
    figures = [
        Figure(
            name,
            row.ours,
            GROWTH,
            at_most=True,
            hint=f"{number(one['few'] * 1000)} ms, then {number(one['many'] * 1000)} ms",
        )
        for row, (name, one) in zip(rows, seen.items(), strict=True)
    ]
    title = f"Requests from {number(FEW)} to {number(MANY)}: times as long"
    return rows, Section(title, "No peer: against ourselves with fewer rows, every page full.", tuple(figures))
