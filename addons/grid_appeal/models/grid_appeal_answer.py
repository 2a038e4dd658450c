from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


class GridAppealAnswer(models.Model):
    _name = "grid.appeal.answer"
    _inherit = "grid.appeal.outgoing"
    _description = "Answer to an appeal"
    _order = "ticket_id desc, version desc"

    _act = "answer"
    _letter_route = "/grid_appeal/letter"

    version = fields.Integer(required=True, readonly=True, default=1)
    body = fields.Html(string="Answer")

    _version_uniq = models.UniqueIndex("(ticket_id, version)", "This version of the answer exists already.")
    _one_sent = models.UniqueIndex("(ticket_id) WHERE state = 'sent'", "The appeal has been answered already.")
    _sent_idx = models.Index("(sent_at DESC, id DESC) WHERE state = 'sent'")
    # Numbers, dates and letters belong to sent answers, and no sent answer lacks them.
    _sent_complete = models.Constraint(
        """CHECK (CASE WHEN state = 'sent'
            THEN num_nulls(outgoing_number, outgoing_date, sent_at, sent_by_id, letter_id) = 0
            ELSE num_nonnulls(outgoing_number, outgoing_date, sent_at, sent_by_id, letter_id) = 0 END)""",
        "A sent answer has its number, date and letter; a draft has none of them.",
    )

    @api.depends("ticket_id.number", "outgoing_number", "version")
    def _compute_display_name(self):
        for answer in self:
            answer.display_name = answer.outgoing_number or self.env._(
                "Draft %(version)s of the answer to %(number)s",
                version=answer.version,
                number=answer.ticket_id.number or "",
            )

    @api.model
    def _fixed_fields(self):
        return super()._fixed_fields() | {"version"}

    # --- of the drafts only the last one lives
    @api.model_create_multi
    def create(self, vals_list):
        answers = super().create(vals_list)
        if not self.env.su:
            answers.ticket_id._check_awaits_answer()
        return answers

    def write(self, vals):
        if self._draft_fields & set(vals):
            self._check_last_version()
        return super().write(vals)

    def _check_last_version(self):
        last = dict(self._read_group([("ticket_id", "in", self.ticket_id.ids)], ["ticket_id"], ["version:max"]))
        for answer in self.filtered(lambda answer: answer.state == "draft"):
            if answer.version < last.get(answer.ticket_id, 0):
                raise UserError(
                    self.env._(
                        "Version %(version)s has been replaced by version %(last)s: edit the last one.",
                        version=answer.version,
                        last=last[answer.ticket_id],
                    )
                )

    def action_new_version(self):
        """Keep this text as it is and go on in a copy of it."""
        self.ensure_one()
        self._check_last_version()
        if self.state == "sent":
            raise UserError(self.env._("Answer No. %(number)s has been sent.", number=self.outgoing_number))
        self.copy({"version": self.version + 1})
        return True

    def action_compare(self):
        """Show what changed in this version since the one before it."""
        self.ensure_one()
        earlier = self.ticket_id.answer_ids.filtered(lambda answer: answer.version < self.version)
        if not earlier:
            raise UserError(self.env._("This is the first version of the answer: there is none to compare it with."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What changed"),
            "res_model": "grid.answer.comparison",
            "view_mode": "form",
            "target": "new",
            "context": {"default_before_id": earlier.sorted("version")[-1].id, "default_after_id": self.id},
        }

    # --- sending
    def _check_sendable(self):
        locked = super()._check_sendable()
        self._check_last_version()
        return locked

    def _is_blank(self):
        """Nothing but the greeting we wrote ourselves is nothing."""
        written = html2plaintext(self.body or "").split()
        return super()._is_blank() or written == html2plaintext(self.ticket_id._answer_greeting()).split()

    def _after_leaving(self, now):
        self.ticket_id._mark_answered(now)

    # --- the words of the letter
    def _letter_kind(self):
        return self.env._("Answer")

    def _letter_title(self):
        return self.env._("Answer to appeal No. %(number)s", number=self.ticket_id.number)

    def _mail_lead(self, number, date):
        return self.env._(
            "The answer to your appeal No. %(appeal)s is below and in the attached letter No. %(number)s of %(date)s.",
            appeal=self.ticket_id.number,
            number=number,
            date=self.ticket_id._letter_date(date),
        )

    def _letter_parts(self):
        letter, ticket = self.env["grid.appeal.letter"], self.ticket_id
        return {
            "question": letter._question(ticket),
            "norm": letter._norm(ticket),
            "further": letter._further(ticket),
        }
