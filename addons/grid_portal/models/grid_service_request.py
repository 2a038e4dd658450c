import base64

from odoo import api, fields, models

#: How a paper names what it was asked as.
LINK = {"grid.service.document": "document_id", "grid.paper.kind": "kind_id"}


class GridServiceRequest(models.Model):
    """What the applicant reads of a request: its stages with their dates are disclosed by law (PP 24, p. 19 l)."""

    _name = "grid.service.request"
    _inherit = ["grid.service.request", "grid.account.reader"]

    _portal_fields = frozenset(
        {
            "id",
            "display_name",
            "number",
            "subject",
            "description",
            "service_id",
            "partner_id",
            "usage_point_id",
            "state",
            "actor",
            "outcome",
            "received_at",
            "submitted_at",
            "entered_at",
            "actor_due_at",
            "next_due_at",
            "ended_at",
        }
    )

    @api.model
    def _draft_in_account(self, code, customer, company, meter=None):
        """Name who acts for the customer, where somebody does."""
        draft = super()._draft_in_account(code, customer, company, meter=meter)
        draft.representative_id = self.env.user._representing(customer)
        return draft

    def _customer_title(self):
        """Which request it is: number and day, a draft by its day alone."""
        values = {"number": self.number, "day": self._customer_date(self.submitted_at or self.received_at)}
        if self.number:
            return self.env._("No. %(number)s of %(day)s", **values)
        return self.env._("Draft, begun on %(day)s", **values)

    def _customer_turn(self):
        """Whose turn it is and until when: (is it the applicant's, sentence); nothing when it has ended."""
        step = self.step_id
        if step.outcome or not self.submitted_at:
            return None
        mine = step.actor == "applicant"
        return mine, self._said_turn(mine) % {
            "who": dict(step._fields["actor"]._description_selection(self.env))[step.actor],
            "due": self._customer_date(self.act_due_at),
        }

    def _said_turn(self, mine):
        if not self.act_due_at:
            return self.env._("It is your turn") if mine else self.env._("Who acts now: %(who)s")
        if self.act_due_at < fields.Datetime.now():
            if mine:
                return self.env._("It is your turn; the term ended on %(due)s")
            return self.env._("Who acts now: %(who)s; the term ended on %(due)s")
        if mine:
            return self.env._("It is your turn, not later than %(due)s")
        return self.env._("Who acts now: %(who)s, not later than %(due)s")

    def _customer_told(self):
        """Return what the applicant was told of the last move."""
        return self.move_ids[-1:].transition_id.notice or ""

    def _customer_row(self):
        """Return what the list says of the request."""
        mine, words = self._customer_turn() or (False, "")
        return {
            "path": f"/my/requests/{self.id}",
            "name": self.subject,
            "stage": self.step_id.name,
            "title": self._customer_title(),
            "due": words,
            "due_class": "fw-bold" if mine else "",
        }

    def _customer_acts(self):
        """The acts that the applicant may do now in the account."""
        return self.step_id.transition_ids.filtered(lambda one: one.in_account and one.actor == "applicant")

    def _customer_act_name(self, act):
        """Return what a button of the account says: the passport names the act as something that has happened."""
        return self.env._("Send the papers") if act.papers == "complete" else act.name

    def _customer_papers(self):
        """The papers that the applicant sees, the newest first: his own, and those that were issued to him."""
        shown = self.paper_ids.filtered(
            lambda paper: paper.is_public and (paper.direction == "in" or paper.state == "issued" or paper.move_ids)
        )
        return shown.sorted("id", reverse=True)

    def _customer_drafts(self, customer, family):
        """The applications of a family that a customer has begun and not sent."""
        return self.search([("partner_id", "=", customer.id), ("submitted_at", "=", False), ("family", "=", family)])

    def _customer_lists(self):
        """What the last move lists: what lacks, or the remarks."""
        return self.move_ids[-1:].items or []

    def _customer_asked(self):
        """What the applicant may attach now: papers that lack or that no act has taken up, and those of his acts."""
        if self.outcome:
            return []
        kinds = self._customer_acts().paper_kind_ids.filtered(lambda kind: kind.direction == "in")
        asked = self._lacking_documents() | self._not_taken_up().document_id
        return [*(one for one in self._needed_documents() if one in asked), *kinds]

    def _not_taken_up(self):
        """Return the papers of the applicant that no act has taken up yet: he may add to them."""
        return self.paper_ids.filtered(lambda paper: paper.direction == "in" and not paper.move_ids)

    def _papers_for(self, asked):
        """Return all that was given for a paper that is asked."""
        return self.paper_ids.filtered(lambda paper: paper[LINK[asked._name]] == asked)

    def _give_in_account(self, asked, name, content):
        """Keep a file that the applicant gave for a paper that is asked of him; a second sending of it is the first."""
        given = self._papers_for(asked) & self._not_taken_up()
        return given._with_content(content) or self.env["grid.service.paper"].create(
            {
                "request_id": self.id,
                LINK[asked._name]: asked.id,
                "at": fields.Datetime.now(),
                "file": base64.b64encode(content),
                "file_name": name,
            }
        )

    def _take_back(self, paper_id):
        """Take a paper out of a draft: it was attached by mistake."""
        if not self.submitted_at:
            self.paper_ids.filtered(lambda paper: str(paper.id) == paper_id).unlink()
