from odoo import models


class HelpdeskTicket(models.Model):
    """The form of an appeal is guarded, with the draft answer on it."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "grid.guarded.edit"]

    def _guarded_appeal(self):
        return self


class GridAppealAnswer(models.Model):
    """The form of an answer is guarded."""

    _name = "grid.appeal.answer"
    _inherit = ["grid.appeal.answer", "grid.guarded.edit"]


class GridAppealNotice(models.Model):
    """The dialog of a notice is guarded."""

    _name = "grid.appeal.notice"
    _inherit = ["grid.appeal.notice", "grid.guarded.edit"]


class GridAppealQuestion(models.Model):
    """The form of a question is guarded."""

    _name = "grid.appeal.question"
    _inherit = ["grid.appeal.question", "grid.guarded.edit"]


class LegalInnerTerm(models.Model):
    """The form of a task is guarded."""

    _name = "legal.inner.term"
    _inherit = ["legal.inner.term", "grid.guarded.edit"]
