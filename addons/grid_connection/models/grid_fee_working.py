from decimal import Decimal

from babel.numbers import format_decimal

from odoo import api, models, tools

HUNDRED = Decimal(100)
#: Conditions that compare categories of reliability, which are written in Roman figures.
CATEGORY_CHECKS = ("category_3", "category_2_3")


class GridFeeWorking(models.AbstractModel):
    """Says the working of a fee in the reader's language, line by line, so that each kopeck can be checked."""

    _name = "grid.fee.working"
    _description = "Working of a fee"

    @api.model
    def _stored(self, steps):
        """Return the steps of the calculator as they are stored (JSON)."""
        return [{"code": step.code, **step.params} for step in steps]

    @api.model
    def _lines(self, steps):
        """Return stored steps as lines: `text`, `formula`, `amount`, `norm`, `holds` (of a condition), `is_sum`."""
        lines = []
        for step in steps:
            for line in getattr(self, f"_say_{step['code']}")(step):
                lines.append({"formula": "", "amount": "", "norm": "", "holds": None, "is_sum": False, **line})
        return lines

    @api.model
    def _html(self, steps):
        """Return stored steps as a fragment of a page, for screens and sheets."""
        return self.env["ir.qweb"]._render("grid_connection.fee_working", {"lines": self._lines(steps)})

    # ------------------------------------------------------------------
    # Steps of a fee
    # ------------------------------------------------------------------
    def _say_day(self, step):
        names = {"day": self._day(step["day"]), "region": self._region(step["region"])}
        return [{"text": self.env._("Reckoned on %(day)s; region: %(region)s", **names)}]

    def _say_power(self, step):
        powers = {name: self._number(step[name]) for name in ("new", "existing", "total")}
        return [
            {
                "text": self.env._("Power: new and earlier connected"),
                "formula": self.env._("%(new)s kW + %(existing)s kW = %(total)s kW", **powers),
            }
        ]

    def _say_checks(self, step):
        applies, not_applies = {
            "flat": (
                self.env._("The flat preferential fee applies:"),
                self.env._("The flat preferential fee does not apply:"),
            ),
            "preferential": (
                self.env._("The preferential rate applies:"),
                self.env._("The preferential rate does not apply:"),
            ),
            "organisational": (
                self.env._("Only the organisational part (C1) is paid:"),
                self.env._("The works are paid beside the organisational part (C1):"),
            ),
        }[step["what"]]
        heading = applies if step["holds"] else not_applies
        return [{"text": heading}, *self._checks(step["checks"])]

    def _say_way(self, step):
        ways = {"rate": self.env._("By the rate for a kW:"), "standardised": self.env._("By standardised rates:")}
        return [{"text": ways[step["what"]]}]

    def _say_line(self, step):
        rate = self.env["grid.fee.rate"].sudo().browse(step["rate"])
        formula = self._money(step["price"])
        if step["unit"] != "connection":
            formula += f" × {self._quantity(step['quantity'], step['unit'])}"
        if Decimal(step.get("percent", 100)) != HUNDRED:
            formula += f" × {self._number(step['percent'])} %"
        lines = [
            {
                "text": self._kind(rate),
                "formula": formula,
                "amount": self._money(step["amount"]),
                "norm": rate.order_text or rate.source or "",
            }
        ]
        if step["indexes"]:
            factors = " × ".join(self._number(index) for index in step["indexes"])
            indexed = f"{self._money(step['set'])} × {factors} = {self._money(step['price'])}"
            lines.insert(0, {"text": self.env._("%(kind)s, indexed", kind=self._kind(rate)), "formula": indexed})
        return lines

    def _say_vat(self, step):
        percent = self._number(step["percent"])
        return [
            {
                "text": self.env._("VAT %(percent)s %%", percent=percent),
                "formula": f"{self._money(step['base'])} × {percent} %",
                "amount": self._money(step["amount"]),
                "norm": self._norm(step["norm"]),
            }
        ]

    def _say_total(self, step):
        return [{"text": self.env._("Together with VAT"), "amount": self._money(step["amount"])}]

    def _say_flat(self, step):
        return [
            {
                "text": self.env._("Flat preferential fee, VAT included"),
                "amount": self._money(step["amount"]),
                "norm": self._norm(step["norm"]),
            }
        ]

    def _say_works_unknown(self, _step):
        return [
            {
                "text": self.env._(
                    "The works are not designed yet; if they cost less by standardised rates, the fee is that cost."
                )
            }
        ]

    def _say_minimum(self, step):
        sums = {name: self._money(step[name]) for name in ("standardised", "rate")}
        return [
            {
                "text": self.env._("The lesser of the two is taken: by standardised rates and by the rate for a kW"),
                "formula": self.env._("%(standardised)s and %(rate)s", **sums),
                "amount": self._money(step["chosen"]),
            }
        ]

    def _say_fee(self, step):
        text = self.env._("Fee, VAT of %(vat)s included", vat=self._money(step["vat"]))
        return [{"text": text, "amount": self._money(step["amount"]), "is_sum": True}]

    def _say_estimate(self, step):
        text = self.env._("Fee, not more than; VAT of %(vat)s included", vat=self._money(step["vat"]))
        return [{"text": text, "amount": self._money(step["amount"]), "is_sum": True}]

    # ------------------------------------------------------------------
    # Interest, penalties, the case of the works
    # ------------------------------------------------------------------
    def _say_interest(self, step):
        days = {"first": self._day(step["first"]), "last": self._day(step["last"]), "days": step["days"]}
        text = self.env._("Interest from %(first)s to %(last)s, days: %(days)s", **days)
        formula = self.env._(
            "%(debt)s × %(percent)s %% a year", debt=self._money(step["debt"]), percent=self._number(step["percent"])
        )
        return [
            {"text": text, "formula": formula, "amount": self._money(step["amount"]), "norm": self._norm(step["norm"])}
        ]

    def _say_penalty(self, step):
        days = {"due": self._day(step["due"]), "done": self._day(step["done"])}
        text = self.env._("Penalty for delay: due %(due)s, reckoned up to %(done)s", **days)
        formula = self.env._(
            "%(fee)s × %(percent)s %% × %(days)s days",
            fee=self._money(step["fee"]),
            percent=self._number(step["percent"]),
            days=step["days"],
        )
        return [
            {"text": text, "formula": formula, "amount": self._money(step["amount"]), "norm": self._norm(step["norm"])}
        ]

    def _say_penalty_cap(self, step):
        text = self.env._("But not more than %(percent)s %% of the fee", percent=self._number(step["percent"]))
        return [{"text": text, "amount": self._money(step["amount"]), "norm": self.env._("setting of the company")}]

    def _say_case(self, step):
        case = self._case_labels()[step["case"]]
        if step["holds"]:
            return [
                {"text": self.env._("The case is: %(case)s", case=case), "is_sum": True},
                *self._checks(step["checks"]),
            ]
        failed = [check for check in step["checks"] if not check["holds"]]
        return [{"text": self.env._("Not the case: %(case)s", case=case)}, *self._checks(failed)]

    @api.model
    def _case_labels(self):
        return {
            "temporary_mobile": self.env._("temporary connection of mobile receivers"),
            "temporary": self.env._("temporary connection under simple conditions"),
            "last_metres_0.4kV": self.env._("the last metres at 0.4 kV"),
            "simple": self.env._("simple conditions, nothing is built"),
            "preferential_near": self.env._("applicant up to 150 kW near the network"),
            "other": self.env._("other cases"),
        }

    # ------------------------------------------------------------------
    # Words and numbers
    # ------------------------------------------------------------------
    def _checks(self, checks):
        labels, measures = self._check_labels(), self._check_measures()
        return [
            {
                "text": labels[check["check"]]
                % {name: self._compared(check, name, measures) for name in ("given", "limit")},
                "norm": self._norm(check.get("norm")),
                "holds": check["holds"],
            }
            for check in checks
        ]

    def _kind(self, rate):
        kind = dict(rate._fields["kind"]._description_selection(self.env))[rate.kind]
        if not rate.label:
            return kind
        name = kind.partition(": ")[2]  # the label is the code in the order, as exact as the kind's or more
        return f"{rate.label}: {name}" if name else rate.label

    def _quantity(self, quantity, unit):
        units = dict(self.env["grid.fee.rate"]._fields["unit"]._description_selection(self.env))
        return f"{self._number(quantity)}\N{NO-BREAK SPACE}{units.get(unit, unit)}"

    def _region(self, region):
        state = self.env["res.country.state"].browse(int(region)) if region else None
        return state.name if state else self.env._("not named")

    @tools.ormcache("norm_id", "self.env.lang")
    def _norm(self, norm_id):
        return self.env["grid.connection.norm"].sudo().browse(norm_id).norm or "" if norm_id else ""

    def _compared(self, check, name, measures):
        if check["check"] in CATEGORY_CHECKS:
            return self._category(check.get(name))
        return self._given(check.get(name), measures.get(check["check"]))

    @api.model
    def _category(self, category):
        """Return a category of reliability as the form and the law write it: III."""
        return dict(self.env["grid.connection"]._fields["reliability_category"].selection).get(category, "")

    def _given(self, given, measure):
        """Return what a condition compares, as it is measured; what is no number stays as it is."""
        if given is None:
            return self.env._("not known")
        try:
            number = self._number(given)
        except (ArithmeticError, TypeError, ValueError):
            return given
        return measure % {"number": number} if measure else number

    @api.model
    def _money(self, amount):
        """Return roubles as every page, letter and screen writes them: 1 234,56 руб."""
        number = format_decimal(Decimal(amount), "#,##0.00", locale=self.env["legal.explanation"]._locale())
        return f"{number}\N{NO-BREAK SPACE}{self._rouble()}"

    @api.model
    @tools.ormcache(cache="stable")  # which a new sign of a currency clears
    def _rouble(self):
        return self.env.ref("base.RUB").sudo().symbol

    @api.model
    def _number(self, number):
        return format_decimal(Decimal(number), "#,##0.######", locale=self.env["legal.explanation"]._locale())

    @api.model
    def _day(self, day):
        return self.env["legal.explanation"]._day(day, weekday=False)
