from odoo import api, fields, models


class GridServiceRequest(models.Model):
    """The course of a request as a table and a chart: each stage by the law and in fact."""

    _inherit = "grid.service.request"

    timeline = fields.Json("Plan and fact", compute="_compute_timeline", compute_sudo=True)

    @api.depends("move_ids", "deadline_ids.state", "deadline_ids.due_at", "actor_due_at", "outcome")
    @api.depends_context("lang")
    def _compute_timeline(self):
        for request in self:
            request.timeline = request._timeline() if request.submitted_at else False

    def _timeline(self):
        """Return the stages that passed, the one that goes on and those ahead, with the moment of now.

        Moments are ISO texts in the time of the branch; `begin`, `end` and `due` of a stage are False where nothing
        gives them: a stage without a term is open, and so is what follows it.
        """
        self.ensure_one()
        now = fields.Datetime.now()
        stays = self._stays()
        rows = [self._row_of_stay(*stay, now) for stay in stays]
        if not self.outcome:
            rows += self._rows_ahead(now)
        return {"now": self._local_iso(now), "stages": rows}

    def _stays(self):
        """Return (move, entered, left) of each stay on a stage; an act that leads back to its stage ends no stay."""
        entering = []
        for move in self.move_ids.sorted("id"):
            if not entering or move.step_id != entering[-1].step_id:
                entering.append(move)
        left = [move.at for move in entering[1:]] + [False]
        return [(move, move.at, end) for move, end in zip(entering, left, strict=True)]

    def _row_of_stay(self, move, begin, end, now):
        step = move.step_id
        due, rule, kept_at = self._due_of_stay(move, begin, end)
        until = begin if step.outcome else end or now
        until = min(until, kept_at or until)
        return self._stage_row(
            step,
            when="passed" if end or step.outcome else "now",
            begin=begin,
            end=begin if step.outcome else end,
            due=due,
            rule=rule,
            is_late=bool(due and due < until),
        )

    def _due_of_stay(self, move, begin, end):
        """Return the legal date of a stay, its rule and when it was kept: our promise of the stage, or their term."""
        step = move.step_id
        if step.actor != "grid":
            return move.due_at if end else self.actor_due_at, move.rule_id, False
        until = end or fields.Datetime.now()
        for code in self._codes_of_stage(step):
            kept = self.deadline_ids.filtered(
                lambda one, code=code: (
                    one.code == code
                    and one.state != "cancelled"
                    and one.started_at <= until
                    and (not one.done_at or one.done_at >= begin)
                )
            )
            if kept:
                return kept[-1:].due_at, kept[-1:].rule_id, kept[-1:].done_at
        return False, self.env["legal.rule"], False

    @api.model
    def _codes_of_stage(self, step):
        """Return the rules whose terms a stage of ours is to keep: its own, then those that leaving it ends."""
        ended = [one.code for act in step.transition_ids for one in act._term_acts() if one.act == "done"]
        return dict.fromkeys(filter(None, [step.rule_code, *ended]))

    def _stage_row(self, step, rule=None, **row):
        """Return a stage as the screen reads it."""
        rule = rule or self.env["legal.rule"]
        moments = {name: self._local_iso(row.get(name)) for name in ("begin", "end", "due")}
        actors = dict(self._fields["actor"]._description_selection(self.env))
        return {
            "key": f"{step.id}-{row['when']}-{row.get('begin') or ''}",
            "step_id": step.id,
            "name": step.name,
            "actor": actors[step.actor],
            "law": rule._said_law() if row.get("due") else "",
            "when": row["when"],
            "is_late": row.get("is_late", False),
            **moments,
        }

    def _local_iso(self, moment):
        return self._local(moment).replace(tzinfo=None).isoformat(timespec="seconds") if moment else False
