import logging

from markupsafe import Markup
from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..appeals import placeholders
from ..appeals.life import WORKED_STATES

BATCH = 20

_logger = logging.getLogger(__name__)


class GridAppealCause(models.Model):
    """Answers all appeals of one cause, batch by batch; a letter that fails is left out with a note."""

    _inherit = "grid.appeal.cause"

    @api.model
    def _cron_answer(self):
        """Go on with every cause that is being answered; an interrupted run goes on where it stopped."""
        for cause in self.search([("state", "=", "sending")], order="id"):
            while handled := cause._answer_batch():
                if not self.env["ir.cron"]._commit_progress(handled):
                    return

    def _answer_batch(self):
        """Answer the next appeals; return how many were handled, 0 when all are."""
        self.lock_for_update()
        # nobody reads over the shoulder of a job: its history is in the language of the company
        cause = self.with_context(lang=self.company_id.partner_id.lang)
        tickets = self.env["helpdesk.ticket"].search(
            [("cause_id", "=", self.id), ("state", "in", WORKED_STATES), ("cause_note", "=", False)],
            order="id",
            limit=BATCH,
        )
        if not tickets:
            cause._finish()
            return 0
        try:
            with self.env.cr.savepoint():
                cause._answer(tickets)
        except OperationalError:  # the database was busy: the run is taken up again
            raise
        except Exception:  # which of the letters it is shows by making them one by one
            for ticket in tickets:
                cause._answer_or_note(ticket)
        return len(tickets)

    def _answer(self, tickets):
        cause = self.with_user(self.executor_id).with_company(self.company_id)
        drafts = [draft for ticket in tickets if (draft := cause._draft_or_note(ticket))]
        now = fields.Datetime.now()
        numbers = [draft._next_outgoing(now) for draft in drafts]
        letters = self.env["grid.appeal.letter"]
        sheets = [letters._outgoing_sheet(draft, *number) for draft, number in zip(drafts, numbers, strict=True)]
        for draft, number, pdf in zip(drafts, numbers, letters._print_many(sheets), strict=True):
            draft._leave(now, *number, pdf)

    def _answer_or_note(self, ticket):
        """Answer one appeal; whatever fails is noted on it, and the others go on."""
        try:
            with self.env.cr.savepoint():
                self._answer(ticket)
        except OperationalError:
            raise
        except UserError as error:
            self._note(ticket, str(error))
        except Exception:
            _logger.exception("No letter of the common cause %s could be made for the appeal %s", self.id, ticket.id)
            self._note(
                ticket,
                self.env._(
                    "The letter could not be made because of a fault of the program. "
                    "The administrator of the system finds it in the log."
                ),
            )

    def _note(self, ticket, reason):
        ticket.sudo()._by_act().write({"cause_note": " ".join(reason.split("\n"))})

    def _draft_or_note(self, ticket):
        """Return the answer of one appeal, ready to leave; where it cannot be, note why and go on without it."""
        ticket = ticket.with_env(self.env)
        try:
            with self.env.cr.savepoint():
                draft = self._draft(ticket)
                draft._check_sendable()
                return draft
        except UserError as error:
            self._note(ticket, str(error))
            return None

    def _draft(self, ticket):
        if ticket.answer_ids:
            raise UserError(
                self.env._(
                    "An answer of its own is being prepared by %(user)s: send that one.",
                    user=ticket.answer_id.executor_id.name,
                )
            )
        text = placeholders.fill(str(self.body), ticket._text_values())
        values = {
            **ticket._prepare_answer(),
            "body": Markup(ticket._answer_greeting()) + Markup(text),
            "executor_id": self.executor_id.id,
            "signer_name": self.signer_name,
            "signer_position": self.signer_position,
            "cause_id": self.id,
            "cause_approved_by_id": self.approved_by_id.id,
        }
        return self.env["grid.appeal.answer"].sudo().create(values).with_env(self.env)

    def _finish(self):
        self.sudo().write({"state": "done"})
        self.sudo().message_post(
            body=self.env._(
                "Answered: %(answered)s of %(linked)s; left out with a note: %(skipped)s.",
                answered=self.answered_count,
                linked=self.ticket_count,
                skipped=self.skipped_count,
            )
        )


class GridAppealAnswer(models.Model):
    _inherit = "grid.appeal.answer"

    cause_id = fields.Many2one(
        "grid.appeal.cause", "Common cause", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )

    # the approval of the cause ends when more appeals join it; of this answer it stays
    cause_approved_by_id = fields.Many2one("res.users", "Common answer approved by", readonly=True, copy=False)

    def _rules_met_elsewhere(self):
        return super()._rules_met_elsewhere() | self.cause_id.sudo().approved_rule_ids

    def _approvers(self):
        return super()._approvers() | self.sudo().cause_approved_by_id
