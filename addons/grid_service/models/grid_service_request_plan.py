from odoo import models
from odoo.exceptions import UserError

from ..passports import shortest_way


class GridServiceRequest(models.Model):
    """What lies ahead of a request by its passport, each stage begins when the law ends the one before."""

    _inherit = "grid.service.request"

    def _rows_ahead(self, now):
        """Return the rows of the stages ahead, with the dates that the rules give from today."""
        due = self.act_due_at
        at, promised = due and max(due, now), self._running_terms()
        rows = []
        for act in self._acts_ahead():
            step = act.target_id
            if step.outcome:
                break
            self._foresee(act, at, promised)
            begin, (due, rule) = at, self._due_ahead(step, at, promised)
            at = due and max(due, begin or due)
            rows.append(self._stage_row(step, rule, when="ahead", begin=begin, end=at, due=at))
        return rows

    def _acts_ahead(self):
        """Return the acts of the shortest way to the end that provides the service."""
        steps = self.service_id.step_ids
        ways = {
            step: step.transition_ids.filtered(lambda one: one.actor != "system").sorted("sequence").target_id
            for step in steps
        }
        way = shortest_way(ways, self.step_id, steps.filtered(lambda one: one.outcome == "done"))
        acts, source = [], self.step_id
        for target in way:
            acts.append(source.transition_ids.filtered(lambda one, target=target: one.target_id == target)[:1])
            source = target
        return acts

    def _running_terms(self):
        """Return {code: (due, rule)} of the promises that run."""
        running = self.deadline_ids.filtered(lambda one: one.state == "running")
        return {one.code: (one.due_at, one.rule_id) for one in running}

    def _foresee(self, act, at, promised):
        """Let an act ahead begin and end terms, as it will when it is done."""
        for one in act._term_acts():
            if one.act == "start":
                promised[one.code] = self._reckoned_ahead(one.code, at)
            elif one.act in ("done", "cancel"):
                promised.pop(one.code, None)

    def _due_ahead(self, step, at, promised):
        """Return when a stage ahead is to end by the law, and the rule; nothing where that is open."""
        open_end = (False, self.env["legal.rule"])
        if step.actor != "grid":
            return self._reckoned_ahead(step.rule_code, at)
        for code in self._codes_of_stage(step):
            due, rule = promised.get(code) or open_end
            if not due and code == step.rule_code:
                due, rule = self._reckoned_ahead(code, at)
            if due:
                return due, rule
        return open_end

    def _reckoned_ahead(self, code, at):
        """Reckon a term from a moment ahead; where its facts, its rule or its calendar lack, it is open."""
        rules = self.env["legal.rule"]
        if not (code and at):
            return False, rules
        try:
            deadline, rule = rules._reckon(code, at, self._deadline_circumstances())
        except UserError:
            return False, rules
        return rules._naive(deadline.due), rule
