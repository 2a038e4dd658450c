from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.grid_appeal.appeals import declension
from odoo.addons.legal_deadline.deadlines import DeadlineError

from ..fees import OPTIONS


class GridFeeQuotation(models.AbstractModel):
    """The quotation of a fee as PDF: for an enquiry, before anybody applied, or for an application."""

    _name = "grid.fee.quotation"
    _description = "Quotation of a fee as PDF"

    @api.model
    def _pdf(self, facts, region, branch, **known):
        """Return the PDF of a quotation; the rates and norms it rests on stay as they are from now on.

        `facts` and `region` as `grid.fee.rate._fee` takes them; `branch` (`grid.branch`) signs it. `known`: `day`
        (today), `partner`, or `applicant`, a name, while there is no partner; `place`, the object and its address;
        `options` of payment (`whole`); `procurement_law`; `number` of the
        sheet. What no rate covers is refused with a UserError.
        """
        letter = self.env["grid.appeal.letter"].with_context(lang=self._lang(known.get("partner")))
        quotation = self.with_env(letter.env)
        values = quotation._values(facts, region, branch.with_env(letter.env), **known)
        self.env["grid.fee.rate"]._fix(values["working"])
        sheet = letter._sheet("grid_connection.fee_quotation", values, values["title"])
        return letter._print(sheet)

    @api.model
    def _lang(self, partner):
        return (partner and partner.lang) or self.env.lang

    @api.model
    def _values(
        self,
        facts,
        region,
        branch,
        day=None,
        partner=None,
        applicant="",
        place="",
        options=("whole",),
        procurement_law=False,
        number="",
    ):
        """Return what stands in a quotation."""
        company, branch = branch.sudo().company_id, branch.sudo()
        day = fields.Date.to_date(day) or company._legal_today()
        rates, words = self.env["grid.fee.rate"].with_company(company), self.env["grid.fee.working"]
        amount, working = rates._fee(day, region, facts)
        return {
            **self.env["grid.appeal.letter"]._company_head(company, branch),
            "title": self.env._("Quotation of the fee for technological connection"),
            "number": number,
            "date": format_date(self.env, day, date_format="long"),
            "applicant": (partner and partner.name) or applicant,
            "place": place,
            "fact_rows": self._fact_rows(rates._facts(facts)),
            "working": working,
            "lines": words._lines(working["steps"]),
            "total": self.env._(
                "%(amount)s, VAT of %(vat)s included", amount=words._money(amount), vat=words._money(working["vat"])
            ),
            "plans": [
                self._plan(option, amount, facts, day, rates, procurement_law)
                for option in OPTIONS
                if option in options
            ],
            "validity": self._validity(working),
            **self._signature(company, branch),
        }

    @api.model
    def _signature(self, company, branch):
        """Return who signs a quotation and who made it; what a visitor of the site takes himself nobody signs."""
        is_own = not self.env.user.share
        return {
            "signer_position": is_own and (branch.head_position or self.env._("Head")),
            "signer": declension.initials_first(branch.head_name or ""),
            "executor": is_own and self.env.user.name,
            "executor_phone": self.env["grid.appeal.letter"]._phone(branch.phone or company.phone),
        }

    @api.model
    def _fact_rows(self, facts):
        """Return the facts of the connection as rows of a label and a value."""
        number = self.env["grid.fee.working"]._number
        settlement = {"city": self.env._("in a city"), "rural": self.env._("in the country")}[facts.settlement_type]
        rows = [
            (self.env._("Maximum power, new"), self.env._("%(power)s kW", power=number(facts.power_new_kw))),
            (self.env._("Connected earlier"), self.env._("%(power)s kW", power=number(facts.power_existing_kw))),
            (self.env._("Voltage"), self.env._("%(voltage)s kV", voltage=number(facts.voltage_kv))),
            (self.env._("Reliability category"), self.env["grid.fee.working"]._category(facts.reliability_category)),
            (self.env._("Sources of supply"), str(facts.sources)),
        ]
        if facts.distance_m is not None:
            distance = self.env._("%(distance)s m, %(where)s", distance=number(facts.distance_m), where=settlement)
            rows.append((self.env._("Straight distance to the network"), distance))
        return rows

    @api.model
    def _plan(self, option, amount, facts, day, rates, procurement_law):
        """Return an option of payment: its name, its parts, what is added to them."""
        words = self.env["grid.fee.working"]
        parts = rates._instalments(day, facts, amount, option)
        rows = [
            {
                "number": part.number,
                "percent": f"{words._number(part.percent)} %" if part.percent else "",
                "amount": words._money(part.amount),
                "when": self._when(part, facts, day, procurement_law),
            }
            for part in parts
        ]
        return {"name": self._option_names()[option], "rows": rows, "note": self._plan_note(option, day, rates)}

    @api.model
    def _option_names(self):
        return {
            "whole": self.env._("At once"),
            "four_parts": self.env._("In four parts"),
            "quarterly": self.env._("Quarterly, after an advance"),
        }

    @api.model
    def _plan_note(self, option, day, rates):
        if option != "quarterly":
            return ""
        points = rates._refusing(lambda: rates._own_tables().norm("key_rate_margin_points", day))
        return self.env._(
            "Interest is added daily to the rest of the debt: the key rate of the Bank of Russia plus %(points)s "
            "percentage points a year.",
            points=self.env["grid.fee.working"]._number(points.value),
        )

    @api.model
    def _when(self, part, facts, day, procurement_law):
        """Return when a part is due, by the rule that it names; where none fits the contract says it."""
        if part.quarter:
            return self.env._("quarter %(number)s after the act is signed", number=part.quarter)
        rules = self.env["legal.rule"]
        values = self.env["grid.fee.rate"]._facts(facts)
        named = {
            "power_total_kw": values.power_total_kw,
            "track": values.track,
            "procurement_law": bool(procurement_law),
            "customer_group": 3 if values.is_business else 1,
        }
        try:
            rule = rules.sudo().browse(rules._rulebook().choose(part.rule_code, day, named).key)
        except DeadlineError:
            return self.env._("by the contract")
        return self.env._("%(term)s from: %(event)s", term=rule.term_text, event=rule.trigger or "")

    @api.model
    def _validity(self, working):
        """Return until when the quotation is valid: while every rate of the working is in force."""
        ends = self.env["grid.fee.rate"].sudo().browse(working["rates"]).filtered("valid_to").mapped("valid_to")
        if not ends:
            return self.env._("The quotation is valid until the rates change.")
        day = self.env["grid.fee.working"]._day(min(ends))
        return self.env._("The quotation is valid until %(day)s: its rates are in force until then.", day=day)
