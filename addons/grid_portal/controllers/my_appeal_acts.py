from odoo import http
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.appeals import marks
from odoo.addons.grid_appeal.models import findings

from .my_appeals import MyAppeals
from .shared import marks as who_asks
from .words import sentence

REASON_MAX = 2000


class MyAppealActs(MyAppeals):
    """What a customer does with an own appeal. The token is checked inside: what was typed must not be lost."""

    @http.route(
        "/my/appeals/<int:ticket_id>/<any(withdraw, dispute):act>", type="http", auth="user", website=True,
        methods=["GET"], readonly=True,
    )  # fmt: skip
    def my_appeal_ask(self, ticket_id, act, **kw):
        """Say what the act does, and ask for it."""
        ticket = self._acting("helpdesk.ticket", ticket_id)
        if act not in ticket._customer_acts():
            return self._appeal_page(ticket, {"form": ticket._customer_refusal(act)})
        return self._ask_page(ticket, act)

    @http.route(
        "/my/appeals/<int:ticket_id>/<any(write, withdraw, dispute, mark):act>", type="http", auth="user", website=True,
        methods=["POST"], csrf=False,
    )  # fmt: skip
    def my_appeal_act(self, ticket_id, act, **params):
        """Do an act once; what keeps it from being done is said, and nothing typed is lost."""
        ticket = self._acting("helpdesk.ticket", ticket_id)
        if self._is_stale(params):
            return self._again(ticket, act, params, {"form": sentence(request.env, "act", "stale")})
        ticket._hold()
        if act in ("write", "dispute") and (made := self._made(params)):
            return self._to_appeal(made, act)
        if act not in ticket._customer_acts():
            return self._again(ticket, act, params, {"form": ticket._customer_refusal(act)}, still=False)
        return getattr(self, f"_do_{act}")(ticket, params)

    # ------------------------------------------------------------------
    # The acts
    # ------------------------------------------------------------------
    def _do_write(self, ticket, params):
        text = fields.clean_text(params.get("text"))
        submission, refusal = self._taken(ticket, "write", params, text)
        if refusal:
            return refusal
        ticket._write_in_account(text, submission._files())
        submission.ticket_id = ticket
        return self._to_appeal(ticket, "write")

    def _do_dispute(self, ticket, params):
        text = fields.clean_text(params.get("text"))
        submission, refusal = self._taken(ticket, "dispute", params, text)
        if refusal:
            return refusal
        submission.ticket_id = dispute = ticket._dispute_in_account(text, submission._files())
        return self._to_appeal(dispute, "dispute")

    def _do_withdraw(self, ticket, params):
        reason = fields.clean_text(params.get("text"))
        if len(reason) > REASON_MAX:
            words = findings.sentence(request.env, "text", "too_long", limit=REASON_MAX, actual=len(reason))
            return self._again(ticket, "withdraw", params, {"text": words})
        try:
            with request.env.cr.savepoint():
                ticket._withdraw_in_account(reason)
        except UserError as refusal:
            return self._again(ticket, "withdraw", params, {"form": str(refusal)})
        return self._to_appeal(ticket, "withdraw")

    def _do_mark(self, ticket, params):
        value, words, errors = self._read_mark(params)
        if errors:
            return self._again(ticket, "mark", params, errors)
        ticket._give_mark(value, words, "account")
        return self._to_appeal(ticket, "mark")

    def _read_mark(self, params):
        """Return the mark, its words, and {field: sentence} of what is wrong."""
        value, words = marks.read(params.get("value")), fields.clean_text(params.get("words"))
        errors = {} if value else {"value": sentence(request.env, "value", "missing")}
        if len(words) > REASON_MAX:
            errors["words"] = findings.sentence(request.env, "text", "too_long", limit=REASON_MAX, actual=len(words))
        return value, words, errors

    # ------------------------------------------------------------------
    # Whether the form is one of ours
    # ------------------------------------------------------------------
    def _is_stale(self, params):
        return not request.validate_csrf(params.get("csrf_token"))

    def _made(self, params):
        """Return the appeal that this very form has changed or made already: a second click, a page sent again."""
        return request.env["grid.portal.submission"].sudo()._of_key(params.get("key")).ticket_id

    # ------------------------------------------------------------------
    # Words and files
    # ------------------------------------------------------------------
    def _taken(self, ticket, act, params, text):
        """Take the words and files of a form: (submission, None), or (None, the page that says what is wrong)."""
        submissions, key = request.env["grid.portal.submission"].sudo(), params.get("key")
        if not submissions._is_key(key):
            return None, self._again(ticket, act, params, {"form": sentence(request.env, "act", "stale")})
        if submissions._over_limit(who_asks(), Domain("key", "!=", key)):
            errors = {"form": sentence(request.env, "act", "over_limit")}
            return None, self._again(ticket, act, params, errors, status=429)
        submission = submissions._open(key, who_asks())
        uploads = [upload for upload in request.httprequest.files.getlist("files") if upload.filename]
        refused = submission._take_files(uploads, request.httprequest.form.getlist("keep"))
        errors = {}
        if len(text) > fields.TEXT_MAX:
            errors["text"] = findings.sentence(request.env, "text", "too_long", limit=fields.TEXT_MAX, actual=len(text))
        elif not text and (act == "dispute" or not submission._files()):
            errors["text"] = sentence(request.env, act, "missing")
        if refused:
            errors["files"] = " ".join(findings.file_sentence(request.env, name, problem) for name, problem in refused)
        return (None, self._again(ticket, act, params, errors)) if errors else (submission, None)

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------
    def _again(self, ticket, act, params, errors, still=True, status=None):
        """Show the page of an act again with its sentences; what is no longer possible is said on the appeal's."""
        key = params.get("key")
        if not still:
            params = self._unsent(params)
        elif act in ("withdraw", "dispute"):
            return self._ask_page(ticket, act, errors, params, status, key)
        return self._appeal_page(ticket, errors, params, status=status, key=key)

    def _unsent(self, params):
        """Return what a page shows of words that came too late to be sent: they may have been long."""
        return {"unsent": fields.clean_text(params.get("text") or params.get("words"))}

    def _ask_page(self, ticket, act, errors=None, form=None, status=None, key=None):
        values = {"ticket": ticket, "page_name": "appeals", **self._form_values(errors, form, key)}
        return self._shown(f"grid_portal.my_appeal_{act}", values, status)

    def _to_appeal(self, ticket, act):
        return request.redirect(f"/my/appeals/{ticket.id}?done={act}", code=303)
