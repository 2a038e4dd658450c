import base64
import binascii
from datetime import UTC, datetime

from odoo import fields, models

from ..appeal_form import fields as form_fields
from ..appeal_form import files
from . import findings
from .grid_api_refusal import ApiRefusal
from .helpdesk_ticket import KINDS, THEMES

FORM_FIELDS = frozenset(form_fields.AppealForm.__dataclass_fields__)
APPEAL_FIELDS = FORM_FIELDS | {"source_number", "subject", "category_id", "branch", "received_at", "files"}
SOURCE_NUMBER_MAX = 100


class GridApi(models.AbstractModel):
    """Reads what another system sends: every value is checked, and all that is wrong is said in one answer."""

    _inherit = "grid.api"

    def _appeal_vals(self, source, appeal):
        """Return the values of the new appeal and its files; name everything that is wrong at once."""
        form = form_fields.read(appeal)
        wrong = [
            *self._unknown(appeal, APPEAL_FIELDS),
            *findings.of_form(self.env, form, dict(THEMES), dict(KINDS)),
        ]
        place, attached = {}, []
        for read in (self._read_source_number, self._read_category, self._read_branch, self._read_received_at):
            place.update(self._collect(wrong, read, source, appeal) or {})
        attached = self._collect(wrong, self._read_files, appeal.get("files")) or []
        if wrong:
            raise self._invalid(wrong)
        vals = self.env["helpdesk.ticket"].sudo()._form_vals(form, source.company_id)
        vals.setdefault("branch_id", source.branch_id.id)
        if subject := form_fields.clean_line(appeal.get("subject")):
            vals["name"] = form_fields.subject(subject)
        return {**vals, **place, "channel_id": source.channel_id.id, "source_id": source.id}, attached

    def _collect(self, wrong, read, *arguments):
        """Read a part; what is wrong with it joins the rest, so that all of it is said in one answer."""
        try:
            return read(*arguments)
        except ApiRefusal as refusal:
            wrong += refusal.details["wrong"]
            return None

    def _read_source_number(self, source, appeal):
        number = form_fields.clean_line(appeal.get("source_number"))
        if not number or len(number) > SOURCE_NUMBER_MAX:
            words = self.env._(
                "Give the number of the appeal in your system, 1 to %(max)s characters.", max=SOURCE_NUMBER_MAX
            )
            raise self._wrong("source_number", "missing" if not number else "too_long", words)
        return {"source_number": number}

    def _read_category(self, source, appeal):
        category_id = appeal.get("category_id")
        if category_id is None:
            return {}
        known = self.env["helpdesk.ticket.category"].sudo().search([]).ids
        if type(category_id) is not int or category_id not in known:
            words = self.env._("There is no category with this id. Take one from the list of categories.")
            raise self._wrong("category_id", "unknown", words)
        return {"category_id": category_id}

    def _read_branch(self, source, appeal):
        code = appeal.get("branch")
        if code is None:
            return {}
        branch = self.env["grid.branch"].sudo()
        if isinstance(code, str):
            code = form_fields.clean_line(code)
            branch = branch.search([("code", "=", code), ("company_id", "=", source.company_id.id)], limit=1)
        if not branch:
            words = self.env._("There is no branch with this code. Take one from the list of branches.")
            raise self._wrong("branch", "unknown", words)
        return {"branch_id": branch.id}

    def _read_received_at(self, source, appeal):
        text = appeal.get("received_at")
        if text is None:
            return {}
        try:
            moment = datetime.fromisoformat(text) if isinstance(text, str) else None
            moment = moment and moment.tzinfo and moment.astimezone(UTC)
        except (ValueError, OverflowError):
            moment = None
        if not moment:
            words = self.env._("Write the moment as 2026-03-02T10:15:00+07:00, with the offset from UTC.")
            raise self._wrong("received_at", "malformed", words)
        moment = moment.replace(tzinfo=None, microsecond=0)
        if moment > fields.Datetime.now():
            raise self._wrong("received_at", "future", self.env._("An appeal cannot be received in the future."))
        return {"received_at": moment}

    def _read_files(self, items):
        """Return [(name, content)] of the files that are sent along in base64."""
        if items is None:
            return []
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            words = self.env._("Files are a list of objects with a name and a content in base64.")
            raise self._wrong("files", "malformed", words)
        read, wrong = [], []
        for position, item in enumerate(items):
            name, content, problem = self._read_file(item)
            if not problem and position >= files.FILES_MAX:
                problem = "too_many"
            if problem == "not_base64":
                words = self.env._("“%(name)s”: the content is not base64.", name=name)
                wrong.append((f"files[{position}]", problem, words))
            elif problem:
                wrong.append((f"files[{position}]", problem, findings.file_sentence(self.env, name, problem)))
            read.append((name, content))
        if wrong:
            raise ApiRefusal(422, "invalid", "", wrong=wrong)
        return read

    def _read_file(self, item):
        name = files.clean_name(item.get("name"))
        try:
            content = base64.b64decode(item.get("content") or "", validate=True)
        except (binascii.Error, TypeError, ValueError):
            return name, b"", "not_base64"
        return name, content, files.problem(name, content[: files.HEAD], len(content))

    # ------------------------------------------------------------------
    # Refusals
    # ------------------------------------------------------------------
    def _unknown(self, values, known):
        """A misspelt name would otherwise be lost in silence."""
        for name in sorted(set(values) - known):
            yield name, "unknown_field", self.env._("There is no field “%(name)s”.", name=name)

    def _wrong(self, field, code, words):
        return ApiRefusal(422, "invalid", words, wrong=[(field, code, words)])

    def _invalid(self, wrong):
        named = [{"field": field, "code": code, "message": words} for field, code, words in wrong]
        return ApiRefusal(422, "invalid", " ".join(words for _field, _code, words in wrong), fields=named)
