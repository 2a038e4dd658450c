from odoo import api, fields, models
from odoo.exceptions import UserError

from .helpdesk_ticket_guard import LEGAL_ACT

FIRST_CONTACT_KIND = "consultation"


class HelpdeskTicket(models.Model):
    """A question answered orally while the person is still there.

    Law 59-FZ, article 13 part 3: where the facts are plain and need no check, the answer may be given orally
    with the consent of the citizen, which is noted in the card; otherwise the answer is in writing.
    """

    _inherit = "helpdesk.ticket"

    closed_at_first_contact = fields.Boolean("Answered at first contact", readonly=True, copy=False)
    oral_answer = fields.Text("Oral answer", readonly=True, copy=False)

    _first_contact_idx = models.Index("(registered_at) WHERE closed_at_first_contact IS TRUE")

    def _answer_at_once(self, answer, now=None):
        """Register a new consultation and close it with the oral answer that its applicant consented to.

        :param answer: what the person was told, in plain text
        :param now: when, for what is told afterwards
        :raises UserError: another kind of appeal than a consultation, or no answer
        """
        self.ensure_one()
        if faults := self._first_contact_faults(self.kind, answer, self.danger):
            raise UserError("\n".join(faults.values()))
        now = now or fields.Datetime.now()
        self._by_act().write({"closed_at_first_contact": True, "oral_answer": answer.strip()})
        self.with_context(told_orally=LEGAL_ACT)._register_new(now)
        self._begin("answer_at_once")
        self._by_act().write(
            {
                "state": "closed",
                "outcome": "explained",
                "user_id": self.env.uid,
                "answered_at": now,
                "closed_date": now,
            }
        )
        self._deadline_done(self.answer_code, now)
        self._log_act(
            self.env._(
                "Answered orally by %(user)s with the consent of the applicant (59-FZ, article 13 part 3).",
                user=self.env.user.name,
            )
        )

    @api.model
    def _first_contact_faults(self, kind, answer, danger):
        """Return {field: sentence} of what keeps a question from being closed by an oral answer."""
        faults = {}
        if kind != FIRST_CONTACT_KIND:
            kinds = dict(self._fields["kind"]._description_selection(self.env))
            faults["kind"] = self.env._(
                "“%(kind)s” is not closed by an oral answer: it needs a check and an answer in writing. "
                "Register it. If the person only asks for information, choose “%(consultation)s”.",
                kind=kinds.get(kind, kind),
                consultation=kinds[FIRST_CONTACT_KIND],
            )
        if danger:
            faults["danger"] = self.env._(
                "A message of danger is not closed before the dispatcher has dealt with it. Register it."
            )
        if not (answer or "").strip():
            faults["answer"] = self.env._("Write in a few words what you answered: it is kept with the appeal.")
        return faults

    def _refusal(self, act):
        if act != "answer_at_once":
            return super()._refusal(act)
        return self.env._(
            "The appeal %(appeal)s is being worked on already: it is answered in writing.", appeal=self.display_name
        )

    def _send_receipt(self):
        """Who has the answer already needs no promise of one."""
        if self.env.context.get("told_orally") is LEGAL_ACT:
            return self.browse()
        return super()._send_receipt()
