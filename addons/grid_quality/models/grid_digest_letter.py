from functools import partial
from io import BytesIO

from odoo import Command, api, models
from odoo.fields import Domain

from ..live import COLOURS, sections

LATE_ROWS = 15  # of the list in a letter; the rest is one click away
PARTS = "with_"


class GridDigest(models.Model):
    """The letter: what is late, whose and since when, then the figures that the person chose."""

    _inherit = "grid.digest"

    def action_send_now(self):
        """Send the letter of today at once, to look at it; it counts for nothing."""
        self.ensure_one()
        self.check_access("write")
        today = self._local_now().date()
        self.sudo()._send(today.replace(day=1), today)
        words = self.env._("The letter is on its way to %(email)s.", email=self.email)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": words, "type": "info"},
        }

    def _send(self, first, last):
        """Queue the letter about these days; nothing is sent to who leads no branch of it."""
        letter = self._letter(first, last)
        if letter:
            self.env["mail.mail"].sudo().create(letter)
            self.env["helpdesk.ticket"]._wake_mail_queue()

    def _letter(self, first, last):
        """Return the values of the letter, counted with the rights and in the language of the person."""
        reader = self.with_user(self.user_id).with_context(
            lang=self.user_id.lang, allowed_company_ids=self.company_id.ids
        )
        page = reader.env["grid.live.page"]
        filters = {"period": "custom", "from": str(first), "to": str(last), "branch_ids": self.branch_ids.ids}
        if not page._filter(filters).branch_ids:
            return {}
        values = reader._values_of_letter(page, filters)
        stop = values["stop_url"]
        return {
            "subject": values["subject"],
            "body_html": reader.env["ir.qweb"]._render("grid_quality.mail_digest", values),
            "email_from": self.company_id.email_formatted,
            "email_to": self.user_id.email_formatted,
            "headers": repr(
                {
                    "Auto-Submitted": "auto-generated",
                    "X-Auto-Response-Suppress": "All",
                    "List-Unsubscribe": f"<{stop}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                }
            ),
            "attachment_ids": [Command.create(reader._page_as_pdf(page, filters))] if self.with_pdf else [],
            "auto_delete": True,
            "is_notification": False,
            "record_company_id": self.company_id.id,
        }

    def _values_of_letter(self, page, filters):
        asked = page._filter(filters)
        chosen = {name.removeprefix(PARTS) for name in self._fields if name.startswith(PARTS) and self[name]}
        late = page.read_tiles(filters, ["overdue", "due_today"])
        counts = {"overdue": late["overdue"]["shown"], "due": late["due_today"]["shown"]}
        site = self.company_id.get_base_url()
        return {
            "company": self.company_id,
            "branch": self.env["grid.branch"],
            "phone": self.company_id.phone,
            "subject": self.env._("Service digest: overdue %(overdue)s, due today %(due)s", **counts),
            "lead": self.env._("Overdue: %(overdue)s. Due today: %(due)s.", **counts),
            "narrowed": list(page._narrowed_words(asked)),
            "late": late["overdue"],
            "late_rows": list(self._late_rows(late["overdue"], asked)) if self.with_late_list else [],
            "sections": sections(page._figures_of_letter(asked, chosen)),
            "colours": COLOURS,
            "site": site,
            "link": partial(page._link, filters),
            "status_url": page._link(filters),
            "status_label": self.env._("Open the live page"),
            "digest_url": f"{site}/odoo/digests/{self.id}",
            "stop_url": f"{site}/grid_quality/digest/{self._key()}/stop",
        }

    @api.model
    def _page_as_pdf(self, page, filters):
        """Return the values of the page as an attachment, which goes with its letter."""
        out = BytesIO()
        page._save_to(out, page._printed(filters), "pdf")
        return {
            "name": page._filename("pdf"),
            "raw": out.getvalue(),
            "mimetype": "application/pdf",
            "res_model": "mail.message",
        }

    @api.model
    def _late_rows(self, overdue, asked):
        """Return the appeals that are late longest, with whose they are and since when."""
        appeals = self.env["helpdesk.ticket"].search(
            Domain(overdue["domain"]), order="next_due_at, id", limit=LATE_ROWS
        )
        nobody, zones = self.env._("Without an executor"), appeals._deadline_zone_of_each()
        themes = dict(appeals._fields["theme"]._description_selection(self.env))
        for appeal in appeals:
            due = self.env["legal.rule"]._local(appeal.next_due_at, zones[appeal]).date()
            yield {
                "id": appeal.id,
                "number": appeal.number,
                "theme": themes.get(appeal.theme, ""),
                "whose": appeal.user_id.sudo().name or nobody,
                "since": f"{due:%d.%m.%Y}",
                "days": (asked.today - due).days,
            }
