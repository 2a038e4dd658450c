from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from odoo.addons.grid_appeal.models.grid_delivery import ON_PAPER

#: Proves in the context that the program does an act when a term has passed.
LAPSED = object()
#: No term runs, or its beginning is not known yet: no date, no rule, no explanation.
NO_WAIT = (False, False, False)
ROLES = {
    "specialist": ("specialist",),
    "manager": ("manager", "specialist"),
    "head": ("head",),
    None: ("operator", "administrator", "manager", "specialist"),
}


class GridServiceRequest(models.Model):
    """The engine: a request goes where a transition of its passport leads, and nowhere else."""

    _inherit = "grid.service.request"

    allowed_transition_ids = fields.Many2many(
        "grid.service.transition", string="Acts now", compute="_compute_allowed_transition_ids"
    )

    @api.depends("step_id")
    @api.depends_context("uid")
    def _compute_allowed_transition_ids(self):
        """Offer the acts that this person may record; what is lacking for one is said when it is done."""
        for request in self:
            request.allowed_transition_ids = request.step_id.transition_ids.filtered(request._may_record)

    def _may_record(self, transition):
        if transition.actor == "system":
            return self.env.context.get("service_lapse") is LAPSED
        groups = (f"grid_customer.group_{role}" for role in ROLES[transition.role or None])
        return self.env.su or any(self.env.user.has_group(group) for group in groups)

    def _move(self, code, at=None, reason=None, items=None):
        """Do an act on each request, in one transaction; return its moves.

        `at` is when it happened (now unless named), `items` the lines of what lacks or of remarks.

        :raises UserError: the passport does not allow the act now, or what it needs is not there
        """
        self.check_access("write")
        self._lock()
        at = fields.Datetime.to_datetime(at or fields.Datetime.now())
        items = [line.strip() for line in items or () if line.strip()]
        self.filtered(lambda request: not request.submitted_at)._take_edition(at)
        found = defaultdict(self.browse)
        for request in self:
            found[request._transition(code)] += request
        moves = self.env["grid.service.move"]
        for transition, requests in found.items():
            requests._check_move(transition, at, reason, items)
            moves |= requests._walk(transition, at, reason, items)
        return moves

    def _lock(self):
        """Let one person at a time move a request: whoever comes second is told so."""
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(
                self.env._("Another person works on this request at the moment. Open it again to see what has changed.")
            ) from None
        self.invalidate_recordset(
            ["step_id", "state", "actor", "outcome", "entered_at", "actor_due_at", "submitted_at"]
        )

    def _transition(self, code):
        """Return the transition of an act from where the request stands; say what is possible instead."""
        self.ensure_one()
        step = self.step_id.sudo()
        if found := step.transition_ids.filtered(lambda one: one.code == code):
            return found
        acts = ", ".join(f"“{one.name}”" for one in step.transition_ids if one.actor != "system")
        names = {"request": self.display_name, "step": step.name, "acts": acts}
        if step.outcome:
            raise UserError(self.env._("“%(request)s” has ended (%(step)s): nothing more is done on it.", **names))
        raise UserError(
            self.env._(
                "The passport does not allow this act while “%(request)s” stands on the stage “%(step)s”. "
                "Possible now: %(acts)s.",
                **names,
            )
        )

    # ------------------------------------------------------------------
    # What an act needs
    # ------------------------------------------------------------------
    def _check_move(self, transition, at, reason, items):
        """Refuse an act that lacks what its law asks for."""
        if not self._may_record(transition):
            raise AccessError(
                self.env._(
                    "Your role does not allow the act “%(act)s”. Ask the head of your team.", act=transition.name
                )
            )
        if transition.needs_reason and not (reason or "").strip():
            raise UserError(self.env._("Give the reason of the act “%(act)s”.", act=transition.name))
        if transition.papers in ("lacking", "remarks") and not items:
            raise UserError(
                self.env._(
                    "“%(act)s” is a notice with a list: write what is lacking or wrong, line by line. "
                    "A notice without a list is not sent.",
                    act=transition.name,
                )
            )
        for request in self:
            for check in request._checks_of(transition):
                check(transition, at)

    def _checks_of(self, transition):
        """Return what is checked before an act, each a method that refuses with a sentence; addons above add theirs."""
        return [self._check_moment, self._check_papers, self._check_term_passed]

    def _check_moment(self, transition, at):
        if at > fields.Datetime.now():
            raise UserError(self.env._("“%(act)s” cannot have happened in the future.", act=transition.name))
        if self.submitted_at and at < self.entered_at:
            raise UserError(
                self.env._(
                    "“%(act)s” cannot have happened before the stage “%(step)s” began (%(when)s).",
                    act=transition.name,
                    step=self.step_id.name,
                    when=self._local_text(self.entered_at),
                )
            )

    def _check_papers(self, transition, at):
        lacking = self._lacking_documents().mapped("name") if transition.papers == "complete" else []
        there = self._papers_of_stage().grouped("kind_id")
        for kind in transition.paper_kind_ids.filtered(lambda kind: not kind.template):
            if kind not in there:
                lacking.append(kind.name)
            elif not any(paper._is_registered() for paper in there[kind]):
                lacking.append(
                    self.env._(
                        "%(paper)s: attach its file, or enter the number and the date of the original", paper=kind.name
                    )
                )
        if lacking:
            asked = self.env._("“%(act)s” needs papers that are not there yet:", act=transition.name)
            raise UserError("\n".join([asked, *(f"— {name}" for name in lacking)]))

    def _papers_of_stage(self):
        """Return the papers that acts of this stage may rest on: of a draft all of them."""
        return self.paper_ids.filtered(
            lambda paper: paper.state != "rejected" and (not self.submitted_at or paper.at >= self.entered_at)
        )

    def _check_term_passed(self, transition, at):
        if not transition.after_rule_code:
            return
        rules = self.env["legal.rule"]
        started_at = self._term_starts_at()
        if not started_at:
            raise UserError(self._receipt_unknown(transition))
        deadline, rule = rules._reckon(transition.after_rule_code, started_at, self._deadline_circumstances())
        due = rules._naive(deadline.due)
        passed = at >= due if deadline.rule.term.direction == "not_before" else at > due
        if not passed:
            raise UserError(
                self.env._(
                    "“%(act)s” is too early: “%(rule)s” ends on %(due)s.",
                    act=transition.name,
                    rule=rule.name,
                    due=self._local_text(due),
                )
            )

    # ------------------------------------------------------------------
    # What an act does
    # ------------------------------------------------------------------
    def _walk(self, transition, at, reason, items):
        """Walk from step to step: end terms, register what is submitted, begin terms, write the course, tell."""
        transition = transition.sudo()
        target = transition.target_id
        printed = {request: request._kinds_to_issue(transition) for request in self}
        self._end_terms(transition, at, reason)
        first = self.filtered(lambda request: not request.submitted_at)
        first._submit(transition, at)
        known = self.filtered(lambda one: not target.from_receipt or one._way_of_papers(transition) not in ON_PAPER)
        waits = {**known._waits_at(target, at), **dict.fromkeys(self - known, NO_WAIT)}
        for request in self:
            due_at, _rule, why = waits[request]
            request.sudo()._by_move().write(
                {
                    "step_id": target.id,
                    "entered_at": at,
                    "actor_due_at": due_at if target.actor != "grid" else False,
                    "actor_why": why if target.actor != "grid" else False,
                    "notice_received_at": at if request in known else False,
                    "reminded_at": False,
                    "ended_at": at if target.outcome else False,
                }
            )
        self._begin_terms(transition, at)
        self._issue_papers(printed, transition, at, reason, items)
        moves = self._record(transition, at, reason, items, waits)
        self._moved(transition, at, moves)
        moves._send_papers()
        moves._tell()
        return moves

    def _moved(self, transition, at, moves):
        """Do what the move means; for addons above. The appeal ends with its request."""
        if transition.papers == "complete" and transition.actor == "grid":
            self._accept_papers()
        self.filtered("outcome")._end_appeal(at)

    def _record(self, transition, at, reason, items, waits):
        papers = {request: request.paper_ids.filtered(lambda paper: not paper.move_ids) for request in self}
        return (
            self.env["grid.service.move"]
            .sudo()
            .create(
                [
                    {
                        "request_id": request.id,
                        "transition_id": transition.id,
                        "step_id": request.step_id.id,
                        "actor": transition.actor,
                        "at": at,
                        "user_id": self.env.uid,
                        "reason": reason,
                        "items": items or False,
                        "due_at": waits[request][0],
                        "rule_id": waits[request][1],
                        "why": waits[request][2],
                        "paper_ids": papers[request].ids,
                        **request.sudo()._told_of(transition),
                    }
                    for request in self
                ]
            )
        )
