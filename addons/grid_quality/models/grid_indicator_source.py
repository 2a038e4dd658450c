import csv
from ast import literal_eval
from typing import NamedTuple

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, file_open

#: What a domain never asks: texts and files are looked for by people, not counted.
NOT_ASKED = ("text", "html", "binary", "json", "properties", "properties_definition")

#: What an aggregate cannot do without.
NEEDED = {
    "mean": ("counted_model", "counted_field"),
    "mean_days": ("counted_model", "counted_field", "counted_since"),
    "kept": ("whole_model",),
}
#: What says by data how an indicator is counted.
SOURCE = (
    *("fact_source", "aggregate", "counted_model", "counted_domain", "counted_day", "counted_field", "counted_since"),
    *("whole_model", "whole_domain", "whole_day"),
)


class Countable(NamedTuple):
    """How records of a model belong to a company, a branch and a year.

    `day`: the date or moment by which a record falls into a year. `valid`: instead of it, the fields of the term in
    which a record is in force; neither: everything that is there today.
    `shared`: `(False,)` where a record without a company belongs to each. `where`: what every counted record meets.
    """

    company: str = "company_id"
    branch: str = "branch_id"
    day: str = ""
    valid: tuple = ()
    shared: tuple = ()
    where: tuple = ()


class GridIndicator(models.Model):
    """Where the fact of an indicator comes from: data of its row, so that a new one needs no program."""

    _inherit = "grid.indicator"

    fact_source = fields.Selection(
        [
            ("entered", "entered with a document"),
            ("counted", "counted from records"),
            ("reckoned", "reckoned from its parts"),
            ("heading", "none: a heading"),
        ],
        "Fact is",
        required=True,
        default="entered",
    )
    aggregate = fields.Selection(
        [
            ("count", "number of records"),
            ("exists", "1 when there is one, else 0"),
            ("share", "share in the whole, %"),
            ("per_thousand", "for 1,000 of the whole"),
            ("mean", "mean of a field"),
            ("mean_days", "mean days between two dates"),
            ("kept", "whole to what was kept of it"),
        ],
        "How it is counted",
        help="“Whole to what was kept”: N / (N - breaches); where no breaches are counted, those entered below it.",
    )
    counted_model = fields.Selection(lambda self: self._countable_names(), "Records counted")
    counted_domain = fields.Char("Conditions", default="[]")
    counted_day = fields.Char(
        "Date of the year", help="The field that puts a record into a year; empty: the usual one."
    )
    is_state = fields.Boolean(
        "As it is now", help="What there is now is counted, of whatever year; a closed year keeps that of its closing."
    )
    counted_field = fields.Char("Field", help="Whose mean is taken; of days: the field of the later date.")
    counted_since = fields.Char("Days since", help="The field of the earlier date.")
    whole_model = fields.Selection(lambda self: self._countable_names(), "Records of the whole")
    whole_domain = fields.Char("Conditions of the whole", default="[]")
    whole_day = fields.Char("Date of the year of the whole")

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env["grid.indicator.year"].sudo().search([("state", "=", "open")])._complete()
        return rows

    @api.model
    def _countable(self):
        """Return `{model: Countable}`: what indicators may count; an upper addon adds its models."""
        return {
            # as form 4.9: of the year in which it was received, once it is registered
            "helpdesk.ticket": Countable(day="received_at", where=(("number", "!=", False),)),
            "grid.appeal.measure": Countable(branch="ticket_id.branch_id", day="done_on"),
            "grid.appeal.mark": Countable(day="marked_at"),
            "grid.service.request": Countable(day="submitted_at"),
            "grid.service.move": Countable(branch="request_id.branch_id", day="at"),
            "grid.connection.funnel": Countable(day="submitted_at"),
            "grid.improvement": Countable(day="done_on"),
            "grid.usage.point": Countable(),
            # customers of a branch have a usage point in it
            "res.partner": Countable(branch="usage_point_ids.branch_id", shared=(False,)),
            "grid.survey.answer": Countable(day="answered_on"),
            "grid.queue.ticket": Countable(day="day"),
            "grid.call": Countable(day="began_at"),
            "grid.callback": Countable(day="asked_at"),
            "grid.notice": Countable(day="ended_at"),
            "grid.outage": Countable(day="started_at"),
            "grid.document": Countable(branch="", valid=("valid_from", "valid_until")),
        }

    @api.model
    def _countable_names(self):
        return [(name, self.env["ir.model"]._get(name).sudo().name or name) for name in self._countable()]

    @api.model
    def _follow_shipped(self, codes):
        """Let shipped rows that nobody has edited or published follow their file, which loads no row of law anew.

        Return those that did.
        """
        with file_open("grid_quality/data/grid.indicator.csv") as file:
            shipped = {row["code"]: row for row in csv.DictReader(file)}
        found = self.browse()
        for code in codes:
            row = self.env.ref(f"grid_quality.indicator_{code}", raise_if_not_found=False)
            if row and not row.is_used and row.write_uid.id == SUPERUSER_ID:
                row.write({name: shipped[code][name] or False for name in SOURCE})
                row._rename(shipped[code]["name"])
                found += row
        return found

    def _rename(self, name):
        """Take another name; its words of other languages come with the translations that are loaded afterwards."""
        if self.with_context(lang="en_US").name != name:
            words = SQL("UPDATE grid_indicator SET name = jsonb_build_object('en_US', %s) WHERE id = %s", name, self.id)
            self.env.cr.execute(words)
            self.invalidate_recordset(["name"])

    @api.constrains("fact_source", "aggregate", "counted_model", "counted_field", "counted_since", "whole_model")
    def _check_source(self):
        for row in self.filtered(lambda row: row.fact_source == "counted"):
            for name in ("aggregate", *NEEDED.get(row.aggregate, ("counted_model",))):
                if not row[name]:
                    raise ValidationError(
                        self.env._(
                            "“%(indicator)s” is counted from records: fill in the field “%(field)s”.",
                            indicator=row.display_name,
                            field=self._fields[name]._description_string(self.env),
                        )
                    )

    @api.constrains(
        *("counted_model", "counted_domain", "counted_day", "counted_field", "counted_since"),
        *("whole_model", "whole_domain", "whole_day"),
    )
    def _check_conditions(self):
        for row in self:
            for model, domain, *names in (
                (row.counted_model, row.counted_domain, row.counted_day, row.counted_field, row.counted_since),
                (row._whole_model(), row.whole_domain, row.whole_day),
            ):
                if model:
                    records = row._records_of(model)
                    row._check_domain(records, row._parsed(domain))
                    for name in filter(None, names):
                        row._check_field(records, name)

    def _records_of(self, model):
        if model not in self._countable():
            raise ValidationError(
                self.env._("“%(indicator)s” cannot count these records.", indicator=self.display_name)
            )
        return self.env[model]

    def _whole_model(self):
        return self.whole_model or self.counted_model

    def _parsed(self, text):
        """Return conditions as they are stored, read as literals and never run."""
        try:
            return Domain(literal_eval(text or "[]"))
        except (ValueError, SyntaxError, TypeError):
            raise ValidationError(
                self.env._(
                    "The conditions of “%(indicator)s” cannot be read: %(text)s. Write them with constant values only.",
                    indicator=self.display_name,
                    text=text,
                )
            ) from None

    def _check_domain(self, records, domain):
        for condition in domain.iter_conditions():
            if condition.operator.endswith("!"):
                raise ValidationError(
                    self.env._("The operator “%(operator)s” is not allowed here.", operator=condition.operator)
                )
            asked = self._check_field(records, condition.field_expr)
            if isinstance(condition.value, Domain):
                self._check_domain(asked, condition.value)
        try:
            domain.validate(records.sudo())
        except (ValueError, TypeError) as fault:
            raise ValidationError(
                self.env._(
                    "The conditions of “%(indicator)s” cannot be used: %(fault)s.",
                    indicator=self.display_name,
                    fault=fault,
                )
            ) from fault

    def _check_field(self, records, path):
        """Refuse a field that is not there or holds words of people; return the records that it leads to."""
        for name in path.split("."):
            field = records._fields.get(name)
            if field is None or field.type in NOT_ASKED:
                raise ValidationError(
                    self.env._(
                        "“%(indicator)s” cannot use the field “%(field)s”: it is not there, or it holds free text.",
                        indicator=self.display_name,
                        field=path,
                    )
                )
            records = self.env[field.comodel_name] if field.relational else records.browse()
        return records
