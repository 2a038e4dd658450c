"""An office of two windows and three services; its clock is that of the company."""

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.grid_appeal.tests.common import AppealCase


@tagged("post_install", "-at_install")
class ReceptionCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["grid.office"].create(
            {"name": "Центр", "branch_id": cls.branch.id, "address": "г. Кемерово, ул. Портальная, 1"}
        )
        cls.meters, cls.contracts, cls.cash = cls.env["grid.reception.service"].create(
            [
                {"office_id": cls.office.id, "name": "Приборы учёта", "letter": "А", "minutes": 10},
                {"office_id": cls.office.id, "name": "Договоры", "letter": "Д", "minutes": 20},
                {"office_id": cls.office.id, "name": "Касса", "letter": "К", "minutes": 5, "staff": "cashier"},
            ]
        )
        cls.first, cls.second = cls.env["grid.window"].create(
            [
                {"office_id": cls.office.id, "name": "1", "service_ids": (cls.meters + cls.contracts).ids},
                {"office_id": cls.office.id, "name": "2", "service_ids": cls.meters.ids},
            ]
        )
        cls.manager, cls.specialist = cls.users["manager"], cls.users["specialist"]

    @classmethod
    def _ticket(cls, service=None, **vals):
        return cls.env["grid.queue.ticket"].create({"service_id": (service or cls.meters).id, **vals})

    @classmethod
    def _foreign_head(cls):
        """Return a head of another company, who sees nothing of this one."""
        company = cls.env["res.company"].create({"name": "Соседи"})
        companies = {"company_id": company.id, "company_ids": [(6, 0, company.ids)]}
        return new_test_user(cls.env, "foreign_head", "grid_customer.group_head", **companies)

    def _may(self, act):
        """Return whether the rights of a person let her do an act."""
        try:
            act()
            self.env.flush_all()
        except AccessError:
            return False
        return True

    def _at(self, window, user):
        """Let a user sit at a window; return it as the server writes it for her."""
        return window.with_user(user)._open().with_user(user).sudo()
