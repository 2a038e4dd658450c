from odoo import api, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)
#: What the dialogs of Odoo that a customer meets are named by in our words, {addon: {Odoo's words: ours}}.
OUR_WORDS = {
    "portal": {
        "Security Control": _lt("Confirm that it is you"),
        "Confirm Password": _lt("Go on"),
        "Check failed": _lt("The password is not right. Look at the language of the keyboard and at Caps Lock."),
    },
    "auth_totp_portal": {
        "Activate": _lt("Switch on"),
        " Copy": _lt("Copy"),
        "Copied!": _lt("Copied"),
    },
    "auth_passkey_portal": {
        "Passkeys": _lt("Name of the passkey"),
        "Rename": _lt("Save"),
        "Create Passkey": _lt("A new passkey"),
        "Create": _lt("Go on"),
        "Discard": _lt("Cancel"),
    },
}


class IrHttp(models.AbstractModel):
    """Dialogs of Odoo in the words of our pages."""

    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        # Odoo leaves the second step and the passkeys out: their dialogs would stay in English
        return [*super()._get_translation_frontend_modules_name(), *OUR_WORDS, "grid_portal"]

    @api.model
    def _get_translations_for_webclient(self, modules, lang):
        words, params = super()._get_translations_for_webclient(modules, lang)
        translate = self.with_context(lang=lang or self.env.context.get("lang")).env._
        for addon in OUR_WORDS.keys() & words.keys():
            ours = {source: translate(said) for source, said in OUR_WORDS[addon].items()}
            theirs = [message for message in words[addon]["messages"] if message["id"] not in ours]
            own = [{"id": source, "string": said} for source, said in ours.items()]
            words[addon] = {**words[addon], "messages": (*theirs, *own)}
        return words, params
