from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from ..models.helpdesk_ticket import HelpdeskTicket
from .common import PNG, PortalCase

SECRET = (
    "user_id",
    "team_id",
    "deadline_ids",
    "message_ids",
    "activity_ids",
    "law_id",
    "due_explanation",
    "registered_by_id",
    "access_token",
    "answer_id",
    "tag_ids",
)


@tagged("post_install", "-at_install")
class TestPortalRights(PortalCase):
    def setUp(self):
        super().setUp()
        self.appeal = self._answered()

    def _rpc(self, model, method, args, kwargs=None):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs or {}}
        return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

    def _refused(self, model, method, args, kwargs=None):
        with self.assertRaisesRegex(JsonRpcException, "AccessError|MissingError"):
            self._rpc(model, method, args, kwargs)

    def test_a_customer_reads_own_appeals_only(self):
        for user, seen in ((self.owner, True), (self.colleague, False), (self.stranger, False)):
            tickets = self.env["helpdesk.ticket"].with_user(user)
            self.assertEqual(self.appeal in tickets.search([]), seen, user.login)
            self.assertEqual(tickets.browse(self.appeal.id).has_access("read"), seen)

    def test_a_follower_of_the_thread_is_no_owner(self):
        self.appeal.message_subscribe(partner_ids=self.stranger.partner_id.ids)
        self.assertFalse(self.appeal.with_user(self.stranger).has_access("read"))

    def test_a_customer_changes_nothing(self):
        for model, record in (
            ("helpdesk.ticket", self.appeal),
            ("grid.appeal.answer", self.appeal.answer_id),
            ("grid.usage.point", self.point),
        ):
            record = record.with_user(self.owner)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(record.has_access(operation), (model, operation))

    @mute_logger("odoo.http", "odoo.orm.models")
    def test_over_rpc_only_the_named_fields_can_be_read(self):
        self.authenticate("portal_owner", "portal_owner")
        (read,) = self._rpc("helpdesk.ticket", "read", [self.appeal.ids, ["number", "state", "next_due_at"]])
        self.assertEqual(read["number"], self.appeal.number)
        for field in SECRET:
            self.assertIn(field, self.appeal._fields)
            for method, args, kwargs in (
                ("read", [self.appeal.ids, [field]], {}),
                ("web_read", [self.appeal.ids, {field: {}}], {}),
                ("search", [[(field, "!=", False)]], {}),
                ("web_search_read", [[], {field: {}}], {}),
                ("formatted_read_group", [[], [field], ["__count"]], {}),
            ):
                with self.subTest(field=field, method=method):
                    self._refused("helpdesk.ticket", method, args, kwargs)
        offered = self._rpc("helpdesk.ticket", "fields_get", [])
        self.assertLessEqual(set(offered), set(HelpdeskTicket._portal_fields))

    @mute_logger("odoo.http")
    def test_over_rpc_a_stranger_reads_nothing(self):
        self.authenticate("portal_stranger", "portal_stranger")
        self.assertEqual(self._rpc("helpdesk.ticket", "search_read", [[], ["number"]]), [])
        self.assertEqual(self._rpc("grid.appeal.answer", "search_read", [[], ["body"]]), [])
        self.assertEqual(self._rpc("grid.usage.point", "search_read", [[], ["address"]]), [])
        for model, record in (("helpdesk.ticket", self.appeal), ("grid.appeal.answer", self.appeal.answer_id)):
            self._refused(model, "web_read", [record.ids, {"display_name": {}}])

    @mute_logger("odoo.http")
    def test_promises_and_forms_are_not_read_over_rpc(self):
        self.authenticate("portal_owner", "portal_owner")
        for model in ("legal.deadline", "legal.deadline.event", "grid.portal.submission", "grid.branch", "mail.mail"):
            with self.subTest(model):
                self._refused(model, "search_read", [[], ["id"]])

    def test_drafts_are_not_the_customer_s(self):
        draft = self._appeal()
        draft.with_user(self.specialist).action_answer()
        answers = self.env["grid.appeal.answer"].with_user(self.owner).search([])
        self.assertEqual(answers, self.appeal.answer_id)
        self.assertFalse(draft.answer_id.with_user(self.owner).has_access("read"))

    def test_internal_notes_are_not_the_customer_s(self):
        self.appeal.message_post(body="Между нами", subtype_xmlid="mail.mt_note")
        messages = self.env["mail.message"].with_user(self.owner).search([("res_id", "=", self.appeal.id)])
        self.assertNotIn("Между нами", " ".join(messages.sudo().mapped("body")))

    @mute_logger("odoo.http")
    def test_files_go_out_by_the_page_of_the_appeal_only(self):
        Attachment = self.env["ir.attachment"]
        vals = {"raw": PNG, "res_model": "helpdesk.ticket", "res_id": self.appeal.id}
        own = Attachment.with_user(self.owner).sudo().create({"name": "своё.png", **vals})
        scan = Attachment.with_user(self.specialist).sudo().create({"name": "скан.png", **vals})
        mailed = Attachment.create({"name": "письмо.png", **vals})
        answered = Attachment.create({"name": "ответ коллеге.png", **vals})
        first = Attachment.create({"name": "к первому письму.png", "is_from_applicant": True, **vals})
        for file, author in ((mailed, self.owner), (answered, self.specialist)):
            self.env["mail.message"].create(
                {
                    "model": "helpdesk.ticket",
                    "res_id": self.appeal.id,
                    "message_type": "email",
                    "author_id": author.partner_id.id,
                    "attachment_ids": file.ids,
                }
            )
        self.assertEqual(self.appeal._customer_files(), own + mailed + first)
        everything = own + scan + mailed + answered + first + self.appeal.answer_id.letter_id
        for login in ("portal_owner", "portal_colleague", "portal_stranger", None):
            self.authenticate(login, login)
            for file in everything:
                with self.subTest(login=login, file=file.name):
                    self.assertEqual(self.url_open(f"/web/content/{file.id}").status_code, 404)
            if login:
                found = self._rpc("ir.attachment", "search_read", [[("id", "in", everything.ids)], ["name"]])
                self.assertEqual(found, [])
                self._refused("ir.attachment", "read", [everything.ids, ["datas"]])

    def test_a_usage_point_is_its_customer_s(self):
        self.assertEqual(self.env["grid.usage.point"].with_user(self.owner).search([]), self.point)
        self.assertFalse(self.env["grid.usage.point"].with_user(self.colleague).search([]))
        with mute_logger("odoo.orm.models"), self.assertRaises(AccessError):
            self.point.with_user(self.owner).read(["feeder"])

    def test_staff_are_not_narrowed_by_the_customer_s_fields(self):
        self.assertTrue(self.appeal.with_user(self.specialist).read(["user_id", "team_id", "law_id"]))
        self.assertTrue(self.point.with_user(self.specialist).read(["feeder"]))
