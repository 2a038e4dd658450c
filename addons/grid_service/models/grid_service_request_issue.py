from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.pdf import merge_pdf

#: Papers whose text is the reason of the act: without it they would say nothing.
WORDED = {"refusal", "reply"}
#: The act that admits a meter to operation: it stands on the card of the meter too.
ADMISSION = "meter_admission_act"


class GridServiceRequest(models.Model):
    """Papers of the company: printed from their templates, numbered, and issued by the act that needs them."""

    _inherit = "grid.service.request"

    def _issue_papers(self, printed, transition, at, reason=None, items=None):
        """Issue the kinds that an act prints (`{request: kinds}`): they are printed with the act, or the act fails."""
        for request, kinds in printed.items():
            request._issue(kinds, at, transition_id=transition.id, reason=reason, items=items)

    def _kinds_to_issue(self, transition):
        """Return what an act needs and nobody has issued since the stage began: it prints that itself."""
        issued = self._papers_of_stage().filtered("file_name").kind_id
        return (transition.paper_kind_ids - issued).filtered("template")

    def _issue(self, kinds, at=None, **said):
        """Issue papers of these kinds: number, date, PDF; return them.

        `said`: the act that issues them (`transition_id`), its `reason` and its list (`items`).

        :raises UserError: what a paper says is not known yet
        """
        self.ensure_one()
        at = fields.Datetime.to_datetime(at or fields.Datetime.now())
        self._check_papers_known(kinds, said.get("reason"))
        papers = self.env["grid.service.paper"].sudo()
        papers = papers.create(
            [
                {**self._paper_vals(kind, at, **said), "number": self._paper_number(kind), "state": "issued"}
                for kind in kinds
            ]
        )
        letters = self.env["grid.appeal.letter"]
        for paper, pdf in zip(papers, letters._print_many([paper._sheet() for paper in papers]), strict=True):
            paper._keep_printed(pdf)
        self._note_admission(papers)
        return papers

    def _note_admission(self, papers):
        """Keep on the card of the meter by which act it was admitted, and when."""
        for act in papers.filtered(lambda paper: paper.kind_id.code == ADMISSION):
            day = self._local(act.at).date()
            self._admitted_meter().write({"commissioned_on": day, "commissioning_act": act.number})

    def _preview(self, transition, at=None, reason=None, items=None):
        """Return the PDF of the papers that an act would issue, as they would stand; nothing is kept.

        :raises UserError: what a paper says is not known yet, or the act prints nothing
        """
        letters = self.env["grid.appeal.letter"]
        drafts = self._draft_papers(transition, at, reason, items)
        return merge_pdf(letters._print_many([paper._sheet() for paper in drafts]))

    def _draft_papers(self, transition, at=None, reason=None, items=None):
        """Return the papers that an act would issue, not kept; refuse as the act would, and whoever may not do it."""
        self.ensure_one()
        self.check_access("write")
        self.env["grid.service.paper"].check_access("create")
        if not self._may_record(transition):
            raise AccessError(self.env._("Your role does not allow the act “%(act)s”.", act=transition.name))
        kinds = self._kinds_to_issue(transition.sudo())
        if not kinds:
            raise UserError(self.env._("“%(act)s” prints no papers.", act=transition.name))
        self._check_papers_known(kinds, reason)
        at = fields.Datetime.to_datetime(at or fields.Datetime.now())
        papers = self.env["grid.service.paper"].sudo()
        said = {"transition_id": transition.id, "reason": reason, "items": items}
        return [papers.new(self._paper_vals(kind, at, **said)) for kind in kinds]

    def _check_papers_known(self, kinds, reason):
        problems = self._missing_for_papers(kinds)
        if not (reason or "").strip():
            problems += [
                self.env._("Write the text of “%(paper)s” as the reason of the act.", paper=kind.name)
                for kind in kinds.filtered(lambda one: one.code in WORDED)
            ]
        if problems:
            raise UserError("\n".join([self.env._("The papers cannot be issued yet."), *problems]))

    def _paper_vals(self, kind, at, transition_id=False, reason=None, items=None):
        return {
            "request_id": self.id,
            "kind_id": kind.id,
            "name": kind.with_context(lang=self._paper_lang()).name,
            "date": self._local(at).date(),
            "at": at,
            "is_public": kind.is_public,
            "user_id": self.env.uid,
            "transition_id": transition_id,
            "reason": reason,
            "items": items or False,
        }

    def _paper_number(self, kind):
        """Return the number of a paper: that of the request with the letters of its kind; a second one is counted."""
        if not kind.series:
            return False
        earlier = len(self.paper_ids.filtered(lambda paper: paper.kind_id == kind))
        return f"{self.number}-{kind.series}" + (f"/{earlier + 1}" if earlier else "")

    def _paper_lang(self):
        return self.ticket_id._letter_lang()

    def _missing_for_papers(self, kinds):
        """Return what keeps papers of these kinds from being issued, in sentences, each once."""
        return list(dict.fromkeys(line for kind in kinds for line in self._missing_for_paper(kind)))

    def _missing_for_paper(self, kind):
        """Return what keeps a paper of this kind from being issued, in sentences; addons above add theirs."""
        if kind.code == ADMISSION:
            return [*self._missing_of_meter()]
        return []

    def _missing_of_meter(self):
        meter = self._admitted_meter()
        if not meter:
            yield self.env._("Name the usage point of the request and enter its meter: the act admits it to operation.")
            return
        for name in ("meter_type", "verified_until", "place", "seal"):
            if not meter[name]:
                yield self.env._(
                    "Enter “%(field)s” on the card of the meter %(meter)s.",
                    field=meter._fields[name]._description_string(self.env),
                    meter=meter.name,
                )

    def _admitted_meter(self):
        """Return the meter that stands at the usage point of the request."""
        return self.usage_point_id.sudo().meter_ids.filtered(lambda meter: not meter.removed_on)

    def _paper_values(self, paper):
        """Return what the template of a paper reads beside the request; addons above add theirs."""
        act = paper.transition_id
        rule_code = {"lack_notice": act.target_id.rule_code, "annulment_notice": act.after_rule_code}
        code = rule_code.get(paper.kind_id.code)
        return {
            "meter": self._admitted_meter() if paper.kind_id.code == ADMISSION else None,
            "rule": paper._rule(code) if code else None,
        }
