"""The routes of the addons beside the portal, and the owner's records behind them."""

from odoo import Command

from odoo.addons.grid_contact.tests.routes import ROUTES as OF_CONTACT
from odoo.addons.grid_identity.tests.routes import ROUTES as OF_IDENTITY
from odoo.addons.grid_portal.tests.route import Route
from odoo.addons.grid_quality.tests.routes import ROUTES as OF_QUALITY
from odoo.addons.grid_reception.tests.routes import ROUTES as OF_RECEPTION

from .routes import ROUTES


class BesideCase:
    """For the cases of the portal's tests that try a table of routes."""

    addons = ("grid_contact", "grid_identity", "grid_quality", "grid_reception", "griddesk")
    routes = [*OF_IDENTITY, *(Route(**row) for row in (*OF_CONTACT, *OF_QUALITY, *OF_RECEPTION)), *ROUTES]

    @classmethod
    def _given_site(cls):
        mailing = cls.env["grid.notice.campaign"].create(
            {"name": "Ремонт", "branch_id": cls.branch.id, "body": "Ремонт"}
        )
        return {**super()._given_site(), **cls._given_quality(), **cls._given_queue(), "mailing": mailing.id}

    @classmethod
    def _given_quality(cls):
        """A survey that the owner is invited to, and a form that was filled."""
        today = cls.env.company._legal_today()
        cls.owner.partner_id.company_id = cls.env.company
        campaign = cls.env["grid.survey.campaign"].create(
            {
                "name": "Опрос",
                "survey_id": cls.env.ref("grid_quality.survey_yearly").id,
                "period_from": today.replace(month=1, day=1),
                "period_to": today.replace(month=12, day=31),
                "expires_on": today.replace(year=today.year + 1),
                "branch_ids": cls.branch.ids,
                "sample_size": 1,
                "blank_count": 3,
            }
        )
        campaign.action_begin()
        campaign.invitation_ids.state = "sent"
        cls.owner.partner_id.phone = "+79990001115"
        calls = campaign.copy({"asks_by": "call", "survey_id": campaign.survey_id.copy().id})
        calls.action_begin()
        called = calls.invitation_ids
        called.write({"taken_by_id": cls.manager.id, "taken_until": "2999-01-01"})
        form = cls.env["grid.statutory.form"]._on("4.1", today)
        report = cls.env["grid.statutory.report"].create({"form_id": form.id, "year": today.year - 1})
        digest = cls.env["grid.digest"].create({"user_id": cls.manager.id})
        return {
            "survey_key": campaign.invitation_ids._key(),
            "short_key": campaign.invitation_ids._short_link().rpartition("/")[2],
            "calls": calls.id,
            "called": called.id,
            "campaign": campaign.id,
            "report": report.id,
            "digest_key": digest._key(),
        }

    @classmethod
    def _given_queue(cls):
        """An office that serves now, its devices, and a ticket."""
        office = cls.env["grid.office"].create(
            {
                "name": "Очередь",
                "branch_id": cls.branch.id,
                "address": "г. Портальск, ул. Портальная, 3",
                "remote_limit": 5,
                "reception_service_ids": [Command.create({"name": "Договоры", "letter": "Д"})],
                "window_ids": [Command.create({"name": "1"})],
            }
        )
        office.window_ids.with_user(cls.manager)._open()
        ticket = cls.env["grid.queue.ticket"].create({"service_id": office.reception_service_ids.id})
        cls.env.cr.precommit.run()  # news of the queue is no writing of a page
        keys = {f"{device}_key": office._device_key(device) for device in ("kiosk", "board", "phone")}
        keys["rating_key"] = office.window_ids._rating_key()
        return {**keys, "queue_ticket_key": ticket._key()}
