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
        """Tell the supplier what the applicant was told; the page of the request is not his to open."""
        supplier = self.request_id._supplier()
        if not supplier.email:
            return []
        reader = self.with_context(lang=supplier.lang)
        news = {"number": self.request_id.number, "news": reader._news()}
        return [
            self._letter(
                supplier.email,
                supplier.lang,
                subject=reader.env._("Request No. %(number)s, told to the applicant: %(news)s", **news),
                lead=reader.env._("The applicant is told: %(news)s", **news),
                applicant=reader.env._("Applicant: %(name)s.", name=self.request_id.partner_id.name),
                status_url="",
                turn=reader._said_turn(self.due_at, is_yours=False) if self.due_at else "",
            )
        ]

    def _reminder(self):
        """Return the letter that reminds the applicant of what waits for him."""
        ticket = self.request_id.ticket_id
        if not ticket._answer_email():
            return []
        reader = self.with_context(lang=ticket._letter_lang())
        said = {
            "number": self.request_id.number,
            "stage": reader.step_id.name,
            "due": reader.request_id.ticket_id._letter_date(self.request_id.actor_due_at),
        }
        return [
            self._letter(
                ticket._answer_email(),
                ticket._letter_lang(),
                subject=reader.env._("Request No. %(number)s: a reminder, to be done by %(due)s", **said),
                lead=reader.env._("We remind you of the stage “%(stage)s”.", **said),
                turn=reader._said_turn(self.request_id.actor_due_at, is_yours=True),
                why=reader.request_id._why("public").splitlines(),
            )
        ]

    def _letter(self, email, lang, subject="", **other):
        """Return a letter about the move; `other` stands in place of what such letters say."""
        move = self.with_context(lang=lang)
        request, ticket = move.request_id, move.request_id.ticket_id
        values = {**ticket._mail_values(), **move._told_values(), **other}
        news = {"number": request.number, "news": move._news()}
        return {
            "ticket": ticket,
            "email_to": email,
            "subject": subject or move.env._("Request No. %(number)s: %(news)s", **news),
            "body": move.env["ir.qweb"]._render("grid_service.mail_move", values),
            "log": self.env._("%(news)s: told to %(email)s", news=self._news(), email=email),
            "headers": {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        }

    def _news(self):
        """Return what has happened, in the words of the passport, without the stop at their end."""
        return (self.transition_id.notice or self.transition_id.name or self.step_id.name).rstrip(".")

    def _told_values(self):
        """Return what a letter of a move says, in the language of the context."""
        request, ticket = self.request_id, self.request_id.ticket_id
        return {
            "case": request,
            "about": self.env._(
                "Request No. %(number)s of %(day)s: %(subject)s.",
                number=request.number,
                day=ticket._letter_date(request.submitted_at),
                subject=request.subject,
            ),
            "applicant": "",
            "lead": f"{self._news()}.",
            "items": self.items or [],
            "reason": self.reason or "",
            "turn": self._said_turn(self.due_at, self.step_id.actor == "applicant") if self.due_at else "",
            "why": self.env["legal.explanation"]._lines(self.why or []),
        }

    def _said_turn(self, due_at, is_yours):
        """Say whose turn it is and until when."""
        due = self.request_id.ticket_id._letter_date(due_at)
        if is_yours:
            return self.env._("Please do it not later than %(due)s: it is your turn.", due=due)
        actor = dict(self.step_id._fields["actor"]._description_selection(self.env))[self.step_id.actor]
        return self.env._("Until %(due)s it is the turn of: %(actor)s.", due=due, actor=actor)
