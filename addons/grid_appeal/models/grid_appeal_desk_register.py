import json

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.mail import plaintext2html

from odoo.addons.grid_customer.identity import names, numbers

from ..appeals.danger import telling
from ..letters import first_words, kind_and_theme

TEXT_MAX = 20_000
CONTENT_MAX = 100_000


class GridAppealDesk(models.AbstractModel):
    """What a filled card becomes: a registered appeal, or a consultation answered on the spot."""

    _inherit = "grid.appeal.desk"

    @api.model
    def register(self, card):
        """Register the card as an appeal; the same card again gives the same appeal.

        :return: {"ticket": ...}, or {"errors": {field: sentence}} when something typed cannot be used
        """
        return self._become_appeal(card, at_once=False)

    @api.model
    def answer_at_once(self, card):
        """Register the card and close it with the oral answer that the person consented to."""
        return self._become_appeal(card, at_once=True)

    @api.model
    def _become_appeal(self, card, at_once):
        self._check_role()
        kept = self.env["grid.desk.card"]._open(card["key"])
        if not kept.ticket_id:
            if errors := self._errors(card, at_once):
                return {"errors": errors}
            ticket = self.env["helpdesk.ticket"].create(self._appeal_vals(card, at_once))
            if at_once:
                ticket._answer_at_once(card["answer"])
            else:
                ticket.action_register()
            kept.write({"ticket_id": ticket.id, "content": False})
        return {"ticket": self._result(self.env["helpdesk.ticket"].browse(kept.ticket_id.id))}

    @api.model
    def _result(self, ticket):
        deadline = ticket._answer_deadline()
        return {
            "id": ticket.id,
            "number": ticket.number,
            "due": format_date(self.env, ticket._local(deadline.due_at).date()) if deadline else "",
            "due_words": ticket.due_words or "",
            "why": ticket.due_explanation or "",
            "first_contact": ticket.closed_at_first_contact,
            "danger": ticket.danger,
            "told": ticket.branch_id._dispatchers().names if ticket.danger else "",
        }

    # ------------------------------------------------------------------
    # What was typed
    # ------------------------------------------------------------------
    @api.model
    def _errors(self, card, at_once):
        """Return a sentence for each field of the card that cannot be used as it is."""
        errors = {}
        text = (card.get("text") or "").strip()
        if not text:
            errors["text"] = self.env._("Write what the person asks or says.")
        elif len(text) > TEXT_MAX:
            errors["text"] = self.env._(
                "The text has %(length)s characters, the card takes %(limit)s. Shorten it or register a letter.",
                length=len(text),
                limit=TEXT_MAX,
            )
        errors.update(self._contact_errors(card))
        if at_once:
            danger = bool(card.get("danger") or telling(text))
            tickets = self.env["helpdesk.ticket"]
            errors.update(tickets._first_contact_faults(card.get("kind"), card.get("answer"), danger))
        elif not any(card.get(mark) for mark in ("partner_id", "name", "phone", "email", "anonymous")):
            errors["name"] = self.env._(
                "Write who applies: a name, a phone or an e-mail; or mark that no name was given."
            )
        return errors

    @api.model
    def _contact_errors(self, card):
        partners, errors = self.env["res.partner"], {}
        try:
            partners._normalise_phone(card.get("phone"))
        except UserError as error:
            errors["phone"] = str(error)
        if fault := partners._email_fault(card.get("email")):
            errors["email"] = fault
        inn = numbers.normalise("inn", card.get("inn"))
        kind = "legal_entity" if len(inn) == 10 else names.kind(card.get("name"))
        if inn and (sentence := partners._number_fault("inn", inn, kind)):
            errors["inn"] = sentence
        return errors

    @api.model
    def _appeal_vals(self, card, at_once):
        text = card["text"].strip()
        partner = self.env["res.partner"].browse(card.get("partner_id") or [])
        point = self.env["grid.usage.point"].browse(card.get("point_id") or [])
        point = point.filtered(lambda one: one.partner_id == partner)
        chosen = self.env["helpdesk.ticket.category"].browse(card.get("category_id") or [])
        named = partner or any(card.get(mark) for mark in ("name", "phone", "email"))
        vals = {
            "name": first_words(text),
            "description": plaintext2html(text),
            "kind": card.get("kind") or chosen.kind or "consultation",
            "theme": chosen.theme or kind_and_theme("", text)[1],
            "category_id": chosen.id,
            "channel_id": self._channels().filtered(lambda one: one.code == card.get("channel")).id,
            "branch_id": point.branch_id.id or card.get("branch_id"),
            "usage_point_id": point.id,
            "danger": bool(card.get("danger")),
            "partner_id": partner.id,
            "partner_phone": card.get("phone"),
            "partner_email": card.get("email"),
            # nobody waits for an answer that was given: it needs no name
            "is_anonymous": not named and (at_once or bool(card.get("anonymous"))),
        }
        if not partner:
            vals.update(partner_name=card.get("name"), partner_inn=card.get("inn"))
        return vals

    # ------------------------------------------------------------------
    # What is typed and not yet sent
    # ------------------------------------------------------------------
    @api.model
    def keep(self, key, content):
        """Keep what is typed in a card, until it is registered, dropped or three days old."""
        self._check_role()
        if len(json.dumps(content)) > CONTENT_MAX:
            raise UserError(self.env._("The card is too long to be kept. Register it, or shorten the text."))
        kept = self.env["grid.desk.card"]._open(key)
        if not kept.ticket_id:
            kept.content = content
        return True

    @api.model
    def drop(self, key):
        """Forget what is typed in a card."""
        self._check_role()
        kept = self.env["grid.desk.card"]._open(key)
        if not kept.ticket_id:
            kept.unlink()
        return True
