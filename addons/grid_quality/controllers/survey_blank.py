from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.grid_survey_blank import MOST_BLANKS
from .survey_sheet import PATH, campaign_of


class SurveyBlank(http.Controller):
    """Numbered blanks of an anonymous survey: printed, and handed out to customers, each once."""

    @http.route(f"{PATH}/blanks", type="http", auth="user", methods=["GET"], readonly=True)
    def blanks_page(self, campaign_id, first="1", **kw):
        campaign = campaign_of(campaign_id)
        if not campaign._asks_number():
            raise NotFound()
        first = int(first) if first.isascii() and first.isdecimal() and len(first) < 7 else 1
        last = min(first + MOST_BLANKS - 1, campaign.blank_count)
        return self._rendered(
            "grid_quality.survey_blanks",
            {
                "campaign": campaign,
                "questions": campaign._questions(),
                "codes": campaign._blanks(first, last),
                "first": first,
                "last": last,
            },
        )

    @http.route(f"{PATH}/hand", type="http", auth="user", methods=["GET"], readonly=True)
    def hand_page(self, campaign_id, handed="", **kw):
        return self._hand_page(campaign_of(campaign_id), handed=bool(handed))

    @http.route(f"{PATH}/hand", type="http", auth="user", methods=["POST"])
    def hand_out(self, campaign_id, account="", **kw):
        campaign = campaign_of(campaign_id)
        if not campaign._asks_number():
            raise NotFound()
        account = account.replace("\0", "").strip()
        point = account and request.env["grid.usage.point"].search(
            [("account_number", "=", account), ("company_id", "=", campaign.company_id.id)], limit=1
        )
        if not point:
            error = request.env._("No customer has the account “%(account)s”.", account=account)
            return self._hand_page(campaign, account, error)
        try:
            campaign._hand_out(point)
        except UserError as refusal:
            return self._hand_page(campaign, account, str(refusal))
        return request.redirect(f"/grid_quality/sheet/{campaign.id}/hand?handed=1", 303)

    def _hand_page(self, campaign, account="", error="", handed=False):
        if not campaign._asks_number():
            raise NotFound()
        values = {
            "campaign": campaign,
            "account": account,
            "errors": {"account": error} if error else {},
            "handed": handed,
            "is_open": campaign._is_open(),
        }
        response = self._rendered("grid_quality.survey_hand", values)
        response.status_code = 422 if error else 200
        return response

    def _rendered(self, template, values):
        response = request.render(template, values)
        response.headers["Cache-Control"] = "no-store"
        return response
