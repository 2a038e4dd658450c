from odoo import api, fields, models

from ..passports import Place, graph_faults


class GridService(models.Model):
    """What keeps a draft from being published, in sentences a methodologist can act on."""

    _inherit = "grid.service"

    fault_text = fields.Text("Before it can be published", compute="_compute_fault_text")

    @api.depends("state", "valid_from", "step_ids", "transition_ids")
    @api.depends_context("lang")
    def _compute_fault_text(self):
        for service in self:
            draft = service._origin if service.state == "draft" else self.browse()
            service.fault_text = "\n".join(f"• {fault}" for fault in draft._publish_faults()) if draft else False

    def _publish_faults(self):
        """Return the sentences, all at once; an edition that has none can be walked and every term of it is law."""
        self.ensure_one()
        day = self.valid_from
        return [
            *([] if day else [self.env._("Name the day from which the edition is in force.")]),
            *self._graph_faults(),
            *self._program_faults(),
            *(self._term_faults() if day else []),
        ]

    def _graph_faults(self):
        steps = {step.code: step.name for step in self.step_ids}
        places = [Place(step.code, step.is_start, bool(step.outcome)) for step in self.step_ids]
        ways = [(way.step_id.code, way.target_id.code) for way in self.transition_ids]
        sentences = self._graph_sentences()
        return [sentences[fault.kind] % {"step": steps.get(fault.code, "")} for fault in graph_faults(places, ways)]

    def _graph_sentences(self):
        return {
            "no_start": self.env._("Mark one step as the first."),
            "no_end": self.env._("No step ends the request: give one an outcome."),
            "dead_end": self.env._("“%(step)s”: nothing leads on from here. Add an act, or an outcome."),
            "endless": self.env._("“%(step)s”: the acts from here never come to an end of the request."),
            "unreachable": self.env._("“%(step)s” cannot be reached: no act leads here."),
        }

    def _program_faults(self):
        """Return the acts of the program that it could never do: it watches the term of somebody else's step."""
        return [
            self.env._(
                "“%(act)s” is done by the program when a term has passed: on the step “%(step)s” somebody else than "
                "the company must act, and the term of the step must be the one named in the act.",
                act=way.name,
                step=way.step_id.name,
            )
            for way in self.transition_ids
            if way.actor == "system" and (way.step_id.actor == "grid" or way.step_id.rule_code != way.after_rule_code)
        ]

    def _term_faults(self):
        """Return the terms that nobody could count on the first day of the edition."""
        named = self._named_terms()
        in_force = self._editions_of({code for code, _act, _where in named}, self.valid_from)
        faults = []
        for code, act, where in named:
            rules = in_force.get(code)
            names = {"code": code, "where": where, "day": self.valid_from.strftime("%d.%m.%Y")}
            if not rules:
                faults.append(
                    self.env._("“%(where)s”: no edition of the rule “%(code)s” is in force on %(day)s for it.", **names)
                )
            elif act == "pause" and "none" in rules.mapped("pause"):
                faults.append(self.env._("“%(where)s” pauses “%(code)s”, whose law knows no pause.", **names))
            elif act == "start" and set(rules.mapped("direction")) != {"forward"}:
                faults.append(
                    self.env._(
                        "“%(where)s”: the term “%(code)s” does not run from an event on; it can only be printed.",
                        **names,
                    )
                )
        return list(dict.fromkeys(faults))

    def _named_terms(self):
        """Return every code of a rule with what is done by it and where it is named."""
        named = [(self.rule_code, "print", self.name)]
        for step in self.step_ids:
            named += [(step.rule_code, "start", step.name), (step.printed_rule_code, "print", step.name)]
        for way in self.transition_ids:
            named.append((way.after_rule_code, "wait", way.name))
            named += [(one.code, one.act, way.name) for one in way._term_acts()]
        return [one for one in named if one[0]]
