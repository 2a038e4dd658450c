from odoo import api


class SaysWhenOpen:
    """Records that say when offices receive people: a change of them may take a booked time away, or give it back.

    No abstract model: one would stand behind the models that it is added to, and look before they clear their caches.
    """

    __slots__ = ()

    def _offices_concerned(self):
        """Return the offices whose times depend on these records."""
        return self.office_id

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._offices_concerned()._mark_lost()
        return records

    def write(self, vals):
        before = self._offices_concerned()
        result = super().write(vals)
        (before | self._offices_concerned())._mark_lost()
        return result

    def unlink(self):
        offices = self._offices_concerned()
        result = super().unlink()
        offices._mark_lost()
        return result
