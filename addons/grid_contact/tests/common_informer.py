"""The cast of the auto-informer: the cast of appeals, customers with telephones, a provider of SMS."""

from contextlib import contextmanager

from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase


@tagged("post_install", "-at_install")
class InformerCase(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["grid.sms.provider"].search([]).active = False
        cls.branch.emergency_phone = "8 800 100-00-00"
        cls.provider = cls.env["grid.sms.provider"].create(
            {"name": "Проба", "kind": "trial", "sender": "GridDesk", "parts_per_second": 1000}
        )

    @classmethod
    def _customer(cls, phone="+79990000005", name="Иванова Мария Петровна", address="Кемерово, ул. Новая, 1", **values):
        """A customer with a usage point."""
        point = {name: values.pop(name) for name in ("branch_id", "account_number") if name in values}
        partner = cls.env["res.partner"].create({"name": name, "phone": phone, **values})
        cls.env["grid.usage.point"].create(
            {
                "name": f"Т-{partner.id}",
                "partner_id": partner.id,
                "branch_id": cls.branch.id,
                "address": address,
                **point,
            }
        )
        return partner

    @classmethod
    def _campaign(cls, **values):
        return cls.env["grid.notice.campaign"].create(
            {
                "name": "Ремонт",
                "branch_id": cls.branch.id,
                "body": "Свет дадут к вечеру: {{ address }}. {{ phone }}",
                "basis": "emergency",
                **values,
            }
        )

    @contextmanager
    def _job(self, record):
        """Give a record in a cursor whose commits are seen by the test, as a job has it."""
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            yield record.with_env(self.env(cr=cr, su=True))
            cr.commit()
        self.env.invalidate_all()

    def _work(self, record, method):
        with self._job(record) as at_work:
            getattr(at_work, method)()

    def _carry_out(self, campaign):
        """Prepare and send a campaign as its jobs do, to the end."""
        self._work(campaign, "_prepare")
        for _turn in range(10):
            if campaign.state != "running":
                break
            self._work(campaign, "_run")
            self._work(self.provider, "_send")

    def _states(self, campaign):
        return {notice.phone or notice.email: notice.state for notice in campaign.notice_ids}
