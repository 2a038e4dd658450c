from odoo import models

from ..appeals import form_4_9, life
from ..appeals.table import Column

# all but the explanation, which is long
PROMISE_FIELDS = [
    "res_id",
    "code",
    "rule_id",
    "state",
    "due_at",
    "control_at",
    "warn_at",
    "circumstances",
    "company_id",
]

# all but the texts of the appeal
FORM_FIELDS = [
    "number",
    "received_at",
    "branch_id",
    "channel_id",
    "kind",
    "theme",
    "state",
    "answered_at",
    "answer_code",
]


class HelpdeskTicket(models.Model):
    """Appeals as rows of form 4.9 (annex 7 to order 186): no name, no address, nothing of a person."""

    _inherit = "helpdesk.ticket"

    def _form_4_9_columns(self):
        """Return the 31 columns under the words of the form; widths are millimetres of an A3 sheet."""
        mark, words = 9, 40
        groups = self._form_4_9_groups()
        single = [
            (self.env._("No."), 10),
            (self.env._("Identification number of the appeal"), 30),
            (self.env._("Date of the appeal"), 18),
            (self.env._("Time of the appeal"), 12),
        ]
        columns = [Column(title, width) for title, width in single]
        for group, titles in groups[:-1]:
            columns += [Column(title, mark, group, counted=True) for title in titles]
        group, titles = groups[-1]
        return columns + [Column(title, words, group) for title in titles]

    def _form_4_9_groups(self):
        """Return the common headings of columns 5 to 31, each with the titles below it."""
        forms = [
            self.env._("Appeal in person"),
            self.env._("Remote appeal by telephone"),
            self.env._("Remote appeal by the internet"),
            self.env._("Written appeal by post"),
            self.env._("Other"),
        ]
        facts = [
            self.env._("The applicant received an exhaustive answer in time"),
            self.env._("The applicant received an exhaustive answer late"),
            self.env._("The appeal was left without an answer"),
        ]
        measures = [self.env._("Measures done on the appeal"), self.env._("Measures planned on the appeal")]
        return [
            (self.env._("Form of the appeal"), forms),
            *self._form_4_9_blocks(),
            (self.env._("Fact of the consumer's receiving an answer"), facts),
            (self.env._("Measures on the appeal"), measures),
        ]

    def _form_4_9_blocks(self):
        """Return the three blocks of themes, columns 10 to 26: all appeals, complaints, applications."""
        common = [
            self.env._("Technological connection of consumers"),
            self.env._("Commercial metering of electricity"),
            self.env._("Quality of service to consumers"),
            self.env._("Maintenance of network facilities"),
            self.env._("Other"),
        ]
        complaints = [self.env._("Quality of transmission services"), self.env._("Quality of electricity"), *common]
        applications = [
            self.env._("On technological connection"),
            self.env._("Conclusion of a transmission agreement"),
            self.env._("Organisation of commercial metering"),
            self.env._("Other"),
        ]
        return [
            (self.env._("Appeals of consumers"), [self.env._("Provision of transmission services"), *common]),
            (self.env._("Appeals of consumers that contain a complaint"), complaints),
            (self.env._("Appeals of consumers that contain an application for services"), applications),
        ]

    def _form_4_9_rows(self, first, frozen=False):
        """Return the rows of a batch of appeals, numbered from `first`.

        `frozen`: the year is closed, what has no answer by now was left without one.
        """
        self.fetch(FORM_FIELDS)
        promises = self._answer_promises()
        within_all = self.env.company.sudo().complaints_within_all
        return [
            form_4_9.row(position, ticket._form_4_9_appeal(promises.get(ticket.id), frozen), within_all)
            for position, ticket in enumerate(self, start=first)
        ]

    def _form_4_9_appeal(self, promise, frozen):
        done = self.measure_ids.filtered(lambda measure: measure.state == "done")
        return form_4_9.Appeal(
            number=self.number,
            received=self._local(self.received_at).replace(tzinfo=None),
            form=self.channel_id.statutory_form,
            kind=self.kind,
            theme=self.theme,
            fact=self._fact_of_answer(promise, frozen),
            done=form_4_9.measures((measure.name, measure.done_on) for measure in done),
            planned=form_4_9.measures((m.name, m.planned_on) for m in self.measure_ids - done),
        )

    def _fact_of_answer(self, promise, frozen=False):
        """Column 27, 28 or 29, by the promise of an answer."""
        state = promise.deadline_state if promise else ""
        return form_4_9.fact_of_answer(bool(self.answered_at), self.state in life.ENDED_STATES, state, frozen)

    def _answer_promises(self):
        """Return the last promise of an answer of each appeal, `{id: legal.deadline}`, in one search."""
        codes = [code for code in set(self.mapped("answer_code")) if code]
        found = self.env["legal.deadline"].search_fetch(
            [("res_model", "=", self._name), ("res_id", "in", self.ids), ("code", "in", codes)],
            PROMISE_FIELDS,
            order="id",
        )
        answering = dict(zip(self.ids, self.mapped("answer_code"), strict=True))
        return {promise.res_id: promise for promise in found if answering[promise.res_id] == promise.code}
