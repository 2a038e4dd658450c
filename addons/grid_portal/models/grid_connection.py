from datetime import date

from odoo import models
from odoo.tools.misc import get_lang
from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_appeal.models import findings
from odoo.addons.grid_connection.applications import CHOICES, FIELDS, FLAGS, POWERS, Finding, kilowatts, read

_lt = LazyTranslate(__name__)

BUSINESS_ONLY = {"instalment_option", "procurement_law"}
CITIZENS_ONLY = {"social_rate_claimed"}
#: What only this form can say; the other sentences are those of every form.
SENTENCES = {
    "no_number": _lt("This is not a number. Write the power in figures, for example 7.5."),
    "below_zero": _lt("Power is not below zero."),
    "too_much": _lt("Power is given in kW, not in W, and not more than %(limit)s. Check the number."),
    "too_exact": _lt("Write the power with at most three figures after the comma."),
    "no_date": _lt("This is not a date. Write it like 31.12.2027."),
    "past": _lt("This day has passed already. Name a later one."),
    "unknown": _lt("Choose from the list: there is no such answer."),
    "missing": _lt("Choose one of the answers."),
}


class GridConnection(models.Model):
    """What the applicant fills in of the application in the account, and reads of it later."""

    _inherit = "grid.connection"

    def _customer_fields(self):
        """Return the fields of the form that are asked of this applicant: citizens and business differ."""
        return FIELDS - (BUSINESS_ONLY if self.partner_id.customer_kind == "individual" else CITIZENS_ONLY)

    def _customer_choices(self):
        """Return the answers of each list: {field: {code: words}}."""
        return {name: dict(self._fields[name]._description_selection(self.env)) for name in CHOICES}

    def _take_form(self, typed):
        """Keep what is good of a form that was sent; return a sentence for each field that is not.

        A tick is sent only when it is set. The draft follows the passport that its data ask for.
        """
        self.ensure_one()
        asked = self._customer_fields()
        sent = {name: typed.get(name, "") for name in asked if name in typed or name in FLAGS}
        reading = read(sent, self._customer_choices())
        values = dict(reading.values)
        faults = {one.field: self._said_finding(one) for one in reading.findings}
        for name, sentence in self._of_place_and_time(values):
            faults[name] = sentence
            del values[name]
        self.write({name: self._as_stored(value) for name, value in values.items()})
        self._follow_passport()
        return faults

    def _of_place_and_time(self, values):
        """Return (field, sentence) of values that are written well and yet cannot be."""
        found = []
        if (number := values.get("cadastral_number")) and (sentence := self._cadastral_fault(number)):
            found.append(("cadastral_number", sentence))
        until = values.get("temporary_until")
        if until and until < self.company_id._legal_today():
            found.append(("temporary_until", self._said_finding(Finding("temporary_until", "past"))))
        return found

    def _said_finding(self, finding):
        figures = {"limit": finding.limit, "actual": finding.actual}
        if text := SENTENCES.get(finding.code):
            return self.env._(text) % figures  # pylint: disable=translation-not-lazy
        return findings.sentence(self.env, finding.field, finding.code, **figures)

    def _as_stored(self, value):
        if value is None:
            return False
        return value if isinstance(value, (bool, str, date)) else float(value)

    def _follow_passport(self):
        """Let a draft follow the passport by its data, with the papers that were given for the one before."""
        before, name = self.service_id, self.service_id.name
        if self.power_new_kw <= 0 or self.fitting_service_id in (before, before.browse()):
            return
        self.action_take_fitting_passport()
        if self.subject == name:
            self.subject = self.service_id.name
        documents = {one.code: one for one in self.service_id.document_ids}
        for paper in self.paper_ids.filtered("document_id"):
            paper.document_id = documents.get(paper.document_id.code, paper.document_id)

    def _customer_form(self):
        """Return the application as the fields of the page hold it: {field: text}."""
        return {name: self._as_typed(name) for name in self._customer_fields()}

    def _customer_said(self):
        """Return the application as it is read: lists and ticks in words, days as they are written."""
        choices = self._customer_choices()
        said = self._customer_form()
        said |= {name: choices[name].get(said[name], "") for name in choices.keys() & said.keys()}
        said |= {name: self.env._("Yes") for name in FLAGS if said.get(name)}
        said["temporary_until"] = self.temporary_until and self._said_day(self.temporary_until)
        return said

    def _as_typed(self, name):
        value = self[name]
        if name in POWERS and value:
            return f"{kilowatts(value).normalize():f}".replace(".", get_lang(self.env).decimal_point)
        return str(value) if value else ""
