from odoo import api, fields, models


class GridKeptPassword(models.AbstractModel):
    """A login at another system, whose password goes in and never comes out."""

    _name = "grid.kept.password"
    _description = "Login with a kept password"

    login = fields.Char(groups="base.group_system")
    password = fields.Char("Kept password", groups=fields.NO_ACCESS, copy=False)
    new_password = fields.Char("Password", compute="_compute_new_password", readonly=False, groups="base.group_system")
    has_password = fields.Boolean(compute="_compute_has_password", compute_sudo=True)

    def _compute_new_password(self):
        self.new_password = False

    @api.depends("password")
    def _compute_has_password(self):
        for one in self:
            one.has_password = bool(one.password)

    @api.model_create_multi
    def create(self, vals_list):
        typed = [vals.get("new_password") for vals in vals_list]
        created = super().create([_without_password(vals) for vals in vals_list])
        for one, password in zip(created, typed, strict=True):
            one._keep_password(password)
        return created

    def write(self, vals):
        done = super().write(_without_password(vals))
        self._keep_password(vals.get("new_password"))
        return done

    def _keep_password(self, typed):
        """Keep a password that was typed; nothing typed leaves the one there is."""
        if typed and typed.strip():
            self._check_field_access(self._fields["new_password"], "write")
            self.sudo().password = typed.strip()


def _without_password(vals):
    return {name: value for name, value in vals.items() if name != "new_password"}
