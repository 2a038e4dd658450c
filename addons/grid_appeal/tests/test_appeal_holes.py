"""What helpdesk_mgmt leaves open and this addon closes: each test fails on the plain module."""

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestClosedRoutes(HttpCase, AppealCase):
    ROUTES = (
        "/ticket/close?ticket_id={id}&stage_id={stage}",
        "/new/ticket",
        "/submitted/ticket?subject=x&description=y",
        "/my/tickets",
        "/my/tickets/page/2",
        "/my/ticket/{id}",
        "/my/ticket/{id}/{token}",
        "/my/ticket/{id}?access_token={token}",
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = new_test_user(
            cls.env, login="appeal_customer", password="appeal_customer", groups="base.group_portal"
        )
        cls.appeal = cls._appeal(partner_id=cls.customer.partner_id.id)
        cls.closing_stage = cls.env["helpdesk.ticket.stage"].create(
            {"name": "Closes from the portal", "closed": True, "close_from_portal": True}
        )

    @mute_logger("odoo.http")
    def test_no_public_route_answers(self):
        token = self.appeal._portal_ensure_token()
        for login in (None, "appeal_customer", "admin"):
            self.authenticate(login, login)
            for route in self.ROUTES:
                url = route.format(id=self.appeal.id, stage=self.closing_stage.id, token=token)
                with self.subTest(login=login, url=url):
                    answer = self.url_open(url, allow_redirects=False)
                    if login is None and answer.status_code == 303:
                        self.assertIn("/web/login", answer.headers["Location"])
                    else:
                        self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.appeal.state, "new")

    @mute_logger("odoo.http")
    def test_no_ticket_comes_by_post_either(self):
        self.authenticate("appeal_customer", "appeal_customer")
        before = self.env["helpdesk.ticket"].search_count([])
        for route in ("/submitted/ticket", "/new/ticket", "/ticket/close"):
            data = {
                "csrf_token": http.Request.csrf_token(self),
                "subject": "x",
                "description": "y",
                "ticket_id": self.appeal.id,
                "stage_id": self.closing_stage.id,
            }
            self.assertEqual(self.url_open(route, data=data).status_code, 404)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)

    def test_the_home_page_offers_no_tickets(self):
        self.authenticate("appeal_customer", "appeal_customer")
        page = self.url_open("/my").text
        self.assertNotIn("/my/tickets", page)
        self.assertNotIn("/new/ticket", page)


@tagged("post_install", "-at_install")
class TestHoles(AppealCase):
    def test_the_public_writes_no_stages(self):
        public = self.env.ref("base.public_user")
        for model in ("helpdesk.ticket.stage", "helpdesk.ticket.category", "helpdesk.ticket.team", "helpdesk.ticket"):
            for operation in ("read", "write", "create", "unlink"):
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(self.env[model].with_user(public).has_access(operation))

    def test_a_portal_user_does_not_see_the_appeals_of_his_company(self):
        colleague = self.env["res.partner"].create({"name": "Коллега", "parent_id": self.factory.id})
        self.portal_user.partner_id.parent_id = self.factory
        appeal = self._appeal(partner_id=colleague.id)
        appeal.message_subscribe(self.portal_user.partner_id.ids)
        self._assert_hidden(appeal, self.portal_user)

    def _assert_hidden(self, appeal, user):
        try:
            self.assertNotIn(appeal, self.env["helpdesk.ticket"].with_user(user).search([]))
        except AccessError:
            return
        with self.assertRaises(AccessError):
            appeal.with_user(user).read(["name"])

    def test_people_in_to_and_cc_do_not_follow(self):
        neighbour = self.env["res.partner"].create({"name": "Сосед", "email": "neighbour@example.com"})
        appeal = self.env["helpdesk.ticket"].message_new(self._message(), {"branch_id": self.branch.id})
        self.assertNotIn(neighbour, appeal.message_partner_ids)
        appeal.message_update(self._message())
        self.assertNotIn(neighbour, appeal.message_partner_ids)
        self.assertFalse(appeal.email_cc)

    def _message(self):
        return {
            "subject": "Мигает свет",
            "body": "<p>Вечером мигает свет.</p>",
            "from": "testova@example.com",
            "email_from": "testova@example.com",
            "author_id": self.citizen.id,
            "to": "info@example.com, neighbour@example.com",
            "cc": "neighbour@example.com",
            "recipients": "info@example.com, neighbour@example.com",
        }

    def test_the_mail_loop_guard_has_its_field(self):
        self.assertIn(self.env["helpdesk.ticket"]._primary_email, self.env["helpdesk.ticket"]._fields)

    def test_creating_subscribes_nobody(self):
        follower = self._as("specialist", self.env["helpdesk.ticket"]).create(self._vals())
        follower.action_register()
        self.assertFalse(follower.message_partner_ids)

    def test_following_a_team_is_not_following_its_appeals(self):
        team = self.env.ref("grid_appeal.team_customers")
        team.message_subscribe(self.stranger.partner_id.ids)
        appeal = self._appeal(team_id=team.id)
        self.assertNotIn(self.stranger.partner_id, appeal.message_partner_ids)

    def test_stages_send_no_mail(self):
        template = self.env.ref("helpdesk_mgmt.closed_ticket_template")
        self.env["helpdesk.ticket.stage"].search([("state", "!=", False)]).mail_template_id = template
        appeal = self._appeal(partner_id=False, is_anonymous=True)
        before = self.env["mail.mail"].search_count([])
        appeal.action_register()
        appeal.action_take()
        self.env.cr.precommit.run()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_a_state_is_shown_by_one_stage_that_stays(self):
        stage = self.env.ref("grid_appeal.stage_registered")
        with self.assertRaises(UserError):
            stage.unlink()
        self.assertFalse(self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done").active)

    def test_partner_counters_count_in_one_query(self):
        contact = self.env["res.partner"].create({"name": "Коллега", "parent_id": self.factory.id})
        partners = self.citizen + self.factory + contact
        closed = self._appeal(partner_id=contact.id)
        self._appeal(partner_id=contact.id)
        self._appeal(partner_id=self.factory.id)
        closed.action_register()
        closed._mark_answered()
        closed.outcome = "justified"
        closed.action_close()
        self.env.flush_all()
        self.env.invalidate_all()
        partners.mapped("parent_id")
        with self.assertQueryCount(3):
            counts = [(partner.helpdesk_ticket_active_count, partner.helpdesk_ticket_count) for partner in partners]
        self.assertEqual(counts, [(0, 0), (2, 3), (1, 2)])

    def test_the_open_mailbox_of_the_base_is_shut(self):
        self.assertFalse(self.env.ref("helpdesk_mgmt.mail_alias_lead_info_helpdesk").alias_name)

    def test_no_link_is_shared(self):
        self.assertFalse(self.env.ref("helpdesk_mgmt.model_helpdesk_ticket_action_share").binding_model_id)
