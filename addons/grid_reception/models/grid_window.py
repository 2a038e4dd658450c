from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

ROLES = ("administrator", "manager", "specialist")


class GridWindow(models.Model):
    """A window of an office: what it serves, and who sits there now."""

    _name = "grid.window"
    _description = "Window"
    _order = "office_id, sequence, name, id"

    name = fields.Char("Number", required=True, help="As the board shows it: 1, 2, 3a.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    office_id = fields.Many2one("grid.office", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="office_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="office_id.branch_id", store=True, precompute=True, index=True)
    service_ids = fields.Many2many(
        "grid.reception.service",
        "grid_window_service_rel",
        "window_id",
        "service_id",
        "Services",
        domain="[('office_id', '=', office_id)]",
    )
    user_id = fields.Many2one("res.users", "On shift", readonly=True, copy=False, index="btree_not_null")
    opened_at = fields.Datetime("Open since", readonly=True, copy=False)
    is_open = fields.Boolean(compute="_compute_is_open", search="_search_is_open")
    ticket_ids = fields.One2many("grid.queue.ticket", "window_id", "Tickets")

    _name_uniq = models.Constraint("UNIQUE (office_id, name)", "Another window of the office has this number.")
    _user_uniq = models.Constraint("UNIQUE (user_id)", "One person sits at one window.")

    @api.constrains("service_ids", "office_id")
    def _check_services(self):
        for window in self:
            if strange := window.service_ids.filtered(lambda one, window=window: one.office_id != window.office_id):
                raise ValidationError(
                    self.env._(
                        "Window %(window)s: %(service)s is a service of another office.",
                        window=window.name,
                        service=strange[0].display_name,
                    )
                )

    @api.depends("name", "office_id.name")
    def _compute_display_name(self):
        for window in self:
            window.display_name = f"{window.name} · {window.office_id.name}"

    @api.depends("user_id")
    def _compute_is_open(self):
        for window in self:
            window.is_open = bool(window.user_id)

    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("user_id", "!=" if True in value else "=", False)]

    # --- the shift
    @api.model
    def _check_role(self):
        if not self.env.su and not any(self.env.user.has_group(f"grid_customer.group_{role}") for role in ROLES):
            raise AccessError(self.env._("Windows are served by administrators, managers and specialists."))

    @api.model
    def _mine(self):
        """Return the window where the user sits now, as the server may write it; empty when at none."""
        return self.sudo().search([("user_id", "=", self.env.uid)])

    def _open(self):
        """Begin a shift: the user leaves the window where she was, and sits here if nobody else does."""
        self.ensure_one()
        self._check_role()
        window = self.sudo()
        if not window.try_lock_for_update() or window.user_id not in (self.env.user, self.env["res.users"]):
            raise UserError(
                self.env._(
                    "Window %(window)s is taken by %(user)s. Choose another one.",
                    window=window.name,
                    user=window.user_id.name or self.env._("somebody else"),
                )
            )
        if not window.user_id:
            self._mine()._close()
            self.env.flush_all()
            window.write({"user_id": self.env.uid, "opened_at": fields.Datetime.now()})
            window.office_id._tell()
        return window

    def _close(self):
        """End the shift; what was kept for this window alone goes to the others."""
        for window in self.sudo().filtered("user_id"):
            if window._current():
                raise UserError(self.env._("Finish with the visitor of window %(window)s first.", window=window.name))
            kept = self.env["grid.queue.ticket"].sudo()
            kept.search([("for_window_id", "=", window.id), ("state", "=", "waiting")]).for_window_id = False
            window.write({"user_id": False, "opened_at": False})
            window.office_id._tell()

    def _current(self):
        """Return the ticket that is called to these windows or served there."""
        held = [("window_id", "in", self.ids), ("state", "in", ("called", "serving"))]
        return self.env["grid.queue.ticket"].sudo().search(held)
