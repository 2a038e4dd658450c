import logging
from textwrap import shorten

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime, html2plaintext

LONGEST = 1000  # characters of a text shown in the dialog
X2MANY = ("one2many", "many2many")


class EditConflict(UserError):
    """A save over a newer version; `context` tells the form what has changed."""

    loglevel = logging.INFO  # two people meet, and the form asks the second: nothing is wrong with the server

    def __init__(self, message, changes):
        super().__init__(message)
        self.context = {"changes": changes}


class GridGuardedEdit(models.AbstractModel):
    """Refuses a save of a form over a newer version, with who changed what.

    The form (`js_class="grid_guarded_form"`) sends with each save the values it has read, of all fields
    that people edit: whatever differs from the record at the moment was changed by somebody else. Values
    and not a version number, so that only what people edit counts: a moved due date, a message, a
    presence are no change, and nothing needs to be written to be compared later. A save of other
    fields is refused as well, since it was decided on what no longer stands. Whoever sends no values
    (an import, a mass edit, an act, the API) is not asked. Two saves at the same moment meet in the row:
    the database refuses the second, Odoo repeats it, and it finds what the first has written. Lines of a
    form (questions, measures) are records of their own and are not compared here.
    """

    _name = "grid.guarded.edit"
    _description = "Edit guarded against overwriting"

    def web_save(self, vals, specification, next_id=None):
        context = dict(self.env.context)
        seen, leaving = context.pop("seen_values", None), context.pop("leaving", False)
        records = self.with_env(self.env(context=context))
        if self and seen:
            changes = records._changed_since(seen, vals)
            if changes and leaving:
                records._keep_unsaved(vals)
                return []
            if changes:
                raise EditConflict(records._conflict_text(changes), changes)
        return super(GridGuardedEdit, records).web_save(vals, specification, next_id=next_id)

    def _changed_since(self, seen, vals):
        """Return what differs from the values seen, unless this very save brings the same value."""
        self.ensure_one()
        changes = []
        for name, value in seen.items():
            field = self._fields.get(name)
            if not field or field.readonly or not self._has_field_access(field, "read"):
                continue
            now, old, new = (
                field.convert_to_cache(one, self, validate=False) or False
                for one in (self[name], value, vals.get(name, value))
            )
            if now != old and now != new:
                changes.append(self._change(field, old, now))
        return changes

    def _change(self, field, old, now):
        """Describe one change in the reader's words."""
        owner = self.sudo()
        for name in (field.related or "").split(".")[:-1]:
            owner = owner[name]
        user = owner.write_uid
        return {
            "name": field.name,
            "label": field._description_string(self.env),
            "who": self.env._("You, in another window") if user == self.env.user else user.name,
            "when": format_datetime(self.env, owner.write_date, dt_format="short"),
            "seen": self._shown(field, old),
            "now": self._shown(field, now),
        }

    def _shown(self, field, value):
        if not value:
            return "—"
        if field.type == "many2one":
            return self.env[field.comodel_name].sudo().browse(value).display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "datetime":
            return format_datetime(self.env, value, dt_format="short")
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "boolean":
            return self.env._("Yes")
        text = html2plaintext(value) if field.type == "html" else str(value)
        return text if len(text) <= LONGEST else shorten(text, LONGEST, placeholder=" …")

    def _conflict_text(self, changes):
        lines = [f"{one['label']}: {one['seen']} → {one['now']} ({one['who']}, {one['when']})" for one in changes]
        return "\n".join(
            [self.env._("Somebody has changed this since you opened it. Read the newer version first."), *lines]
        )

    def _keep_unsaved(self, vals):
        """Keep what was typed on a page that closed over a newer version: nobody is there to be asked."""
        lines = []
        for field, value in ((self._fields[name], value) for name, value in vals.items()):
            if field.type not in X2MANY:
                text = Markup(value or "") if field.type == "html" else self._shown(field, value)
                lines.append(Markup("<li>%s: %s</li>") % (field._description_string(self.env), text))
        lead = self.env._(
            "%(user)s closed the page when somebody had changed the appeal meanwhile. What was typed and is not saved:",
            user=self.env.user.name,
        )
        self.sudo()._guarded_appeal()._log_act(Markup("%s<ul>%s</ul>") % (lead, Markup("").join(lines)))

    def _guarded_appeal(self):
        """Return the appeal in whose history unsaved text is kept."""
        return self.ticket_id
