"""How fast an outage finds whom it hits, and is found at a point and at an address: what it means."""

from .bench_report import Figure, Row, Section, number

FEW, MANY = 1_000, 100_000
GROWTH = 1.5
#: What goes over every point may take as many times as long as there are more points.
OF_EVERY_POINT = "whom it hits"


def measured(seen: dict[str, dict[str, float]]) -> tuple[list[Row], Section]:
    """The growth of each act from few usage points to many; of what goes over all of them, for each point."""
    rows, figures = [], []
    for name, one in seen.items():
        points = MANY / FEW if name == OF_EVERY_POINT else 1
        row = Row(f"{name}: growth", MANY, one["many"] / one["few"] / points, None, "times")
        hint = f"{number(one['few'] * 1000)} ms, then {number(one['many'] * 1000)} ms"
        title = f"{name}, for each point" if points > 1 else name
        rows.append(row)
        figures.append(Figure(title, row.ours, GROWTH, at_most=True, hint=hint))
    title = f"Outage of {number(FEW)} and of {number(MANY)} usage points: times as long"
    return rows, Section(title, "No peer: against ourselves with fewer points.", tuple(figures))
