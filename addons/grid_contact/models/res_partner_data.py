from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Calls and messages in what is kept of a customer: for her to read and to take with her."""

    _inherit = "res.partner"

    def _kept_of(self, model, domain=()):
        """Return the records of a model that name these customers."""
        return self.env[model].sudo().search(Domain("partner_id", "in", self.ids) & Domain(domain), order="id")

    def _own_sms(self):
        """Return the SMS to these customers; those of an appeal are in its file, which law keeps."""
        return self._kept_of("grid.sms", [("ticket_id", "=", False)])

    def _kept_besides(self):
        calls = {
            self.env._("Calls with your number, notes and recordings"): self._kept_of("grid.call"),
            self.env._("Call-backs with what you asked"): self._kept_of("grid.callback"),
        }
        messages = {
            self.env._("Messages of the auto-informer"): self._kept_of("grid.notice"),
            self.env._("SMS to you"): self._own_sms(),
            self.env._("SMS from you"): self._kept_of("grid.sms.incoming"),
            self.env._("Your refusals of messages"): self._kept_of("grid.notice.refusal"),
        }
        return {
            **super()._kept_besides(),
            self.env._("Calls"): {
                "rows": [(what, len(found)) for what, found in calls.items() if found],
                "why": self.env._("To answer you, and to check how you were answered."),
                "until": self.env._(
                    "Until you ask to erase them: then only that somebody called is left, for the figures."
                ),
                "by_law": False,
            },
            self.env._("Messages to you"): {
                "rows": [(what, len(found)) for what, found in messages.items() if found],
                "why": self.env._("To tell you of outages and of what concerns you, and to know that you were told."),
                "until": self.env._(
                    "Until you ask to erase them: then only that somebody was told is left, for the figures."
                ),
                "by_law": False,
            },
        }

    def _exported_besides(self):
        return {
            **super()._exported_besides(),
            "calls": [self._exported_call(call) for call in self._kept_of("grid.call")],
            "call_backs": [self._exported_callback(one) for one in self._kept_of("grid.callback")],
            "messages": [
                {"text": one.body, "phone": one.phone, "email": one.email, "state": one.state, "ended_at": one.ended_at}
                for one in self._kept_of("grid.notice")
            ],
            "sms": [
                {"phone": one.phone, "text": one.body, "state": one.state, "sent_at": one.sent_at}
                for one in self._own_sms()
            ],
            "sms_from_you": [
                {"phone": one.phone, "text": one.body, "received_at": one.received_at, "appeal": one.ticket_id.number}
                for one in self._kept_of("grid.sms.incoming")
            ],
            "refusals_of_messages": [
                {"channel": one.channel, "since": one.since, "withdrawn_on": one.withdrawn_on, "note": one.note}
                for one in self._kept_of("grid.notice.refusal")
            ],
        }

    def _exported_call(self, call):
        return {
            "phone": call.caller,
            "began_at": call.began_at,
            "ended_at": call.ended_at,
            "result": call.result_id.name,
            "note": call.note,
            "is_recorded": bool(call.recording_url),
            "appeal": call.ticket_id.number,
        }

    def _exported_callback(self, callback):
        return {
            "phone": callback.phone,
            "asked_at": callback.asked_at,
            "question": callback.question,
            "answer": callback.answer,
            "state": callback.state,
        }
