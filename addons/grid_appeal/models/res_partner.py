from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.grid_customer.models.res_partner_page import SHOWN, TONES

from ..appeals.life import OPEN_STATES

PROMISING = 50  # open appeals of one customer whose dates are asked for


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _compute_helpdesk_ticket_count(self):
        """Count in one query, where the base loads every appeal of every person."""
        groups = self.env["helpdesk.ticket"]._read_group(
            [("partner_id", "child_of", self.ids)],
            ["partner_id", "state"],
            ["__count"],
        )
        total = dict.fromkeys(self.ids, 0)
        active = dict.fromkeys(self.ids, 0)
        for partner, state, count in groups:
            while partner:
                if partner.id in total:
                    total[partner.id] += count
                    active[partner.id] += count * (state != "closed")
                partner = partner.parent_id
        for partner in self:
            partner.helpdesk_ticket_count = total.get(partner.id, 0)
            partner.helpdesk_ticket_active_count = active.get(partner.id, 0)
            partner.helpdesk_ticket_count_string = (
                f"{partner.helpdesk_ticket_active_count} / {partner.helpdesk_ticket_count}"
            )

    # --- the customer's page
    def _customer_page_sections(self):
        """Add the appeals and the letters about them, of the contact persons of an organisation too."""
        sections = super()._customer_page_sections()
        if self.env["helpdesk.ticket"].has_access("read"):
            sections += [self._page_open_appeals(), self._page_letters(), self._page_closed_appeals()]
        return sections

    def _customer_promised(self):
        promised = super()._customer_promised()
        if self.env["helpdesk.ticket"].has_access("read"):
            promised.append(self._page_appeals(Domain("state", "in", OPEN_STATES), "next_due_at, id", PROMISING))
        return promised

    def _page_appeals(self, domain, order, limit=SHOWN + 1):
        domain &= Domain("partner_id", "in", (self + self.child_ids).ids)
        return self.env["helpdesk.ticket"].search(domain, order=order, limit=limit)

    def _page_open_appeals(self):
        appeals = self._page_appeals(Domain("state", "in", OPEN_STATES), "next_due_at, id")
        return self._page_section(
            20, self.env._("Open appeals"), appeals, self._open_appeal_row, self.env._("No open appeals.")
        )

    def _open_appeal_row(self, ticket):
        facts = [self._label_of(ticket, "state"), ticket.user_id.sudo().name]
        return {
            "text": ticket.display_name,
            "note": " · ".join(filter(None, facts)),
            "badge": ticket.due_words or "",
            "tone": TONES.get(ticket.deadline_state, "secondary"),
        }

    def _page_closed_appeals(self):
        appeals = self._page_appeals(Domain("state", "not in", OPEN_STATES), "id desc")
        return self._page_section(45, self.env._("Earlier appeals"), appeals, self._closed_appeal_row)

    def _closed_appeal_row(self, ticket):
        when = ticket._local_date(ticket.answered_at or ticket.closed_date or ticket.received_at)
        return {
            "text": ticket.display_name,
            "note": format_date(self.env, when),
            "badge": self._label_of(ticket, "state"),
            "tone": "secondary",
        }

    def _page_letters(self):
        """Answers and notices alike, the newest first."""
        letters = [*self._page_sent("grid.appeal.answer"), *self._page_sent("grid.appeal.notice")]
        letters.sort(key=lambda letter: letter.sent_at, reverse=True)
        return self._page_section(40, self.env._("Letters"), letters, self._letter_row)

    def _page_sent(self, model):
        return self.env[model].search(
            [("ticket_id.partner_id", "in", (self + self.child_ids).ids), ("letter_id", "!=", False)],
            order="sent_at desc, id desc",
            limit=SHOWN + 1,
        )

    def _letter_row(self, letter):
        return {
            "url": self._page_url(letter.ticket_id),
            "text": letter.display_name,
            "note": " · ".join(
                [format_date(self.env, letter.outgoing_date), letter._letter_kind(), letter.ticket_id.name]
            ),
            "badge": self._label_of(letter, "delivery"),
            "tone": "secondary",
        }
