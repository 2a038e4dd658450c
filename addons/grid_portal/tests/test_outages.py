"""Outages on the site, in the reception and in the account: told by address, with nobody's name and no flat."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import GOOD, PortalCase


@tagged("post_install", "-at_install")
class TestOutages(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.flat = cls.point.copy(
            {"name": "TSP-2", "address": "г. Портальск, ул. Световая, д. 8, кв. 31", "account_number": "777000777"}
        )
        cls.outage = cls._outage()
        cls.outage.action_start()

    @classmethod
    def _outage(cls, **vals):
        return cls.env["grid.outage"].create(
            {"branch_id": cls.branch.id, "feeder_ids": cls.point.feeder_id.ids, "cause": "Обрыв провода", **vals}
        )

    @classmethod
    def _ahead(cls):
        """A planned outage of a house without known points, announced with lawful notice."""
        now = fields.Datetime.now()
        outage = cls._outage(
            kind="planned", works="Замена опор", feeder_ids=[], started_at=now + timedelta(days=40),
            expected_end_at=now + timedelta(days=40, hours=5),
            house_ids=[(0, 0, {"address": "г. Портальск, ул. Плановая, д. 3"})],
        )  # fmt: skip
        cls.env["grid.outage.notice"].create({"outage_id": outage.id, "way": "letter"})
        outage.action_announce()
        return outage

    def _text(self, path):
        return " ".join(self._page(path).xpath("//main")[0].text_content().split())

    # --- the page
    def test_the_list_names_houses_and_no_flat_and_nobody(self):
        self._ahead()
        text = self._text("/outages")
        for words in ("ул. Световая, д. 8", "ул. Портальная, 1", "Обрыв провода", "ул. Плановая, д. 3", "Замена опор"):
            self.assertIn(words, text)
        for words in ("кв. 31", "Хозяйкина", "777000777", "TSP-1"):
            self.assertNotIn(words, text)

    def test_an_address_is_answered(self):
        found = self._page("/outages?address=Портальск, Световая 8-31").xpath("//div[hasclass('grid_now')]")
        self.assertIn("Обрыв провода", found[0].text_content())
        for asked in ("Портальск, Световая 9", "Юрга, Световая 8", "%00", "я" * 5000, "<script>"):
            with self.subTest(asked[:20]):
                page = self._page(f"/outages?address={asked}")
                self.assertFalse(page.xpath("//div[hasclass('grid_now')]"))

    def test_without_a_house_nothing_is_promised(self):
        answers = {
            asked: self._page(f"/outages?address={asked}").xpath("//main//p[@role='status']/text()")
            for asked in ("Портальск", "Портальск, Световая 9")
        }
        self.assertEqual(len({*map(tuple, answers.values())}), 2)
        self.assertTrue(all(map(len, answers.values())))

    def test_what_is_over_or_not_announced_is_not_shown(self):
        self.outage.action_restore()
        self._outage(cause="Черновик")
        text = self._text("/outages")
        self.assertNotIn("Обрыв провода", text)
        self.assertNotIn("Черновик", text)

    def test_outages_of_another_company_are_not_shown(self):
        company = self.env["res.company"].create({"name": "Чужие сети"})
        branch = self.env["grid.branch"].create({"name": "Чужой", "code": "TSX", "company_id": company.id})
        other = self._outage(
            branch_id=branch.id, feeder_ids=[], cause="Чужая авария",
            house_ids=[(0, 0, {"address": "г. Портальск, ул. Световая, д. 9"})],
        )  # fmt: skip
        other.action_start()
        self.assertNotIn("Чужая авария", self._text("/outages?address=Световая 9"))

    def test_who_has_signed_in_reads_of_her_own_addresses_first(self):
        self.authenticate("portal_owner", "portal_owner")
        own, *others = self._page("/outages").xpath("//main//section")
        self.assertEqual(own.get("id"), "own")
        told = own.xpath(".//div[hasclass('grid_now')]")
        self.assertEqual(len(told), 2, "both of her points hang on the feeder")
        self.assertIn(self.point.address, told[0].text_content())
        self.assertIn("Обрыв провода", told[0].text_content())
        self.outage.action_restore()
        self.assertFalse(self._page("/outages").xpath("//section[@id='own']//div[hasclass('grid_now')]"))
        for user in ("portal_stranger", "portal_specialist", None):
            self.authenticate(user, user)
            self.assertFalse(self._page("/outages").xpath("//section[@id='own']"))

    def test_a_planned_outage_is_found_by_its_address(self):
        self._ahead()
        found = self._page("/outages?address=Портальск, Плановая 3").xpath("//div[hasclass('grid_now')]")
        self.assertIn("Замена опор", found[0].text_content())

    def test_the_page_asks_the_same_of_the_database_however_many_there_are(self):
        houses = self.env["grid.outage.house"]
        outages = self.outage + self._ahead()
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.assertEqual(len(houses._first_of(outages, 1)[self.outage]), 1)

    # --- the reception
    def _typed(self, **place):
        hidden = self._hidden(self._page("/appeal?way=outage"))
        self._post("place", {**GOOD, **hidden, "way": "outage", "account_number": "", **place})
        page = self._page(f"/appeal/what?key={hidden['key']}")
        return " ".join(" ".join(page.xpath("//div[hasclass('grid_now')]//text()")).split())

    def test_who_has_no_light_reads_of_the_outage_at_her_address(self):
        self.assertIn("Обрыв провода", self._typed(address="г. Портальск, Световая 8, кв 31"))
        self.assertEqual(self._typed(address="г. Портальск, Световая 80"), "")

    def test_an_account_tells_of_the_outage_and_of_no_address(self):
        said = self._typed(address="", account_number="777000777")
        self.assertIn("Обрыв провода", said)
        self.assertNotIn("Световая", said)

    def test_a_planned_outage_ahead_is_no_answer_to_no_light(self):
        self._ahead()
        self.assertEqual(self._typed(address="г. Портальск, ул. Плановая, 3"), "")

    def test_the_report_is_linked_to_the_outage(self):
        self._send(way="outage", changes={"address": "г. Портальск, Световая 8-31", "account_number": ""})
        self.assertEqual(self._appeals().outage_id, self.outage)
        self._send(changes={"address": "г. Портальск, Световая 8-31", "account_number": "", "theme": "other"})
        self.assertEqual(self.outage.ticket_count, 1)

    # --- the account
    def test_the_page_of_a_point_tells_of_its_outage(self):
        self.authenticate("portal_owner", "portal_owner")
        notes = self._page(f"/my/points/{self.point.id}").xpath("//section[@id='notes']")
        self.assertIn("Обрыв провода", notes[0].text_content())
        self.outage.action_restore()
        self.assertFalse(self._page(f"/my/points/{self.point.id}").xpath("//section[@id='notes']"))

    def test_the_page_of_a_report_tells_when_supply_is_back(self):
        report = self._appeal(kind="outage_message", theme="transmission", usage_point_id=self.point.id)
        self.authenticate("portal_owner", "portal_owner")
        notes = f"/my/appeals/{report.id}"
        self.assertIn("Обрыв провода", self._page(notes).xpath("//section[@id='notes']")[0].text_content())
        self.outage.action_restore()
        self.assertIn("Обрыв провода", self._page(notes).xpath("//section[@id='notes']")[0].text_content())

    def test_the_neighbour_reads_nothing_of_it_in_her_account(self):
        self.assertFalse(self.env["grid.outage"].with_user(self.stranger).has_access("read"))
