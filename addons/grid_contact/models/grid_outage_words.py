from odoo import fields, models


class GridOutage(models.Model):
    """What is said of an outage to customers and to those who answer them: no person, no flat."""

    _inherit = "grid.outage"

    def _is_current(self):
        """Whether supply is off now, as far as is known."""
        return self.state == "under_way" or (self.state == "announced" and self.started_at <= fields.Datetime.now())

    def _current(self):
        return self.filtered(lambda outage: outage._is_current())

    def _said(self):
        """Return the sentences about an outage: what it is, since when, until when, why."""
        self.ensure_one()
        return " ".join(filter(None, [self._what_words(), self._end_words(), self._why_words()]))

    def _what_words(self):
        start = self._local_words(self.started_at)
        if not self._is_current():
            return self.env._("A planned outage will begin at %(start)s.", start=start)
        if self.kind == "planned":
            return self.env._("Supply is off for planned works since %(start)s.", start=start)
        return self.env._("Supply is off since %(start)s: an emergency outage, we know of it.", start=start)

    def _end_words(self):
        if not self.expected_end_at:
            return self.env._("The repair crew is at work; when supply comes back is not known yet.")
        end = self._local_words(self.expected_end_at)
        if self._is_current() and self.expected_end_at < fields.Datetime.now():
            return self.env._(
                "It was expected back by %(end)s; the works take longer, the time is being specified.", end=end
            )
        if self._is_current():
            return self.env._("We expect it back by %(end)s.", end=end)
        return self.env._("Supply comes back by %(end)s.", end=end)

    def _why_words(self):
        said = [self.cause and self.env._("Cause: %(cause)s.", cause=self.cause.rstrip("."))]
        said += [self.works and self.env._("Works: %(works)s.", works=self.works.rstrip("."))]
        return " ".join(filter(None, said))

    def _restored_words(self):
        """Return what whoever reported an outage is told when it is over."""
        words = self.env._("Supply has been restored at %(end)s.", end=self._local_words(self.ended_at))
        return " ".join(filter(None, [words, self._why_words()]))
