import json

import requests
from urllib3.exceptions import NewConnectionError

from odoo import models

from ..texting import at_path, fill_template
from .alone import keep
from .smpp_session import Answer

PATIENCE = 20  # seconds for a gateway to answer
LATER = (429, 503)  # asked too fast; not at work now
NO_ERROR = ("", "0", "False")


class GridSmsProvider(models.Model):
    """By HTTP: a request for each SMS, as the gateway wants it."""

    _inherit = "grid.sms.provider"

    def _work_http(self, end):
        for parts in self._windows(end):
            for place, part in enumerate(parts):
                try:
                    self._note({part: self._ask(part)})
                    self._note_trouble(False)
                except requests.ConnectionError:
                    self._give_back(parts[place:])
                    return self._note_trouble("the gateway cannot be reached")
                keep(self.env)

    def _work_trial(self, end):
        for parts in self._windows(end):
            self._note({part: Answer("delivered", f"trial-{part.id}") for part in parts})

    def _ask(self, part):
        """Ask the gateway to send; return its answer, None when it may have taken the request and says nothing of it.

        :raises requests.ConnectionError: it was not reached, so nothing was taken
        """
        try:
            response = self._request(part)
        except requests.RequestException as error:
            if _was_not_reached(error):
                raise
            return None
        if response.status_code in LATER:
            return Answer("later")
        return None if response.status_code >= 500 else self._read_answer(part, response)

    def _request(self, part):
        asked = fill_template(json.loads(self.template), self._values(part))
        headers = {"Authorization": f"Bearer {self.sudo().password or ''}"} if self.bearer else {}
        options = {"headers": headers, "allow_redirects": False}
        if self.method == "get":
            return requests.get(self.url, params=asked, timeout=PATIENCE, **options)
        given = {"json" if self.method == "json" else "data": asked}
        return requests.post(self.url, timeout=PATIENCE, **given, **options)

    def _values(self, part):
        own = self.sudo()
        return {
            "phone": part.sms_id.phone,
            "text": part.body,
            "sender": own.sender,
            "login": own.login or "",
            "password": own.password or "",
            "id": self._our_id(part),
        }

    def _our_id(self, part):
        return f"gd{part.id}"

    def _read_answer(self, part, response):
        try:
            answer = response.json()
        except ValueError:
            answer = {}
        error = at_path(answer, self.answer_error_path) if self.answer_error_path else ""
        if response.status_code >= 300 or error not in NO_ERROR:
            return Answer("failed", error=(error or f"HTTP {response.status_code}")[:100])
        # a gateway that gives no number of its own reports by ours
        return Answer("sent", at_path(answer, self.answer_id_path or "") or self._our_id(part))


def _was_not_reached(error):
    """Whether a request certainly did not arrive: no connection was made."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, requests.ConnectTimeout) or isinstance(reason, NewConnectionError)
