from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

PATH = "/grid_quality/call/<int:campaign_id>"
#: What may come of a call besides answers.
OUTCOMES = {"not_reached": "_not_reached", "no_more": "_wants_no_surveys"}


class SurveyCall(http.Controller):
    """A survey by phone: whom to call, the questions, one press that saves the answers and brings the next customer."""

    @http.route(PATH, type="http", auth="user", methods=["GET"], readonly=True)
    def call_page(self, campaign_id, said="", **kw):
        return self._call_shown(self._campaign_called(campaign_id), said=said)

    @http.route(PATH, type="http", auth="user", methods=["POST"])
    def call_next(self, campaign_id, **kw):
        return self._to_next(self._campaign_called(campaign_id))

    @http.route(f"{PATH}/<int:invitation_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def call_customer(self, campaign_id, invitation_id, **kw):
        campaign = self._campaign_called(campaign_id)
        invitation = self._taken(campaign, invitation_id)
        return self._call_shown(campaign, invitation) if invitation else self._gone(campaign)

    @http.route(f"{PATH}/<int:invitation_id>", type="http", auth="user", methods=["POST"])
    def call_result(self, campaign_id, invitation_id, outcome="", **params):
        campaign = self._campaign_called(campaign_id)
        invitation = self._taken(campaign, invitation_id)
        if not invitation:
            return self._gone(campaign)
        form = request.httprequest.form.to_dict(flat=False)
        try:
            errors = self._note_call(invitation, outcome, form)
        except UserError as refusal:
            errors = {"form": str(refusal)}
        if errors:
            return self._call_shown(campaign, invitation, errors=errors, form=form)
        return self._to_next(campaign, said="kept")

    def _note_call(self, invitation, outcome, form):
        """Note what came of a call; return what is to be mended."""
        if outcome in OUTCOMES:
            getattr(invitation, OUTCOMES[outcome])()
            return {}
        if outcome == "declined":
            invitation._asked_by_phone({})
            return {}
        answers, errors = invitation.sudo().campaign_id._questions()._read_answers(form)
        if not (errors or answers):
            errors = {"form": request.env._("Enter at least one answer, or say what came of the call.")}
        if not errors:
            invitation._asked_by_phone(answers)
        return errors

    def _to_next(self, campaign, said=""):
        try:
            invitation = request.env["grid.survey.invitation"]._take_next(campaign)
        except UserError as refusal:
            return self._call_shown(campaign, errors={"form": str(refusal)})
        if invitation:
            return request.redirect(f"/grid_quality/call/{campaign.id}/{invitation.id}", 303)
        return request.redirect(f"/grid_quality/call/{campaign.id}?said={said and 'last' or 'nobody'}", 303)

    def _campaign_called(self, campaign_id):
        campaign = request.env["grid.survey.campaign"].search([("id", "=", campaign_id), ("asks_by", "=", "call")])
        if not campaign or campaign.state == "draft":
            raise request.not_found()
        campaign._check_caller()
        return campaign

    def _gone(self, campaign):
        """Lead back: the customer is asked already, or called by a colleague; any other number is not found."""
        return request.redirect(f"/grid_quality/call/{campaign.id}?said=gone", 303)

    def _taken(self, campaign, invitation_id):
        """Return the invitation of the survey that the user calls now; empty for one that somebody else called.

        :raises NotFound: the survey has no such invitation in the branches of the user
        """
        own = [("id", "=", invitation_id), ("campaign_id", "=", campaign.id)]
        own.append(("branch_id", "in", request.env.user.seen_branch_ids.ids))
        found = request.env["grid.survey.invitation"].sudo().search(own)
        if not found:
            raise request.not_found()
        return found.filtered(lambda one: one.state == "new" and one.taken_by_id == request.env.user).sudo(False)

    def _call_shown(self, campaign, invitation=None, errors=None, form=None, said=""):
        response = request.render(
            "grid_quality.survey_call",
            {
                "campaign": campaign,
                "invitation": invitation and invitation.sudo(),
                "phone": invitation and invitation._said_phone(),
                "questions": campaign._questions(),
                "is_open": campaign._is_open(),
                "errors": errors or {},
                "form": form or {},
                "said": said,
            },
        )
        response.status_code = 422 if errors else 200
        response.headers["Cache-Control"] = "no-store"
        return response
