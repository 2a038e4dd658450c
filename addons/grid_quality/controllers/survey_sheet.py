import uuid

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

PATH = "/grid_quality/sheet/<int:campaign_id>"


def campaign_of(campaign_id):
    """Return a survey that has begun and takes paper sheets, if its reader may see it."""
    campaign = request.env["grid.survey.campaign"].search([("id", "=", campaign_id)])
    if not campaign or campaign.state == "draft" or not campaign._is_of_customers():
        raise NotFound()
    return campaign


class SurveySheet(http.Controller):
    """Paper sheets entered by staff: the same questions, one page a sheet; saving it brings the next empty one."""

    @http.route(PATH, type="http", auth="user", methods=["GET"], readonly=True)
    def sheet_page(self, campaign_id, saved="", stratum="", **kw):
        return self._page(campaign_of(campaign_id), saved=saved, form={"stratum": [stratum]})

    @http.route(PATH, type="http", auth="user", methods=["POST"])
    def sheet_save(self, campaign_id, **params):
        campaign = campaign_of(campaign_id)
        form = request.httprequest.form.to_dict(flat=False)
        stratum = campaign.stratum_ids.filtered(lambda one: str(one.id) in form.get("stratum", ()))
        answers, errors = campaign._questions()._read_answers(form)
        if not stratum:
            errors["stratum"] = request.env._("Choose the branch and the group of the customer.")
        elif not (errors or answers):
            errors["form"] = request.env._("Answer at least one question.")
        partner = self._partner(campaign, form, errors)
        holder = self._holder(campaign, form, partner, errors)
        if not errors:
            sheets = request.env["survey.user_input"].sudo()
            try:
                kept = sheets._take_sheet(
                    campaign, stratum, answers, "written", sheets._ballot(campaign, holder), partner
                )
            except UserError as refusal:
                errors["form"] = str(refusal)
            else:
                said = "kept" if kept else "before"
                return request.redirect(f"/grid_quality/sheet/{campaign.id}?saved={said}&stratum={stratum.id}", 303)
        return self._page(campaign, errors, form)

    def _holder(self, campaign, form, partner, errors):
        """Return by what a sheet is known: the customer, the number of its blank, or the page that was filled in."""
        if partner:
            return partner.id
        if not campaign._asks_number():
            return f"sheet {form.get('sheet', [''])[0]}"
        number = campaign._blank_number(form.get("blank", [""])[0])
        if not number:
            errors["blank"] = request.env._(
                "Enter the number of the blank as it is printed: five digits, a dash, four digits."
            )
        return f"blank {number}"

    def _partner(self, campaign, form, errors):
        """Return the customer whose account is written on a sheet that is not anonymous."""
        account = form.get("account", [""])[0].strip()
        if campaign.is_anonymous or not account:
            return None
        point = request.env["grid.usage.point"].search(
            [("account_number", "=", account), ("company_id", "=", campaign.company_id.id)], limit=1
        )
        if not point:
            errors["account"] = request.env._("No customer has the account “%(account)s”.", account=account)
        return point.partner_id

    def _page(self, campaign, errors=None, form=None, saved=""):
        response = request.render(
            "grid_quality.survey_sheet",
            {
                "campaign": campaign,
                "questions": campaign._questions(),
                "strata": campaign.stratum_ids,
                "is_open": campaign._is_open(),
                "errors": errors or {},
                "form": form or {},
                "saved": saved,
                "sheet": (form or {}).get("sheet", [uuid.uuid4().hex])[0],
            },
        )
        response.status_code = 422 if errors else 200
        response.headers["Cache-Control"] = "no-store"
        return response
