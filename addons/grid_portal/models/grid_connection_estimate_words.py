from odoo import api, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

#: What is connected, in the words of who asks: a name, and a hint that tells one from another.
PURPOSES = {
    "house": (_lt("A house, a summer house"), _lt("For living, on a plot of your own or in a garden association")),
    "garage": (_lt("A garage, a bath-house, an outbuilding"), _lt("A building of a citizen, not for trade")),
    "flat": (_lt("A flat or a room in an apartment house"), _lt("Not the whole house: one room of it")),
    "shop": (_lt("A shop, a cafe, an office, a workshop"), _lt("Up to 150 kW, for an organisation or an entrepreneur")),
    "works": (_lt("A factory, a farm, a large object"), _lt("More than 150 kW, or above 0.4 kV")),
    "temporary": (_lt("Something for a time"), _lt("A building site, a fair, a kiosk on wheels")),
    "increase": (
        _lt("More power where there is power already"),
        _lt("The fuses trip, a new stove is bought"),
    ),
}
#: What is said at a question that was not answered.
LACKING = {
    "purpose": _lt("Choose what you want to connect."),
    "customer_kind": _lt("Choose who applies."),
    "power_new_kw": _lt("Write how much power you need, in kW: more than zero."),
    "power_existing_kw": _lt("Write how much is connected already: it stands in the act of connection or on the bill."),
    "settlement_type": _lt("Choose where it is: in a town or in the country."),
    "voltage_kv": _lt("Choose the voltage."),
    "reliability_category": _lt("Choose the reliability category: III is the usual one."),
}
FAULTS = {
    "no_metres": _lt("Write the distance in metres, in figures, or leave it empty if you do not know it."),
    "too_far": _lt("The distance is written in metres and is at most %(limit)s. Check the number."),
}
REFUSALS = {
    "rate_not_found": _lt(
        "The fee cannot be reckoned today: in our list there is no rate “%(kind)s” of the region “%(region)s” that is "
        "in force on %(day)s."
    ),
    "rates_tie": _lt(
        "The fee cannot be reckoned today: our list has two different rates “%(kind)s” of the region “%(region)s” for "
        "%(day)s, and we have to find out which is right."
    ),
    "norm_not_found": _lt("The fee cannot be reckoned today: our list has no figure “%(norm)s” for %(day)s."),
    "individual_fee": _lt(
        "For %(power)s kW at %(voltage)s kV the regulator of the region sets the fee separately: the general rates end "
        "at %(power_limit)s kW and %(voltage_limit)s kV."
    ),
    "fact_unknown": _lt("The fee cannot be reckoned without an answer to the question: “%(fact)s”."),
}


class GridConnection(models.Model):
    """The words of the calculator: cases, faults, refusals and reasons as a customer understands them."""

    _inherit = "grid.connection"

    @api.model
    def _said_purposes(self):
        """Return {case: (name, hint)} of the cases that a visitor chooses from."""
        return {code: tuple(map(self._said, texts)) for code, texts in PURPOSES.items()}

    @api.model
    def _said(self, text):
        return self.env._(text)  # pylint: disable=translation-not-lazy

    @api.model
    def _said_estimate_fault(self, name, fault):
        text = LACKING[name] if fault.code == "missing" else FAULTS.get(fault.code)
        if text:
            return self._said(text) % fault.params
        return self._said_at_field(name, fault.code, **fault.params)

    @api.model
    def _said_refusal(self, refusal):
        """Return why the calculator names no fee: what lacks, without what staff are to do about it."""
        cause = refusal.__cause__
        text = REFUSALS.get(getattr(cause, "code", ""))
        return self._said(text) % self.env["grid.fee.working"]._said(cause.params) if text else str(refusal)

    def _said_answers(self, values):
        """Return (question, answer) of what was told to the calculator, for who reads it later."""
        choices, number = self._estimate_choices(), self.env["grid.fee.working"]._number
        said = [
            (self.env._("Case"), choices["purpose"][values["purpose"]]),
            (self.env._("Applies"), choices["customer_kind"][values["customer_kind"]]),
            (self.env._("Power"), self.env._("%(power)s kW", power=number(values["power_new_kw"]))),
        ]
        if values["power_existing_kw"]:
            earlier = self.env._("%(power)s kW", power=number(values["power_existing_kw"]))
            said.append((self.env._("Connected already"), earlier))
        said.append((self.env._("Place"), choices["settlement_type"][values["settlement_type"]]))
        if values["distance_m"] is not None:
            metres = self.env._("%(distance)s m", distance=number(values["distance_m"]))
            said.append((self.env._("To the network"), metres))
        said += [
            (self.env._("Voltage"), choices["voltage_kv"][values["voltage_kv"]]),
            (self.env._("Category of reliability"), choices["reliability_category"][values["reliability_category"]]),
        ]
        if values["social_rate_claimed"]:
            said.append((self.env._("Social rate"), self.env._("asked for")))
        return said

    @api.model
    def _said_assumption(self, metres):
        return self.env._(
            "This is so if the nearest pole or line is not farther than %(metres)s m in a straight line. Farther away "
            "the fee and the term are others: measure the distance and calculate again.",
            metres=self.env["grid.fee.working"]._number(metres),
        )

    @api.model
    def _said_term(self, today, done_by):
        """Return what the stages come to; `done_by` is None where a term on the way is open."""
        if done_by:
            return self.env._(
                "By this day we are to connect you, if you apply today, %(today)s, and pay or sign within your term. "
                "Each stage is reckoned with all the time that the law gives.",
                today=today,
            )
        return self.env._(
            "If you apply today, %(today)s, the stages end not later than on the days below; the contract sets the "
            "term of the rest.",
            today=today,
        )

    @api.model
    def _said_stranger(self, customer, kind):
        """Return who is signed in when somebody else is named in the answers; nothing when it is the same kind."""
        if not customer or customer.customer_kind == kind:
            return ""
        kinds = self._estimate_choices()["customer_kind"]
        return self.env._(
            "You are signed in as: %(name)s (%(own)s). In the answers somebody else applies: %(asked)s. Change the "
            "answer, or sign in as who applies.",
            name=customer.name,
            own=kinds.get(customer.customer_kind, ""),
            asked=kinds[kind],
        )

    def _estimate_reasons(self):
        """Return why this passport: what it is meant for, all of it true of the answers."""
        clause = self.env["legal.explanation"]._clause
        said = [
            clause([condition.fact, condition.operator, condition.value])
            for tried in self._choice(self.service_id).tried
            for condition, _holds, _given in tried.checks
        ]
        return said + ([self._said_total()] if self.power_existing_kw else [])

    def _said_total(self):
        number = self.env["grid.fee.working"]._number
        powers = {name: number(str(self[f"power_{name}_kw"])) for name in ("new", "existing", "total")}
        return self.env._("together with the power that is connected: %(new)s + %(existing)s = %(total)s kW", **powers)
