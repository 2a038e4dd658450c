from odoo import api, models
from odoo.exceptions import AccessError

from .protected import Protected


class GridAccessLogged(models.AbstractModel):
    """A record with personal data that is shown to few and never unnoticed.

    What a person reads of its `protected` fields, by whatever method, goes through one of two places and
    is noted there. Lists are not searched, grouped or sorted by these fields, which would tell them
    without showing them; a number may be searched by the whole of it. The server's own reading (sudo) is free.
    """

    _name = "grid.access.logged"
    _description = "Record with logged personal data"

    #: The field with the customer whose data it is; None: the record itself.
    _protected_subject = "partner_id"

    def _fetch_query(self, query, fields):
        fetched = super()._fetch_query(query, fields)
        if not self.env.su:
            fetched._note_looks(field.name for field in fields)
        return fetched

    def _read_format(self, fnames, load="_classic_read"):
        """Note what is read out of the memory of the transaction, too."""
        rows = super()._read_format(fnames, load)
        if not self.env.su:
            self.browse(row["id"] for row in rows if isinstance(row["id"], int))._note_looks(fnames)
        return rows

    def _note_looks(self, names):
        """Note that the user is shown these fields, where there is something to see."""
        names = [name for name in names if self._is_protected(name) and not self._shows_size_only(name)]
        if not names:
            return
        looks = {}
        for record in self.sudo():
            if seen := [name for name in names if record[name]]:
                customer = record[self._protected_subject] if self._protected_subject else record
                looks.setdefault(customer.id, set()).update(seen)
        if looks:
            self.env["grid.access.log"]._note(self._name, looks)

    @api.model
    def _is_protected(self, name):
        return isinstance(self._fields.get(name), Protected)

    def _shows_size_only(self, name):
        context = self.env.context
        return self._fields[name].type == "binary" and (context.get("bin_size") or context.get(f"bin_size_{name}"))

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        self._refuse_guessing(field_name)
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

    def _read_group_groupby(self, alias, groupby_spec, query):
        self._refuse_guessing(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _read_group_select(self, aggregate_spec, query):
        self._refuse_guessing(aggregate_spec)
        return super()._read_group_select(aggregate_spec, query)

    @api.model
    def _refuse_guessing(self, expression, operator=None):
        """Refuse a person to learn of protected data by trying: all but a whole number typed into a search."""
        name = expression.partition(":")[0].partition(".")[0]
        if self.env.su or not self._is_protected(name):
            return
        self._check_field_access(self._fields[name], "read")
        if operator in ("=", "in") and self._fields[name].type == "char":
            return
        raise AccessError(
            self.env._(
                "“%(field)s” is protected personal data: lists are not searched, grouped or sorted by it. Open the"
                " card of the customer, or search by the whole number.",
                field=self._fields[name]._description_string(self.env),
            )
        )
