"""Form 4.9 of the year with the most appeals: the time and the memory that its rows and its workbook take."""

from time import perf_counter

from .memory import Memory

CODE = "4.9"


def measure(env) -> dict:
    """Fill the form and take it away again; each chunk is committed, as in the background."""
    env.cr.execute(
        "SELECT EXTRACT(YEAR FROM received_at)::int, count(*) FROM helpdesk_ticket WHERE number IS NOT NULL"
        " GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
    )
    [(year, _count)] = env.cr.fetchall()
    reports = env["grid.statutory.report"]
    form = env["grid.statutory.form"].search([("code", "=", CODE)], limit=1)
    report = reports.create({"form_id": form.id, "year": year})
    report.action_fill()
    env.cr.commit()
    with Memory() as memory:
        begun = perf_counter()
        report._fill()
        seconds = perf_counter() - begun
    seen = {
        "rows": report.row_total,
        "filled": report.row_count if report.fill_state == "filled" else 0,
        "seconds": seconds,
        "megabytes": report._workbook().file_size / 1e6,
        "memory": memory.growth,
        "peak": memory.peak,
    }
    report.unlink()
    env.cr.commit()
    return seen
