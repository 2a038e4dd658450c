from odoo import api, models
from odoo.exceptions import UserError

#: Proves in the context that the shipped passports are being loaded; no API can send it.
LOADING = object()


class GridPassportPart(models.AbstractModel):
    """A row of a passport. While its edition is in force nobody edits it: requests walk it, applicants have read it."""

    _name = "grid.passport.part"
    _description = "Part of a passport"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._refuse_in_force()
        return parts

    def write(self, vals):
        self._refuse_in_force()
        done = super().write(vals)
        self._refuse_in_force()  # nor does a row move into an edition that is in force
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        self._refuse_in_force()

    def _refuse_in_force(self):
        if self.env.context.get("passport_part") is LOADING:
            return
        if in_force := self.sudo().service_id.filtered(lambda service: service.state == "published"):
            raise UserError(self._in_force_sentence(in_force[0]))

    @api.model
    def _in_force_sentence(self, service):
        return self.env._(
            "The passport “%(name)s” is in force: make a new edition and change it there.", name=service.name
        )

    def _load_records(self, data_list, update=False):
        """A shipped passport is loaded once and whole; then it is the methodologist's, and no upgrade changes it."""
        loading = self.with_context(passport_part=LOADING)
        parts = [{**data, "noupdate": True} for data in data_list if self._comes_with_passport(data)]
        return super(GridPassportPart, loading)._load_records(parts, update)

    def _comes_with_passport(self, data):
        """Return whether a shipped row stands already, or its passport is being loaded now."""
        if self.env.ref(data["xml_id"], raise_if_not_found=False):
            return True
        service = self.new(data["values"]).service_id
        return service.create_date >= self.env.cr.now().replace(microsecond=0)
