from odoo import SUPERUSER_ID, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import html2plaintext

from odoo.addons.grid_appeal.appeals import marks
from odoo.addons.grid_appeal.appeals.life import OPEN_STATES, target
from odoo.addons.grid_appeal.models.helpdesk_ticket_dispute import DISPUTABLE


class HelpdeskTicket(models.Model):
    """What the customer does with an own appeal in the account, and what keeps it from being done."""

    _inherit = "helpdesk.ticket"

    def _customer_acts(self):
        """Return the codes of what the customer may do now; what a passport leads is done on its request."""
        self.ensure_one()
        if self.service_id:
            return frozenset()
        possible = {
            "write": self.state in OPEN_STATES,
            "withdraw": bool(target("withdraw", self.state)),
            "mark": bool(self._mark_open_until()),
            "dispute": self.state in DISPUTABLE and not self._disputed_by(),
        }
        return frozenset(act for act, is_possible in possible.items() if is_possible)

    def _customer_refusal(self, act):
        """Say why an act is not possible now, and what to do instead."""
        values = {"state": self._customer_state(), "days": marks.OPEN_FOR.days}
        if act == "dispute" and (dispute := self._disputed_by()):
            return self.env._(
                "You have disputed this answer already: appeal No. %(number)s. Add to that one.", number=dispute.number
            )
        sentences = {
            "write": self.env._(
                "Nothing can be added to this appeal any more: its state is “%(state)s”. If you do not agree with the "
                "answer, dispute it; about anything else file a new appeal.",
                **values,
            ),
            "withdraw": self.env._(
                "This appeal cannot be withdrawn now: its state is “%(state)s”. Only what is registered and not "
                "answered yet can be.",
                **values,
            ),
            "mark": self.env._(
                "The answer cannot be rated now: there is none yet, or more than %(days)s days have passed "
                "since. If something is still wrong, dispute the answer or file a new appeal.",
                **values,
            ),
            "dispute": self.env._(
                "There is no answer to dispute: the state of the appeal is “%(state)s”. While it is considered, add to "
                "it; when it has ended otherwise, file a new one.",
                **values,
            ),
        }
        return sentences[act]

    # ------------------------------------------------------------------
    # The acts; each for a caller that holds the appeal
    # ------------------------------------------------------------------
    def _hold(self):
        """Hold the appeal until the end of the transaction: a second click is tried again after the first."""
        if self - self.try_lock_for_update(allow_referencing=True):
            raise ConcurrencyError("two acts on one appeal at the same time")

    def _write_in_account(self, text, files):
        """Add words and files to the history of the appeal: what was asked for has come by that.

        :param files: attachments that wait in the form
        """
        body = text or self.env._("Files: %(names)s", names=", ".join(files.mapped("name")))
        self._applicant_wrote(
            self._form_paragraphs(body),
            text,
            self._taken_out(files),
            message_type="comment",
            author_id=self.env.user.partner_id.id,
        )

    def _taken_out(self, files):
        """Return files that waited in a form as `[(name, bytes)]`: they wait there no more."""
        taken = [(file.name, file.raw) for file in files]
        files.unlink()
        return taken

    def _dispute_in_account(self, text, files):
        """Register that the customer disputes the answer; return the new appeal."""
        account = self.env.ref("grid_appeal.channel_account")
        # registered by the system: a customer is nobody's name in a register
        appeal = self.with_user(SUPERUSER_ID)
        person = self.env.user._representing(self.partner_id)
        values = {"channel_id": account.id, "representative_id": person.id}
        return appeal._dispute(text, self._taken_out(files), **values).with_env(self.env)

    def _withdraw_in_account(self, reason):
        """Withdraw the appeal by the customer's own word; the draft of a clerk for the same becomes it."""
        appeal = self.with_user(SUPERUSER_ID).with_context(lang=self.company_id.partner_id.lang)
        said = appeal.env._("%(person)s, in the personal account", person=self.env.user.name)
        vals = {"delivery": "none", "reason": f"{said}: {reason}" if reason else said}
        notices = appeal.env["grid.appeal.notice"]
        notice = notices.search([("ticket_id", "=", self.id), ("kind", "=", "withdrawal"), ("state", "=", "draft")])
        if not notice:
            begun = {**appeal._prepare_notice_vals("withdrawal"), "kind": "withdrawal"}
            notice = notices.create(begun)
        notice.write(vals)
        notice.action_send()
        appeal._give_todo(appeal.env._("The applicant has withdrawn the appeal"))

    # ------------------------------------------------------------------
    # What is asked of the customer, and what the customer wrote
    # ------------------------------------------------------------------
    def _customer_asked(self):
        """Return the letter that the appeal waits for an answer to."""
        asked = self.notice_ids.filtered(lambda notice: notice.kind == "info_request" and notice.state == "sent")
        return asked.sorted("id")[-1:] if self.state == "awaiting_info" else asked.browse()

    def _customer_messages(self):
        """Return what the customer, or who acts for her, has written since, the newest first; no words of others."""
        others = self.coapplicant_ids.partner_id - self.partner_id - self.representative_id
        return self.message_ids.filtered(
            lambda one: (
                one.message_type in ("email", "comment") and one.author_id.partner_share and one.author_id not in others
            )
        ).sorted("id", reverse=True)

    def _customer_words(self, message):
        return html2plaintext(message.body or "", include_references=False).strip()
