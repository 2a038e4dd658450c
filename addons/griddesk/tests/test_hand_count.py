"""Forms of one small month of the sample, cell by cell against what a person counted (`data/hand_count`)."""

import csv
from collections import defaultdict
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from freezegun import freeze_time

from odoo.tests import TransactionCase, tagged

from odoo.addons.grid_quality.statutory.figures import NO_FIGURE
from odoo.addons.grid_quality.statutory.sheet import shown
from odoo.addons.griddesk.sample import load

from .common import FOLDER, rewrite

COUNTED = FOLDER.parent / "hand_count" / "cells.csv"
LOADED = "2026-12-07 05:00:00"
#: Appeals received so many days before the loading day, or more, are those of the month.
OF_THE_MONTH = 341
#: {form: first column of figures, last one}; of the rest all columns from the third on are figures.
FIGURES = {"1256-2.1": (3, 3), "1256-2.2": (3, 3), "1256-2.3": (3, 3)}
FIGURES |= {"unit-appeals": (7, 7), "unit-complaints": (4, 7), "unit-discipline": (4, 9)}
#: Forms of 2025 in which nothing stands: no connection was applied for or made, no survey ended, nothing was improved.
EMPTY = ("1256-3.1", "1256-3.2", "1256-3.3", "4.7", "4.8")
NOTHING = ("", "0", NO_FIGURE)


@contextmanager
def sample_of_the_month():
    """A copy of the sample with the appeals of the month alone."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        copytree(FOLDER, folder, dirs_exist_ok=True)
        rewrite(folder / "appeals.csv", lambda rows: [r for r in rows if int(r["received_days_ago"]) >= OF_THE_MONTH])
        for file in ("acts.csv", "improvements.csv"):
            rewrite(folder / file, lambda rows: [])
        yield folder


def counted():
    """Return what a person counted, `{(form, period): {(row, column): value}}`."""
    cells = defaultdict(dict)
    with COUNTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells[row["form"], row["period"]][row["row"], int(row["column"])] = row["value"]
    return cells


@tagged("post_install", "-at_install")
class TestHandCount(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.frozen = freeze_time(LOADED)
        cls.frozen.start()
        cls.addClassCleanup(cls.frozen.stop)
        with sample_of_the_month() as folder:
            load(cls.env, folder, today=date(2026, 12, 7))
        cls.head = cls.env["res.users"].search([("login", "=", "head")])

    def _report(self, code, period):
        """The form of a year, a month (12.2025) or a week (W51.2025)."""
        part, _point, year = period.rpartition(".")
        last = date(int(year), 12, 31)
        form = self.env["grid.statutory.form"]._on(code, last)
        values = {"form_id": form.id, "year": last.year, "part": int(part.strip("W") or 1)}
        reports = self.env["grid.statutory.report"].with_user(self.head).with_context(lang="ru_RU")
        domain = [(name, "=", value) for name, value in values.items()]
        return reports.search(domain, limit=1) or reports.create(values)

    def _filled(self, code, period):
        """What stands in the cells of figures, zeros and dashes left out, `{(row, column): text}`."""
        report = self._report(code, period)
        sheet = report._sheet()
        first, last = FIGURES.get(code, (3, 99))
        return {
            (self._name(code, row, first), column): shown(cell.value).replace("\xa0", " ")
            for row in [*report._leading_rows(), *sheet.rows]
            for column, cell in enumerate(row.cells, start=1)
            if first <= column <= last and shown(cell.value) not in NOTHING
        }

    def _name(self, code, row, first):
        """Rows of the unit's own reports are named by their words, those of the order by their numbers."""
        if code.startswith("unit-") and row.key != "total":
            return " / ".join(str(value) for value in row.values[1 : first - 1])
        return row.key if code == "4.9" else str(row.values[0] or row.key)

    def test_every_cell_is_what_a_person_counted(self):
        for (code, period), cells in counted().items():
            with self.subTest(form=code, period=period):
                self.assertEqual(self._filled(code, period), {key: str(value) for key, value in cells.items()})
        for code in EMPTY:
            with self.subTest(form=code):
                self.assertEqual(self._filled(code, "2025"), {})
