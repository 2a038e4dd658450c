from collections import Counter, defaultdict
from decimal import Decimal

from odoo import models

from odoo.addons.grid_appeal.appeals.table import Column, Table
from odoo.addons.grid_appeal.report.table_pdf import write_pdf_of
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx_of

from ..surveys import mean, pooled, proportion
from .grid_survey_stratum import FEW


class GridSurveyCampaign(models.Model):
    """The report of a survey: who answered, each question with its bounds, and both by parts of the customers.

    It has what its reader sees on the screen. Of an anonymous survey parts of few are taken together, so that
    nobody's answer, and nobody's silence, is told.
    """

    _inherit = "grid.survey.campaign"

    def action_report(self):
        """Save the report to be printed."""
        return self._download("pdf")

    def action_table(self):
        """Save the report as a workbook."""
        return self._download("xlsx")

    def _download(self, kind):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/grid_quality/survey/{self.id}/results.{kind}",
            "target": "download",
        }

    def _save_to(self, out, kind):
        """Write the report into a file opened for bytes."""
        tables = self._report_tables()
        if kind == "xlsx":
            write_xlsx_of(out, tables)
        else:
            write_pdf_of(out, tables.values(), self.name)

    def _report_tables(self):
        """Return `{name of the sheet: Table}`."""
        parts = self._parts_of_report()
        return {
            self.env._("Results"): self._table_of_results(),
            self.env._("Who answered"): self._table_of_response(parts),
            self.env._("By parts"): self._table_of_parts(parts),
        }

    # --- the parts of the customers
    def _parts_of_report(self):
        """Return `{name: strata}` that the report tells apart, those of few together."""
        strata = self.env["grid.survey.stratum"].search([("campaign_id", "=", self.id)])
        if not self.is_anonymous:
            return {stratum.display_name: stratum for stratum in strata}
        together = strata.browse().concat(*pooled({one: one.asked or one.population for one in strata}, FEW))
        parts = {stratum.display_name: stratum for stratum in strata - together}
        return {**parts, self.env._("Parts of few customers, together"): together} if together else parts

    def _table_of_response(self, parts):
        sheets = self.env["survey.user_input"].sudo()
        given = dict(sheets._read_group([("campaign_id", "=", self.id)], ["stratum_id"], ["__count"]))
        rows = [(name, *self._response(strata, given)) for name, strata in parts.items()]
        every = self.env["grid.survey.stratum"].concat(*parts.values())
        rows.append((self.env._("Total"), *self._response(every, given)))
        titles = [
            (self.env._("Part of the customers"), 110),
            (self.env._("Customers"), 28),
            (self.env._("Asked"), 28),
            (self.env._("Answered"), 28),
            (self.env._("Response rate, %"), 28),
            (self.env._("The rate lies between"), 50),
        ]
        return self._report_table(self.env._("Who was asked and who answered"), titles, rows)

    def _response(self, strata, given):
        """Return customers, asked, answered, and the share that answered: of those asked, or of all on paper alone."""
        customers, asked = sum(strata.mapped("population")), sum(strata.mapped("asked"))
        answered = sum(given.get(stratum, 0) for stratum in strata)
        return customers, asked, answered, *self._said_share(answered, max(asked or customers, answered))

    def _table_of_parts(self, parts):
        title = self.env._("Answers by parts of the customers")
        chosen = self._answers_by_part(parts)
        return self._table_of_answers(title, self.env._("Part of the customers"), parts, chosen)

    def _table_of_answers(self, title, column, names, chosen):
        """Return a table of the answers of each of these names: parts of the customers, or ways of answering."""
        results, rows = self.env["grid.survey.result"], []
        for result in self.result_ids:
            question, option = result.question_id, result.option_id
            if not option and question.question_type != "scale":
                continue
            for name in names:
                counts = chosen[question, name]
                scale = not option and results._scale_of(question)
                said = self._said_option(counts, option) if option else self._said_marks(counts, scale)
                rows.append((question.title, option.value or "", name, *said))
        titles = [
            (self.env._("Question"), 90),
            (self.env._("Option"), 50),
            (column, 80),
            (self.env._("Answered"), 24),
            (self.env._("Mean mark"), 24),
            (self.env._("Mean lies between"), 36),
            (self.env._("Share, %"), 24),
            (self.env._("Share lies between"), 44),
        ]
        return self._report_table(title, titles, rows)

    def _answers_by_part(self, parts):
        """Return the answers of each part, as `_answers_by` does."""
        names = {stratum: name for name, strata in parts.items() for stratum in strata}
        few = next((name for name, strata in parts.items() if self.is_anonymous and any(strata.mapped("is_few"))), None)
        return self._answers_by("stratum_id", lambda stratum: names.get(stratum, few))

    def _answers_by(self, group, name_of):
        """Return `{(question, name): {"answered": customers, mark: customers, option: customers}}`, in one query."""
        found = self.env["grid.survey.answer"]._read_group(
            [("campaign_id", "=", self.id)],
            ["question_id", "option_id", group, "value", "is_marked", "is_first"],
            ["__count"],
        )
        counts = defaultdict(Counter)
        for question, option, of_group, value, is_marked, is_first, count in found:
            part = counts[question, name_of(of_group)]
            part["answered"] += count if is_first else 0
            part[option] += count if option else 0
            part[value] += count if is_marked else 0
        return counts

    def _said_marks(self, counts, scale):
        marks = {mark: counts[mark] for mark in scale}
        found = mean(marks)
        if not found:
            return 0, "", "", "", ""
        results = self.env["grid.survey.result"]
        content = sum(marks[mark] for mark in scale if results._is_content(mark, scale))
        return (
            counts["answered"],
            Decimal(f"{found.value:.2f}"),
            results._bounds(found, 1, "%.2f"),
            *self._said_share(content, sum(marks.values())),
        )

    def _said_option(self, counts, option):
        return counts["answered"], "", "", *self._said_share(counts[option], counts["answered"])

    def _said_number(self, number):
        point = self.env["res.lang"]._get_data(code=self.env.lang or "en_US").decimal_point or "."
        return str(number).replace(".", point)

    def _said_share(self, hits, whole):
        """Return a percentage and its bounds in words; nothing of nobody."""
        found = proportion(hits, whole)
        if not found:
            return "", ""
        return Decimal(f"{found.value * 100:.1f}"), self.env["grid.survey.result"]._bounds(found, 100, "%.1f %%")

    # --- the tables
    def _table_of_results(self):
        results = self.result_ids
        notes = [
            self.env._(
                "The mean is weighted by the number of customers in each part. It and the shares lie between the "
                "bounds with a confidence of 95 %; the share of a question with marks is that of content customers."
            )
        ]
        titles, rows = results._table_titles(), results._table_rows()
        return self._report_table(self.env._("Results by question"), titles, rows, notes)

    def _report_table(self, title, titles, rows, notes=()):
        columns = [Column(name, width) for name, width in titles]
        return Table([*self._report_heading(), title], columns, rows, notes=notes, size=8)

    def _report_heading(self):
        asked = self.asked_count or self.population
        rate, bounds = self._said_share(self.sheet_count, max(asked, self.sheet_count))
        said = {
            "first": f"{self.period_from:%d.%m.%Y}",
            "last": f"{self.period_to:%d.%m.%Y}",
            "answered": self.sheet_count,
            "asked": asked,
        }
        heading = [self.company_id.name, self.name]
        heading.append(
            self.env._("Asks about %(first)s to %(last)s; answered: %(answered)s of %(asked)s asked.", **said)
        )
        if bounds:
            rate = self._said_number(rate)
            heading.append(self.env._("Response rate: %(rate)s %% (%(bounds)s).", rate=rate, bounds=bounds))
        if any(self.env.user.has_group(f"grid_customer.group_{role}") for role in ("head", "methodologist")):
            return heading
        names = ", ".join(self.env.user.seen_branch_ids.mapped("name"))
        return [*heading, self.env._("Answers of these branches only: %(names)s", names=names)]
