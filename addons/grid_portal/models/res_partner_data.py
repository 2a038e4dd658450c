from odoo import models
from odoo.tools import format_date

from odoo.addons.grid_customer.identity import phones


class ResPartner(models.Model):
    """What is kept of a customer, said to the customer: what, why, until when."""

    _inherit = "res.partner"

    def _notice_ways(self):
        """Return {way: label} of the ways in which this customer can be told now: of `notice_way`, those that work.

        The hook: an addon that can send by another way adds it to the selection, and here where it works.
        """
        labels = dict(self._fields["notice_way"]._description_selection(self.env))
        working = {"account", "email"} if self.sudo().email else {"account"}
        return {way: label for way, label in labels.items() if way in working}

    def _data_kept(self):
        """Return {heading: section} of what there is.

        A section has rows (what, value), the sentences `why` and `until`, and whether law keeps it after an erasure.
        """
        self.ensure_one()
        customer = self.sudo()
        sections = {
            self.env._("Who you are and how to reach you"): customer._contacts_kept(),
            self.env._("Documents"): customer._documents_kept(),
            self.env._("Enquiries about a connection"): customer._enquiries_kept(),
            self.env._("Requests to act for others"): customer._representing_kept(),
            self.env._("Appeals"): customer._appeals_kept(),
            self.env._("Connections, contracts, metering"): customer._cases_kept(),
            **customer._kept_besides(),
        }
        return {heading: section for heading, section in sections.items() if section["rows"]}

    def _contacts_kept(self):
        rows = [
            (self.env._("Name") if self.is_company else self.env._("Surname, name, patronymic"), self.name),
            (self.env._("E-mail"), self.email),
            (self.env._("Phone"), phones.spoken(self.phone or "")),
            (self.env._("Address"), ", ".join(self._postal_address())),
            (self.env._("Other addresses"), "; ".join(self.address_ids.mapped("display_name"))),
        ]
        return {
            "rows": [(what, value) for what, value in rows if value],
            "why": self.env._(
                "To answer you and to tell you how your appeals and requests go on: it is our duty by law."
            ),
            "until": self.env._(
                "As long as you have points, contracts or cases with us, and the papers that name you."
            ),
            "by_law": False,
        }

    def _documents_kept(self):
        """The numbers themselves are in the export only: a screen is seen over a shoulder."""
        kinds = dict(self._fields["identity_kind"]._description_selection(self.env))
        rows = [
            (self.env._("Identity document"), self._masked(kinds.get(self.identity_kind), self.identity_number)),
            (self.env._("SNILS"), self._masked("", self.snils)),
            (self.env._("Birth date"), self.birth_date and self.env._("kept")),
            (self.env._("Vulnerable categories"), ", ".join(self.vulnerability_ids.category_id.mapped("name"))),
        ]
        return {
            "rows": [(what, value) for what, value in rows if value],
            "why": self.env._("The rules of technological connection ask for them in an application and a contract."),
            "until": self.env._("As long as the papers of the connection, which are kept permanently."),
            "by_law": True,
        }

    def _masked(self, kind, number):
        return f"{kind or ''} ••••{number[-2:]}".strip() if number else ""

    def _enquiries_kept(self):
        count = len(self.env["crm.lead"]._left_by(self))
        return {
            "rows": [(self.env._("Enquiries with what you wrote"), count)] if count else [],
            "why": self.env._("You asked us, and we answer."),
            "until": self.env._(
                "Until you ask to erase them; what became an application is kept permanently with its papers."
            ),
            "by_law": False,
        }

    def _representing_kept(self):
        count = self.env["grid.representation.request"].search_count([("partner_id", "=", self.id)])
        return {
            "rows": [(self.env._("Requests with what you wrote and the scan"), count)] if count else [],
            "why": self.env._("To check by the paper that you may act for another one."),
            "until": self.env._(
                "Until you ask to erase them. A power of attorney that was accepted is kept as long as the papers of"
                " what was done by it."
            ),
            "by_law": False,
        }

    def _appeals_kept(self):
        own = [("partner_id", "=", self.id)]
        count = self.env["helpdesk.ticket"].search_count(own)
        return {
            "rows": [(self.env._("Appeals with their files and answers"), count)] if count else [],
            "why": self.env._("Every appeal is registered and answered: it is our duty by law."),
            "until": self._appeals_kept_until(own),
            "by_law": True,
        }

    def _appeals_kept_until(self, own):
        always = self.env._(
            "As long after its closing as the company's list of files says. Until then your name, contacts, letters"
            " and files stay in the appeal, after an erasure too."
        )
        closed = [*own, ("closed_date", "!=", False)]
        last = self.env["helpdesk.ticket"].search(closed, order="closed_date desc", limit=1)
        if not (day := last and last._kept_until()[last]):
            return always
        known = {"day": format_date(self.env, day)}
        return always + " " + self.env._("Appeals closed by now are kept until %(day)s at the latest.", **known)

    def _cases_kept(self):
        own = [("partner_id", "=", self.id)]
        rows = [
            (self.env._("Requests with their papers"), self.env["grid.service.request"].search_count(own)),
            (self.env._("Usage points"), len(self.usage_point_ids)),
            (self.env._("Meter readings"), self.env["grid.meter.reading"].search_count(own)),
            (self.env._("Hours of consumption"), self.env["grid.meter.hour"].search_count(own)),
        ]
        return {
            "rows": [(what, count) for what, count in rows if count],
            "why": self.env._("To fulfil contracts and the rules of connection, and for accounting."),
            "until": self.env._("Papers of a connection are kept permanently; they are not erased on demand."),
            "by_law": True,
        }
