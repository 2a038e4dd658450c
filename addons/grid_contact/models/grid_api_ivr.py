import re

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.grid_customer.identity import phones

DIGITS = re.compile(r"(20\d\d)(\d{6})")
CODE_LENGTH = 4
TEXT_MAX = 100
ZONES = ("t1", "t2", "t3")


class GridApi(models.AbstractModel):
    """What the voice menu answers by itself: where an appeal stands, the outage at an address, a reading.

    Who asks is known by the phone that calls, or by its last four digits, as they stand in the appeal or on the
    customer's card. What is not there and what is not hers are answered alike.
    """

    _inherit = "grid.api"

    @api.model
    def ivr_appeal(self, asked):
        """Return where an appeal stands, by its number dialled without letters: `{"found", "words"}`.

        :param dict asked: `digits` (year and number: 2026000001), `caller`, `code`
        """
        source, asked = self._source(), self._ivr_asked(asked, {"digits", "caller", "code"})
        year_number = DIGITS.fullmatch(asked["digits"])
        if not year_number:
            words = self.env._("The number is ten digits, the year and the number of the appeal: 2026000001.")
            raise self._invalid([("digits", "malformed", words)])
        branches = self.env["grid.branch"].sudo().search([("company_id", "=", source.company_id.id)])
        numbers = [f"{branch.code}-{'-'.join(year_number.groups())}" for branch in branches]
        tickets = self.env["helpdesk.ticket"].sudo().search([("number", "in", numbers)])
        own = tickets.filtered(lambda one: self._is_of_caller(asked, one.partner_phone, one.partner_id.phone_sanitized))
        if not self._ivr_known(source, asked["digits"], asked, own):
            return {"found": False, "words": self.env._("By this number and this telephone nothing is found.")}
        return {"found": True, "words": " ".join(map(self._ivr_status, own))}

    @api.model
    def ivr_outage(self, asked):
        """Return the outages at the caller's points, or at the point of an account: `{"found", "words"}`."""
        source, asked = self._source(), self._ivr_asked(asked, {"account_number", "caller"})
        points = self.env["grid.usage.point"].sudo()
        own = [("company_id", "=", source.company_id.id)]
        if asked["account_number"]:
            points = points.search([*own, ("account_number", "=", asked["account_number"])], limit=1)
        elif asked["caller"]:
            points = points.search([*own, ("partner_id.phone_sanitized", "=", asked["caller"])], limit=10)
        found = self.env["grid.outage"].sudo()._of_points(points)
        outages = {outage: None for at_point in found.values() for outage in at_point}
        if not outages:
            return {"found": False, "words": self.env._("We know of no outage there.") if points else ""}
        return {"found": True, "words": " ".join(outage._said() for outage in outages)}

    @api.model
    def ivr_reading(self, idempotency_key, asked):
        """Take the readings of today of an account's meter: `{"taken", "words"}`.

        What is unlikely is taken when it is sent again with `confirmed`.
        """
        source = self._source()
        request = ["ivr_reading", self._object(asked)]
        requests = self.env["grid.api.request"].sudo()

        def take():
            return self.env["helpdesk.ticket"], self._take_ivr_reading(source, asked)

        return requests._once(source, idempotency_key, request, take)

    def _take_ivr_reading(self, source, asked):
        asked = self._ivr_asked(asked, {"account_number", "meter", "caller", "code", "confirmed", *ZONES})
        point = self.env["grid.usage.point"].sudo()
        if asked["account_number"]:
            own = [("company_id", "=", source.company_id.id), ("account_number", "=", asked["account_number"])]
            point = point.search(own, limit=1)
        hers = point.filtered(lambda one: self._is_of_caller(asked, one.partner_id.phone_sanitized))
        meters = hers.meter_ids.filtered(lambda one: not one.removed_on and asked["meter"] in ("", one.name))
        if not self._ivr_known(source, asked["account_number"], asked, meters):
            return {"taken": False, "words": self.env._("By this account and this telephone no meter is found.")}
        if len(meters) > 1:
            return {"taken": False, "words": self.env._("There are several meters: dial the number of the meter, too.")}
        readings = self.env["grid.meter.reading"].sudo().with_context(given_by="phone")
        values = {zone: asked[zone] for zone in ZONES if asked[zone]}
        try:
            faults, doubts = readings._weigh_given(hers.partner_id, meters, values)
            if faults or (doubts and not asked["confirmed"]):
                said = " ".join({**faults, **doubts}.values())
                return {"taken": False, "to_confirm": not faults, "words": said}
            readings._give_reading(hers.partner_id, meters, values)
        except UserError as refusal:
            return {"taken": False, "words": str(refusal)}
        return {"taken": True, "words": self.env._("The reading is taken. Thank you.")}

    # ------------------------------------------------------------------
    # Who asks
    # ------------------------------------------------------------------
    def _ivr_asked(self, asked, known):
        """Return what was dialled as texts, `caller` as a phone or empty."""
        wrong = list(self._unknown(self._object(asked), known))
        read = dict.fromkeys(known, "")
        for name in known & asked.keys() - {"caller"}:
            value = asked[name]
            if value is None or isinstance(value, bool):
                read[name] = bool(value)
            elif isinstance(value, str) and len(value) <= TEXT_MAX and value.isprintable():
                read[name] = value.strip()
            else:
                words = self.env._("“%(name)s” is a text of no more than %(max)s characters.", name=name, max=TEXT_MAX)
                wrong.append((name, "malformed", words))
        read["caller"] = self._collect(wrong, self._read_caller, asked)
        if wrong:
            raise self._invalid(wrong)
        return {name: value if name == "confirmed" else value or "" for name, value in read.items()}

    @staticmethod
    def _is_of_caller(asked, *numbers):
        """Whether one of these numbers calls, or its last digits were dialled."""
        own = {phones.bare(phone) for number in numbers if number and (phone := phones.normalise(number))}
        code = asked["code"]
        return asked["caller"] in own or (len(code) == CODE_LENGTH and any(phone.endswith(code) for phone in own))

    def _ivr_known(self, source, dialled, asked, found):
        """Whether what was found may be told; what was guessed wrong is counted, by the number and by the caller."""
        guesses, company = self.env["grid.ivr.guess"].sudo(), source.company_id
        if guesses._is_shut(company, dialled, asked["caller"]):
            return False
        if not found:
            guesses.create({"company_id": company.id, "asked": dialled or "-", "caller": asked["caller"] or False})
        return bool(found)

    def _ivr_status(self, ticket):
        state = dict(ticket._fields["state"]._description_selection(self.env))[ticket.state]
        deadline = ticket._answer_deadline()
        if ticket.answered_at or not deadline:
            return self.env._("Appeal %(number)s: %(state)s.", number=ticket.number, state=state)
        return self.env._(
            "Appeal %(number)s: %(state)s. The answer is due by %(due)s.",
            number=ticket.number,
            state=state,
            due=format_date(self.env, ticket._local(deadline.due_at).date()),
        )


class GridMeterReading(models.Model):
    _inherit = "grid.meter.reading"

    @api.model
    def _given_vals(self, meter, zone, value):
        vals = super()._given_vals(meter, zone, value)
        return {**vals, "source": "phone"} if self.env.context.get("given_by") == "phone" else vals
