from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..outages import COMPANIES, last_for_companies
from .grid_notice_template import OCCASIONS

#: What customers are told of when an outage of a kind comes to a state.
NEWS = {
    ("announced", "planned"): "planned",
    ("under_way", "emergency"): "emergency",
    ("restored", "planned"): "restored",
    ("restored", "emergency"): "restored",
}
OVER = ("restored", "cancelled")
#: What is not true any more when it is over.
UNTRUE_WHEN_OVER = ("emergency", "planned")


class GridOutage(models.Model):
    """Customers are told by the program itself, where the company has chosen so.

    What is owed to them is noted in the transaction of the act; a job begins the campaign afterwards, and whoever
    finds the note after a crash begins it then. Why nobody could be told stays on the outage until somebody helps.
    """

    _inherit = "grid.outage"

    tell_due = fields.Selection(OCCASIONS, "To be told of", readonly=True, copy=False)
    tell_refusal = fields.Text("Customers are not told because", readonly=True, copy=False)

    _tell_due_idx = models.Index("(id) WHERE tell_due IS NOT NULL")

    def _become(self, state):
        done = super()._become(state)
        if state in OVER:
            self._take_back(UNTRUE_WHEN_OVER)
        self._owe()
        return done

    def write(self, vals):
        """Announce anew what was announced for other hours."""
        announced = {outage: outage._hours_said() for outage in self if outage.state == "announced"}
        done = super().write(vals)
        for outage, hours in announced.items():
            if outage._hours_said() != hours and outage.started_at > fields.Datetime.now():
                outage._take_back(("planned",))
                outage._owe()
        return done

    def _hours_said(self):
        return self.started_at, self.expected_end_at

    def _hit_more(self):
        """Tell whoever is newly hit, as the others are told."""
        result = super()._hit_more()
        self.sudo().campaign_ids._widen()
        return result

    def _take_back(self, occasions):
        """Stop what customers are being told of these occasions; say how many know it already."""
        campaigns = self.sudo().campaign_ids.filtered(lambda one: one.occasion in occasions and not one.taken_back_at)
        campaigns._take_back()
        for outage in campaigns.outage_id.filtered(lambda one: one.state == "cancelled"):
            own = campaigns.filtered(lambda one, outage=outage: one.outage_id == outage)
            if told := sum(own.mapped("positive_count")) + sum(own.mapped("negative_count")):
                outage.message_post(
                    body=outage.env._(
                        "%(count)s customers were told of it already. Tell them that it does not take place.",
                        count=told,
                    )
                )

    def _owe(self):
        """Note what customers are to be told of now, and have a job tell them."""
        for outage in self.sudo():
            occasion = NEWS.get((outage.state, outage.kind))
            due = occasion if occasion and outage.company_id[f"outage_tells_{occasion}"] else False
            outage.write({"tell_due": due, "tell_refusal": False})
        self._wake()

    def _wake(self):
        for outage in self.filtered("tell_due"):
            key = f"grid.outage tell {outage.id}"
            outage.with_delay(identity_key=key, description=outage.display_name, priority=5)._tell_due()

    def _wake_all(self):
        """Wake outages whose customers are still to be told: what a lost job would have left."""
        self.sudo().search([("tell_due", "!=", False)])._wake()

    def _tell_due(self):
        """Begin the campaign that is owed; a job: of two, or after a crash, one begins it."""
        outage = self.sudo()
        outage._hold_for_campaign()
        if occasion := outage.tell_due:
            refusal = outage._begin_campaign(occasion)
            outage.write({"tell_due": False, "tell_refusal": refusal})
            if word := refusal or outage._late_for_contracts(occasion):
                outage._say_to_staff(word)

    def _begin_campaign(self, occasion):
        """Return why customers are not told of an occasion by themselves; nothing when they are."""
        try:
            with self.env.cr.savepoint():
                campaign = self.env["grid.notice.campaign"]._start_for(self, occasion)
                return campaign.with_env(self.env)._why_draft()  # in the language of whoever acted
        except UserError as refusal:
            return str(refusal)

    def _late_for_contracts(self, occasion):
        """Return a warning where messages leave later than contracts promise the notice; nothing where they do not."""
        if occasion != "planned" or COMPANIES not in self._audiences():
            return False
        leaves_on = self._local_day(self._morning())
        last = last_for_companies(self._local_day(self.started_at), self.contract_days)
        if leaves_on <= last:
            return False
        return self.env._(
            "Messages of the outage leave on %(leaves)s, later than contracts promise a notice to legal entities"
            " (%(last)s): only the notices that were entered count for them.",
            leaves=format_date(self.env, leaves_on),
            last=format_date(self.env, last),
        )

    def _say_to_staff(self, words):
        """Say it on the outage, to whoever acted and to the supervisors who see the branch."""
        tickets = self.env["helpdesk.ticket"]
        seeing = tickets._seeing(self.branch_id, tickets._holders("head"))
        people = seeing(tickets._holders("supervisor")) | self.env.user
        self.message_post(body=words)
        self.message_notify(
            partner_ids=people.partner_id.ids,
            subject=self.display_name,
            body=Markup("<p>%s</p>") % words,
            force_send=False,
        )
