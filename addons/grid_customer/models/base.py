from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    #: Whether files that lie on such a record are opened by whoever of the staff sees it (`ir_attachment_papers.py`).
    _files_open = False


class DiscussChannel(models.Model):
    """What a colleague sends to a chat is sent to those in it."""

    _inherit = "discuss.channel"

    _files_open = True


class LegalRule(models.Model):
    """What lies on a rule is law."""

    _inherit = "legal.rule"

    _files_open = True
