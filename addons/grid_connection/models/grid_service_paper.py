from decimal import Decimal

from odoo import models

from odoo.addons.grid_service.models.grid_service_paper_print import NO_BREAK

from ..invoicing import in_words

#: Pictures of codes of payment are read by the applications of banks.
LANGUAGES = ("ru", "en")


class GridServicePaper(models.Model):
    """What the papers of a connection say in many places."""

    _inherit = "grid.service.paper"

    def _reference(self, code):
        """Return the number and the date of the last paper of a kind; nothing while it is not issued."""
        papers = self.request_id._origin.paper_ids.filtered(
            lambda paper: paper.kind_id.code == code and paper.state in ("issued", "given", "accepted")
        )
        paper = papers.sorted("id")[-1:]
        if not paper.number:
            return ""
        said = self.env._(
            "No. %(number)s of %(date)s", number=self._whole(paper.number), date=self._said_date(paper.at)
        )
        return self._with_sign(said)

    def _amount_in_words(self, amount):
        lang = (self.env.lang or "ru")[:2]
        return in_words(Decimal(str(amount)), lang if lang in LANGUAGES else "ru")

    def _money(self, amount):
        return self.env["grid.fee.working"]._money(Decimal(str(amount)))

    def _kilowatts(self, power):
        number = self.env["grid.fee.working"]._number(Decimal(str(round(power, 3))))
        return self.env._("%(power)s kW", power=number).replace(" ", NO_BREAK)

    def _chosen(self, record, name):
        """Return the words of a choice of a record."""
        return dict(record._fields[name]._description_selection(self.env)).get(record[name], "")
