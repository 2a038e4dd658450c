"""Russian of other addons' screens that they lack themselves: it is read, and it is still needed."""

import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import code_translations

PLACES = re.compile(r"%\(\w+\)s|%s")


@tagged("post_install", "-at_install")
class TestWordsOfOthers(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        entries = polib.pofile(file_path("grid_appeal/i18n_extra/ru.po"))
        cls.of_screens = [entry for entry in entries if "odoo-javascript" in entry.comment]

    def _messages(self, addon):
        return {one["id"]: one["string"] for one in code_translations.get_web_translations(addon, "ru_RU")["messages"]}

    def test_the_browser_gets_them(self):
        given, _language = self.env["ir.http"]._get_translations_for_webclient(["grid_appeal"], "ru_RU")
        words = {one["id"]: one["string"] for one in given["grid_appeal"]["messages"]}
        self.assertEqual(words["Missing required fields"], "Не заполнены обязательные поля")
        self.assertLessEqual({entry.msgid: entry.msgstr for entry in self.of_screens}.items(), words.items())

    def test_each_is_a_word_that_its_addon_says_and_does_not_translate(self):
        said, translated = {}, {}
        for entry in self.of_screens:
            addon = entry.occurrences[0][0].split("/")[1]
            if addon not in said:
                said[addon] = {one.msgid for one in polib.pofile(file_path(f"{addon}/i18n/{addon}.pot"))}
                translated[addon] = self._messages(addon)
            with self.subTest(entry.msgid):
                self.assertIn(entry.msgid, said[addon])
                self.assertNotIn(entry.msgid, translated[addon])
                self.assertEqual(sorted(PLACES.findall(entry.msgid)), sorted(PLACES.findall(entry.msgstr)))

    def test_a_record_whose_russian_is_english_has_ours(self):
        """However late this addon comes: what is translated already would stay as it is."""
        for lang in ("en_US", "ru_RU"):
            self.env["res.lang"]._activate_lang(lang)
        email = self.env.ref("mail.mail_activity_data_email")
        email.update_field_translations("name", {"en_US": "Email", "ru_RU": "Email"})
        self.env["ir.module.module"]._load_module_terms(["grid_appeal"], ["ru_RU"])
        self.assertEqual(email.with_context(lang="ru_RU").name, "Электронное письмо")
        self.assertEqual(email.with_context(lang="en_US").name, "Email")
        email.with_context(lang="ru_RU").name = "Письмо"
        self.env["ir.module.module"]._load_module_terms(["grid_appeal"], ["ru_RU"])
        self.assertEqual(email.with_context(lang="ru_RU").name, "Письмо", "what a person chose stays")
