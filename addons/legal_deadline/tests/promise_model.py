"""A model that promises, made for the tests: the engine must not know what it serves."""

from odoo import fields, models
from odoo.fields import Domain
from odoo.orm.model_classes import add_to_registry

NAME = "legal.test.promise"


def _promise_model():
    """Return the class; it is made for one test class and belongs to no module."""

    class LegalTestPromise(models.Model):
        _module = None
        _name = NAME
        _description = "A record that promises"
        _inherit = ["legal.deadline.mixin"]
        _deadline_user_field = "user_id"

        name = fields.Char()
        group = fields.Char()
        user_id = fields.Many2one("res.users")
        supervisor_id = fields.Many2one("res.users")
        head_id = fields.Many2one("res.users")
        company_id = fields.Many2one("res.company")
        tz = fields.Char()
        received_at = fields.Datetime()

        def _deadline_branch(self):
            return self if self.tz else None

        def _deadline_zones(self):
            own = self.env.company.legal_tz
            zones = self.sudo().search([]).grouped("tz")
            return [(zone or own, Domain("tz", "=", zone)) for zone in zones]

        def _deadline_recipients(self, level):
            name = {"executor": "user_id", "supervisor": "supervisor_id", "head": "head_id"}[level]
            return {record.id: record[name] for record in self}

        def _deadline_facts(self):
            return {"group": self.group} if self.group else {}

        def _deadline_vals(self, code, started_at, facts, reckoned):
            return super()._deadline_vals(code, self.received_at or started_at, facts, reckoned)

    return LegalTestPromise


def add_promise_model(case):
    """Put the model into the registry of a test class, and take it out again after it."""
    registry, cr = case.registry, case.env.cr
    add_to_registry(registry, _promise_model())
    registry._setup_models__(cr, [NAME])
    registry.init_models(cr, [NAME], {"module": "legal_deadline"})

    def remove():
        del registry[NAME]
        registry._setup_models__(cr, [])

    case.addClassCleanup(remove)
