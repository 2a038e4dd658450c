from odoo import models


class GridServiceRequest(models.Model):
    """The papers of a request where they belong on its way: the applicant finds each at its stage."""

    _inherit = "grid.service.request"

    def _customer_stage_papers(self):
        """Return the papers of each stage, in the order of `_customer_stages`.

        What the company issued stands at the stage that began with it, what the applicant gave at the one that it led
        on from; what no act has taken up yet, at the stage of now.
        """
        place, now = self._places_of_papers()
        found = [self.env["grid.service.paper"]] * len(self._customer_stages())
        for paper in self._customer_papers().sorted("id"):
            found[place.get(paper, now)] += paper
        return found

    def _places_of_papers(self):
        """Return {paper: number of its stage}, and the number of the stage of now."""
        entering = {move for move, _begin, _end in self._stays()}
        place, stage = {}, -1
        for move in self.move_ids.sorted("id"):
            enters = move in entering
            stage += enters
            for paper in move.paper_ids:
                place[paper] = max(stage - (enters and paper.direction == "in"), 0)
        return place, stage

    def _customer_newest(self):
        """Return what the company issued last: the papers of the latest stage that has any."""
        if not self.submitted_at:
            return self.paper_ids.browse()
        issued = [papers.filtered(lambda one: one.direction == "out") for papers in self._customer_stage_papers()]
        return next((papers for papers in reversed(issued) if papers), self.paper_ids.browse())

    def _customer_remark(self, asked):
        """Return why the last paper that was given for one that is asked was not accepted."""
        given = self._papers_for(asked).sorted("id")[-1:]
        return given.remark if given.state == "rejected" else ""
