from collections import Counter

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize

from odoo.addons.grid_appeal.models.helpdesk_ticket_receipt import ROBOT
from odoo.addons.grid_customer.identity import phones

from ..outages import people

#: What is read of a report to tell its author.
READ = ["partner_id", "partner_phone", "partner_email", "outage_told"]


class GridOutage(models.Model):
    """Who reported an outage: persons, however often and by whatever channel each wrote or called."""

    _inherit = "grid.outage"

    def _persons(self):
        """Return the reports of each person, and what each report is known by; a fixed number of queries."""
        marks = self._marks_of_reports()
        reports = self.env["helpdesk.ticket"].browse(marks)
        return [reports.browse(ids) for ids in people(marks)], marks

    def _marks_of_reporters(self):
        """Return the cards, telephones and e-mails of everybody who reported."""
        return set().union(*self._marks_of_reports().values())

    def _marks_of_reports(self):
        """Return {report: cards, telephones and e-mails of its author}, those of the only card that has them too."""
        tickets = self.env["helpdesk.ticket"]
        own = self.env["grid.own.address"]._all()
        reports = tickets.search_fetch([("outage_id", "in", self.ids)], READ, order="id")
        marks = {report.id: report._known_by(own) for report in reports}
        cards = self.env["res.partner"]._only_cards(set().union(*marks.values()), own, self.company_id)
        for found in marks.values():
            found.update(*(cards[mark] for mark in found if mark in cards))
        return marks


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _only_cards(self, marks, own_addresses, companies):
        """Return {telephone or e-mail: all that its only card alone is known by}; two queries.

        The telephone of a house's manager may stand on the cards of all who live there: it makes them no one person.
        """
        found = self._cards_with(marks, companies)
        alike = self._cards_with(set().union(*(card._known_by(own_addresses) for card in found)), companies)
        known = {card: card._known_by(own_addresses) for card in alike}
        times = Counter(mark for own in known.values() for mark in own)
        own_of = {}
        for card in found:
            only = {mark for mark in known[card] if times[mark] == 1}
            own_of.update(dict.fromkeys(only & marks, only))
        return own_of

    @api.model
    def _cards_with(self, marks, companies):
        known = [mark for mark in marks if isinstance(mark, str)]
        if not known:
            return self.browse()
        ours = Domain("company_id", "in", [False, *companies.ids]) & Domain("partner_share", "=", True)
        has = Domain("phone_sanitized", "in", known) | Domain("email_normalized", "in", known)
        return self.sudo().search_fetch(ours & has, ["phone_sanitized", "email_normalized"])

    def _known_by(self, own_addresses):
        """Return what a customer is known by: the number of the card, the telephone, the e-mail; no address of ours."""
        if not self:
            return set()
        return {self.id, *_written(self.phone_sanitized, self.email_normalized, own_addresses)}


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _known_by(self, own_addresses):
        """Return what an applicant is known by, by the appeal and by the card."""
        phone = self.partner_phone and phones.normalise(self.partner_phone)
        written = _written(phone, email_normalize(self.partner_email), own_addresses)
        return self.sudo().partner_id._known_by(own_addresses) | written

    def _probable_cards(self):
        """Return {appeal: the customer whose card alone has its telephone or e-mail}; a fixed number of queries."""
        if not self:
            return {}
        own, partners = self.env["grid.own.address"]._all(), self.env["res.partner"].sudo()
        marks = {ticket: ticket._known_by(own) for ticket in self}
        only = partners._only_cards(set().union(*marks.values()), own, self.company_id)
        found = {}
        for ticket, known in marks.items():
            cards = {one for mark in known for one in only.get(mark, ()) if isinstance(one, int)}
            found[ticket] = partners.browse(cards if len(cards) == 1 else ())
        return found


def _written(phone, email, own_addresses):
    read = email and email not in own_addresses and not ROBOT.match(email)
    return {mark for mark in (phones.bare(phone or ""), read and email) if mark}
