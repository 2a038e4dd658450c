from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

PATH = "/survey-of-service/<string:key>"


class SurveyPage(http.Controller):
    """The questionnaire by the link of an invitation: one plain page that needs no script.

    Odoo's own pages of surveys are filled in by scripts alone and know who answers; these are read by any browser,
    keyboard and screen reader. Who has the link may answer once, and nothing else.
    """

    @http.route(PATH, type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False)
    def survey_page(self, key, **kw):
        return self._page(self._invited(key), key)

    # The token is checked inside: a page open for too long is shown again, with all that was answered.
    @http.route(PATH, type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def survey_answer(self, key, **params):
        invitation = self._invited(key)
        campaign = invitation.campaign_id
        form = request.httprequest.form.to_dict(flat=False)
        if self._is_stale(params):
            return self._page(invitation, key, self._said_stale(), form)
        answers, errors = campaign._questions()._read_answers(form)
        if not (errors or answers):
            errors = {"form": request.env._("Answer at least one question.")}
        if not errors:
            sheets = request.env["survey.user_input"].sudo()
            try:
                sheets._take_sheet(
                    campaign,
                    invitation.stratum_id,
                    answers,
                    "internet",
                    sheets._ballot(campaign, invitation.partner_id.id),
                    invitation.partner_id,
                )
            except UserError as refusal:
                errors = {"form": str(refusal)}
        return self._page(invitation, key, errors, form) if errors else request.redirect(f"{self._path(key)}", code=303)

    @http.route(
        f"{PATH}/refuse", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=False
    )
    def survey_refuse(self, key, **kw):
        return self._render("grid_quality.survey_refuse", self._invited(key), key)

    @http.route(f"{PATH}/refuse", type="http", auth="public", website=True, methods=["POST"], csrf=False, sitemap=False)
    def survey_refused(self, key, **params):
        invitation = self._invited(key)
        if self._is_stale(params):
            return self._render("grid_quality.survey_refuse", invitation, key, self._said_stale())
        invitation._refuse()
        return request.redirect(f"{self._path(key)}/refuse", code=303)

    def _invited(self, key):
        invitation = request.env["grid.survey.invitation"].sudo()._of_key(key)
        if not invitation or invitation.state != "sent":
            raise request.not_found()
        return invitation

    def _is_stale(self, params):
        return not request.validate_csrf(params.get("csrf_token"))

    def _said_stale(self):
        words = request.env._("The page was open for too long or cookies are switched off. Press the button once more.")
        return {"form": words}

    def _path(self, key):
        return f"/survey-of-service/{key}"

    def _page(self, invitation, key, errors=None, form=None):
        sheets, campaign = request.env["survey.user_input"].sudo(), invitation.campaign_id
        given = sheets._is_given(campaign, sheets._ballot(campaign, invitation.partner_id.id))
        return self._render(
            "grid_quality.survey_page", invitation, key, errors, form=form or {}, is_given=given,
            is_open=campaign._is_open(), questions=campaign._questions(),
        )  # fmt: skip

    def _render(self, template, invitation, key, errors=None, **values):
        campaign = invitation.campaign_id
        page = {
            "path": self._path(key),
            "campaign": campaign,
            "survey": campaign.survey_id,
            "errors": errors or {},
            "is_willing": bool(invitation.partner_id.with_company(invitation.company_id)._has_consent("survey")),
        }
        response = request.render(template, {**page, **values})
        response.status_code = 422 if errors else 200
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "same-origin"
        return response
