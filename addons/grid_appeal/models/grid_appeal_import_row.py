from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..appeal_form import fields as form_fields
from ..appeals import importing
from .helpdesk_ticket import KINDS, THEMES

APPEAL = "helpdesk.ticket"


class Refused(Exception):
    """A row that is not imported: the column and the sentence that says why."""

    def __init__(self, column, sentence):
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


class RowReader:
    """Turns rows of a table into values of appeals; everything it looks up is read once."""

    def __init__(self, job, places, titles):
        self.job, self.places, self.titles, self.env = job, places, titles, job.env
        self.lines = [column for column in places if column not in ("text", *importing.MOMENTS)]
        self.now = fields.Datetime.now()
        ticket = self.env[APPEAL]
        self.states = self._selection(ticket, "state", importing.PAST_STATES)
        self.outcomes = self._selection(ticket, "outcome", dict(ticket._fields["outcome"].selection))
        self.kinds = self._selection(ticket, "kind", dict(KINDS))
        self.themes = self._selection(ticket, "theme", dict(THEMES))
        self.channels = self._records("helpdesk.ticket.channel", [("code", "!=", False)], "code", "name")
        self.categories = self._records("helpdesk.ticket.category", [], "name")
        self.branches = self._records("grid.branch", job._branch_domain(), "code", "name")
        self.own_forms = tuple(
            f"{branch.code}-"
            for branch in self.env["grid.branch"].sudo().with_context(active_test=False).search([])
            if branch.company_id == job.company_id
        )

    def _selection(self, model, name, allowed):
        labels = dict(model._fields[name]._description_selection(self.env))
        return {key.casefold(): code for code in allowed for key in (code, labels[code])}

    def _records(self, model, domain, *names):
        records = self.env[model].sudo().search(domain)
        return {(record[name] or "").casefold(): record for name in reversed(names) for record in records}

    def cell(self, cells, column):
        place = self.places.get(column)
        return cells[place] if place is not None and place < len(cells) else None

    def values_of(self, cells):
        """Return the values of the appeal and those of its customer; raise `Refused` for what cannot be one."""
        line = {column: form_fields.clean_line(importing.text(self.cell(cells, column))) for column in self.lines}
        text = form_fields.clean_text(importing.text(self.cell(cells, "text")))
        self.refuse_empty({**line, "text": text, "received_at": self.cell(cells, "received_at")})
        branch = self.choice(line, "branch", self.branches) if line.get("branch") else self.job.branch_id
        state = self.choice(line, "state", self.states) if line.get("state") else "new"
        channel = self.choice(line, "channel", self.channels) if line.get("channel") else self.job.source_id.channel_id
        category = self.choice(line, "category", self.categories) if line.get("category") else None
        outcome = self.choice(line, "outcome", self.outcomes) if line.get("outcome") else None
        subject = line.get("subject") or text
        vals = {
            "state": state,
            "source_number": line["number"][:100],
            "branch_id": branch.id,
            "company_id": branch.company_id.id,
            "channel_id": channel.id,
            "outcome": outcome,
            "kind": self.choice(line, "kind", self.kinds),
            "theme": self.choice(line, "theme", self.themes),
            "category_id": category.id if category else None,
            "name": form_fields.subject(subject),
            "description": self.description(text, line),
            **self.life(cells, state, branch),
        }
        if state != "new":
            vals["number"] = self.number(line["number"])
        return vals, self.customer(line)

    def refuse_empty(self, line):
        for column in importing.REQUIRED:
            if not line.get(column):
                raise Refused(column, self.env._("The cell is empty."))

    def choice(self, line, column, allowed):
        found = allowed.get(line[column].casefold())
        if not found:
            raise Refused(column, self.env._("“%(value)s” is not known here.", value=line[column]))
        return found

    def number(self, number):
        """The old number stays; one of our own form could be given again one day."""
        if number.startswith(self.own_forms):
            raise Refused(
                "number",
                self.env._(
                    "“%(number)s” looks like a number that this system gives. Write it with a mark of the old "
                    "register, for example “old %(number)s”.",
                    number=number,
                ),
            )
        return number

    def life(self, cells, state, branch):
        """The moments of the appeal in UTC, each in its turn and none in the future."""
        zone = ZoneInfo(branch.tz or branch.company_id.sudo().legal_tz)
        moments = {column: self.moment(cells, column, zone) for column in importing.MOMENTS}
        if state == "new":
            moments = {"received_at": moments["received_at"]}
        elif not moments["registered_at"]:
            raise Refused("registered_at", self.env._("A registered appeal needs the date of its registration."))
        for column in importing.NEEDED.get(state, ()):
            if not moments[column]:
                raise Refused(column, self.env._("An appeal in this state needs this date."))
        if pair := importing.misplaced(moments):
            earlier, later = (self.titles[column] for column in pair)
            raise Refused(pair[1], self.env._("“%(later)s” is before “%(earlier)s”.", later=later, earlier=earlier))
        return {("closed_date" if column == "closed_at" else column): moment for column, moment in moments.items()}

    def moment(self, cells, column, zone):
        value = self.cell(cells, column)
        try:
            local = importing.moment(value)
            moment = local and local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
        except (ValueError, OverflowError):
            raise Refused(
                column,
                self.env._("“%(value)s” is not a date such as 02.03.2026 or 02.03.2026 10:15.", value=str(value)[:40]),
            ) from None
        if moment and moment > self.now:
            raise Refused(column, self.env._("The date is in the future."))
        return moment

    def description(self, text, line):
        form = form_fields.AppealForm(
            text=text, address=line.get("address", ""), account_number=line.get("account_number", "")
        )
        return self.env[APPEAL]._form_description(form)

    def customer(self, line):
        """Who applied, as it is looked for; nothing for an anonymous appeal."""
        known = {name: line.get(name) or "" for name in ("name", "inn", "phone", "email")}
        if known["email"] and not email_normalize(known["email"]):
            raise Refused("email", self.env._("“%(value)s” is not an e-mail address.", value=known["email"]))
        return known if any(known.values()) else None

    def known_already(self, numbers):
        """Which of these numbers are in the system: as this source's, or as registration numbers."""
        tickets = self.env[APPEAL].sudo().with_context(active_test=False)
        own = Domain("source_id", "=", self.job.source_id.id) & Domain("source_number", "in", numbers)
        given = Domain("company_id", "=", self.job.company_id.id) & Domain("number", "in", numbers)
        found = set(tickets.search_fetch(own, ["source_number"]).mapped("source_number"))
        return found | set(tickets.search_fetch(given, ["number"]).mapped("number"))
