from odoo import api, models


class GridAppealDesk(models.AbstractModel):
    """The card of a call knows the outages at the customer's points: they speak first, and answer at once."""

    _inherit = "grid.appeal.desk"

    @api.model
    def _desk_notices(self, partner, points):
        outages = self.env["grid.outage"].sudo()._of_points(points)
        found = {}
        for point, at_point in outages.items():
            for outage in at_point:
                found.setdefault(outage, []).append(point.address)
        notices = [self._outage_notice(outage, places) for outage, places in found.items()]
        return notices + super()._desk_notices(partner, points)

    @api.model
    def _outage_notice(self, outage, places):
        current = outage._is_current()
        text = self.env._("%(place)s: %(words)s", place="; ".join(places), words=outage._said())
        if not current:
            return {"sequence": 5, "level": "warning", "text": text}
        # by it the clerk answers without typing
        answer = {"id": outage.id, "words": outage._said()}
        return {"sequence": 0, "level": "danger", "text": text, "outage": answer}

    @api.model
    def _appeal_vals(self, card, at_once):
        """Link the card to the outage that it was answered from, and name its category where the clerk named none."""
        vals = super()._appeal_vals(card, at_once)
        outage = self.env["grid.outage"].sudo().search([("id", "=", card.get("outage_id") or 0)])
        if outage.company_id != self.env.company or not outage._current():
            return vals
        category = self.env.ref(f"grid_appeal.category_outage_{outage.kind}", raise_if_not_found=False)
        if category and not vals["category_id"]:
            vals.update(category_id=category.id, theme=category.theme)
        return {**vals, "outage_id": outage.id}
