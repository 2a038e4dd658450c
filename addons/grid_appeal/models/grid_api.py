import base64
import binascii
from datetime import UTC, datetime

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.tools import formataddr, html2plaintext, mute_logger

from ..appeal_form import fields as form_fields
from ..appeal_form import files
from ..appeals import life
from . import findings
from .grid_api_refusal import ApiRefusal
from .helpdesk_ticket import KINDS, THEMES

APPEAL = "helpdesk.ticket"
FORM_FIELDS = frozenset(form_fields.AppealForm.__dataclass_fields__)
APPEAL_FIELDS = FORM_FIELDS | {"source_number", "subject", "category_id", "branch", "received_at", "files"}
SOURCE_NUMBER_MAX = 100


class GridApi(models.AbstractModel):
    """What another system may ask of appeals: few methods, the same by `/api/v1` and by `/json/2/grid.api`.

    The account of the system has no right to any record: each method asks whose system it is and touches
    that system's appeals alone.
    """

    _name = "grid.api"
    _description = "Appeals for other systems"

    # ------------------------------------------------------------------
    # The methods
    # ------------------------------------------------------------------
    @api.model
    def register_appeal(self, idempotency_key, appeal):
        """Register an appeal; return its status with its number.

        :param str idempotency_key: one for each appeal, the same when it is delivered again
        :param dict appeal: the fields of `Appeal` in the document of the interface
        """
        source = self._source()
        requests = self.env["grid.api.request"].sudo()
        request = ["register_appeal", self._object(appeal)]
        return requests._once(source, idempotency_key, request, lambda: self._register_sent(source, appeal))

    @api.model
    def add_message(self, idempotency_key, number, message):
        """Add what the applicant writes later, with files, to an appeal that is not answered yet."""
        source = self._source()
        requests = self.env["grid.api.request"].sudo()
        request = ["add_message", number, self._object(message)]
        return requests._once(source, idempotency_key, request, lambda: self._add_message(source, number, message))

    @api.model
    @api.readonly
    def appeal_status(self, number):
        """Return where an appeal stands, by its registration number."""
        return self._status(self._own(self._source(), "number", number))

    @api.model
    @api.readonly
    def find_appeal(self, source_number):
        """Return where an appeal stands, by its number in the system that sent it."""
        return self._status(self._own(self._source(), "source_number", source_number))

    @api.model
    @api.readonly
    def categories(self):
        """Return the categories an appeal may be given, with the kind and the theme each brings."""
        self._source()
        rows = self.env["helpdesk.ticket.category"].sudo().search_fetch([], ["name", "kind", "theme", "parent_id"])
        return [
            {"id": row.id, "name": row.name, "parent_id": row.parent_id.id or None, "kind": row.kind or None,
             "theme": row.theme or None}
            for row in rows
        ]  # fmt: skip

    @api.model
    @api.readonly
    def branches(self):
        """Return the branches an appeal may be sent to."""
        branches = self.env["grid.branch"].sudo().search([("company_id", "=", self._source().company_id.id)])
        return [{"code": branch.code, "name": branch.name} for branch in branches]

    # ------------------------------------------------------------------
    # Who asks, and about what
    # ------------------------------------------------------------------
    @api.model
    def _source(self):
        """Return the system whose account asks."""
        if not self.env.user.has_group("grid_appeal.group_api"):
            raise AccessError(self.env._("Your account may not use the interface for other systems."))
        source = self.env["grid.appeal.source"].sudo().search([("user_id", "=", self.env.uid)], limit=1)
        if not source:
            raise ApiRefusal(
                403,
                "no_source",
                self.env._("Your account belongs to no source system. Ask the methodologist to name it in one."),
            )
        return source

    @api.model
    def _own(self, source, field, value):
        value = form_fields.clean_line(value)
        appeal = self.env[APPEAL].sudo().search([("source_id", "=", source.id), (field, "=", value)], limit=1)
        if not appeal:
            raise ApiRefusal(404, "not_found", self.env._("Your system has sent no appeal with this number."))
        return appeal.with_company(source.company_id)

    @api.model
    def _object(self, value):
        if not isinstance(value, dict):
            raise ApiRefusal(400, "not_an_object", self.env._("The body must be a JSON object."))
        return value

    # ------------------------------------------------------------------
    # A new appeal
    # ------------------------------------------------------------------
    def _register_sent(self, source, appeal):
        appeals = self.env[APPEAL].sudo().with_company(source.company_id)
        vals, attached = self._appeal_vals(source, appeal)
        twin = appeals.search([("source_id", "=", source.id), ("source_number", "=", vals["source_number"])], limit=1)
        if twin:
            raise ApiRefusal(
                409,
                "already_registered",
                self.env._(
                    "Your appeal %(yours)s is registered already: No. %(number)s.",
                    yours=twin.source_number,
                    number=twin.number,
                ),
                number=twin.number,
            )
        try:
            with mute_logger("odoo.sql_db"):
                ticket = appeals.create(vals)
        except UniqueViolation as error:
            # another delivery, under another key, has just ended: the next try sees what became of it
            raise ConcurrencyError("two deliveries of one appeal at the same time") from error
        self._attach(ticket, attached)
        ticket.action_register()
        return ticket, self._status(ticket)

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
        vals = self.env[APPEAL].sudo()._form_vals(form, source.company_id)
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
            moment = datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) else None
            aware = moment and datetime.fromisoformat(text).tzinfo
        except (ValueError, OverflowError):
            aware = None
        if not aware:
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

    def _attach(self, ticket, attached):
        vals = {"res_model": ticket._name, "res_id": ticket.id, "is_from_applicant": True}
        attachments = self.env["ir.attachment"].sudo().with_context(attachments_mime_plainxml=True)
        attachments.create([{"name": name, "raw": content, **vals} for name, content in attached])

    # ------------------------------------------------------------------
    # More about an appeal
    # ------------------------------------------------------------------
    def _add_message(self, source, number, message):
        ticket = self._own(source, "number", number)
        text = form_fields.clean_text(message.get("text"))
        wrong = list(self._unknown(message, {"text", "files"}))
        if not text or len(text) > form_fields.TEXT_MAX:
            code = "too_long" if text else "missing"
            words = findings.sentence(self.env, "text", code, limit=form_fields.TEXT_MAX, actual=len(text))
            wrong.append(("text", code, words))
        attached = self._collect(wrong, self._read_files, message.get("files"))
        if wrong:
            raise self._invalid(wrong)
        if ticket.state not in life.OPEN_STATES:
            raise ApiRefusal(
                409,
                "already_answered",
                self.env._(
                    "The appeal No. %(number)s is answered. What is asked now is registered as a new appeal.",
                    number=ticket.number,
                ),
            )
        posted = ticket.with_context(
            mail_create_nosubscribe=True, mail_post_autofollow_author_skip=True, attachments_mime_plainxml=True
        ).message_post(
            body=ticket._form_paragraphs(text),
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=ticket.partner_id.id,
            email_from=formataddr((ticket.partner_name or "", ticket.partner_email or "")),
            attachments=attached,
        )
        posted.attachment_ids.is_from_applicant = True
        return ticket, {"number": ticket.number, "message_id": posted.id}

    # ------------------------------------------------------------------
    # What is answered
    # ------------------------------------------------------------------
    def _status(self, ticket):
        """Say where the appeal stands; moments in the time of its branch."""
        deadline = ticket._answer_deadline()
        answer = ticket.answer_id.filtered(lambda answer: answer.state == "sent")
        return {
            "number": ticket.number,
            "source_number": ticket.source_number,
            "state": ticket.state,
            "state_text": dict(ticket._fields["state"]._description_selection(self.env))[ticket.state],
            "subject": ticket.name,
            "kind": ticket.kind,
            "theme": ticket.theme,
            "branch": ticket.branch_id.code,
            "received_at": self._moment(ticket, ticket.received_at),
            "registered_at": self._moment(ticket, ticket.registered_at),
            "answer_due_at": self._moment(ticket, deadline.due_at),
            "answered_at": self._moment(ticket, ticket.answered_at),
            "closed_at": self._moment(ticket, ticket.closed_date),
            "answer": {
                "outgoing_number": answer.outgoing_number,
                "outgoing_date": answer.outgoing_date.isoformat(),
                "text": html2plaintext(answer.body or "", include_references=False).strip(),
            }
            if answer
            else None,
        }

    def _moment(self, ticket, moment):
        return ticket._local(moment).isoformat() if moment else None

    def _answer_letter(self, number):
        """Return the name and the bytes of the letter that answers the appeal, as it was sent."""
        letter = self._own(self._source(), "number", number).answer_id.letter_id
        if not letter:
            raise ApiRefusal(404, "not_answered", self.env._("The appeal has not been answered yet."))
        return letter.name, letter.raw

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
