"""How form 4.9 is filled with a row for each appeal of a year, in bounded memory: what it means."""

from .bench_report import Figure, Row, Section, number

FILL = "form 4.9, each row"
MS = 3  # 1,000,000 appeals of a year are written within an hour
MB = 100  # of memory that the second half of the rows and the workbook may take beyond the first


def measured(seen: dict) -> tuple[list[Row], Section]:
    """The fill of one year, which the peer does not have."""
    each = seen["seconds"] / max(seen["rows"], 1) * 1000
    hint = f"{number(seen['seconds'])} s in all, a workbook of {number(seen['megabytes'])} MB"
    figures = (
        Figure(f"{FILL}: ms", each, MS, at_most=True, decides=False, hint=hint),
        Figure(
            "memory of the second half beyond the first: MB",
            seen["memory"],
            MB,
            at_most=True,
            hint=f"{number(seen['peak'])} MB at most, the program with it",
        ),
        Figure("appeals without a row", seen["rows"] - seen["filled"], 0, at_most=True, noise=1),
    )
    title = f"Form 4.9 of a year with {number(seen['rows'])} appeals"
    return [Row(FILL, seen["rows"], each, None, "ms")], Section(title, "The peer has no such work.", figures)
