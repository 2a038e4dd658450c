"""The network of the outage tests.

feeder «ф. 6-7»  T-420-17 (citizen, group 1)  and  T-420-18 (factory, group 3), one street
T-430-1 stands in another branch, on no feeder
"""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields

from odoo.addons.grid_appeal.tests.common_desk import DeskCase

#: Monday, 16:00 by the clock of Kemerovo.
NOW = "2026-03-02 09:00:00"


class OutageCase(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.feeder = cls.point.feeder_id
        cls.company.outage_contract_days = 0

    @classmethod
    def _outage(cls, **vals):
        return cls.env["grid.outage"].create(
            {"branch_id": cls.branch.id, "feeder_ids": cls.feeder.ids, "cause": "Обрыв провода", **vals}
        )

    @classmethod
    def _planned(cls, start="2026-04-01 02:00:00", **vals):
        start = fields.Datetime.to_datetime(start)
        said = {"kind": "planned", "works": "Замена опор", "started_at": start}
        return cls._outage(**{**said, "expected_end_at": start + timedelta(hours=6), **vals})

    @classmethod
    def _under_way(cls, **vals):
        outage = cls._outage(**vals)
        outage.action_start()
        return outage

    @classmethod
    def _notice(cls, outage, day, audience="households", way="letter"):
        return cls.env["grid.outage.notice"].create(
            {"outage_id": outage.id, "audience": audience, "way": way, "given_on": day}
        )

    def _report(self, **vals):
        return self._appeal(kind="outage_message", theme="transmission", **vals)


def at(moment):
    """Stop the clock at a moment of UTC."""
    return freeze_time(moment)
