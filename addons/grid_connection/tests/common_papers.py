"""A house in the account and a plant on paper, with all that their papers state."""

import base64
from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo.tests import tagged

from odoo.addons.grid_service.tests.common import REGISTERED

from .common import SUBMITTED, ConnectionCase

ACCOUNT = {
    "main_source": "ТП-417 от ПС 110 кВ «Тестовая»",
    "connection_points": "Опора № 12 ВЛ 0,4 кВ от ТП-417 — 15 кВт",
    "boundary": "На контактах присоединения провода СИП к ВЛ 0,4 кВ, опора № 12",
    "inspected_on": "2026-06-20",
    "inspection_by": "Инженер Петров П. П.\nЗаявитель",
    "inspection_findings": "Работы выполнены по проекту, протоколы испытаний представлены.",
    "payment_term": "в течение 15 дней со дня заключения договора",
}
BANK = {
    "payment_bank": "Тестовое отделение банка, г. Кемерово",
    "payment_bic": "044525225",
    "payment_account": "40702810400000000225",
    "payment_correspondent": "30101810400000000225",
}


@tagged("post_install", "-at_install")
class PapersCase(ConnectionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(BANK)
        cls.company.partner_id.write({"inn": "4205001274", "kpp": "420501001"})
        cls.branch.write({"head_name": "Кузнецов Андрей Викторович", "head_position": "Директор филиала"})
        cls.env["res.lang"]._activate_lang("en_US")
        (cls.citizen | cls.factory).write({"lang": "en_US"})
        cls.citizen.write({"street": "ул. Тестовая, 5", "city": "с. Тестовое", "customer_group": "1"})

    def _with_conditions(self, connection):
        connection.write(ACCOUNT)
        connection.action_propose_measures()
        return connection

    def _walk(self, connection, act, at, **given):
        """Do an act that prints its papers itself; what comes from others is brought."""
        request = connection.request_id
        transition = request.step_id.transition_ids.filtered(lambda one: one.code == act)
        kinds = transition.paper_kind_ids.filtered(lambda kind: not kind.template)
        papers = [{"kind_id": kind.id, "state": "issued", **REGISTERED} for kind in kinds]
        if transition.papers == "complete":
            papers += [{"document_id": one.id} for one in request._lacking_documents()]
        with freeze_time(at):
            self.env["grid.service.paper"].create([{"request_id": request.id, **paper} for paper in papers])
            request._move(act, **given)

    def _prepared(self, connection):
        """Lead a draft to the preparation of the offer: complete on 2 April 2026, the fee reckoned."""
        self._walk(connection, "submit", SUBMITTED)
        self._walk(connection, "take_to_check", "2026-04-01 04:00:00")
        self._walk(connection, "complete", "2026-04-02 03:00:00")
        with freeze_time("2026-04-08 03:00:00"):
            connection.action_reckon_fee()
        return self._with_conditions(connection)

    def _plant(self, **values):
        """A plant of 400 kW at 10 kV, on paper."""
        plant = {
            "service_id": self._passport("150_670").id,
            "power_new_kw": 400,
            "voltage_kv": "10",
            "reliability_category": "2",
            "sources": 2,
            "reserve_source": "ТП-418",
        }
        return self._business(**{**plant, **values})

    def _paper(self, connection, kind):
        return connection.paper_ids.filtered(lambda one: one.kind_id.code == kind)[-1:]

    def _text(self, paper):
        return self._text_of(base64.b64decode(paper.file))

    def _text_of(self, pdf):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
