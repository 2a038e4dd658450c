import csv
import re
from pathlib import Path

import psycopg2

from odoo.exceptions import AccessError, UserError

# The records of the sample carry external ids under this name, so that a second load knows them.
MODULE = "griddesk_sample"
TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class Row(dict):
    """One line of a CSV file; it knows where it stands, so that what is wrong with it can be said."""

    def __init__(self, env, file, line, values):
        super().__init__(values)
        self.env, self.file, self.line = env, file, line

    def fail(self, column, problem):
        values = {"file": self.file, "line": self.line, "column": column, "problem": problem}
        if column:
            raise UserError(self.env._("%(file)s, line %(line)s, column “%(column)s”: %(problem)s", **values))
        raise UserError(self.env._("%(file)s, line %(line)s: %(problem)s", **values))

    def text(self, column):
        return self[column] or self.fail(column, self.env._("the cell is empty."))

    def choice(self, column, allowed):
        if self[column] not in allowed:
            problem = self.env._(
                "“%(value)s” is not one of: %(allowed)s.", value=self[column], allowed=", ".join(sorted(allowed))
            )
            self.fail(column, problem)
        return self[column]

    def number(self, column):
        """A whole number of zero or more."""
        if not (self[column].isascii() and self[column].isdigit()):
            self.fail(column, self.env._("“%(value)s” is not a whole number.", value=self[column]))
        return int(self[column])

    def integer(self, column):
        """A whole number, of either sign."""
        sign = -1 if self[column].startswith("-") else 1
        digits = self[column].removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            self.fail(column, self.env._("“%(value)s” is not a whole number.", value=self[column]))
        return sign * int(digits)

    def decimal(self, column):
        """A number that may have decimals."""
        try:
            return float(self[column])
        except ValueError:
            return self.fail(column, self.env._("“%(value)s” is not a number.", value=self[column]))

    def time(self, column):
        """Hours and minutes of the clock."""
        found = TIME.fullmatch(self[column])
        if not found:
            self.fail(column, self.env._("“%(value)s” is not a time such as 09:05.", value=self[column]))
        return int(found[1]), int(found[2])


class Store:
    """Reads the files of a folder, makes records of their rows and remembers which row is which record."""

    def __init__(self, env, folder):
        self.env, self.folder = env, Path(folder)
        if not self.folder.is_dir():
            raise UserError(env._("There is no folder %(folder)s with the sample company.", folder=folder))
        known = env["ir.model.data"].search_fetch([("module", "=", MODULE)], ["name", "res_id"])
        self.ids = {data.name: data.res_id for data in known}
        self.made = {}

    def read(self, file, columns):  # pylint: disable=method-required-super
        """Return the rows of a file; a file that is not a table of these columns is refused."""
        path = self.folder / file
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                reader = csv.DictReader(lines, restkey="")
                lacking = [column for column in columns if column not in (reader.fieldnames or ())]
                rows = [Row(self.env, file, reader.line_num, values) for values in reader]
        except FileNotFoundError:
            raise UserError(self.env._("The file %(file)s is missing.", file=path)) from None
        except (UnicodeDecodeError, csv.Error) as error:
            raise UserError(
                self.env._("%(file)s is not a CSV file in UTF-8: %(error)s.", file=path, error=error)
            ) from error
        if lacking:
            raise UserError(self.env._("%(file)s has no column: %(columns)s.", file=path, columns=", ".join(lacking)))
        for row in rows:
            if "" in row or None in row.values():
                row.fail(None, self.env._("the line has more or fewer cells than there are columns."))
        return rows

    def read_if_there(self, file, columns):
        """Return the rows of a file that a company of another folder may not have."""
        return self.read(file, columns) if (self.folder / file).exists() else []

    def name(self, prefix, key):
        return f"{prefix}_{re.sub('[^a-z0-9]+', '_', key.lower())}"

    def fresh(self, rows, prefix, key):
        """Return the rows that are not in the database yet; two rows of one key are refused."""
        seen, fresh = {}, []
        for row in rows:
            name = self.name(prefix, row.text(key))
            if name in seen:
                row.fail(key, self.env._("“%(key)s” stands in line %(line)s already.", key=row[key], line=seen[name]))
            seen[name] = row.line
            if name not in self.ids:
                fresh.append(row)
        return fresh

    def find(self, row, column, prefix):
        """Return the id of the record that a cell names."""
        found = self.ids.get(self.name(prefix, row.text(column)))
        return found or row.fail(column, self.env._("“%(key)s” is not known.", key=row[column]))

    def find_all(self, row, column, prefix):
        """Return the ids of the records that a cell names, with spaces between; none for an empty cell."""
        found = {key: self.ids.get(self.name(prefix, key)) for key in row[column].split()}
        if unknown := [key for key, record in found.items() if not record]:
            row.fail(column, self.env._("“%(key)s” is not known.", key=unknown[0]))
        return list(found.values())

    def create(self, model, rows, vals_list, prefix, key):  # pylint: disable=method-required-super
        """Make a record of each row in one batch and give it its external id; no row asks nothing of the database."""
        records = self._create_or_explain(model, rows, vals_list) if rows else model
        self.keep(records, rows, prefix, key)
        return records

    def keep(self, records, rows, prefix, key):
        self.made[prefix] = len(records)
        if not rows:
            return
        names = [self.name(prefix, row[key]) for row in rows]
        self.env["ir.model.data"].create(
            [
                {"module": MODULE, "name": name, "model": record._name, "res_id": record.id, "noupdate": True}
                for name, record in zip(names, records, strict=True)
            ]
        )
        self.ids.update(zip(names, records.ids, strict=True))

    def _create_or_explain(self, model, rows, vals_list):
        """When the batch is refused, look for the first row that is refused alone, and name it."""
        try:
            with self.env.cr.savepoint():
                return model.create(vals_list)
        except (UserError, AccessError, ValueError, psycopg2.Error) as error:
            for row, vals in zip(rows, vals_list, strict=True):
                try:
                    with self.env.cr.savepoint():
                        model.create(vals)
                except (UserError, AccessError, ValueError, psycopg2.Error) as reason:
                    row.fail(None, str(reason).strip())
            raise error
