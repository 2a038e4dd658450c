"""The cast of the service tests: a passport of replacing a meter, made for them, on top of the cast of the appeals.

draft --submit--> on_check --lack--> awaiting_docs --supplied--> on_check
                     |                    +--(ten working days)--> annulled
                     +--complete--> works --finish--> finished
                     +--withdraw--> withdrawn
"""

from freezegun import freeze_time

from odoo import Command, fields

from odoo.addons.grid_appeal.tests.common import AppealCase
from odoo.addons.grid_service.models.grid_passport_part import LOADING

#: Wednesday, before noon in Kemerovo.
SUBMITTED = "2026-04-01 03:00:00"
#: What is entered of a paper whose original is kept.
REGISTERED = {"number": "7", "date": "2026-04-01"}


class ServiceCase(AppealCase):
    loading = LOADING

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch.tz = "Asia/Novokuznetsk"
        cls.act_kind = cls.env["grid.paper.kind"].create({"code": "test_act", "name": "Акт замены"})
        cls.service = cls._passport()
        cls.point = cls.env["grid.usage.point"].create(
            {
                "name": "TS-1",
                "address": "г. Кемерово, ул. Тестовая, 1",
                "partner_id": cls.citizen.id,
                "branch_id": cls.branch.id,
            }
        )

    @classmethod
    def _passport(cls, **values):
        service = cls.env["grid.service"].create(
            {
                "code": "test_meter",
                "name": "Замена прибора учёта",
                "family": "metering",
                "category_id": cls.env.ref("grid_appeal.category_meter_fault").id,
                "document_ids": [
                    Command.create({"code": "form", "name": "Заявление"}),
                    Command.create({"code": "attorney", "name": "Доверенность", "needed_when": "by_representative=1"}),
                ],
                "step_ids": [
                    Command.create({"code": code, "name": name, "sequence": index, **rest})
                    for index, (code, name, rest) in enumerate(cls._steps())
                ],
                **values,
            }
        )
        steps = {step.code: step for step in service.step_ids}
        for source, code, target, rest in cls._transitions():
            cls.env["grid.service.transition"].create(
                {"step_id": steps[source].id, "target_id": steps[target].id, "code": code, "name": code, **rest}
            )
        service.write({"state": "published", "valid_from": values.get("valid_from", "2026-01-01")})
        return service

    @classmethod
    def _steps(cls):
        return [
            ("draft", "Черновик", {"actor": "applicant", "is_start": True}),
            ("on_check", "На проверке", {"rule_code": "meter_dismantle_answer"}),
            ("awaiting_docs", "Ожидание документов", {"actor": "applicant", "rule_code": "meter_access_answer"}),
            ("works", "Замена", {}),
            ("finished", "Заменён", {"outcome": "done"}),
            ("annulled", "Аннулирована", {"outcome": "annulled"}),
            ("withdrawn", "Отозвана", {"outcome": "withdrawn"}),
        ]

    @classmethod
    def _transitions(cls):
        install = "meter_install_replace"
        return [
            ("draft", "submit", "on_check", {"actor": "applicant", "term_acts": f"start {install}"}),
            ("on_check", "lack", "awaiting_docs", {"papers": "lacking"}),
            ("on_check", "complete", "works", {"papers": "complete"}),
            ("on_check", "withdraw", "withdrawn", {"actor": "applicant", "needs_reason": True}),
            ("awaiting_docs", "supplied", "on_check", {"actor": "applicant", "papers": "complete"}),
            ("awaiting_docs", "lapse", "annulled", {"actor": "system", "after_rule_code": "meter_access_answer"}),
            ("works", "finish", "finished", {"paper_kind_ids": [Command.link(cls.act_kind.id)], "role": "head"}),
        ]

    def _draft(self, **values):
        return self.env["grid.service.request"].create(
            {
                "service_id": self.service.id,
                "subject": "Заменить прибор учёта на ул. Тестовой, 1",
                "partner_id": self.citizen.id,
                "usage_point_id": self.point.id,
                "branch_id": self.branch.id,
                "channel_id": self._channel("post").id,
                **values,
            }
        )

    def _submitted(self, at=SUBMITTED, **values):
        with freeze_time(at):
            request = self._draft(**values)
            request._move("submit")
        return request

    def _give(self, request, code="form", **values):
        document = request.service_id.document_ids.filtered(lambda one: one.code == code)
        return self.env["grid.service.paper"].create({"request_id": request.id, "document_id": document.id, **values})

    def _issue(self, request, **values):
        return self.env["grid.service.paper"].create(
            {"request_id": request.id, "kind_id": self.act_kind.id, "state": "issued", **REGISTERED, **values}
        )

    def _promise(self, request, code):
        return request.deadline_ids.filtered(lambda one: one.code == code)[-1:]

    def _day(self, request, moment):
        return fields.Date.to_string(request._local(moment).date())

    def _run(self, job):
        """Run a job of the passports as the server does, within the transaction of the test."""
        with self.enter_registry_test_mode():
            self.env.ref(f"grid_service.ir_cron_{job}").method_direct_trigger()
