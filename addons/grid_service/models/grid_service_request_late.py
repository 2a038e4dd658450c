from odoo import api, fields, models, tools


class GridService(models.Model):
    """Which stage of a passport keeps a term: a stage has a short name, the rule of a law a long one."""

    _inherit = "grid.service"

    @tools.ormcache("self.id", "self.env.lang")
    def _stages_of_terms(self):
        """Return {code of a rule: name of the stage}, from memory: what is published does not change."""
        steps, requests = self.step_ids.sorted("sequence"), self.env["grid.service.request"]
        names = {}
        for step in steps:
            if step.actor == "grid" and step.rule_code:
                names.setdefault(step.rule_code, step.name)
        for step in steps:
            for code in requests._codes_of_stage(step):
                names.setdefault(code, step.name)
        return names


class GridServiceRequest(models.Model):
    """Which term is late: a list says why, not only that."""

    _inherit = "grid.service.request"

    late_text = fields.Char("Late with", compute="_compute_late_text", compute_sudo=True)

    @api.depends("deadline_ids.state", "deadline_ids.due_at")
    @api.depends_context("lang")
    def _compute_late_text(self):
        """Name the stages whose terms have passed; those of a whole list are read at once."""
        now = fields.Datetime.now()
        late = self.filtered(lambda request: request.next_due_at and request.next_due_at < now)
        (self - late).late_text = False
        for request in late:
            missed = request.deadline_ids.filtered(lambda one: one.state == "running" and one.due_at < now)
            stages = request.service_id._stages_of_terms()
            named = (stages.get(one.code) or one.rule_id.name for one in missed)
            request.late_text = "; ".join(dict.fromkeys(named))

    def action_open_case(self):
        """Open the form in which this request is worked on."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }
