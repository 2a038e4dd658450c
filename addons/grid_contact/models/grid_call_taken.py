from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..calls import call as fold

NEWS = "grid_contact.call"


class GridCall(models.Model):
    """How events make a call: whatever their order, once each, a batch in a fixed number of queries."""

    _inherit = "grid.call"

    @api.model
    def _take_events(self, source, told):
        """Take `[(number of a call in the exchange, Event)]`; return the calls.

        Of two deliveries for one call at the same moment the second waits for the first on its row.
        """
        calls = self._held(source, told)
        self.env["grid.call.event"]._keep([(calls[number], event) for number, event in told])
        found = self.browse(sorted(set(calls.values())))
        found._follow()
        return found

    @api.model
    def _held(self, source, told):
        """Return `{number: id}` of the calls, made where they are new and held until the end of the transaction."""
        began = {}
        for number, event in told:
            began[number] = min(event.at, began.get(number, event.at))
        numbers = sorted(began)
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO grid_call (source_id, company_id, branch_id, source_number, began_at, stage, create_uid,
                                          create_date, write_uid, write_date)
                   SELECT %(source)s, %(company)s, %(branch)s, told.number, told.began_at, 'waiting', %(uid)s, %(now)s,
                          %(uid)s, %(now)s
                     FROM unnest(%(numbers)s::varchar[], %(began)s::timestamp[]) AS told(number, began_at)
                    ORDER BY told.number
                       ON CONFLICT (source_id, source_number) DO UPDATE SET write_date = %(now)s
                RETURNING source_number, id""",
                source=source.id,
                company=source.company_id.id,
                branch=source._branch_of_calls().id,
                numbers=numbers,
                began=[began[number] for number in numbers],
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        return dict(rows)

    def _follow(self):
        """Bring these calls to what their events say, and tell those at whom they ring."""
        events = self.env["grid.call.event"]._of(self)
        states = {call: fold(events[call.id]) for call in self}
        users = self._users_of_telephones(states.values())
        customers = self._customers_of({state.caller for state in states.values()} - {""})
        ended, told = self.browse(), defaultdict(set)
        for call, state in states.items():
            vals = call._state_vals(state, users)
            if not call.caller and len(callers := customers.get(state.caller, ())) == 1:
                vals["partner_id"] = callers.id
            changed = {name: value for name, value in vals.items() if call._differs(name, value)}
            if not changed:
                continue
            ended += call if state.ended_at and not call.ended_at else self.browse()
            concerned = call._concerned(users)
            call.write(changed)
            for user in concerned | call._concerned(users):
                told[user].add(call.id)
        for user, ids in told.items():
            # the numbers of the calls and nothing of the callers: the card asks for the rest by its own rights
            user._bus_send(NEWS, {"ids": sorted(ids)})
        ended._ended()

    def _concerned(self, users):
        """Return whose card shows the call: at whom it rings, and who took it."""
        rung = (users[number] for number in (self.ringing or "").split(",") if number in users)
        return self.user_id.union(*rung)

    def _differs(self, name, value):
        own = self[name]
        return (own.id if self._fields[name].type == "many2one" else own) != value

    def _state_vals(self, state, users):
        answered = state.answered_at is not None
        target = self.company_id.target_answer_seconds
        user = users.get(state.operator)
        return {
            "stage": state.stage,
            "caller": state.caller or False,
            "line": state.line or False,
            "began_at": state.began_at,
            "answered_at": state.answered_at or False,
            "ended_at": state.ended_at or False,
            "wait_seconds": state.wait_seconds or 0,
            "talk_seconds": state.talk_seconds or 0,
            # the target of the day the call was answered: a later one rewrites nothing
            "is_in_time": self.is_in_time if self.answered_at else answered and state.wait_seconds <= target,
            "ringing": ",".join(state.ringing) or False,
            "operator": state.operator or False,
            "user_id": user.id if user else self.user_id.id if state.operator else False,
            "transfers": state.transfers,
            "menu_path": " > ".join(state.path) or False,
            "menu_exit": state.exit or False,
            "recording_url": state.recording or False,
        }

    def _users_of_telephones(self, states):
        """Return `{telephone: its user}` of those that ring now, rang before, or took a call."""
        numbers = {number for state in states for number in (*state.ringing, state.operator)}
        numbers |= {number for call in self for number in (call.ringing or "").split(",")}
        own = [("telephone", "in", list(numbers - {""})), ("company_id", "in", self.company_id.ids)]
        return {user.telephone: user for user in self.env["res.users"].search(own)}

    def _customers_of(self, numbers):
        return self.env["res.partner"]._of_phones(numbers, self.company_id)


class GridAppealSource(models.Model):
    _inherit = "grid.appeal.source"

    def _branch_of_calls(self):
        """Return the branch whose operators answer the calls of this exchange."""
        self.ensure_one()
        return self.branch_id or self.env["grid.branch"].search(
            [("company_id", "=", self.company_id.id), ("parent_id", "=", False)], limit=1
        )
