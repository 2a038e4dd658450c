from odoo import api, fields, models


class LegalExplanation(models.AbstractModel):
    """Says the steps that only some deadlines have: counted back, paused, extended, read in a contested way."""

    _inherit = "legal.explanation"

    def _say_backward(self, step):
        last = {"last": self._day(step["last"]), "term": self._amount(step["amount"], step["unit"])}
        if step["reading"] == "strict":
            return [
                self.env._(
                    "Counted back from %(event)s: %(term)s must lie between, so the latest day is %(last)s "
                    "(company procedure: the strict reading)",
                    event=self._day(step["event"]),
                    **last,
                )
            ]
        return [
            self.env._(
                "Counted back from %(event)s, which is not counted; %(term)s before it is %(last)s "
                "(company procedure: the ordinary reading)",
                event=self._day(step["event"]),
                **last,
            )
        ]

    def _say_strict(self, step):
        return [
            self.env._(
                "Safer by the strict reading, with full days between: not later than %(day)s",
                day=self._day(step["day"]),
            )
        ]

    def _say_roll_back(self, step):
        return [
            self.env._(
                "%(days)s; moved back to the previous working day: company procedure, stricter than the Civil "
                "Code, article 193",
                days=self._runs(step["runs"]),
            )
        ]

    def _say_paused(self, step):
        values = {"since": self._moment(step["since"]), "until": self._moment(step["until"])}
        if step["then"] == "restart":
            said = self.env._("Paused on %(since)s, resumed on %(until)s: a new term is counted from there", **values)
        else:
            said = self.env._("Paused on %(since)s, resumed on %(until)s: the time between is not counted", **values)
        return [self._with_last(said, step)]

    def _say_extended(self, step):
        term = self._amount(step["amount"], step["unit"])
        said = self.env._("Extended by %(term)s, counted from the original start", term=term)
        return [self._with_last(said, step)]

    def _with_last(self, said, step):
        if not step.get("last"):
            return said
        return self.env._("%(act)s; the term ends on %(last)s", act=said, last=self._day(step["last"]))

    def _say_earliest(self, step):
        values = {"day": self._day(step["day"]), "passed": self._day(step["passed"])}
        return [self.env._("The whole of %(passed)s must have passed; allowed from %(day)s", **values)]

    def _say_office_close(self, step):
        at = self._parsed(step["at"])
        return [
            self.env._(
                "The term ends with the office hours, at %(time)s (Civil Code, article 194)",
                time=at.strftime("%H:%M"),
            )
        ]

    def _say_due_time_before(self, step):
        return [self.env._("Counted back by the clock; not later than %(moment)s", moment=self._moment(step["at"]))]

    @api.model
    def _parsed(self, moment):
        """Return a moment of a step, which is local already."""
        return fields.Datetime.from_string(moment.replace("T", " ")) if isinstance(moment, str) else moment

    @api.model
    def _moment(self, moment):
        """Return a local moment as `10.12.2025 14:05`."""
        return self._parsed(moment).strftime("%d.%m.%Y %H:%M")

    @api.model
    def _fact(self, fact, value):
        """Return a fact as people say it: `customer group: 2`."""
        return self._condition([fact, "=", str(value)])
