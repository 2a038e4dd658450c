"""Whom an outage hits, and how it is found by a point and by an address."""

from odoo import Command
from odoo.tests import tagged

from .common_outage import OutageCase


@tagged("post_install", "-at_install")
class TestOutageHits(OutageCase):
    def test_points_and_houses_of_the_feeder(self):
        flats = [
            self.point.copy({"name": f"T-{n}", "address": f"г. Тестовск, ул. Подстанционная, д. 5, кв. {n}"})
            for n in (1, 2)
        ]
        outage = self._outage()
        self.assertEqual(outage.usage_point_ids, self.point + self.neighbour_point + flats[0] + flats[1])
        self.assertEqual(
            {(one.address, one.point_count) for one in outage.house_ids},
            {("г. Тестовск, ул. Подстанционная, д. 5", 3), ("г. Тестовск, ул. Подстанционная, д. 15", 1)},
        )
        self.assertEqual((outage.point_count, outage.house_count), (4, 2))

    def test_a_feeder_taken_away_takes_its_points(self):
        outage = self._under_way()
        outage.feeder_ids = [Command.clear()]
        self.assertEqual((outage.point_count, outage.house_count), (0, 0))
        self.assertFalse(self.point.outage_ids)

    def test_points_loaded_later_are_found_by_the_button(self):
        outage = self._under_way()
        self.far_point.write({"feeder": self.feeder.name, "branch_id": self.branch.id})
        self.assertEqual(outage.point_count, 2)
        self._as("operator", outage).action_find_hits()
        self.assertEqual(outage.point_count, 3)

    def test_a_house_by_hand_finds_its_points(self):
        outage = self._outage(feeder_ids=[], house_ids=[Command.create({"address": "Тестовск, Подстанционная 5"})])
        self.assertEqual(outage.usage_point_ids, self.point)
        self.assertEqual(outage.house_count, 1)

    def test_an_outage_at_points_is_one_query(self):
        outage = self._under_way()
        points = self.point + self.neighbour_point + self.far_point
        self.env.flush_all()
        with self.assertQueryCount(1):
            found = self.env["grid.outage"]._of_points(points)
        self.assertEqual([found[point] for point in points], [outage, outage, outage.browse()])
        self._as("operator", outage).action_restore()
        self.assertFalse(self.env["grid.outage"]._of_points(points)[self.point])

    def test_an_outage_at_an_address_is_one_query(self):
        outage = self._under_way()
        houses = self.env["grid.outage.house"]
        self.env.flush_all()
        with self.assertQueryCount(1):
            found = houses._of_address("Подстанционная 5-3", self.company)
        self.assertEqual((found.outage_id, found.address), (outage, "г. Тестовск, ул. Подстанционная, д. 5"))
        for typed in ("Подстанционная 7", "г. Другой, ул. Подстанционная, д. 5", "", "нет света"):
            with self.subTest(typed):
                self.assertFalse(houses._of_address(typed, self.company))
        other = self.env["res.company"].create({"name": "Чужая сеть"})
        self.assertFalse(houses._of_address("Подстанционная 5", other))

    def test_a_draft_speaks_to_nobody(self):
        self._outage()
        self.assertFalse(self.env["grid.outage"]._of_points(self.point)[self.point])
        self.assertFalse(self.env["grid.outage.house"]._of_address("Подстанционная 5", self.company))
