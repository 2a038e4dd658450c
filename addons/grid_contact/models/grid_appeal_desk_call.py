from types import SimpleNamespace

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from odoo.addons.grid_appeal.appeals import placeholders
from odoo.addons.grid_appeal.models.grid_appeal_desk_find import ORDER, SHOWN

from ..calls import ENDED_STAGES
from .grid_call_unended import LOST_SIGHT

EARLIER_SHOWN = 3
SCRIPTS_SHOWN = 3


class GridAppealDesk(models.AbstractModel):
    """The call on the card: who calls while it rings, what came of it, what to say."""

    _inherit = "grid.appeal.desk"

    @api.model
    def start(self):
        return {**super().start(), "call_results": self._call_results()}

    @api.model
    def _call_results(self):
        chosen = self.env["grid.call.result"].search_fetch([("is_by_act", "=", False)], ["name"])
        return [{"id": one.id, "name": one.name} for one in chosen]

    # ------------------------------------------------------------------
    # Calls of the person at the screen
    # ------------------------------------------------------------------
    @api.model
    @api.readonly
    def calls(self):
        """Return the calls that ring at the user's telephone, that she talks in, or has not wrapped up yet."""
        self._check_role()
        calls = self._calls_of_user()
        callers = calls._customers_of(set(calls.filtered("caller").mapped("caller")))
        earlier = self._earlier_calls(calls)
        return [self._call_shown(call, callers[call.caller], earlier.get(call.caller, ())) for call in calls]

    @api.model
    def _calls_of_user(self):
        """Return them whatever branch they are of: a telephone rings for whoever sits at it."""
        user, since = self.env.user, Domain("began_at", ">=", fields.Datetime.now() - LOST_SIGHT)
        own = Domain("user_id", "=", user.id) & Domain("result_id", "=", False)
        calls = self.env["grid.call"].sudo()
        found = calls.search(since & own, limit=SHOWN)
        if user.telephone:
            rings = Domain("ended_at", "=", False) & Domain("ringing", "like", user.telephone)
            found |= calls.search(since & rings).filtered(lambda call: call._rings_at(user))
        return found.sorted("began_at", reverse=True)

    @api.model
    def _earlier_calls(self, calls):
        """Return `{phone: its last calls before}` of the reader's branches, in one query."""
        phones = calls.filtered("caller").mapped("caller")
        if not phones:
            return {}
        before = Domain("caller", "in", phones) & Domain("id", "not in", calls.ids)
        found = self.env["grid.call"].search(before, limit=EARLIER_SHOWN * 10)
        return {phone: part[:EARLIER_SHOWN] for phone, part in found.grouped("caller").items()}

    @api.model
    def _call_shown(self, call, customers, earlier):
        stages = dict(call._fields["stage"]._description_selection(self.env))
        known = customers.sudo(False).with_user(self.env.user)._filtered_access("read")[:SHOWN]
        points = self.env["grid.usage.point"].search([("partner_id", "in", known.ids)], order=ORDER, limit=SHOWN)
        none = self.env["helpdesk.ticket"]
        return {
            "id": call.id,
            "stage": call.stage,
            "stage_words": stages[call.stage],
            "is_ended": call.stage in ENDED_STAGES,
            "partner_id": call.partner_id.id,
            "phone": call.caller or "",
            "phone_words": call.caller_words,
            "menu": call.menu_path or "",
            "began": format_datetime(self.env, call.began_at, dt_format="HH:mm:ss"),
            "wait_seconds": call.wait_seconds,
            "found": [self._hit(one, points, none) for one in known],
            "earlier": [self._earlier_words(one) for one in earlier],
        }

    @api.model
    def _earlier_words(self, call):
        stages = dict(call._fields["stage"]._description_selection(self.env))
        said = [
            format_datetime(self.env, call.began_at, dt_format="short"),
            call.result_id.name or stages[call.stage],
            call.user_id.name,
            call.ticket_id.number,
        ]
        return " · ".join(filter(None, said))

    @api.model
    def note_caller(self, call_id, partner_id):
        """Note who of several customers with one number calls; return the calls of the screen."""
        self._check_role()
        self.env["grid.call"].browse(call_id).exists()._note_caller(partner_id)
        return self.calls()

    # ------------------------------------------------------------------
    # What came of a call
    # ------------------------------------------------------------------
    @api.model
    def wrap_up(self, call_id, result_id, note=""):
        """Note how a call ended; return the calls that are left."""
        self._check_role()
        self.env["grid.call"].browse(call_id).exists().action_wrap_up(result_id, note)
        return self.calls()

    @api.model
    def _become_appeal(self, card, at_once):
        answer = super()._become_appeal(card, at_once)
        if ticket := answer.get("ticket"):
            ticket = self.env["helpdesk.ticket"].browse(ticket["id"])
            self._call_of_card(card)._came_to("answered" if at_once else "registered", ticket)
        return answer

    @api.model
    def _call_of_card(self, card):
        """Return the call that a card was filled for; one that is another operator's is none."""
        calls, call_id = self.env["grid.call"].sudo(), card.get("call_id")
        call = calls.browse(call_id).exists() if isinstance(call_id, int) else calls
        return call.filtered(lambda one: one._rings_at(self.env.user))

    # ------------------------------------------------------------------
    # What to say
    # ------------------------------------------------------------------
    @api.model
    @api.readonly
    def scripts(self, category_id, kind):
        """Return the scripts of conversation for a theme, the closest first: `{"id", "name", "html"}` each."""
        self._check_role()
        category = self.env["helpdesk.ticket.category"].browse(category_id or []).exists()
        asked, categories = SimpleNamespace(theme=category.theme, kind=kind), category
        while category := category.parent_id:
            categories += category
        own = [("kind", "=", "ethics"), ("company_id", "in", (False, self.env.company.id))]
        closeness = {text: text._closeness(asked, categories) for text in self.env["grid.text.block"].search(own)}
        meant = sorted((text for text, near in closeness.items() if near), key=lambda text: -closeness[text])
        return [
            {"id": text.id, "name": text.name, "html": placeholders.fill(str(text.body or ""), {})}
            for text in meant[:SCRIPTS_SHOWN]
        ]
