from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .legal_deadline import OPEN_STATES

#: How long before its end a term is due soon, and its co-executor reminded.
AHEAD = timedelta(days=1)


class LegalInnerTerm(models.Model):
    """What a co-executor owes inside the company, so that a promise can be kept; never after its legal date."""

    _name = "legal.inner.term"
    _description = "Inner Term of a Co-executor"
    _inherit = ["legal.deadline.entry"]
    _order = "due_at, id"

    deadline_id = fields.Many2one(readonly=False, string="Legal deadline")
    name = fields.Char("What", required=True)
    user_id = fields.Many2one(
        "res.users", "Co-executor", required=True, ondelete="restrict", index=True, domain=[("share", "=", False)]
    )
    due_at = fields.Datetime("By", required=True)
    done_at = fields.Datetime("Done", readonly=True, copy=False)
    record_name = fields.Char(related="deadline_id.record_name")
    legal_due_at = fields.Datetime("Legal date", related="deadline_id.due_at")
    state = fields.Selection(
        [
            ("running", "In time"),
            ("due_soon", "Due soon"),
            ("overdue", "Overdue"),
            ("done", "Done"),
            ("dropped", "No longer needed"),
        ],
        string="Status",
        compute="_compute_state",
        compute_sudo=True,
        search="_search_state",
    )

    @api.depends("due_at", "done_at", "deadline_id.state")
    def _compute_state(self):
        now = fields.Datetime.now()
        for term in self:
            if term.done_at:
                term.state = "done"
            elif term.deadline_id.state not in OPEN_STATES:
                term.state = "dropped"
            elif term.due_at < now:
                term.state = "overdue"
            else:
                term.state = "due_soon" if term.due_at <= now + AHEAD else "running"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._domain_of_state(state) for state in value)

    @api.model
    def _domain_open(self):
        """Return the domain of what is still to be done, in time or overdue."""
        return Domain("done_at", "=", False) & Domain("deadline_id", "any!", [("state", "in", OPEN_STATES)])

    @api.model
    def _domain_of_state(self, state):
        """Return the domain of a status by comparison with now; see `_compute_state`."""
        now = fields.Datetime.now()
        waiting = Domain("done_at", "=", False)
        return {
            "running": self._domain_open() & Domain("due_at", ">", now + AHEAD),
            "due_soon": self._domain_open() & Domain("due_at", ">=", now) & Domain("due_at", "<=", now + AHEAD),
            "overdue": self._domain_open() & Domain("due_at", "<", now),
            "dropped": waiting & ~self._domain_open(),
            "done": ~waiting,
        }.get(state, Domain.FALSE)

    @api.constrains("due_at", "deadline_id")
    def _check_due_at(self):
        """Keep a term before the legal date; once that is missed, any date is better than none."""
        now = fields.Datetime.now()
        for term in self.sudo():
            promise = term.deadline_id
            if term.due_at > promise.due_at >= now:
                raise ValidationError(
                    self.env._(
                        "The inner term “%(name)s” ends on %(inner)s, after the legal date %(legal)s. "
                        "Choose a date that leaves time to answer.",
                        name=term.name,
                        inner=promise._said(term.due_at),
                        legal=promise._said(promise.due_at),
                    )
                )

    @api.constrains("deadline_id")
    def _check_deadline_is_open(self):
        for term in self.sudo():
            if term.deadline_id.state not in OPEN_STATES:
                raise ValidationError(
                    self.env._(
                        "“%(deadline)s” is closed: it needs no inner terms any more.",
                        deadline=term.deadline_id.display_name,
                    )
                )

    @api.constrains("user_id", "deadline_id")
    def _check_user_sees(self):
        for term in self:
            if not term.deadline_id.with_user(term.user_id.sudo()).has_access("read"):
                raise ValidationError(
                    self.env._(
                        "%(user)s does not see “%(record)s”. Choose a person who does, or ask for the rights first.",
                        user=term.user_id.name,
                        record=term.record_name,
                    )
                )

    def _check_access(self, operation):
        """Who may write the record that the promise is about sets its inner terms."""
        result = super()._check_access(operation)
        if result or operation == "read" or not self:
            return result
        deadlines = self.sudo().deadline_id
        writable = deadlines.browse()
        for model, promises in deadlines.grouped("res_model").items():
            records = self.env[model].browse(promises.mapped("res_id"))._filtered_access("write")
            writable += promises.filtered(lambda promise, ids=set(records.ids): promise.res_id in ids)
        return self._refuse_entries_of(deadlines - writable, operation)

    def write(self, vals):
        if "deadline_id" in vals and not self.env.su:
            raise UserError(self.env._("An inner term stays with its deadline. Delete it and set another one."))
        return super().write(vals)

    def action_done(self):
        """Note that the work is done: by the co-executor, or by who may set the term."""
        foreign = self.filtered(lambda term: term.user_id != self.env.user)
        if foreign and not foreign.has_access("write"):
            raise AccessError(self.env._("Only the co-executor, or who leads the case, notes that this is done."))
        self.check_access("read")
        self.sudo().filtered(lambda term: not term.done_at).done_at = fields.Datetime.now()

    def _pull_back(self):
        """Bring terms that are not done back to the legal date, where it moved to an earlier one."""
        now = fields.Datetime.now()
        beyond = self.filtered(lambda term: not term.done_at and term.due_at > term.deadline_id.due_at >= now)
        for promise, terms in beyond.grouped("deadline_id").items():
            terms.due_at = promise.due_at

    def _go_on_under(self, promise):
        """Let terms that are not done serve another promise of their record, which replaces a cancelled one."""
        waiting = self.sudo().filtered(lambda term: not term.done_at)
        for due_at, terms in waiting.grouped("due_at").items():
            terms.write({"deadline_id": promise.id, "due_at": min(due_at, promise.due_at)})


class LegalDeadline(models.Model):
    _inherit = "legal.deadline"

    inner_term_ids = fields.One2many("legal.inner.term", "deadline_id", "Inner terms")

    def write(self, vals):
        """Let the inner terms know, too, that a date has moved: one query a batch."""
        result = super().write(vals)
        if "due_at" in vals:
            self.sudo().inner_term_ids._pull_back()
        return result

    def action_add_inner_term(self):
        """Open an empty inner term of this promise, by its internal date at first."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Inner term"),
            "res_model": "legal.inner.term",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_deadline_id": self.id, "default_due_at": self.control_at},
        }
