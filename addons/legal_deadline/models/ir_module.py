from odoo import models

ADDON = "legal_deadline"


class IrModuleModule(models.Model):
    """The labels of `legal.deadline.mixin` on the models of other addons are terms of this addon."""

    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        """Translate them too when an addon that uses the mixin is installed, which is after this one."""
        loaded = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if ADDON not in modules:
            super()._load_module_terms([ADDON], langs)
        return loaded
