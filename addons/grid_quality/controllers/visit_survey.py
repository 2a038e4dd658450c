from odoo.exceptions import UserError
from odoo.http import request, route

from odoo.addons.grid_reception.controllers.rating import Rating
from odoo.addons.grid_reception.controllers.ticket import Ticket


def _asked(visit):
    """Return what a page shows of the survey that asks a visitor who has marked the visit; nothing where none does."""
    campaign = (visit._part_asking() if visit.mark else visit.env["grid.survey.stratum"]).campaign_id
    chosen = request.httprequest.form.to_dict(flat=False)
    return {"visit": visit, "survey": campaign, "questions": campaign._questions(), "chosen": chosen}


def _answered(visit):
    """Keep the answers that were sent; return a sentence where they are none."""
    questions = visit._part_asking().campaign_id._questions()
    answers, errors = questions._read_answers(request.httprequest.form.to_dict(flat=False))
    if errors or (questions and not answers):
        return next(iter(errors.values()), "") or request.env._("Answer at least one question.")
    try:
        visit._take_survey(answers)
    except UserError as refusal:
        return str(refusal)
    return ""


class RatingSurvey(Rating):
    """A few questions at a window, after the mark of the visit that has just ended there."""

    @route()
    def queue_rating_mark(self, key, **params):
        if "survey" not in params:
            return super().queue_rating_mark(key, **params)
        window = self._window(key)
        visit = window._just_served()
        if visit and params.get("ticket") == visit.name and (error := _answered(visit)):
            return self._rating(window, key, status=422, error=error)
        return request.redirect(f"/queue/rating/{key}", code=303)

    def _rating(self, window, key, **values):
        return super()._rating(window, key, **{**_asked(window._just_served()), **values})


class TicketSurvey(Ticket):
    """The same questions on the telephone of who holds the ticket."""

    @route()
    def queue_mark(self, key, **params):
        if "survey" not in params:
            return super().queue_mark(key, **params)
        ticket = self._ticket(key)
        if request.validate_csrf(params.get("csrf_token")):
            error = _answered(ticket)
        else:
            error = request.env._("The page was open for too long. Press the button once more.")
        if error:
            return self._status(ticket, key, status=422, error=error)
        return request.redirect(f"/queue/ticket/{key}", code=303)

    def _status(self, ticket, key, **values):
        return super()._status(ticket, key, **{**_asked(ticket), **values})
