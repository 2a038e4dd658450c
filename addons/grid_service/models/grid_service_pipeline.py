from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain


class GridServicePipeline(models.AbstractModel):
    """Lets columns count what is late: the status of a deadline is a comparison with now, not a column of a table."""

    _name = "grid.service.pipeline"
    _description = "Pipeline by phase"

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
