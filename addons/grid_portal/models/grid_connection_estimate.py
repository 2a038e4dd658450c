from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_connection.applications import read_estimate

_lt = LazyTranslate(__name__)

#: What is connected, in the words of the applicant.
PURPOSES = {
    "house": _lt("A house or a flat"),
    "garage": _lt("A garage, a summer house, an outbuilding"),
    "shop": _lt("A shop, a cafe, an office"),
    "works": _lt("A workshop, a factory, a farm"),
    "temporary": _lt("For a time: a building site, a fair"),
    "other": _lt("Something else"),
}
NO_METRES = _lt("Write the distance in metres, in figures, or leave it empty if you do not know it.")


class GridConnection(models.Model):
    """What a connection would cost and take if somebody applied today: an application that is never stored.

    The passport, the fee, its parts and the dates come from where those of a real application come from.
    """

    _inherit = "grid.connection"

    @api.model
    def _estimate_choices(self):
        """Return the answers of each question: {field: {code: words}}."""
        names = ("voltage_kv", "reliability_category", "settlement_type", "instalment_option")
        kinds = self.env["res.partner"]._fields["customer_kind"]._description_selection(self.env)
        return {
            "customer_kind": dict(kinds),
            "purpose": {code: self.env._(text) for code, text in PURPOSES.items()},
            **{name: dict(self._fields[name]._description_selection(self.env)) for name in names},
        }

    @api.model
    def _read_estimate(self, typed):
        """Return `(values, {field: sentence})` of the answers as they were typed."""
        reading = read_estimate(typed, self._estimate_choices())
        faults = {name: self._said_estimate(name, fault) for name, fault in reading.faults.items()}
        return dict(reading.values), faults

    def _said_estimate(self, name, fault):
        if fault.code == "no_metres":
            return self.env._(NO_METRES)  # pylint: disable=translation-not-lazy
        return self._said_at_field(name, fault.code, **fault.params)

    @api.model
    def _estimated(self, values):
        """Return the application that these answers would make, not stored."""
        vals = {name: self._as_stored(value) for name, value in values.items()}
        kind, purpose = vals.pop("customer_kind"), vals.pop("purpose")
        applications = self.sudo()
        connection = applications.new(
            {
                **vals,
                "partner_id": self.env["res.partner"].sudo().new({"name": "-", "customer_kind": kind}),
                "is_temporary": purpose == "temporary",
                "has_distance": values["distance_m"] is not None,
                "branch_id": self.env["grid.branch"].sudo()._default_branch().id,
                "channel_id": self.env.ref("grid_appeal.channel_account").id,
            }
        )
        connection.service_id = connection.fitting_service_id
        return connection

    def _estimate(self):
        """Return what the page says: passport, reasons, fee and its working, parts, dates, papers."""
        self.ensure_one()
        service, day = self.service_id, self.company_id._legal_today()
        if not service:
            return {"service": service}
        tried = next((one for one in self._choice(service).tried), None)
        return {
            "service": service,
            "reasons": [f"{self._said_fact(one.fact)}: {given}" for one, _holds, given in tried.checks],
            "documents": self.request_id._needed_documents(),
            "dates": self._estimate_dates(),
            "day": self._said_day(day),
            **self._estimate_money(day),
        }

    def _estimate_money(self, day):
        """Return the fee and its parts, or why there is none."""
        words, facts = self.env["grid.fee.working"].sudo(), self._fee_facts()
        try:
            found = self._fee_vals(day)
        except UserError as refusal:
            return {"refusal": str(refusal)}
        money = {
            "fee": words._money(found["fee_working"]["amount"]),
            "is_estimate": found["fee_is_estimate"],
            "working": words._html(found["fee_working"]["steps"]),
        }
        amount, rates = Decimal(found["fee_working"]["amount"]), self.env["grid.fee.rate"].with_company(self.company_id)
        try:
            plan = self.env["grid.fee.quotation"]._plan(
                self.instalment_option, amount, facts, day, rates, self.procurement_law
            )
        except UserError as refusal:
            return {**money, "plan_refusal": str(refusal)}
        return {**money, "plan": plan}

    def _estimate_dates(self):
        """Return (stage, who acts, its last day, the law) of the stages that have a date if applied now."""
        request, now = self.request_id, fields.Datetime.now()
        request.update({"step_id": self.service_id.start_step_id, "connection_ids": self, "act_due_at": now})
        return [
            (row["name"], row["actor"], self._said_day(date.fromisoformat(row["due"][:10])), row["law"])
            for row in request._rows_ahead(now)
            if row["due"]
        ]
