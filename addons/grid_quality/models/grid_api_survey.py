from odoo import api, models
from odoo.exceptions import UserError

TEXT_MAX = 100


class GridApi(models.AbstractModel):
    """The one question that the voice menu asks after a talk with an operator."""

    _inherit = "grid.api"

    @api.model
    def ivr_question(self, asked):
        """Return the question to read to a caller who was served: `{"found", "words"}`; not found: ask nothing.

        :param dict asked: `call`, its number in the exchange
        """
        source, asked = self._source(), self._read_of_call(asked, {"call"})
        call = self._call_served(source, asked)
        question = call._part_asking().campaign_id._questions()
        if not question:
            return {"found": False, "words": ""}
        return {"found": True, "words": self._said_question(question)}

    @api.model
    def ivr_mark(self, idempotency_key, asked):
        """Keep the mark that a caller pressed, once a call: `{"taken", "words"}`.

        :param str idempotency_key: one for each mark, the same when it is delivered again
        :param dict asked: `call`, its number in the exchange, and `mark`, the key that was pressed
        """
        source, asked = self._source(), self._read_of_call(asked, {"call", "mark"})
        # the mark is no part of what is kept of the request: nobody finds out by it who gave which
        request = ["ivr_mark", asked["call"]]
        requests = self.env["grid.api.request"].sudo()

        def take():
            return self.env["helpdesk.ticket"], self._take_ivr_mark(source, asked)

        return requests._once(source, idempotency_key, request, take)

    def _take_ivr_mark(self, source, asked):
        call = self._call_served(source, asked)
        question = call._part_asking().campaign_id._questions()
        mark = question and question._read_answer([asked["mark"]])
        if not question:
            return {"taken": False, "words": self.env._("The call has its mark already, or nobody asks for one.")}
        if mark is None:
            return {"taken": False, "words": self._said_question(question)}
        try:
            call._take_survey({question: mark})
        except UserError as refusal:
            return {"taken": False, "words": str(refusal)}
        return {"taken": True, "words": self.env._("Thank you for your mark.")}

    def _said_question(self, question):
        return self.env._(
            "%(question)s Press a key from %(first)s to %(last)s.",
            question=question.title,
            first=question.scale_min,
            last=question.scale_max,
        )

    def _read_of_call(self, asked, known):
        """Return what was sent, as texts; the mark may be a number."""
        wrong = list(self._unknown(self._object(asked), known))
        read = {}
        for name in known:
            value = asked.get(name)
            value = str(value) if isinstance(value, int) and not isinstance(value, bool) and name == "mark" else value
            if not isinstance(value, str) or not 0 < len(value.strip()) <= TEXT_MAX or not value.isprintable():
                words = self.env._("“%(name)s” is a text of no more than %(max)s characters.", name=name, max=TEXT_MAX)
                wrong.append((name, "malformed", words))
            else:
                read[name] = value.strip()
        if wrong:
            raise self._invalid(wrong)
        return read

    def _call_served(self, source, asked):
        """Return the call of this exchange that an operator has answered; empty without one."""
        own = [("source_id", "=", source.id), ("source_number", "=", asked["call"])]
        return self.env["grid.call"].sudo().search([*own, ("answered_at", "!=", False)], limit=1)


class GridCall(models.Model):
    """The survey that asks whoever was answered: one sheet a call, and one a telephone or a customer in a period."""

    _inherit = "grid.call"

    def _part_asking(self):
        """Return the part of the survey that asks this caller now; empty where none does, or she has answered."""
        if not self:
            return self.env["grid.survey.stratum"]
        day = self.env["legal.rule"]._local(self.began_at, self.company_id.sudo().legal_tz).date()
        part = self.env["grid.survey.campaign"].sudo()._part_asking("ivr", self.branch_id, day)
        holder = part.campaign_id._holder_of(*self._comer())
        return part if holder and not part.campaign_id._is_given_by(holder) else part.browse()

    def _comer(self):
        """Return by what the caller is told from others: the telephone, or the call where the number is hidden."""
        return ("phone", self.caller, self.partner_id) if self.caller else ("call", self.id, self.partner_id)

    def _take_survey(self, answers):
        """Keep what the caller answered, once.

        :raises UserError: the survey takes no answers
        """
        if part := self._part_asking():
            campaign = part.campaign_id
            holder = campaign._holder_of(*self._comer())
            campaign._take_of_comer(part, answers, "auto_informer", holder, self.partner_id)
