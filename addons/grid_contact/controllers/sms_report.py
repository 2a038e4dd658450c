import json

from odoo.http import Controller, request, route

from ..texting import at_path

BODY_MAX = 256 * 1024
REPORTS_MAX = 1000


class SmsReport(Controller):
    """Where gateways report what became of SMS, by the key of the provider; what is reported again changes nothing."""

    @route(
        "/sms/report/<int:provider_id>", type="http", auth="none", methods=["POST"], csrf=False, save_session=False,
        readonly=False,
    )  # fmt: skip
    def sms_report(self, provider_id, **form):
        provider = request.env["grid.sms.provider"].sudo().browse(provider_id).exists()
        if provider.kind != "http" or not provider._has_report_key(self._key(form)):
            return self._say(403, "forbidden")
        reports = self._reports(form)
        if reports is None:
            return self._say(400, "not_a_report")
        read = [self._read(provider, one) for one in reports]
        provider._note_receipts([one for one in read if one[0]])
        return self._say(200, "ok", taken=sum(1 for one in read if one[0]))

    def _key(self, form):
        kind, _space, key = request.httprequest.headers.get("Authorization", "").partition(" ")
        return key.strip() if kind.lower() == "bearer" else form.get("key", "")

    def _reports(self, form):
        """Return the reports of a request: one or a list, as JSON or as a form; nothing of anything else."""
        if request.httprequest.mimetype != "application/json":
            return [form]
        if (request.httprequest.content_length or 0) > BODY_MAX:
            return None
        try:
            body = json.loads(request.httprequest.get_data(cache=False))
        except ValueError:
            return None
        reports = body if isinstance(body, list) else [body]
        return reports if len(reports) <= REPORTS_MAX and all(isinstance(one, dict) for one in reports) else None

    def _read(self, provider, report):
        number = at_path(report, provider.report_id_path or "")
        state = provider._report_state(at_path(report, provider.report_state_path or ""))
        return number, "", None, state, ""

    def _say(self, status, code, **values):
        return request.make_json_response({"code": code, **values}, status=status)
