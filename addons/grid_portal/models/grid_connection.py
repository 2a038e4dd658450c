from decimal import Decimal

from odoo import Command, models
from odoo.tools.misc import get_lang
from odoo.tools.translate import LazyTranslate

from odoo.addons.grid_appeal.models import findings
from odoo.addons.grid_connection.applications import (
    CHOICES,
    FIELDS,
    FLAGS,
    STAGE_READERS,
    STAGES_MAX,
    kilowatts,
    read,
    read_stages,
    stage_field,
    stage_numbers,
)
from odoo.addons.grid_connection.models.grid_connection_form import ASKED

_lt = LazyTranslate(__name__)

#: Fields that are asked of some kinds of applicants only.
ASKED_OF = {
    **dict.fromkeys(("instalment_option", "procurement_law", "register_date"), {"entrepreneur", "legal_entity"}),
    **dict.fromkeys(("signer_name", "signer_position"), {"legal_entity"}),
    "social_rate_claimed": {"individual"},
}
#: What only this form can say; the other sentences are those of every form.
SENTENCES = {
    "no_number": _lt("This is not a number. Write the power in figures, for example 7.5."),
    "below_zero": _lt("Power is not below zero."),
    "too_much": _lt("Power is given in kW, not in W, and not more than %(limit)s. Check the number."),
    "too_exact": _lt("Write the power with at most three figures after the comma."),
    "no_power": _lt("Write how many kW: more than zero."),
    "no_count": _lt("Write how many in figures, from 1 to %(limit)s."),
    "no_date": _lt("This is not a date. Write it like 31.12.2027."),
    "ahead": _lt("This day is ahead. Name the day of the entry as it stands in the extract."),
    "past": _lt("This day has passed already. Name a later one."),
    "slip": _lt("The year looks like a slip. Write the day like 31.12.2027."),
    "unknown": _lt("Choose from the list: there is no such answer."),
    "missing": _lt("Choose one of the answers."),
}
#: What is said at a field without which the application cannot be sent.
LACKING = {
    "object_name": _lt("Write what is connected: a house, a garage, a shop."),
    "object_address": _lt("Give the address of the place, or how to find it."),
    "voltage_kv": _lt("Choose the voltage."),
    "settlement_type": _lt("Choose where it is: in a town or in the country."),
    "load_character": _lt("Write what the power is for."),
    "power_new_kw": _lt("Write how much power to connect, in kW: more than zero."),
    "temporary_until": _lt("Name the day until which the power is needed."),
    "register_date": _lt("Name the day of the entry in the register."),
    "signer_name": _lt("Write who signs for the organisation."),
    "signer_position": _lt("Write the position of who signs."),
}


class GridConnection(models.Model):
    """What the applicant fills in of the application in the account, and reads of it later."""

    _inherit = "grid.connection"

    def _customer_fields(self):
        """Return the fields of the form that are asked of this applicant: citizens and business differ."""
        kind = self.partner_id.customer_kind
        return {name for name in FIELDS if kind in ASKED_OF.get(name, {kind})}

    def _customer_choices(self):
        """Return the answers of each list: {field: {code: words}}."""
        choices = {name: dict(self._fields[name]._description_selection(self.env)) for name in CHOICES}
        return choices | self._card_choices()

    # ------------------------------------------------------------------
    # What was typed
    # ------------------------------------------------------------------
    def _take_form(self, typed):
        """Keep what is good of a form that was sent; return a sentence for each field that is not.

        A tick is sent only when it is set. The draft follows the passport that its data ask for.
        """
        self.ensure_one()
        asked, choices = self._customer_fields(), self._customer_choices()
        usual_subject = self._usual_subject()
        sent = {name: typed.get(name, "") for name in asked if name in typed or name in FLAGS}
        reading = read(sent, choices)
        values = dict(reading.values)
        faults = {name: self._said_at_field(name, fault.code, **fault.params) for name, fault in reading.faults.items()}
        for name, sentence in self._of_place_and_time(values):
            faults[name] = sentence
            del values[name]
        self.write({name: self._as_stored(value) for name, value in values.items()})
        self._follow_passport()
        if self.subject == usual_subject:
            self.subject = self._usual_subject()
        return {**faults, **self._take_stages(typed, choices["reliability_category"]), **self._take_card(typed)}

    def _of_place_and_time(self, values):
        """Return (field, sentence) of values that are written well and yet cannot be."""
        found = []
        if (number := values.get("cadastral_number")) and (sentence := self._cadastral_fault(number)):
            found.append(("cadastral_number", sentence))
        today = self.company_id._legal_today()
        if (until := values.get("temporary_until")) and until < today:
            found.append(("temporary_until", self._said_at_field("temporary_until", "past")))
        if (registered := values.get("register_date")) and registered > today:
            found.append(("register_date", self._said_at_field("register_date", "ahead")))
        return found

    def _take_stages(self, typed, categories):
        """Keep the rows of stages that were sent, all of them or, when one is wrong, none; return the sentences."""
        if not stage_numbers(typed):
            return {}
        rows, faults = read_stages(typed, categories, self.company_id._legal_today())
        if not faults:
            rows = [
                {
                    **{name: self._as_stored(value) for name, value in row.items()},
                    "name": row["name"] or self._usual_stage_name(number),
                    "sequence": number,
                }
                for number, row in enumerate(rows, start=1)
            ]
            self.stage_ids = [Command.clear(), *map(Command.create, rows)]
        return {name: self._said_at_field(name, fault.code, **fault.params) for name, fault in faults.items()}

    def _usual_stage_name(self, number):
        """Return the name of a stage that the applicant did not name."""
        return self.env._("Stage %(number)s", number=number)

    def _said_at_field(self, name, code, **figures):
        if text := SENTENCES.get(code):
            return self.env._(text) % figures  # pylint: disable=translation-not-lazy
        return findings.sentence(self.env, name, code, **figures)

    def _as_stored(self, value):
        if value is None:
            return False
        return float(value) if isinstance(value, Decimal) else value

    def _usual_subject(self):
        """Return how an application is called that nobody named: by its object, until that is known by its passport."""
        if self.object_name and self.object_address:
            return self.env._("Connection: %(object)s, %(place)s", object=self.object_name, place=self.object_address)
        return self.service_id.name

    def _follow_passport(self):
        """Let a draft follow the passport by its data, with the papers that were given for the one before."""
        before = self.service_id
        if self.power_new_kw <= 0 or self.fitting_service_id in (before, before.browse()):
            return
        self.action_take_fitting_passport()
        documents = {one.code: one for one in self.service_id.document_ids}
        for paper in self.paper_ids.filtered("document_id"):
            paper.document_id = documents.get(paper.document_id.code, paper.document_id)

    def _customer_lacks(self):
        """Return a sentence for each field without which the application cannot be sent."""
        of_business = ("register_date", "signer_name", "signer_position")
        asked = [*ASKED, *(name for name in of_business if name in self._customer_fields())]
        lacking = [name for name in asked if not self[name]]
        if self.power_new_kw <= 0:
            lacking.append("power_new_kw")
        if self.is_temporary and not self.temporary_until:
            lacking.append("temporary_until")
        sentences = {name: self.env._(LACKING[name]) for name in lacking}  # pylint: disable=translation-not-lazy
        return self._card_lacks() | sentences

    # ------------------------------------------------------------------
    # What the page shows
    # ------------------------------------------------------------------
    def _customer_form(self):
        """Return the application as the fields of the page hold it: {field: text}, with a row for one more stage."""
        form = {name: self._as_typed(self[name]) for name in self._customer_fields()} | self._card_form()
        for number, stage in enumerate(self.stage_ids, start=1):
            form |= {stage_field(number, name): self._as_typed(stage[name]) for name in STAGE_READERS}
            if stage.name == self._usual_stage_name(number):
                form[stage_field(number, "name")] = ""
        if (more := len(self.stage_ids) + 1) <= STAGES_MAX:
            form |= dict.fromkeys((stage_field(more, name) for name in STAGE_READERS), "")
            form[stage_field(more, "reliability_category")] = self.reliability_category or ""
        return form

    def _customer_said(self):
        """Return the application as it is read: lists and ticks in words, days as they are written."""
        choices = self._customer_choices()
        said = {name: self._as_typed(self[name]) for name in self._customer_fields()}
        said |= {name: choices[name].get(said[name], "") for name in choices.keys() & said.keys()}
        said |= {name: self.env._("Yes") for name in FLAGS if said.get(name)}
        for name in ("temporary_until", "register_date"):
            said[name] = self[name] and name in said and self._said_day(self[name])
        said["sources"] = said["sources"] if self.sources > 1 else ""
        return said

    def _said_stages(self):
        """Return the stages of commissioning as they are read, a line each."""
        return [self._said_stage(stage) for stage in self.stage_ids]

    def _said_stage(self, stage):
        categories = self._customer_choices()["reliability_category"]
        said = [
            self.env._("%(power)s kW", power=self._as_typed(stage.power_kw)),
            stage.design_on and self.env._("design ready %(day)s", day=self._said_day(stage.design_on)),
            stage.commissioning_on and self.env._("in use %(day)s", day=self._said_day(stage.commissioning_on)),
            stage.reliability_category
            and self.env._("category %(category)s", category=categories[stage.reliability_category]),
        ]
        return f"{stage.name}: {', '.join(filter(None, said))}"

    def _as_typed(self, value):
        if isinstance(value, float):
            return f"{kilowatts(value).normalize():f}".replace(".", get_lang(self.env).decimal_point) if value else ""
        return str(value) if value else ""
