from odoo.tools import html2plaintext

from .common_answer import AnswerCase


class NoticeCase(AnswerCase):
    """The answer cast, and a supplier to whom appeals that are not ours are redirected."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["head"].partner_id.phone = "+73842364571"
        cls.supplier = cls.env["res.partner"].create(
            {"name": "ПАО «Энергосбыт»", "is_company": True, "email": "gp@sbyt.example"}
        )

    def _notice(self, ticket, act, user="specialist", **vals):
        """The draft of an act's dialog, filled in and kept."""
        action = getattr(self._as(user, ticket), f"action_{act}")()
        notices = self.env[action["res_model"]].with_user(self.users[user]).with_context(**action["context"])
        if not action["res_id"]:
            return notices.create(vals)
        notice = notices.browse(action["res_id"])
        notice.write(vals)
        return notice

    def _history(self, ticket):
        return "\n".join(html2plaintext(body) for body in ticket.sudo().message_ids.mapped("body"))

    def _promise(self, ticket, code):
        return ticket.sudo().deadline_ids.filtered(lambda one: one.code == code)
