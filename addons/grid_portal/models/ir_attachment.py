from odoo import models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _check_access(self, operation):
        """Of the files of an appeal its customer sees what the customer gave and the letters sent.

        Odoo would show whatever hangs on a record that the customer may read: scans, drafts, notes.
        """
        result = super()._check_access(operation)
        if self.env.su or not self.env.user.share:
            return result
        forbidden, error = result or (self.browse(), None)
        hidden = (self - forbidden)._hidden_from_customer()
        if not hidden:
            return result
        return forbidden + hidden, error or (lambda: self._access_refused(operation))

    def _hidden_from_customer(self):
        files = self.sudo()
        of_appeals = files.filtered(lambda file: file.res_model == "helpdesk.ticket" and file.res_id)
        of_answers = files.filtered(lambda file: file.res_model == "grid.appeal.answer" and file.res_id)
        appeals = self.env["helpdesk.ticket"].sudo().browse(set(of_appeals.mapped("res_id"))).exists()
        answers = self.env["grid.appeal.answer"].sudo().browse(set(of_answers.mapped("res_id"))).exists()
        letters = answers.filtered(lambda answer: answer.state == "sent").letter_id
        return ((of_appeals - appeals._customer_files()) + (of_answers - letters)).sudo(False)

    def _access_refused(self, operation):
        return self.env["ir.rule"]._make_access_error(operation, self)
