from zoneinfo import ZoneInfo

from odoo import models

#: The term of a step that is kept over a move, of whatever direction.
EXCEPTIONS = {"done", "cancel", "pause", "keep"}


class GridServiceRequest(models.Model):
    """The terms of a request: ours are promises, those of others are dates that the passport watches."""

    _inherit = "grid.service.request"

    def _deadline_branch(self):
        return self.branch_id

    def _deadline_facts(self):
        group = self.usage_point_id.sudo().effective_group or self.partner_id.customer_group
        return {"customer_group": group} if group else {}

    def _local(self, moment):
        """Return a naive UTC moment in the time zone of the branch."""
        zone = self.branch_id.tz or self.company_id.legal_tz
        return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))

    def _local_text(self, moment):
        return self._local(moment).strftime("%d.%m.%Y %H:%M")

    # --- leaving a step
    def _end_terms(self, transition, at, reason):
        """End what the act ends: the term of the step it leaves, unless the act says otherwise, and what it names.

        What the applicant has withdrawn was not done by us: nothing is owed of it any longer.
        """
        step, acts = transition.step_id, transition._term_acts()
        named = {one.code for one in acts if one.act in EXCEPTIONS}
        withdrawn = transition.target_id.outcome == "withdrawn"
        if step.actor == "grid" and step.rule_code and step.rule_code not in named and not withdrawn:
            self._deadline_done(step.rule_code, at)
        why = reason or transition.name
        for one in acts:
            if one.act == "done":
                self._deadline_done(one.code, at)
            elif one.act == "cancel":
                self._drop_term(one.code, why, at)
            elif one.act == "pause":
                # a passport pauses for the one reason its law knows
                ground = self._deadline_open(one.code).rule_id.pause_ground_ids[:1]
                self._deadline_pause(one.code, why, ground, transition.name, at)
            elif one.act == "resume":
                self._deadline_resume(one.code, why, document=transition.name, at=at)

    def _drop_term(self, code, why, at):
        """Nothing is owed by a term any longer; one that has passed already was missed, and stays so."""
        late = self.filtered(
            lambda request: any(one.due_at < at for one in request._deadline_open(code) if one.state == "running")
        )
        if late:
            late._deadline_miss(code, "own_fault", why, at=at)
        if in_time := self - late:
            in_time._deadline_cancel(code, why)

    # --- entering a step
    def _waits_at(self, step, at):
        """Return {request: (due, id of the rule, explanation)} of the term that runs on a step, whoever acts there."""
        rules = self.env["legal.rule"]
        waits = {}
        for request in self:
            if not step.rule_code:
                waits[request] = (False, False, False)
                continue
            deadline, rule = rules._reckon(step.rule_code, at, request._deadline_circumstances())
            waits[request] = (rules._naive(deadline.due), rule.id, rules._steps(deadline, request.branch_id))
        return waits

    def _said_due_on(self, step, at):
        """Say by when a step is to be done if its term begins at a moment; False where nothing gives that."""
        step = step.sudo()
        due = at and step.rule_code and self._waits_at(step, at)[self][0]
        return self._local_text(due) if due else False

    def _term_starts_at(self):
        """Return when the term of the step began: with the step, or with the receipt of its notice; or nothing yet."""
        return self.notice_received_at if self.step_id.sudo().from_receipt else self.entered_at

    def _begin_terms(self, transition, at):
        """Begin what the act begins: our term on the new step, and what the act names."""
        step = transition.target_id
        if step.outcome:
            self._end_all_terms(step.outcome, transition.name, at)
            return
        if step.actor == "grid" and step.rule_code:
            self._deadline_start(step.rule_code, at)
        for one in transition._term_acts():
            if one.act == "start":
                self._deadline_start(one.code, at)

    def _end_all_terms(self, outcome, why, at):
        """A request that has ended owes nothing: what was provided is done, else it is owed no more."""
        for code in set(
            self.sudo().deadline_ids.filtered(lambda one: one.state in ("running", "paused")).mapped("code")
        ):
            if outcome == "done":
                self._deadline_done(code, at)
            else:
                self._drop_term(code, why, at)
