"""Two companies of one base: whoever works in one of them learns nothing of the other, by whatever way."""

import json
from contextlib import suppress
from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import ROLES
from .common_answer import AnswerCase
from .common_rights import Neighbours

WORD = "Тайновидцева"


@tagged("post_install", "-at_install")
class TestTwoCompanies(Neighbours, AnswerCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.citizen.write({"name": f"{WORD} Мария Ивановна", "company_id": cls.company.id})
        answer = cls._drafted(name=f"Жалоба гражданки {WORD}", partner_id=cls.citizen.id)
        asked = cls._registered(name=f"Вопросы гражданки {WORD}", partner_id=cls.citizen.id)
        cls.question = cls.env["grid.appeal.question"].create({"ticket_id": asked.id, "name": f"Вопрос: {WORD}"})
        answer.ticket_id.message_post(body=f"Звонила {WORD}")
        answer.write({"signer_name": "А. Б. Тестов", "signer_position": "Директор", "delivery": "post"})
        answer.action_send()
        cls.answer = answer.sudo()
        cls.appeal = cls.answer.ticket_id
        cls.cause = cls.env["grid.appeal.cause"].create({"name": WORD, "branch_id": cls.branch.id})
        cls.file = cls.env["ir.attachment"].create(
            {"name": WORD, "raw": b"x", "res_model": cls.appeal._name, "res_id": cls.appeal.id}
        )
        cls._settle_neighbours()
        cls.env.flush_all()
        cls.secret = {
            "helpdesk.ticket": cls.appeal,
            "res.partner": cls.citizen,
            "grid.appeal.answer": cls.answer,
            "grid.appeal.question": cls.question,
            "grid.appeal.cause": cls.cause,
            "legal.deadline": cls.appeal.deadline_ids,
            "mail.message": cls.appeal.message_ids,
            "ir.attachment": cls.file + cls.answer.letter_id,
            "grid.branch": cls.branch,
        }

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_rule")
    def test_nothing_is_read_counted_or_changed(self):
        self._assert_learns_nothing(self.secret, WORD)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_no_word_finds_it(self):
        for role in ROLES:
            for model in ("helpdesk.ticket", "res.partner", "grid.appeal.cause"):
                with self.subTest(role=role, model=model):
                    self.assertEqual(self._call(role, model, "name_search", name=WORD).json(), [])
                    groups = self._call(
                        role,
                        model,
                        "formatted_read_group",
                        domain=[["company_id", "=", self.company.id], ["name", "ilike", WORD]],
                        groupby=["company_id"],
                        aggregates=["__count"],
                    )
                    self.assertEqual(groups.json(), [])
            messages = self._call(role, "mail.message", "search_count", domain=[["body", "ilike", WORD]])
            self.assertEqual(messages.json(), 0)

    @mute_logger("odoo.http")
    def test_no_page_shows_it(self):
        files = self.file + self.answer.letter_id
        for role in ROLES:
            self.authenticate(self.users[role].login, self.users[role].login)
            for address in (
                *(f"/web/content/{file.id}" for file in files),
                f"/grid_appeal/slip/{self.appeal.id}",
                f"{self.answer._letter_route}/{self.answer.id}",
                f"/my/appeals/{self.appeal.id}",
            ):
                with self.subTest(role=role, address=address):
                    self.assertIn(self.url_open(address).status_code, (403, 404))
            thread = {"thread_model": "helpdesk.ticket", "thread_id": self.appeal.id}
            history = self.url_open(
                "/mail/thread/messages", json.dumps({"params": thread}), headers={"Content-Type": "application/json"}
            )
            self.assertNotIn(WORD, history.text)

    def test_the_desk_does_not_find_it(self):
        for role in ("operator", "administrator", "manager", "specialist", "supervisor", "head"):
            desk = self._as(role, self.env["grid.appeal.desk"])
            for words in (WORD, self.appeal.number, self.citizen.phone):
                with self.subTest(role=role, words=words):
                    self.assertFalse(desk.find(words)["found"])

    def test_the_journal_does_not_count_it(self):
        year = self.appeal.registered_at.year
        period = {"date_from": date(year, 1, 1), "date_to": date(year, 12, 31)}
        for role in ("administrator", "manager", "supervisor", "head", "methodologist"):
            for branches in ([], self.branch.ids):
                journal = self._as(role, self.env["grid.appeal.journal"])
                with self.subTest(role=role, branches=branches), suppress(AccessError):
                    journal = journal.create({**period, "branch_ids": [Command.set(branches)]})
                    self.assertEqual(journal.appeal_count, 0)
                    self.assertNotIn(self.appeal.number, str(list(journal._rows())))

    def test_nobody_hears_who_has_it_open(self):
        for role in ROLES:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._as(role, self.appeal).tell_presence("hello", "tab")
