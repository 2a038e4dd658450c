from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.grid_connection.applications import PURPOSES, USUAL, purpose_of, read_estimate
from odoo.addons.grid_connection.fees import OPTIONS, InstalmentsRefused, WorksUnknown

#: What an enquiry and a draft of an application take over of the answers, by the same names.
HANDED_ON = (
    *("power_new_kw", "power_existing_kw", "voltage_kv", "reliability_category", "settlement_type", "distance_m"),
)


class GridConnection(models.Model):
    """What a connection would cost and take if somebody applied today: an application that is never stored.

    The passport, the fee, its parts and the dates come from where those of a real application come from.
    """

    _inherit = "grid.connection"

    # ------------------------------------------------------------------
    # The questions
    # ------------------------------------------------------------------
    @api.model
    def _estimate_choices(self):
        """Return the answers of each question: {field: {code: words}}."""
        kinds = self.env["res.partner"]._fields["customer_kind"]._description_selection(self.env)
        names = ("voltage_kv", "reliability_category", "settlement_type")
        return {
            "purpose": {code: name for code, (name, _hint) in self._said_purposes().items()},
            "customer_kind": dict(kinds),
            **{name: dict(self._fields[name]._description_selection(self.env)) for name in names},
        }

    @api.model
    def _usual_estimate(self, purpose):
        """Return the answers that a case begins with."""
        return {**USUAL, **PURPOSES[purpose].usual} if purpose in PURPOSES else {}

    @api.model
    def _read_estimate(self, typed):
        """Return `(values, {field: sentence})` of the answers as they were typed."""
        reading = read_estimate(typed, self._estimate_choices())
        faults = {name: self._said_estimate_fault(name, fault) for name, fault in reading.faults.items()}
        return dict(reading.values), faults

    @api.model
    def _estimate_question(self, service):
        """Return the answers by which the calculator asks about a passport; none where it knows no case of it."""
        if service.family != "connection" or service.state != "published":
            return {}
        presets = self._begun_for(service)
        purpose = purpose_of(self.env["legal.rule"]._parsed_facts(service.offered_when), presets)
        if not purpose:
            return {}
        return {"purpose": purpose, **{name: presets[name] or "" for name in USUAL if name in presets}}

    # ------------------------------------------------------------------
    # The application that the answers would make
    # ------------------------------------------------------------------
    @api.model
    def _estimated(self, values):
        """Return the application that these answers would make, not stored."""
        applications = self.sudo()
        facts = PURPOSES[values["purpose"]].facts
        vals = {
            **{name: self._as_stored(values[name]) for name in HANDED_ON},
            **{name: facts[name] for name in ("is_temporary", "is_apartment", "reason") if name in facts},
            "social_rate_claimed": values["social_rate_claimed"],
            "has_distance": values["distance_m"] is not None,
            "partner_id": applications.env["res.partner"].new({"name": "-", "customer_kind": values["customer_kind"]}),
            "branch_id": applications.env["grid.branch"]._default_branch().id,
            "channel_id": applications.env.ref("grid_appeal.channel_account").id,
        }
        connection, passports = applications.new(vals), applications._passports()
        code = connection._choice(passports).code
        connection.service_id = passports.filtered(lambda one: one.code == code)[:1]
        return connection

    def _estimate(self):
        """Return what the page says: passport, reasons, fee and its working, parts, dates, papers.

        Where nobody has measured the distance, everything is said for an object near the network.
        """
        self.ensure_one()
        service, day = self.service_id, self.company_id._legal_today()
        if not service:
            return {"service": service}
        assumed = not self.has_distance and self._assume_near(day)
        needed = self.request_id._needed_documents()
        return {
            "service": service,
            "reasons": self._estimate_reasons(),
            "assumption": self._said_assumption(assumed) if assumed else "",
            "documents": needed,
            "maybe": (service.document_ids - needed).filtered(lambda one: "channel" not in one.needed_when),
            **self._estimate_dates(day),
            **self._estimate_money(day),
        }

    def _assume_near(self, day):
        """Take the farthest distance by which the object is near the network; return it, or None where no law says."""
        kind = "near" if self.partner_id.customer_kind == "individual" else "organisational"
        tables = self.env["grid.fee.rate"].with_company(self.company_id)._own_tables()
        norm = tables.known_norm(f"{kind}_{self.settlement_type}_m", day)
        if norm:
            self.update({"distance_m": float(norm.value), "has_distance": True})
        return norm and norm.value

    # ------------------------------------------------------------------
    # Money
    # ------------------------------------------------------------------
    def _estimate_money(self, day):
        """Return the fee and the ways to pay it, or why there is none."""
        try:
            found = self._estimate_fee(day)
        except UserError as refusal:
            return {"refusal": self._said_refusal(refusal)}
        words, working = self.env["grid.fee.working"], found["fee_working"]
        plans = self._estimate_plans(Decimal(working["amount"]), day)
        return {
            "fee": words._money(working["amount"]),
            "is_estimate": found["fee_is_estimate"],
            "basis": found["fee_basis"],
            "working": words._html(working["steps"]),
            "plans": plans,
        }

    def _estimate_fee(self, day):
        """Return the fee; where it rests on works that nobody has designed, by the rate for a kW, which needs none."""
        try:
            return self._fee_vals(day)
        except UserError as refusal:
            if not isinstance(refusal.__cause__, WorksUnknown):
                raise
        self.fee_method = "per_power"
        return self._fee_vals(day)

    def _estimate_plans(self, amount, day):
        """Return {option: plan} of the ways in which this fee may be paid."""
        quotations, facts = self.env["grid.fee.quotation"], self._fee_facts()
        rates = self.env["grid.fee.rate"].with_company(self.company_id)
        plans = {}
        for option in OPTIONS:
            try:
                plans[option] = quotations._plan(option, amount, facts, day, rates, self.procurement_law)
            except UserError as refusal:
                if not isinstance(refusal.__cause__, InstalmentsRefused):
                    plans[option] = {"refusal": self._said_refusal(refusal)}
        return plans

    def _estimate_pdf(self, values):
        """Return the quotation of the answers as PDF, or None where the fee cannot be told without more facts."""
        if not (self.service_id and self.has_distance):
            return None
        money = self._estimate_money(self.company_id._legal_today())
        if "refusal" in money:
            return None
        options = {option for option, plan in money["plans"].items() if "refusal" not in plan}
        place = self._estimate_choices()["purpose"][values["purpose"]]
        return self.env["grid.fee.quotation"]._pdf(
            self._fee_facts(), self._region(), self.branch_id, place=place, options=options
        )

    # ------------------------------------------------------------------
    # Dates
    # ------------------------------------------------------------------
    def _estimate_dates(self, day):
        """Return the stages that have a date if somebody applied now, and what they come to."""
        request, now = self.request_id, fields.Datetime.now()
        request.update({"step_id": self.service_id.start_step_id, "connection_ids": self, "act_due_at": now})
        steps = {step.id: step for step in self.service_id.step_ids}
        stages, done_by = [], None
        for row in request._rows_ahead(now):
            if not row["due"]:
                continue
            step, last_day = steps[row["step_id"]], self._said_day(fields.Date.to_date(row["due"][:10]))
            stages.append({"name": row["name"], "actor": row["actor"], "day": last_day, "law": row["law"]})
            if step.actor == "grid" and self.service_id.rule_code in request._codes_of_stage(step):
                done_by = last_day
        return {"stages": stages, "done_by": done_by, "term": self._said_term(self._said_day(day), done_by)}

    # ------------------------------------------------------------------
    # What follows: an application, an enquiry
    # ------------------------------------------------------------------
    def _take_estimate(self, typed):
        """Let an empty draft of an application begin with what the calculator was told."""
        values, faults = self._read_estimate(typed)
        if faults or self.power_new_kw:
            return
        asked = self._estimated(values)
        names = (*HANDED_ON, "has_distance", "social_rate_claimed", "is_temporary", "is_apartment", "reason")
        self.write({name: asked[name] for name in names})

    def _begun_by(self, customer):
        """Return the draft that a customer has begun to fill in for this passport: it takes no other answers."""
        drafts = self.env["grid.service.request"]._customer_drafts(customer, "connection").connection_ids
        return drafts.filtered(lambda one: one.service_id.code == self.service_id.code and one.power_new_kw)[:1]

    def _enquiry_of_estimate(self, values):
        """Return what an enquiry says of the answers of a visitor."""
        return {
            **{name: values[name] or 0 for name in HANDED_ON},
            "is_temporary": self.is_temporary,
            "description": "; ".join(f"{label}: {said}" for label, said in self._said_answers(values)),
        }
