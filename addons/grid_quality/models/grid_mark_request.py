from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.models.grid_delivery import CARRIED

from .grid_appeal_mark import SCALE
from .holding import hold
from .short_key import read_key

BATCH = 200
#: A letter that somebody carries is read some days after it was sent.
ON_ITS_WAY = timedelta(days=7)
#: A visit is remembered that long, from its end and from when it was asked about; an answer as long as it takes a mark.
VISIT = timedelta(days=2)
#: A customer is asked once in it, whatever was done for her meanwhile.
REST = timedelta(days=7)


class GridMarkRequest(models.Model):
    """A mark asked for by SMS: of an answer or a visit, where no e-mail is known by which it would be asked.

    It is noted with the act itself and sent later by a job, by day, with the note that it was: a job that dies asks
    nobody twice. Whoever has marked meanwhile, wants no SMS or no surveys, or was asked lately, is not asked.
    """

    _name = "grid.mark.request"
    _description = "Mark asked for by SMS"
    _inherit = ["grid.texted"]
    _order = "id desc"
    _rec_name = "partner_id"

    _link_letter = "m"

    ticket_id = fields.Many2one("helpdesk.ticket", "Answer to", readonly=True, ondelete="cascade")
    visit_id = fields.Many2one("grid.queue.ticket", "Visit", readonly=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True, index=True, ondelete="set null")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True, ondelete="cascade")
    branch_id = fields.Many2one("grid.branch", "Branch", required=True, readonly=True, index=True, ondelete="cascade")
    state = fields.Selection(
        [("waiting", "To be asked"), ("sent", "Asked"), ("dropped", "Not asked")],
        required=True,
        readonly=True,
        default="waiting",
    )
    asked_at = fields.Datetime(readonly=True)

    _answer_once = models.Constraint("UNIQUE (ticket_id)", "The mark of this answer is asked for already.")
    _visit_once = models.Constraint("UNIQUE (visit_id)", "The mark of this visit is asked for already.")
    _one_source = models.Constraint(
        "CHECK (num_nonnulls(ticket_id, visit_id) = 1)", "A mark is asked for of an answer or of a visit."
    )
    _waiting_idx = models.Index("(id) WHERE state = 'waiting'")

    # --- noting
    @api.model
    def _note(self, field, served):
        """Note that marks of these answers or visits are to be asked for, each once."""
        asking = served.sudo().filtered(lambda one: one.company_id.asks_marks_by_sms and one._has_only_phone())
        asking -= self.sudo().search([(field, "in", asking.ids)])[field]
        return self.sudo().create(
            [
                {
                    field: one.id,
                    "partner_id": one.partner_id.id,
                    "company_id": one.company_id.id,
                    "branch_id": one.branch_id.id,
                }
                for one in asking
            ]
        )

    # --- asking
    @api.model
    def _cron_ask(self):
        """Ask for the marks that wait, batch by batch; each batch is queued and noted, or neither."""
        last = 0
        while batch := self._ask_batch(last):
            last = batch[-1].id
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    @api.model
    def _ask_batch(self, last=0):
        """Ask one batch of those noted after one; return it."""
        batch = self.sudo().search(self._due() & Domain("id", ">", last), order="id", limit=BATCH)
        held = batch.try_lock_for_update()
        held.invalidate_recordset(["state"])
        held = held.filtered(lambda one: one.state == "waiting")
        for _company, alike in held.grouped("company_id").items():
            alike._ask()
        return batch

    def _due(self):
        """Return what waits where it is day now; an answer that is carried after some days."""
        carried = Domain("ticket_id.answer_id.delivery", "in", CARRIED)
        carried &= Domain("create_date", ">", fields.Datetime.now() - ON_ITS_WAY)
        awake = Domain("branch_id", "in", self.env["grid.branch"]._awake().ids)
        return Domain("state", "=", "waiting") & awake & ~carried

    def _ask(self):
        """Queue an SMS to each who may be asked, one to a customer; the others are not asked."""
        unwilling = self._unwilling()
        first = self.filtered(lambda one: one.partner_id not in unwilling and one._may_be_marked())
        first = first.browse().concat(*(alike[0] for alike in first.grouped("partner_id").values()))
        able = first._who_takes_sms()
        able._queue_sms()
        able.write({"state": "sent", "asked_at": fields.Datetime.now()})
        (self - able).state = "dropped"

    def _give_back(self):
        self.write({"state": "waiting", "asked_at": False, "sms_id": False})

    def _unwilling(self):
        """Return the customers not to be asked: nobody known, asked lately, or without a wish for surveys."""
        company, customers = self.company_id, self.partner_id
        lately = [("partner_id", "in", customers.ids), ("asked_at", ">", fields.Datetime.now() - REST)]
        said_no = [("partner_id", "in", customers.ids), ("company_id", "=", company.id), ("purpose", "=", "survey")]
        withdrawn = self.env["grid.consent"].sudo().search([*said_no, ("withdrawn_at", "!=", False)]).partner_id
        no_surveys = withdrawn - customers.with_company(company)._has_consent("survey")
        return self.search(lately).partner_id | no_surveys

    def _may_be_marked(self):
        """Whether the mark can still be given, and is not given yet."""
        if self.visit_id:
            return not self.visit_id.mark and self.visit_id.finished_at > fields.Datetime.now() - VISIT
        answer = self.ticket_id.answer_id
        return bool(self.ticket_id._mark_open_until() and not self.ticket_id.mark_ids and answer._mark_url())

    def _ways_in_words(self, link, first, last):
        said, scale = self.env, {"first": first, "last": last}
        if self.visit_id:
            return (
                said._("Rate your visit: %(link)s", link=link),
                said._("Rate your visit: %(link)s or answer %(first)s-%(last)s", link=link, **scale),
                said._("Rate your visit: answer this SMS by one digit from %(first)s to %(last)s", **scale),
            )
        return (
            said._("Rate our answer: %(link)s", link=link),
            said._("Rate our answer: %(link)s or answer %(first)s-%(last)s", link=link, **scale),
            said._("Rate our answer: answer this SMS by one digit from %(first)s to %(last)s", **scale),
        )

    def _digits(self):
        return SCALE[0], SCALE[-1]

    def _is_within_term(self):
        if self.visit_id:
            return self.asked_at > fields.Datetime.now() - VISIT
        return bool(self.ticket_id._mark_open_until())

    def _take_digit(self, digit):
        marked = hold(self.visit_id or self.ticket_id)
        if digit not in SCALE:
            return None
        if marked.mark if self.visit_id else marked.mark_ids:
            return False
        if self.visit_id:
            marked._take_mark(digit)
        else:
            marked._give_mark(digit, "", "sms")
        return True

    @api.model
    def _path_of_short_key(self, key):
        """Return the page that a short link leads to; nothing for any other text."""
        request = read_key(self, self._link_letter, key)
        if request.ticket_id:
            return f"/marks/{request.ticket_id._mark_token()}"
        return f"/queue/ticket/{request.visit_id._key()}" if request.visit_id else ""


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _mark_answered(self, answered_at=None):
        result = super()._mark_answered(answered_at)
        self.env["grid.mark.request"]._note("ticket_id", self)
        return result

    def _has_only_phone(self):
        """Whether the applicant can be asked by telephone and not by e-mail."""
        customer = self.partner_id
        return bool(customer.phone_sanitized and not (customer.email_normalized or self.partner_email))


class GridQueueTicket(models.Model):
    _inherit = "grid.queue.ticket"

    def _finish(self):
        result = super()._finish()
        self.env["grid.mark.request"]._note("visit_id", self)
        return result

    def _has_only_phone(self):
        """Whether the visitor can be asked by telephone and not by e-mail."""
        return bool(self.partner_id.phone_sanitized and not self.partner_id.email_normalized)
