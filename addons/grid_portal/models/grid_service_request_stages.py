from datetime import date

from odoo import models


class GridServiceRequest(models.Model):
    """The way of a request as its applicant reads it: who acts, when, and by when the law wants it."""

    _inherit = "grid.service.request"

    def _customer_stages(self):
        """The way of the request: (stage, who acts and when, whether it was reached); stages ahead by their terms."""
        return [(row["name"], self._said_stage(row), row["when"] != "ahead") for row in self._timeline()["stages"]]

    def _said_stage(self, row):
        begin, end, due = (
            self._customer_date(date.fromisoformat(row[name][:10])) if row[name] else ""
            for name in ("begin", "end", "due")
        )
        said = {"passed": self._said_passed, "now": self._said_now, "ahead": self._said_ahead}
        when = said[row["when"]](begin, end, due, row["is_late"])
        return ", ".join(filter(None, [self._said_actor(row), when]))

    def _said_passed(self, begin, end, due, is_late):
        """Say when a stage passed, by when it was to pass, and whether it was late."""
        fact = {"when": f"{begin} – {end}" if end and end != begin else begin, "due": due}
        if not due:
            return fact["when"]
        if is_late:
            return self.env._("%(when)s; late: it was due not later than %(due)s", **fact)
        return self.env._("%(when)s; in time: it was due not later than %(due)s", **fact)

    def _said_now(self, begin, _end, _due, _is_late):
        said = {"begin": begin, "due": self._customer_date(self.act_due_at)}
        if not said["due"]:
            return self.env._("since %(day)s", day=begin)
        if self.act_is_late:
            return self.env._("since %(begin)s; late: the term ended on %(due)s", **said)
        return self.env._("since %(begin)s, the term ends on %(due)s", **said)

    def _said_ahead(self, _begin, _end, due, _is_late):
        return due and self.env._("not later than %(due)s", due=due)

    def _said_actor(self, row):
        """Return who acts on a stage; works that a contractor does for the company name it."""
        step = self.env["grid.service.step"].browse(row["step_id"])
        contractor = self._customer_contractor()
        if contractor and step.actor == "grid" and step.phase == "works":
            return self.env._("%(actor)s (contractor: %(name)s)", actor=row["actor"], name=contractor)
        return row["actor"]

    def _customer_contractor(self):
        """Return the organisation that does the works for the company; a person is not named."""
        return self.contractor_id.commercial_partner_id.filtered("is_company").name or ""

    def _customer_stage_acts(self):
        """Return the acts that left the request on its stage, in the order of `_customer_stages`.

        :return: for each stage `[{"words", "papers"}]`: the act, who did it, the day and the document; `papers` are
            its own, for the applicant to open.
        """
        found = [[] for _stage in self._customer_stages()]
        shown = self._customer_papers()
        for number, (entering, staying) in enumerate(self._moves_of_stages()):
            for move in staying:
                own = move.paper_ids & shown
                found[number].append({"words": self._said_act(move, entering, own), "papers": own})
        return found

    def _moves_of_stages(self):
        """Return (move that began it, moves that left the request on it) of each stage that was reached."""
        stages = []
        entering = {move for move, _begin, _end in self._stays()}
        for move in self.move_ids.sorted("id"):
            if move in entering:
                stages.append((move, []))
            else:
                stages[-1][1].append(move)
        return stages

    def _said_act(self, move, entering, own):
        """Say an act: one without papers of its own is about those that were issued when its stage began."""
        about = self.paper_ids.browse() if own else entering.paper_ids & self._customer_papers()
        issued = about.filtered(lambda paper: paper.direction == "out")
        actors = dict(move._fields["actor"]._description_selection(self.env))
        act = ": ".join(filter(None, [move.transition_id.name, "; ".join(paper._title() for paper in issued)]))
        return self.env._(
            "%(day)s, %(actor)s. %(act)s", day=self._customer_date(move.at), actor=actors[move.actor], act=act
        )
