from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError

from ..applications import Form, Stage, faults, kilowatts

#: What every application gives.
ASKED = ("object_name", "object_address", "voltage_kv", "settlement_type", "load_character")


class GridConnection(models.Model):
    """The form as it is checked before submission: everything that is wrong is said at once."""

    _inherit = "grid.connection"

    def _check_application(self, transition, at):
        """Refuse to submit what the form or the passport does not allow."""
        for connection in self:
            connection._check_form(connection._local_day(at))
        self._check_passport()

    def _check_form(self, filed_on=None):
        """Refuse an application whose form is wrong, with a sentence for each fault (PP 861 TP, points 9-10).

        :param filed_on: the local day of the submission, when it is checked for it
        """
        for connection in self:
            if sentences := [connection._said_fault(fault) for fault in faults(connection._form(filed_on))]:
                raise UserError("\n".join(sentences))

    def _form(self, filed_on):
        self.ensure_one()
        return Form(
            power_new_kw=kilowatts(self.power_new_kw),
            power_existing_kw=kilowatts(self.power_existing_kw),
            voltage_kv=Decimal(self.voltage_kv or 0),
            reliability_category=self.reliability_category or "",
            sources=self.sources,
            has_own_reserve=self.has_own_reserve,
            is_temporary=self.is_temporary,
            temporary_until=self.temporary_until or None,
            social_rate_claimed=self.social_rate_claimed,
            citizen_limit_kw=self._citizen_limit(),
            is_business=self.partner_id.customer_kind != "individual",
            instalment_option=self.instalment_option,
            stages=tuple(
                Stage(kilowatts(stage.power_kw), stage.design_on or None, stage.commissioning_on or None)
                for stage in self.stage_ids
            ),
            lacking=tuple(name for name in ASKED if not self[name]),
            filed_on=filed_on,
        )

    def _citizen_limit(self):
        """Return the power up to which the form of citizens is used, when their passport was chosen."""
        conditions = self.env["legal.rule"]._parsed_facts(self.service_id.offered_when)
        of_citizens = any(one.fact == "customer_group" and one.value == "1" for one in conditions)
        limits = [Decimal(one.value) for one in conditions if one.fact == "power_total_kw" and one.operator == "<="]
        return min(limits) if of_citizens and limits else None

    def _said_fault(self, fault):
        params = dict(fault.params)
        if fault.code == "lacking":
            params["fields"] = ", ".join(self._fields[name]._description_string(self.env) for name in params["fields"])
        if day := params.get("day"):
            params["day"] = self._said_day(day)
        return self._fault_sentences()[fault.code] % params

    def _fault_sentences(self):
        return {
            "lacking": self.env._("Fill in the application: %(fields)s."),
            "power_positive": self.env._("The new power is more than zero; %(power)s kW is given."),
            "power_existing_negative": self.env._("Power connected earlier is not below zero: %(power)s kW."),
            "one_phase": self.env._(
                "One phase is offered up to %(limit)s kW; with the earlier power it is %(power)s kW. Choose 0.4 kV."
            ),
            "citizen_limit": self.env._(
                "The form of citizens is for power up to %(limit)s kW with the earlier one; here it is %(power)s kW."
                " Choose the passport for larger power."
            ),
            "category_1": self.env._(
                "Category I needs at least two sources of supply and an own reserve source. Give them, or another"
                " category."
            ),
            "preference_category": self.env._(
                "The social rate is for category III; category %(category)s is asked. Change the one or the other."
            ),
            "instalments_citizen": self.env._("Citizens pay at once: payment in parts is for business applicants."),
            "temporary_until": self.env._("Name the day until which the temporary connection is asked."),
            "stages_total": self.env._("The stages add up to %(stages)s kW, more than the %(power)s kW in total."),
            "stage_dates": self.env._("Stage %(number)s is put to use before its design is ready. Correct its dates."),
            "stage_past": self.env._(
                "Stage %(number)s would be put to use on %(day)s, before the application is filed. Write the day"
                " that is planned."
            ),
            "stage_slip": self.env._("Stage %(number)s: %(day)s looks like a slip. Check its year."),
        }
