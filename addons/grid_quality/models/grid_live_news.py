from odoo import api, models

#: What of an appeal the page counts by.
APPEAL = {
    *("state", "branch_id", "team_id", "user_id", "cause_id", "channel_id", "theme", "customer_group", "kind"),
    *("next_due_at", "active"),
}
ANSWER = {"state", "validation_status"}
REQUEST = {"step_id", "next_due_at", "user_id"}


class HelpdeskTicket(models.Model):
    """Open live pages learn that an appeal has come or has changed what is counted."""

    _inherit = "helpdesk.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        if APPEAL & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class GridAppealAnswer(models.Model):
    _inherit = "grid.appeal.answer"

    def write(self, vals):
        if ANSWER & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class TierReview(models.Model):
    """An approval is asked for and given by reviews: the status of the answer is computed from them."""

    _inherit = "tier.review"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        if "status" in vals:
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class GridServiceRequest(models.Model):
    _inherit = "grid.service.request"

    def write(self, vals):
        if REQUEST & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class GridAppealMark(models.Model):
    _inherit = "grid.appeal.mark"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class GridIndicatorValue(models.Model):
    _inherit = "grid.indicator.value"

    def write(self, vals):
        self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class LegalDeadline(models.Model):
    """A term that is extended, paused or reckoned anew changes what is late, and no field that its record is asked."""

    _inherit = "legal.deadline"

    def _record_event(self, *args, **kwargs):
        self.env["grid.live.page"]._tell_change()
        return super()._record_event(*args, **kwargs)
