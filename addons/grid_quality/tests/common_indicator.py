"""A page of a year whose facts a test enters, or counts from what it makes."""

from odoo import fields

from odoo.addons.grid_appeal.tests.common import AppealCase

#: Neither it nor the next one is a year of the sample.
YEAR = 2022


class IndicatorCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pages = cls.env["grid.indicator.year"]
        cls.page = cls.pages.create({"year": YEAR})
        cls.parameters = cls.env["grid.indicator"].search([("point", ">", 0)])

    @classmethod
    def _enter_everything(cls):
        """Let every parameter be entered, as in a company whose records are elsewhere."""
        cls.parameters.fact_source = "entered"

    def _value(self, code, page=None):
        return (page or self.page).value_ids.filtered(lambda value: value.indicator_id.code == code)

    def _enter(self, code, plan, fact, page=None):
        self._value(code, page).write({"plan_text": plan, "fact_text": fact, "document": "Отчёт № 5"})

    def _enter_all(self, **others):
        """Everything goes as planned but what is named: `code=(plan, fact)`."""
        for parameter in self.parameters:
            self._enter(parameter.code, *others.get(parameter.code, ("1", "1")))

    @classmethod
    def _came(cls, at, **values):
        """An appeal registered at a moment of UTC."""
        appeal = cls._appeal(received_at=at, **values)
        cls.env.flush_all()
        columns = {"registered_at": at, "state": "registered", "number": f"T-{appeal.id}", **cls._stored(values)}
        for name, value in columns.items():
            cls.env.cr.execute(f"UPDATE helpdesk_ticket SET {name} = %s WHERE id = %s", (value, appeal.id))
        cls.env.invalidate_all()
        return appeal

    @classmethod
    def _stored(cls, values):
        return {name: values[name] for name in ("answered_at",) if name in values}

    @classmethod
    def _measure(cls, appeal, day):
        return cls.env["grid.appeal.measure"].create(
            {"ticket_id": appeal.id, "name": "Заменена опора", "done_on": fields.Date.to_date(day)}
        )
