from odoo import Command, models


class GridServiceMove(models.Model):
    """Who is told of a move: the applicant (PP 24), the supplier of last resort where the passport says so."""

    _inherit = "grid.service.move"

    def _tell(self):
        """Queue the letters of these moves in one batch."""
        mails = []
        for move in self:
            if move.transition_id.notify_applicant:
                mails += [{**mail, **move.dispatch_ids._enclosed()} for mail in move._letter_to_applicant()]
            if move.transition_id.notify_supplier:
                mails += move._letter_to_supplier()
        queued = self.env["helpdesk.ticket"]._queue_customer_mails(mails)
        for mail, letter in zip(mails, queued, strict=True):
            if dispatch := mail.get("dispatch"):
                dispatch._by_delivery().mail_id = letter

    def _send_papers(self):
        """Let the papers of these moves go to the applicant, and notices whose receipt begins a term; return them."""
        vals_list = []
        for move in self:
            papers = move.paper_ids.filtered(lambda paper: paper._is_for_applicant())
            if papers or move.step_id.from_receipt:
                request = move.request_id
                vals_list.append(
                    {
                        "request_id": request.id,
                        "move_id": move.id,
                        "paper_ids": [Command.set(papers.ids)],
                        "delivery": request._way_of_papers(move.transition_id),
                        "date": request._local(move.at).date(),
                    }
                )
        return self.env["grid.service.dispatch"].sudo().create(vals_list)

    def _letter_to_applicant(self):
        ticket = self.request_id.ticket_id
        return [self._letter(ticket._answer_email(), ticket._letter_lang())] if ticket._answer_email() else []

    def _letter_to_supplier(self):
        supplier = self.request_id._supplier()
        return [self._letter(supplier.email, supplier.lang)] if supplier.email else []

    def _letter(self, email, lang):
        move = self.with_context(lang=lang)
        request, ticket = move.request_id, move.request_id.ticket_id
        values = {**ticket._mail_values(), **move._told_values()}
        subject = move.env._("Request No. %(number)s: %(stage)s", number=request.number, stage=move.step_id.name)
        return {
            "ticket": ticket,
            "email_to": email,
            "subject": subject,
            "body": move.env["ir.qweb"]._render("grid_service.mail_move", values),
            "log": self.env._("%(stage)s: told to %(email)s", stage=move.step_id.name, email=email),
            "headers": {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        }

    def _told_values(self):
        """Return what a letter of a move says, in the language of the context."""
        request = self.request_id
        return {
            "case": request,
            "move": self,
            "number": request.number,
            "stage": self.step_id.name,
            "lead": self.transition_id.notice
            or self.env._("The stage of your request: %(stage)s.", stage=self.step_id.name),
            "items": self.items or [],
            "reason": self.reason or "",
            "actor": dict(self.step_id._fields["actor"]._description_selection(self.env))[self.step_id.actor],
            "waits_for_you": self.step_id.actor == "applicant" and not self.step_id.outcome,
            "due": request.ticket_id._letter_date(self.due_at) if self.due_at else "",
        }
