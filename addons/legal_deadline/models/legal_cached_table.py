from odoo import api, models, tools


class LegalCachedTable(models.AbstractModel):
    """A small table that is read from memory: whatever changes in it, every process reads it anew."""

    _name = "legal.cached.table"
    _description = "Table kept in memory"

    @tools.ormcache("self.id", "name", "self.env.lang")
    def _known(self, name):
        """Return the value of a column from memory, for acts that need a row's word and nothing else of it.

        Whoever asks has the right to the record that names the row, not always to the table.
        """
        return self.sudo()[name]

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _update_field_translations(self, *args, **kwargs):
        result = super()._update_field_translations(*args, **kwargs)
        self.env.registry.clear_cache()
        return result
