import hashlib
import json

from odoo.http import Controller, request, route

from ..texting import at_path

BODY_MAX = 256 * 1024
REPORTS_MAX = 1000


def gateway_route(path):
    """Return the decorator of a route that a gateway calls with the key of its provider."""
    return route(
        f"{path}/<int:provider_id>", type="http", auth="none", methods=["POST"], csrf=False, save_session=False,
        readonly=False,
    )  # fmt: skip


class SmsReport(Controller):
    """Where gateways report what became of SMS and hand over answers, by the key of the provider.

    What is told again changes nothing.
    """

    @gateway_route("/sms/report")
    def sms_report(self, provider_id, **form):
        return self._told(provider_id, form, self._note_report)

    @gateway_route("/sms/incoming")
    def sms_incoming(self, provider_id, **form):
        return self._told(provider_id, form, self._take_incoming)

    def _told(self, provider_id, form, take):
        provider = request.env["grid.sms.provider"].sudo().browse(provider_id).exists()
        if provider.kind != "http" or not provider._has_report_key(self._key(form)):
            return self._say(403, "forbidden")
        reports = self._reports(form)
        if reports is None:
            return self._say(400, "not_a_report")
        return self._say(200, "ok", taken=take(provider, reports))

    def _note_report(self, provider, reports):
        read = [self._read(provider, one) for one in reports]
        known = [one for one in read if one[0]]
        provider._note_receipts(known)
        return len(known)

    def _take_incoming(self, provider, reports):
        """Hand over what names a telephone; one without a number is known again by everything it says."""
        read = [self._read_incoming(provider, one) for one in reports]
        known = [one for one in read if one[1]]
        request.env["grid.sms.incoming"].sudo()._take(provider, known)
        return len(known)

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

    def _read_incoming(self, provider, report):
        number, phone, text = (
            at_path(report, provider[f"incoming_{name}_path"] or "").replace("\0", "")
            for name in ("id", "phone", "text")
        )
        said = {name: value for name, value in report.items() if name != "key"}
        digest = hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode())
        return number or digest.hexdigest(), phone.strip(), text

    def _say(self, status, code, **values):
        return request.make_json_response({"code": code, **values}, status=status)
