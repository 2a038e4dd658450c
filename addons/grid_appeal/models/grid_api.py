from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import AccessError, ConcurrencyError
from odoo.tools import formataddr, html2plaintext, mute_logger

from ..appeal_form import fields as form_fields
from ..appeals import life
from . import findings
from .grid_api_refusal import ApiRefusal

APPEAL = "helpdesk.ticket"


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
        ticket._keep_papers(attached)
        ticket.action_register()
        return ticket, self._status(ticket)

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
        posted = ticket._applicant_wrote(
            ticket._form_paragraphs(text),
            text,
            attached,
            author_id=ticket.partner_id.id,
            email_from=formataddr((ticket.partner_name or "", ticket.partner_email or "")),
        )
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
