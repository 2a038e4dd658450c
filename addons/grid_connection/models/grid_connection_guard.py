from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..applications import too_exact
from .grid_connection import POWERS

#: Stages on which what the applicant asked for may still be corrected; every change is kept in the log.
OPEN_STATES = {"draft", "submitted", "on_check", "awaiting_docs", "in_preparation"}
#: Proves in the context that an act of the case writes what only acts write; no API can send it.
ACT = object()


class GridConnection(models.Model):
    """What stays as it is: what only acts write, and what an offer rests on."""

    _inherit = "grid.connection"

    application_fixed = fields.Boolean(
        "Not to be changed", compute="_compute_application_fixed", help="By this person: what was asked is fixed."
    )

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_application_fixed(self):
        """What would be refused anyway is not offered for writing."""
        open_states = OPEN_STATES if self._handles() else {"draft"}
        for connection in self:
            connection.application_fixed = bool(connection.state) and connection.state not in open_states

    @api.model_create_multi
    def create(self, vals_list):
        # a form sends every field it shows, an empty request too
        vals_list = [{name: vals[name] for name in vals if name != "request_id" or vals[name]} for vals in vals_list]
        for vals in vals_list:
            self._refuse_rounding(vals)
            self._refuse_by_hand(vals)
            self._mark_measured(vals)
        return super(GridConnection, self.with_context(mail_create_nolog=True)).create(vals_list)

    def write(self, vals):
        if self.env.context.get("connection_act") is ACT:
            return super().write(vals)
        self._refuse_rounding(vals)
        self._refuse_by_hand(vals)
        self._refuse_fixed(vals)
        self._mark_measured(vals)
        return super().write(vals)

    def unlink(self):
        """Delete drafts with their requests; a submitted request refuses it."""
        requests = self.request_id
        done = super().unlink()
        requests.exists().unlink()
        return done

    def _by_act(self):
        """Return the connections as an act of the case writes them."""
        return self.with_context(connection_act=ACT)

    @api.model
    def _by_act_only(self):
        """Return the fields that acts write and nobody edits; the files of the acts name theirs."""
        return {"request_id"}

    @api.model
    def _mark_measured(self, vals):
        """A distance that somebody wrote is measured; zero may be just an empty field."""
        if vals.get("distance_m"):
            vals["has_distance"] = True

    @api.model
    def _refuse_rounding(self, vals):
        if inexact := [name for name in POWERS if vals.get(name) and too_exact(vals[name])]:
            raise ValidationError(
                self.env._(
                    "Power is written in kW with at most three decimals; %(value)s has more.", value=vals[inexact[0]]
                )
            )

    @api.model
    def _refuse_by_hand(self, vals):
        if by_hand := self._by_act_only() & vals.keys():
            names = sorted(self._fields[name]._description_string(self.env) for name in by_hand)
            raise UserError(
                self.env._("Acts of the case write this, nobody edits it: %(fields)s.", fields=", ".join(names))
            )

    @api.model
    def _application_fields(self):
        """Return the fields that the offer rests on."""
        own = self.env["grid.connection"]._fields
        technical = self.env["mail.thread"]._fields.keys() | self._by_act_only()
        return {
            name
            for name, field in own.items()
            if field.store
            and field.type != "one2many"  # rows guard themselves
            and not field.related
            and not field.compute
            and name not in technical
        } - set(models.MAGIC_COLUMNS)

    def _refuse_fixed(self, vals):
        """What was asked is not edited while it is fixed."""
        if vals.keys() & self._application_fields():
            self._refuse_standing()

    def _refuse_standing(self):
        """What the offer rests on stays as it is while the offer stands, and after the contract.

        Between submission and offer only a specialist, who handles the case, corrects it.
        """
        if fixed := self.filtered(lambda one: one.state not in OPEN_STATES):
            raise UserError(
                self.env._(
                    "“%(connection)s” stands on the stage “%(stage)s”: what was asked and what the offer rests on stays"
                    " as it was.",
                    connection=fixed[0].display_name,
                    stage=fixed[0].step_id.name,
                )
            )
        if self._handles():
            return
        if submitted := self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "“%(connection)s” is submitted: what was asked is changed by a specialist, who handles it. Write"
                    " to him what is to be corrected.",
                    connection=submitted[0].display_name,
                )
            )

    @api.model
    def _handles(self):
        """Return whether the user handles cases: a specialist or above."""
        return self.env.su or self.env.user.has_group("grid_customer.group_specialist")

    @api.model
    def _track_get_fields(self):
        """Whatever was asked leaves its changes in the history."""
        return super()._track_get_fields() | self._application_fields()
