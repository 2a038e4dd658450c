import logging
from textwrap import shorten

from markupsafe import Markup

from odoo import Command, api, models
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
    form (questions, measures, co-applicants) come as `[{"id": …, field: value, …}, …]` and are compared
    one by one: added, gone, changed.
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
        for name, value in self._seen_fields(self, seen):
            field = self._fields[name]
            if field.type in X2MANY:
                changes += self._changed_lines(field, value)
            else:
                changes += self._changed_value(self, field, value, vals.get(name, value))
        return changes

    @api.model
    def _seen_fields(self, record, seen):
        """Return the names and values seen of a record, of those fields that people edit and the reader sees."""
        return [
            (name, value)
            for name, value in seen.items()
            if (field := record._fields.get(name)) and not field.readonly and record._has_field_access(field, "read")
        ]

    def _changed_value(self, record, field, seen, brought):
        """Return the change of one field of a record, in a list; an empty one where nothing differs."""
        now, old, new = (
            field.convert_to_cache(one, record, validate=False) or False for one in (record[field.name], seen, brought)
        )
        if now in (old, new):
            return []
        return [self._change(record, field, self._shown(field, old), self._shown(field, now))]

    def _changed_lines(self, field, seen):
        """Return what became of the lines of a field: added, gone, and each value changed in one that stayed."""
        lines, known = self[field.name], {line["id"]: line for line in seen}
        changes = [self._change(line, field, "—", line.display_name) for line in lines if line.id not in known]
        if gone := len(known.keys() - set(lines.ids)):
            changes.append(self._change(self, field, self.env._("lines: %(count)s", count=gone), "—"))
        for line in lines.filtered(lambda line: line.id in known):
            for name, value in self._seen_fields(line, known[line.id]):
                part = line._fields[name]
                if part.type not in X2MANY:
                    changed = self._changed_value(line, part, value, value)
                    changes += [self._of_line(field, line, change) for change in changed]
        return changes

    def _of_line(self, field, line, change):
        """Name a change of a line as one of the field it belongs to."""
        label = self.env._(
            "%(lines)s, “%(line)s”: %(field)s",
            lines=field._description_string(self.env),
            line=line.display_name,
            field=change["label"],
        )
        return {**change, "name": field.name, "label": label}

    def _change(self, record, field, seen, now):
        """Describe one change in the reader's words."""
        owner = record.sudo()
        for name in (field.related or "").split(".")[:-1]:
            owner = owner[name]
        user = owner.write_uid
        return {
            "name": field.name,
            "label": field._description_string(self.env),
            "who": self.env._("You, in another window") if user == self.env.user else user.name,
            "when": format_datetime(self.env, owner.write_date, dt_format="short"),
            "seen": seen,
            "now": now,
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
        lines = self._typed_lines(self, vals)
        lead = self.env._(
            "%(user)s closed the page when somebody had changed the appeal meanwhile. What was typed and is not saved:",
            user=self.env.user.name,
        )
        self.sudo()._guarded_appeal()._log_act(Markup("%s<ul>%s</ul>") % (lead, Markup("").join(lines)))

    def _typed_lines(self, record, vals):
        """Return what was typed into a record and its lines, a line of the note each."""
        typed = []
        for name, value in vals.items():
            field = record._fields[name]
            if field.type in X2MANY:
                comodel = self.env[field.comodel_name]
                for command in value:
                    if command[0] in (Command.CREATE, Command.UPDATE):
                        typed += self._typed_lines(comodel, command[2])
                continue
            text = Markup(value or "") if field.type == "html" else self._shown(field, value)
            typed.append(Markup("<li>%s: %s</li>") % (field._description_string(self.env), text))
        return typed

    def _guarded_appeal(self):
        """Return the appeal in whose history unsaved text is kept."""
        return self.ticket_id
