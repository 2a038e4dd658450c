"""Another system with a key of its own, and what it sends."""

import json
from datetime import timedelta
from uuid import uuid4

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class ApiCase(AppealCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source, cls.key = cls._system("Платформа", "feedback_platform")

    @classmethod
    def _system(cls, name, channel):
        """A source system and its key."""
        source = cls.env["grid.appeal.source"].create(
            {
                "name": name,
                "channel_id": cls.env.ref(f"grid_appeal.channel_{channel}").id,
                "branch_id": cls.branch.id,
            }
        )
        wizard = cls.env["grid.appeal.source.key"].create({"source_id": source.id})
        return source, wizard.action_issue()["context"]["issued_key"]

    def _key_of(self, user):
        expires = fields.Datetime.now() + timedelta(days=1)
        return self.env["res.users.apikeys"].with_user(user).sudo()._generate(None, "test", expires)

    def _sent(self, **values):
        return {
            "source_number": f"P-{uuid4()}",
            "kind": "complaint",
            "theme": "power_quality",
            "text": "Вечером мигает свет.\nМы не можем работать.",
            "address": "Кемерово, ул. Мира, 1",
            "name": "Новая Анна Сергеевна",
            "email": "novaya@example.com",
            **values,
        }

    def _call(self, path, body=None, key=None, idempotency=None, lang="en", **headers):
        """Send a request as a program does; return the response."""
        sent = {"Authorization": f"Bearer {key or self.key}", "Accept-Language": lang, **headers}
        if body is None:
            return self.url_open(f"/api/v1{path}", headers=sent)
        sent.setdefault("Content-Type", "application/json")
        sent["Idempotency-Key"] = str(uuid4()) if idempotency is None else idempotency
        data = body if isinstance(body, bytes) else json.dumps(body)
        return self.url_open(f"/api/v1{path}", data=data, headers=sent)

    def _register(self, **values):
        response = self._call("/appeals", self._sent(**values))
        self.assertEqual(response.status_code, 201, response.text)
        return self._ticket(response)

    def _ticket(self, response):
        self.env.invalidate_all()
        return self.env["helpdesk.ticket"].search([("number", "=", response.json()["number"])])

    def _refused(self, response, status, code):
        """Hold the refusal to its status, its code and a sentence; return the error."""
        self.assertEqual(response.status_code, status, response.text[:500])
        self.assertEqual(response.headers["Content-Type"], "application/json; charset=utf-8")
        error = response.json()["error"]
        self.assertEqual(error["code"], code)
        self.assertTrue(error["message"])
        self.assertNotIn("Traceback", response.text)
        return error

    @classmethod
    def _account(cls, name, groups):
        return new_test_user(cls.env, login=f"api_{name}", groups=groups)
