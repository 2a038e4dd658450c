from odoo import api, models
from odoo.tools import formatLang


class GridLiveFigure(models.AbstractModel):
    """A figure as it is read: on the screen, on paper and in a letter alike."""

    _inherit = "grid.live.figure"

    @api.model
    def _in_words(self, figure):
        """Return a figure with what stands below it, and with all of its numbers in the reader's language."""
        unit = figure["unit"]
        return {
            **figure,
            "shown": self._shown(figure["value"], unit),
            "said": figure["empty"] if figure["value"] is None else self._said(figure),
            "bars": [{**bar, "shown": self._shown(bar["value"], unit)} for bar in figure["bars"]],
            "left_out_said": self._left_out_said(figure["left_out"]),
        }

    @api.model
    def _said(self, figure):
        """Return of a percentage how much of how much it is, and the plan; of others their note."""
        note = figure["note"] and figure["note"] % {"count": self._shown(figure["count"])}
        if figure["kind"] == "share":
            part, count = self._shown(figure["part"]), self._shown(figure["count"])
            note = self.env._("%(part)s of %(count)s", part=part, count=count)
        plan = figure["plan"] and self.env._("plan %(plan)s", plan=self._shown(figure["plan"], figure["unit"]))
        return ", ".join(filter(None, [note, plan]))

    @api.model
    def _left_out_said(self, left_out):
        names = {
            "branch_ids": self.env._("branch"),
            "team_ids": self.env._("team"),
            "customer_group": self.env._("customer group"),
        }
        names = ", ".join(names[name] for name in left_out)
        return names and self.env._("not narrowed by: %(names)s", names=names)

    @api.model
    def _shown(self, value, unit=""):
        if value is None:
            return "—"
        digits = formatLang(self.env, value, digits=0 if float(value).is_integer() else 1)
        return f"{digits}\N{NO-BREAK SPACE}{unit}" if unit else digits
