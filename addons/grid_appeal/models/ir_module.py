from odoo import models
from odoo.tools import SQL

ADDON = "grid_appeal"
#: Of what the choice of a next activity shows, the words that Odoo's Russian leaves in English.
ENGLISH = ["Email"]
SHOWN = ("name", "summary")
FORGET = """UPDATE mail_activity_type SET %(name)s = %(name)s - %(lang)s
             WHERE %(name)s->>%(lang)s = ANY(%(words)s)"""


class IrModuleModule(models.Model):
    """Where Odoo's Russian of an activity is its English word, ours stands (`i18n_extra`): what is there would stay."""

    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        if ADDON in modules:
            self._forget_english({*langs} - {"en_US"})
        return super()._load_module_terms(modules, langs, overwrite=overwrite)

    def _forget_english(self, langs):
        """Forget English words where another language should have its own; what a person has written stays."""
        self.env["mail.activity.type"].flush_model(SHOWN)
        for lang in langs:
            for name in map(SQL.identifier, SHOWN):
                self.env.cr.execute(SQL(FORGET, name=name, lang=lang, words=ENGLISH))
