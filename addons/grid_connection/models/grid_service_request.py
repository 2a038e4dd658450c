from odoo import api, fields, models
from odoo.exceptions import UserError

#: What is checked before a request comes to a stage of the shipped passports.
GUARDS = {
    "submitted": ("_check_application",),
    "offer_published": ("_check_offer",),
    "contract_sent": ("_check_offer",),
    "contract_concluded": ("_check_contract",),
    "applicant_notified": ("_check_conditions_valid",),
    "inspection": ("_check_inspection_day",),
    "works_in_progress": ("_check_inspection",),
    "ready_to_connect": ("_check_conditions_valid", "_check_inspection"),
    "possibility_secured": ("_check_conditions_valid",),
    "closed": ("_check_paid_whole",),
}
#: What is written when a request has come to a stage.
MARKS = {
    "in_preparation": ("_mark_offer_back",),
    "offer_published": ("_mark_offer",),
    "contract_sent": ("_mark_offer",),
    "contract_concluded": ("_mark_contract",),
    "connected": ("_mark_connected",),
    "possibility_secured": ("_mark_connected",),
    "act_published": ("_mark_act",),
}


class GridServiceRequest(models.Model):
    """A request that is a connection: its facts, what its acts need, and what they write."""

    _inherit = "grid.service.request"

    connection_ids = fields.One2many("grid.connection", "request_id", "Connection")

    def action_open_case(self):
        """Open the connection of a request that is one."""
        action = super().action_open_case()
        if connection := self.connection_ids:
            action.update(res_model=connection._name, res_id=connection.id)
        return action

    def _deadline_facts(self):
        return {**super()._deadline_facts(), **self.connection_ids.sudo()._facts_of_terms()}

    def _document_facts(self):
        return {**super()._document_facts(), **self.connection_ids.sudo()._facts_of_papers()}

    @api.model
    def _begin_draft(self, vals):
        """A request by a passport of connection begins with its application."""
        service, connections = self.env["grid.service"].browse(vals["service_id"]), self.env["grid.connection"]
        if service._needs_application():
            return connections.create({**vals, **connections._begun_for(service)}).request_id
        return super()._begin_draft(vals)

    def _checks_of(self, transition):
        guards = GUARDS.get(transition.target_id.code, ())
        of_connection = [getattr(connection, guard) for connection in self.connection_ids for guard in guards]
        return [*super()._checks_of(transition), self._check_has_application, *of_connection]

    def _list_for(self, transition):
        """Give the remarks that the act of inspection names."""
        if transition.papers == "remarks" and self.connection_ids:
            return self.connection_ids._inspection_remarks()
        return super()._list_for(transition)

    def _check_has_application(self, transition, at):
        if transition.service_id._needs_application() and not self.connection_ids:
            raise UserError(
                self.env._(
                    "“%(passport)s” is asked by an application for connection, with power and place. Make one instead.",
                    passport=transition.service_id.name,
                )
            )

    def _moved(self, transition, at, moves):
        result = super()._moved(transition, at, moves)
        target = transition.target_id
        if target != transition.step_id:
            for mark in MARKS.get(target.code, ()):
                for connection in self.connection_ids.sudo():
                    getattr(connection._by_act(), mark)(at)
            if target.outcome:
                self.connection_ids.sudo()._by_act()._mark_end(target.code)
        return result
