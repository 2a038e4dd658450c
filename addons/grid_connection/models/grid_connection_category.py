from odoo import api, fields, models
from odoo.exceptions import UserError

from ..applications import Passport, choose, kilowatts, presets

#: What a passport may ask of an application before anything is filled in.
PRESET = ("is_temporary", "voltage_kv", "reliability_category")


class GridConnection(models.Model):
    """Which passport serves the applicant and on which track, and why."""

    _inherit = "grid.connection"

    track = fields.Selection(
        [("account", "Personal account"), ("paper", "On paper")],
        compute="_compute_track",
        store=True,
        precompute=True,
        help="By the passport: payment of the invoice concludes the contract, or two signed copies do.",
    )
    passport_why = fields.Json(compute="_compute_passport_why", help="Each passport with its conditions, held or not.")
    fitting_service_id = fields.Many2one("grid.service", "Passport by the data", compute="_compute_passport_why")

    @api.depends("service_id")
    def _compute_track(self):
        for connection in self:
            facts = self.env["legal.rule"]._parsed_facts(connection.service_id.sudo().facts)
            connection.track = next((one.value for one in facts if one.fact == "track"), False)

    @api.depends(
        "power_new_kw",
        "power_existing_kw",
        "voltage_kv",
        "reliability_category",
        "sources",
        "is_temporary",
        "partner_id",
        "usage_point_id",
    )
    @api.depends_context("lang")
    def _compute_passport_why(self):
        passports = self._passports()
        for connection in self:
            choice = connection._choice(passports)
            connection.fitting_service_id = passports.filtered(lambda one, code=choice.code: one.code == code)[:1]
            connection.passport_why = [
                {
                    "passport": service.name,
                    "holds": tried.code in choice.codes,
                    "conditions": connection._said_try(tried, choice, passports),
                }
                for service, tried in zip(passports, choice.tried, strict=True)
                if tried.checks
            ]

    @api.model
    def _passports(self):
        """Return the connection passports in force today: of an own edition and a shared one the own."""
        company = self.env.company
        return self.env["grid.service"].sudo()._all_in_force("family", "connection", company._legal_today(), company)

    def _choice(self, passports):
        rules = self.env["legal.rule"]
        tried = [Passport(one.code, tuple(rules._parsed_facts(one.offered_when))) for one in passports]
        return choose(tried, self._passport_facts())

    def _passport_facts(self):
        """Return the facts by which a passport is offered, named as the rules of terms name them."""
        return {
            **self._application_facts(),
            "customer_group": self._customer_group() or None,
            "customer_kind": self.partner_id.customer_kind or None,
        }

    def _application_facts(self):
        """Return the facts of the application: of passports, papers and terms alike."""
        return {
            "power_total_kw": str(kilowatts(self.power_total_kw)),
            "power_new_kw": str(kilowatts(self.power_new_kw)),
            "voltage_kv": self.voltage_kv or None,
            "reliability_category": self.reliability_category or None,
            "sources": self.sources,
            "settlement_type": self.settlement_type or None,
            "distance_m": self.distance_m if self.has_distance else None,
            **{name: int(self[name]) for name in self._flag_facts()},
        }

    @api.model
    def _flag_facts(self):
        return (
            "is_temporary",
            "is_mobile",
            "is_apartment",
            "is_garden",
            "social_rate_claimed",
            "asks_emergency_automatics",
            "procurement_law",
        )

    def _customer_group(self):
        return self.usage_point_id.sudo().effective_group or self.partner_id.customer_group

    def _said_try(self, tried, choice, passports):
        """Return the conditions of a passport in words; where a narrower passport fits as well, that is one, too."""
        said = [self._said_condition(*check) for check in tried.checks]
        if tried.holds and tried.code not in choice.codes:
            closer = passports.filtered(lambda one: one.code in choice.codes)[:1]
            said.append(
                {"text": self.env._("No other passport is meant more closely"), "given": closer.name, "holds": False}
            )
        return said

    @api.model
    def _said_condition(self, condition, holds, given):
        explanation = self.env["legal.explanation"]
        said = explanation._condition([condition.fact, condition.operator, condition.value])
        if given is None:
            known = self.env._("not given")
        else:
            value = explanation._fact_value(condition.fact, str(given))
            known = self.env._("in the application: %(value)s", value=value)
        return {"text": said[:1].upper() + said[1:], "given": known, "holds": holds}

    def _check_passport(self):
        """Refuse to submit by a passport that is not meant for this applicant, with the reasons."""
        passports = self._passports()
        for connection in self:
            choice = connection._choice(passports)
            chosen = connection.service_id.code
            if chosen in choice.codes or not connection.service_id.offered_when:
                continue
            tried = next((one for one in choice.tried if one.code == chosen), None)
            said = connection._said_try(tried, choice, passports) if tried else []
            failed = [one for one in said if not one["holds"]]
            better = passports.filtered(lambda one, codes=choice.codes: one.code in codes)
            raise UserError(
                self.env._(
                    "The passport “%(passport)s” is not meant for this application: %(failed)s. %(advice)s",
                    passport=connection.service_id.name,
                    failed="; ".join(f"{one['text']} ({one['given']})" for one in failed),
                    advice=self.env._("Choose “%(better)s”.", better=better[0].name)
                    if better
                    else self.env._("No passport in force serves it: register an appeal, or ask the methodologist."),
                )
            )

    @api.onchange(
        *("power_new_kw", "power_existing_kw", "voltage_kv", "is_temporary", "partner_id"),
        *("reliability_category", "sources"),
    )
    def _onchange_fitting_service_id(self):
        if self.fitting_service_id and not self.submitted_at:
            self.service_id = self.fitting_service_id
            self.subject = self.subject or self.service_id.name

    def action_take_fitting_passport(self):
        """Let a draft follow the passport that its data ask for."""
        for connection in self.filtered("fitting_service_id"):
            connection.service_id = connection.fitting_service_id

    @api.model
    def _begun_for(self, service):
        """Return what an application for a passport begins with, where it is not the usual."""
        usual = self.default_get(PRESET)
        answers = {name: self._answers(name) for name in PRESET}
        given = {name: usual.get(name) or 0 for name in PRESET}
        return presets(self.env["legal.rule"]._parsed_facts(service.offered_when), given, answers)

    @api.model
    def _answers(self, name):
        field = self._fields[name]
        return field.get_values(self.env) if field.type == "selection" else (0, 1)
