from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models

from odoo.addons.grid_contact import texting
from odoo.addons.grid_contact.campaigns.quiet import USUAL, quiet_begins
from odoo.addons.grid_contact.models.grid_sms import MASS

from .short_key import short_key

#: What is asked by SMS.
TEXTED = ("grid.survey.invitation", "grid.mark.request")
#: Whoever is asked for an opinion is left alone at night.
QUIET = USUAL


class GridTexted(models.AbstractModel):
    """A customer who is asked by one SMS: by day, unless she wants no SMS; she answers by a short link or a digit.

    For models with `partner_id`, `branch_id`, `company_id` and `state`; each gives what its `_link_letter` opens, and

    - `_ways_in_words(link, first, last)`: the words with the link, with the link and a digit, with a digit alone;
    - `_is_within_term()`: whether an answer may be given today, whether it is given or not;
    - `_take_digit(digit)`: keeps a digit and returns whether it was kept, for the first answer counts; None: no answer.
    """

    _name = "grid.texted"
    _description = "Customer asked by SMS"

    #: The first letter of its keys.
    _link_letter = ""

    sms_id = fields.Many2one("grid.sms", "Its SMS", readonly=True, index="btree_not_null", ondelete="set null")
    sms_state = fields.Selection(related="sms_id.state", string="SMS")
    sms_error = fields.Char(related="sms_id.error", string="Why it was not sent")

    def _who_takes_sms(self):
        """Return those of one company whom an SMS reaches and who have not refused it."""
        company = self.company_id
        refused = self.env["grid.notice.refusal"]._refused(company, self.partner_id.ids)
        has_provider = bool(self.env["grid.sms.provider"]._of_company(company))
        return self.filtered(
            lambda one: (
                has_provider and texting.takes_sms(one._phone()) and "sms" not in refused.get(one.partner_id.id, ())
            )
        )

    def _phone(self):
        return (self.partner_id.phone_sanitized or "").partition(" ")[0]

    def _queue_sms(self):
        """Queue an SMS to each of these, of one company; what has not left by night is given back."""
        if not self:
            return
        provider = self.env["grid.sms.provider"]._of_company(self.company_id)
        until = {branch: branch._night_begins() for branch in self.branch_id.sudo()}
        rows = [
            {
                "phone": one._phone(),
                "body": one._words_of_sms(provider),
                "partner_id": one.partner_id.id,
                "branch_id": one.branch_id.id,
                "priority": MASS,
                "send_until": until[one.branch_id.sudo()],
            }
            for one in self
        ]
        messages = self.env["grid.sms"].sudo()._queue_all(provider, rows)
        for one, sms in zip(self, messages, strict=True):
            one.sms_id = sms

    def _short_link(self):
        site = self.env["helpdesk.ticket"]._site_url(self.company_id.id)
        return f"{site}/o/{short_key(self, self._link_letter)}"

    def _words_of_sms(self, provider):
        """Return what is written: the link; a digit too, or instead where both would cost another part.

        Any telephone can send a digit, and few open a link.
        """
        first, last = self._digits() if provider.is_answered else (0, 0)
        by_link, by_both, by_digit = self._in_customer_lang()._ways_in_words(self._short_link(), first, last)
        return texting.cheapest(by_both, by_digit) if last else by_link

    def _in_customer_lang(self):
        return self.with_context(lang=self.partner_id.lang or self.company_id.partner_id.lang)

    def _give_back(self):
        """Take it that these were not asked yet: their SMS has not left before the night."""

    # --- answered by a digit
    def _digits(self):
        """Return the lowest and the highest digit that answer, (0, 0) where one digit does not."""
        return 0, 0

    @api.model
    def _asked_last(self, company, phone):
        """Return what was asked last at a telephone, where its term is on; empty without one."""
        asked = [("company_id", "=", company.id), ("sms_id.phone", "=", phone), ("state", "=", "sent")]
        return self.sudo().search(asked, order="sms_id.id desc", limit=1).filtered(lambda one: one._is_within_term())

    def _names_nobody(self):
        """Whether it must not be seen who answered."""
        return False


class GridBranch(models.Model):
    """Where it is night now: nobody is called or texted."""

    _inherit = "grid.branch"

    @api.model
    def _awake(self):
        """Return the branches where it is not quiet now."""
        rules, now = self.env["legal.rule"].sudo(), fields.Datetime.now()
        branches = self.sudo().search([])
        return branches.filtered(
            lambda one: not QUIET.holds(rules._local(now, rules._zone_of(one, one.company_id)).time())
        )

    def _night_begins(self):
        """Return from when it is quiet here next, naive UTC; nothing where it never is."""
        zone = ZoneInfo(self.env["legal.rule"].sudo()._zone_of(self, self.company_id))
        moment = quiet_begins(fields.Datetime.now().replace(tzinfo=UTC), zone, QUIET)
        return moment and moment.replace(tzinfo=None)


class GridSms(models.Model):
    """What becomes of an SMS is told to whoever asked by it."""

    _inherit = "grid.sms"

    @api.model
    def _give_up_quiet(self, provider):
        late = self.sudo().search(
            [("provider_id", "=", provider.id), ("state", "=", "waiting"), ("send_until", "<=", fields.Datetime.now())]
        )
        for model in TEXTED:
            self.env[model].sudo().search([("sms_id", "in", late.ids)])._give_back()
        return super()._give_up_quiet(provider)

    def _ended(self):
        result = super()._ended()
        in_vain = self.filtered(lambda one: one.state in ("undelivered", "failed"))
        if in_vain:
            asked = self.env["grid.survey.invitation"].sudo()
            asked.search([("sms_id", "in", in_vain.ids), ("state", "=", "sent")])._leave_out("unreached")
        return result
