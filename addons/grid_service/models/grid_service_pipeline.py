from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class GridServicePipeline(models.AbstractModel):
    """Lets columns and groups count what is late: that is a comparison with now, not a column of a table."""

    _name = "grid.service.pipeline"
    _description = "Pipeline by phase"

    late_count = fields.Integer(
        "Late",
        compute="_compute_late_count",
        aggregator="sum",
        help="Going on, and the nearest date of ours has passed.",
    )

    @api.depends("next_due_at", "outcome")
    def _compute_late_count(self):
        now = fields.Datetime.now()
        for record in self:
            record.late_count = int(not record.outcome and bool(record.next_due_at) and record.next_due_at < now)

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec != "late_count:sum":
            return super()._read_group_select(aggregate_spec, query)
        due, outcome = (self._field_to_sql(self._table, name, query) for name in ("next_due_at", "outcome"))
        return SQL("COUNT(*) FILTER (WHERE %s < %s AND %s IS NULL)", due, fields.Datetime.now(), outcome)

    @api.model
    def read_progress_bar(self, domain, group_by, progress_bar):
        """Count each status by its domain, in one grouped query a status."""
        if progress_bar["field"] != "deadline_state":
            return super().read_progress_bar(domain, group_by, progress_bar)
        counts = defaultdict(lambda: dict.fromkeys(progress_bar["colors"], 0))
        for status in progress_bar["colors"]:
            of_status = Domain(domain) & Domain("deadline_state", "=", status)
            for value, count in self._read_group(of_status, [group_by], ["__count"]):
                key = value.id if isinstance(value, models.BaseModel) else value
                counts[str(key)][status] = count
        return counts
