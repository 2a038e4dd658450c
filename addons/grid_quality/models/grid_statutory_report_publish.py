from dataclasses import astuple

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..statutory.sheet import frozen
from .grid_statutory_report import HEAD


class GridStatutoryReport(models.Model):
    """Publishing: the form is frozen with who and when; a correction is the next version."""

    _inherit = "grid.statutory.report"

    def action_publish(self):
        """Freeze the form as it stands; what is published already stays as it is, so a second click does nothing.

        :raises UserError: the period is not over, the form is not ready or cannot be reckoned
        """
        self.ensure_one()
        self.check_access("read")
        if self.state == "published":
            return True
        if not self.env.user.has_group(HEAD):
            raise AccessError(self.env._("The head of the unit publishes forms."))
        self._refuse_unready()
        report, now = self._worded(), fields.Datetime.now()
        sheet = report._sheet()
        notes = [*report._notes(sheet), report._said_published(now)]
        # the state first: of two clicks at once the second waits here, tries again and finds it published
        self.sudo().write(
            {
                "state": "published",
                "published_at": now,
                "published_by_id": self.env.uid,
                "snapshot": {
                    **report._frozen_form(),
                    "rows": frozen(sheet.rows),
                    "action": sheet.action,
                    "notes": notes,
                },
            }
        )
        self.form_id._mark_used()
        return True

    def _refuse_unready(self):
        if fields.Datetime.now() < self._over_at():
            raise UserError(
                self.env._("The period ends on %(day)s. Publish the form after it.", day=f"{self.date_to:%d.%m.%Y}")
            )

    def _frozen_form(self):
        """Return what the snapshot says of the form itself: what stands above its rows is drawn from it."""
        return {
            "code": self.code,
            "edition": self.form_id.id,
            "heading": self._said_heading(),
            "columns": [astuple(column) for column in self.form_id._columns()],
            "first": self.date_from.isoformat(),
            "last": self.date_to.isoformat(),
            "version": self.version,
            "needs_check": self.needs_check,
        }

    def _said_published(self, moment):
        return self.env._("Published on %(moment)s.", moment=self._said_moment(moment))

    def _said_moment(self, moment):
        local = self.env["legal.rule"]._local(moment, self.company_id.sudo().legal_tz)
        return f"{local:%d.%m.%Y %H:%M}"

    def action_correct(self):
        """Open the next version of a published form; one is made where none is begun."""
        self.ensure_one()
        key = {"form_id": self.form_id.id, "year": self.year, "part": self.part, "company_id": self.company_id.id}
        same = [(name, "=", value) for name, value in key.items()]
        draft = self.search([("state", "=", "draft"), *same], limit=1) or self._begin_correction(key)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
            "name": draft.display_name,
        }

    def _begin_correction(self, key):
        """Return the draft of the next version."""
        return self.create(key)
