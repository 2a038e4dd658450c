from odoo import api, models

from ..deadlines import TableFault


class LegalLoadedTable(models.AbstractModel):
    """A table of law that comes as a file: checked before it is loaded, and never edited by an upgrade."""

    _name = "legal.loaded.table"
    _description = "Table of law loaded from a file"

    #: The columns without which a file can only correct records that are there.
    _table_columns = frozenset()

    @api.model
    def load(self, fields, data):
        """Refuse a file with a fault, naming the file, the row and the column of each.

        A file that names records and brings only some of their columns corrects them one by one: what
        they say then is checked by the constraints of the model.
        """
        names = [name.removesuffix("/id").removesuffix("/.id") for name in fields]
        if {"id", ".id"} & set(fields) and not self._table_columns <= set(names):
            return super().load(fields, data)
        rows = [
            (number, self._cells(names, row))
            for number, row in enumerate(data, start=2)  # the first line of a file names its columns
        ]
        if faults := [*self._table_faults(rows)]:
            return {"ids": False, "nextrow": 0, "messages": [self._fault_message(*fault) for fault in faults]}
        return super().load(fields, data)

    @api.model
    def _fault_message(self, row, column, why):
        """Return a fault as Odoo's import shows it; a module that brings it is not installed."""
        file = self.env.context.get("install_filename") or self.env._("the file")
        sentence = self.env["legal.rule"]._refusal(TableFault(file=file, row=row, column=column, why=why))
        return {"type": "error", "message": sentence, "field": column, "rows": {"from": row - 2, "to": row - 2}}

    @api.model
    def _cells(self, names, row):
        """Return the cells as the texts a table would hold: files of people bring dates, numbers and labels."""
        cells = {}
        for name, value in zip(names, row, strict=False):
            text = "" if value in (None, False) else str(value)
            field = self._fields.get(name)
            if field is not None and field.type == "selection":
                labels = {label: code for code, label in field._description_selection(self.env)}
                text = labels.get(text, text)
            cells[name] = text
        return cells

    @api.model
    def _table_faults(self, rows):
        """Return the faults of numbered rows, as `deadlines.tables` finds them."""
        return ()

    def _load_records(self, data_list, update=False):
        """Law that is loaded once is edited by people, never by an upgrade.

        An upgrade that wrote the shipped rows again would reopen editions that were closed here.
        """
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)
